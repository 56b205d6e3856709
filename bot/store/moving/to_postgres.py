"""From a SQLite file into an empty PostgreSQL database, in one transaction."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import psycopg
from psycopg.sql import SQL, Identifier

from bot.store.address import PostgresAddress
from bot.store.errors import CannotOpen
from bot.store.moving.tables import RECORD, Table, compare, rows_in, sums_of_file, sums_of_postgres, tables_of
from bot.store.postgres.connecting import cannot_open, connect, refuse_unfit
from bot.store.postgres.migrations import migrate as migrate_postgres
from bot.store.sqlite.inspection import is_roadmates
from bot.store.sqlite.inspection import refuse_unfit as refuse_unfit_file
from bot.store.sqlite.migrations import migrate as migrate_file
from bot.store.sqlite.ownership import Ownership


def move_to_postgres(source: Path, target: PostgresAddress) -> int:
    """Copy all of a file that no bot is using; returns how many rows. Raises CannotOpen, and then nothing was moved."""
    if not source.is_file():
        raise CannotOpen(f"There is no database at {source}. DATABASE_URL names the one to move.")
    ownership = Ownership(source)
    if not ownership.take():
        raise CannotOpen(f"A bot is running on {source}. Stop it, then move.")
    try:
        refuse_unfit_file(source)
        with closing(sqlite3.connect(source, isolation_level=None)) as connection:
            if not is_roadmates(connection, new=False):
                raise CannotOpen(f"{source} is no database of Roadmate's. DATABASE_URL names the one to move.")
            migrate_file(connection, source.resolve())
            asyncio.run(_prepare(target))
            return _copy(connection, target)
    except sqlite3.Error as error:
        raise CannotOpen(f"{source} could not be read: {error}. Nothing was moved.") from error
    finally:
        ownership.release()


async def _prepare(target: PostgresAddress) -> None:
    connection = await connect(target)
    try:
        await refuse_unfit(connection, target)
        await migrate_postgres(connection, target)
    except psycopg.Error as error:
        raise cannot_open(target, error) from None
    finally:
        await connection.close()


def _copy(source: sqlite3.Connection, target: PostgresAddress) -> int:
    tables = tables_of(source)
    source.execute("BEGIN")
    try:
        with psycopg.connect(target.url) as connection:
            names = _refuse_unless_empty(connection, target)
            for name in names - {table.name for table in tables}:  # the first start with a roadmap drops one
                connection.execute(SQL("DROP TABLE {}").format(Identifier(name)))
            for table in tables:
                _copy_table(source, connection, table)
            sums = sums_of_file(source, tables)
            compare(sums, sums_of_postgres(connection, tables))
            return rows_in(sums)
    except psycopg.Error as error:
        raise cannot_open(target, error) from None


def _refuse_unless_empty(connection: psycopg.Connection, target: PostgresAddress) -> set[str]:
    """The names of its tables."""
    found = connection.execute(
        "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() AND tablename <> %s", (RECORD,)
    ).fetchall()
    names = {name for (name,) in found}
    for name in sorted(names):
        connection.execute(SQL("LOCK TABLE {} IN EXCLUSIVE MODE").format(Identifier(name)))
        if connection.execute(SQL("SELECT 1 FROM {} LIMIT 1").format(Identifier(name))).fetchone():
            raise CannotOpen(f"{target} is not empty. Name a new database: what is in it is never overwritten.")
    return names


def _copy_table(source: sqlite3.Connection, connection: psycopg.Connection, table: Table) -> None:
    rows = source.execute(f'SELECT {table.listed} FROM "{table.name}"')  # noqa: S608  # names of our own tables
    into = f'COPY "{table.name}" ({table.listed}) FROM STDIN'
    with connection.cursor().copy(into.encode()) as copy:
        for row in rows:
            copy.write_row(_storable(row))


def _storable(row: Sequence[object]) -> Sequence[object]:
    """A zero character, which an older version may have stored, becomes a space: PostgreSQL has none."""
    if any(isinstance(value, str) and "\0" in value for value in row):
        return [value.replace("\0", " ") if isinstance(value, str) else value for value in row]
    return row
