"""What PostgreSQL spells otherwise."""

from __future__ import annotations

import pytest

from bot.store.postgres.spelling import spelled, spelled_schema
from bot.store.schema import known_migrations


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("SELECT :a, :b_2, :a", "SELECT $1, $2, $1"),
        ("SELECT x::text, '12:30 :a', \":a\" -- :a 5 %", "SELECT x::text, '12:30 :a', \":a\" -- :a 5 %"),
        ("SELECT 7 % :n, 'it''s 5 %'", "SELECT 7 % $1, 'it''s 5 %'"),
        ("SELECT max(a), max(a, 1), min(b, max(c, 2))", "SELECT max(a), greatest(a, 1), least(b, greatest(c, 2))"),
        ("SELECT maximum(a, b), t.max", "SELECT maximum(a, b), t.max"),
        ("json_array(a, 'x), (', (b + 1))", "json_build_array(a, 'x), (', (b + 1))"),
        ("json_group_array(json_array(a, json(b)))", "coalesce(json_agg(json_build_array(a, (b)::json)), '[]')"),
        ("json_object('a', b)", "json_build_object('a', b)"),
        ("json_array_length(:items)", "json_array_length(($1)::json)"),
        ("FROM json_each(:ids) AS one", "FROM json_array_elements_text(($1)::json) AS one"),
        ("json_extract(one.value, '$[1]')", "((one.value)::json ->> 1)"),
        ("LIMIT 5 /* FOR UPDATE SKIP LOCKED */)", "LIMIT 5 FOR UPDATE SKIP LOCKED)"),
    ],
)
def test_spelling(ours: str, theirs: str):
    """The few words that differ, and nothing inside of texts and comments."""
    assert spelled(ours).text.decode() == theirs


@pytest.mark.parametrize(
    ("sql", "is_question"),
    [
        ("SELECT * FROM updates", True),
        ("WITH a AS (SELECT 1) SELECT * FROM a", True),
        ("INSERT INTO facts VALUES (1)", False),
        ("UPDATE facts SET value = 1", False),
        ("WITH a AS (SELECT 1) UPDATE facts SET value = 1", False),
        ("DELETE FROM facts", False),
        ("DROP TABLE facts", False),
    ],
)
def test_questions_may_be_asked_again(sql: str, is_question: bool):
    """Nothing else may."""
    assert spelled(sql).is_question is is_question


@pytest.mark.parametrize("sql", ["json_array(a, (b)", "json_extract(a, '$.title')"])
def test_what_cannot_be_spelled(sql: str):
    """It is a fault of a statement, and the tests that run it say so."""
    with pytest.raises(ValueError, match=r"bracket|no place"):
        spelled(sql)


def test_a_schema():
    """Texts are compared as in SQLite, and no word of SQLite's is left in any migration."""
    made = spelled_schema("CREATE TABLE a (\n    b TEXT NOT NULL,  -- 'TEXT'\n    c BIGINT\n) WITHOUT ROWID;")
    assert made == b'CREATE TABLE a (\n    b TEXT COLLATE "C" NOT NULL,  \n    c BIGINT\n);'
    assert not any(b"ROWID" in spelled_schema(migration.sql) for migration in known_migrations())
