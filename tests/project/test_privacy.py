"""What is said about stored data is what is stored: the schema is the witness."""

from __future__ import annotations

import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.actions.adopting import adopt
from bot.operations.retention import OLDEST
from bot.store import deletions, deliveries, departures, outages
from bot.store.personal import TABLES
from bot.store.sqlite import migrations, traces
from bot.store.store import Store
from bot.study import previews
from tests.project.test_documentation import rows, text_of
from tests.store.people import ADA, GUILD, NOW, SMALL
from tests.store.test_personal import live

PAGE = "docs/privacy.md"


@pytest.fixture
async def used(tmp_path: Path) -> tuple[Path, dict[str, list[dict[str, object]]]]:
    """A database in which a member has left everything behind once, and what the export gives of it."""
    path = tmp_path / "roadmate.db"
    store = await Store.open(path)
    await adopt(store, SMALL, NOW)
    await live(store, ADA)
    exported = json.loads(json.dumps(await store.personal.rows(GUILD, ADA)))
    await store.close()
    return path, exported


def schema(path: Path) -> dict[str, list[str]]:
    """Every table of a database with its columns."""
    with closing(sqlite3.connect(path)) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        return {
            table: [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
            for table in tables
            if not table.startswith("sqlite_")
        }


def test_every_table_and_column_is_explained(used: tuple[Path, object]):
    """None is left out, and none is there that the database has not."""
    told = {table: re.findall(r"`(\w+)`", cells[0]) for table, cells in rows(PAGE, of="table").items()}
    there = schema(used[0])
    assert set(told) == set(there)
    assert {table: sorted(columns) for table, columns in told.items()} == {
        table: sorted(columns) for table, columns in there.items()
    }
    assert all(len(cells[-1]) > 10 for cells in rows(PAGE, of="table").values())


def test_the_export_has_every_column_of_every_table_with_members(used: tuple[Path, dict[str, list[dict[str, object]]]]):
    """Whatever table has a member's id, by the schema: each of its columns stands in the file."""
    path, exported = used
    with_members = {table: columns for table, columns in schema(path).items() if "user_id" in columns}
    assert set(with_members) == set(TABLES)
    for table, columns in with_members.items():
        assert exported[table], f"nothing of {table} is exported"
        assert [sorted(row) for row in exported[table]] == [sorted(columns)] * len(exported[table])


@pytest.mark.parametrize(
    ("line", "says", "is_so"),
    [
        ("messages that were sent, missed or held back", "60 days", deliveries.KEPT.days == 60),
        ("what you were shown before you confirm it", "24 hours", previews.STAYS_VALID.total_seconds() == 24 * 3600),
        ("times in which the bot was away", "60 days", outages.KEPT_FOR.days == 60),
        ("backups, and the hashes of who was deleted", "35 days", deletions.KEPT == OLDEST and OLDEST.days == 35),
        ("copies made before an update or a restore", "30 days", migrations.COPIES_FOR.days == 30),
        ("your plan, entries and settings", "30 days after the server removed", departures.KEPT.days == 30),
    ],
)
def test_how_long(line: str, says: str, is_so: bool):
    """The times are those of the code."""
    (told,) = rows(PAGE, of="what")[line]
    assert says in told
    assert is_so


def test_the_size_up_to_which_a_file_is_written_anew_at_once():
    """As the page says it."""
    assert f"{traces.WRITTEN_ANEW_AT_ONCE // 2**20} MB" in text_of(PAGE)
