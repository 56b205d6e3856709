"""From PostgreSQL into a new SQLite file, as it is in one moment: a move back, and what a backup is there."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path

import psycopg

from bot.store.address import PostgresAddress
from bot.store.errors import CannotOpen
from bot.store.moving.tables import RECORD, Table, compare, rows_in, sums_of_file, sums_of_postgres, tables_of
from bot.store.postgres.connecting import cannot_open
from bot.store.schema import known_migrations, refuse_strangers
from bot.store.sqlite.backup import reason
from bot.store.sqlite.copying import aside, put
from bot.store.sqlite.migrations import migrate

_AT_ONCE = 500
"""So many rows come between two questions whether to stop."""

_ONE_MOMENT = b"SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"


def copy_to_sqlite(source: PostgresAddress, target: Path, is_stopped: Callable[[], bool] = lambda: False) -> int:
    """Copy a database into a new file, which is whole or not there; returns how many rows. Raises CannotOpen.

    Bots may be using it; `is_stopped` is asked now and then, and when it says so the copy is given up.
    """
    if target.exists():
        raise CannotOpen(f"{target} exists already. Name a new file.")
    try:
        with aside(target) as part, psycopg.connect(source.url, connect_timeout=5) as connection:
            connection.execute(_ONE_MOMENT)
            with closing(sqlite3.connect(part, isolation_level=None)) as file:
                rows = _copy(connection, file, source, is_stopped)
            put(part, target)
            return rows
    except psycopg.Error as error:
        raise cannot_open(source, error) from None
    except (sqlite3.Error, OSError) as error:
        raise CannotOpen(f"The copy could not be written to {target}: {reason(error)}.") from error


def move_to_sqlite(source: PostgresAddress, target: Path) -> int:
    """Copy a database that no bot is using into a new file; returns how many rows. Raises CannotOpen."""
    try:
        with psycopg.connect(source.url, connect_timeout=5) as connection:
            others = connection.execute(
                "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'roadmate'"
            ).fetchone()
    except psycopg.Error as error:
        raise cannot_open(source, error) from None
    if others:
        raise CannotOpen(f"A bot is running on {source}. Stop all of them, then move.")
    target.parent.mkdir(parents=True, exist_ok=True)
    return copy_to_sqlite(source, target)


def _copy(
    source: psycopg.Connection, file: sqlite3.Connection, address: PostgresAddress, is_stopped: Callable[[], bool]
) -> int:
    there = {name for (name,) in source.execute("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()")}
    if RECORD not in there:
        raise CannotOpen(f"{address} is no database of Roadmate's. DATABASE_URL names the one to copy.")
    applied = dict(source.execute("SELECT number, hash FROM schema_version").fetchall())
    known = known_migrations()
    refuse_strangers(known, applied, str(address))
    if len(applied) < len(known):
        raise CannotOpen(
            f"{address} is of an older Roadmate. Start this one on it first, or copy it with the older one."
        )
    migrate(file, Path("the copy"), copies=False)
    tables = [table for table in tables_of(file) if table.name in there]
    for table in tables_of(file):
        if table.name not in there:
            file.execute(f'DROP TABLE "{table.name}"')
    file.execute("BEGIN")
    for table in tables:
        _copy_table(source, file, table, is_stopped)
    file.execute("COMMIT")
    sums = sums_of_postgres(source, tables)
    compare(sums, sums_of_file(file, tables))
    return rows_in(sums)


def _copy_table(
    source: psycopg.Connection, file: sqlite3.Connection, table: Table, is_stopped: Callable[[], bool]
) -> None:
    into = f'INSERT INTO "{table.name}" ({table.listed}) VALUES ({", ".join("?" * len(table.columns))})'  # noqa: S608  # names of our own tables
    for rows in _rows(source, table):
        if is_stopped():
            raise CannotOpen("The copy was given up.")
        file.executemany(into, rows)


def _rows(source: psycopg.Connection, table: Table) -> Iterable[list[tuple[object, ...]]]:
    with source.cursor(name="copied") as cursor:
        cursor.execute(f'SELECT {table.listed} FROM "{table.name}"'.encode())  # noqa: S608  # as above
        while rows := cursor.fetchmany(_AT_ONCE):
            yield rows
