"""Both kinds of databases, as the tests look at them."""

from __future__ import annotations

import sqlite3
from collections.abc import Generator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg
import pytest
from psycopg.sql import SQL, Identifier

from bot.store.address import Address, PostgresAddress
from bot.store.database import Database
from bot.store.postgres.database import PostgresDatabase
from bot.store.sqlite.database import SqliteDatabase

SQLITE_ALONE = pytest.mark.parametrize("address", ["sqlite"], indirect=True)
"""For tests of what only a SQLite file has, such as its journal, or that look at it with SQLite's own words."""

ON_BOTH = pytest.mark.parametrize("address", ["sqlite", "postgres"], indirect=True)
"""For walks through the whole bot that are worth the time on a server too; `WALKS_ON=postgres` takes all there."""


DRIVERS = SqliteDatabase, PostgresDatabase

_REFUSE = """
CREATE FUNCTION public.refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'refused by a test' USING ERRCODE = TG_ARGV[0]; END $$
"""
_REFUSE_ALL = """
DO $$ DECLARE name text; BEGIN
    FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
        EXECUTE format('CREATE TRIGGER refuse BEFORE INSERT OR UPDATE OR DELETE ON public.%I'
            ' FOR EACH STATEMENT EXECUTE FUNCTION public.refuse(''{}'')', name);
    END LOOP;
END $$
"""


@contextmanager
def refusing(address: PostgresAddress, state: str) -> Generator[None]:
    """While this lasts, the server refuses every change with an sqlstate, such as that of a full disk."""
    with psycopg.connect(address.url, autocommit=True) as connection:
        connection.execute(_REFUSE)
        connection.execute(_REFUSE_ALL.format(state).encode())
        try:
            yield
        finally:
            connection.execute("DROP FUNCTION public.refuse CASCADE")


def all_words_in(address: Address) -> str:
    """Everything that a database holds, as text."""
    if isinstance(address, Path):
        with closing(sqlite3.connect(address)) as file:
            return "\n".join(file.iterdump())
    with psycopg.connect(address.url) as connection:
        tables = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
        rows = [connection.execute(SQL("SELECT * FROM {}").format(Identifier(name))).fetchall() for (name,) in tables]
    return "\n".join(str(value) for of_table in rows for row in of_table for value in row)


async def columns_of(database: Database) -> dict[str, dict[str, bool]]:
    """The columns of every table, and whether each must have a value."""
    if isinstance(database, SqliteDatabase):
        rows = await database.rows(
            'SELECT t.name AS tab, c.name AS col, c."notnull" OR c.pk > 0 AS must'
            " FROM sqlite_schema t, pragma_table_info(t.name) c"
            " WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite%' ORDER BY t.name, c.cid"
        )
    else:
        rows = await database.rows(
            "SELECT table_name AS tab, column_name AS col, is_nullable = 'NO' AS must FROM information_schema.columns"
            " WHERE table_schema = 'public' ORDER BY table_name COLLATE \"C\", ordinal_position"
        )
    found: dict[str, dict[str, bool]] = {}
    for row in rows:
        found.setdefault(row["tab"], {})[row["col"]] = bool(row["must"])
    return found


async def indexes_of(database: Database) -> set[str]:
    """The names of all indexes but those of keys."""
    if isinstance(database, SqliteDatabase):
        rows = await database.rows("SELECT name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL")
    else:
        rows = await database.rows(
            "SELECT indexname AS name FROM pg_indexes WHERE schemaname = 'public' AND NOT EXISTS ("
            " SELECT 1 FROM pg_constraint WHERE conname = indexname)"
        )
    return {row["name"] for row in rows}


async def owners_of(database: Database, table: str) -> set[str]:
    """The tables whose rows take those of a table along when they go."""
    if isinstance(database, SqliteDatabase):
        keys = await database.rows(f"PRAGMA foreign_key_list({table})")
        return {key["table"] for key in keys if key["on_delete"] == "CASCADE"}
    keys = await database.rows(
        "SELECT confrelid::regclass::text AS owner FROM pg_constraint"
        " WHERE contype = 'f' AND confdeltype = 'c' AND conrelid = CAST(:name AS regclass)",
        name=table,
    )
    return {key["owner"] for key in keys}
