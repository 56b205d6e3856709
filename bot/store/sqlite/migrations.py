"""The numbered schema files on SQLite, each in one transaction with its hash on record."""

from __future__ import annotations

import sqlite3
import time
from datetime import timedelta
from glob import escape
from pathlib import Path

from bot.store.schema import VERSIONS, Migration, known_migrations, refuse_strangers
from bot.store.sqlite.copying import aside, copy_into, put
from bot.store.sqlite.traces import mark_traces

COPIES_FOR = timedelta(days=30)
"""They hold what members have deleted since, and nothing does so for longer than 35 days."""


def migrate(connection: sqlite3.Connection, path: Path, *, copies: bool = True) -> None:
    """Bring an open database (autocommit) to the newest schema; `copies`: with a copy before a change.

    Raises CannotOpen when the database comes from a newer Roadmate or from edited migrations.
    """
    known = known_migrations()
    connection.execute(VERSIONS)
    applied = dict(connection.execute("SELECT number, hash FROM schema_version").fetchall())
    refuse_strangers(known, applied, path.name)
    waiting = [migration for migration in known if migration.number not in applied]
    if waiting and applied and copies:
        _copy(connection, path.with_suffix(f".before-{waiting[0].number:04}.db"))
    for migration in waiting:
        _apply(connection, migration)
    if waiting and applied:
        mark_traces(connection)  # tables that were made anew leave what was deleted from them long ago


def remove_old_copies(path: Path) -> None:
    """Remove the copies that an upgrade or a restore left beside a database, once they are 30 days old (§10)."""
    for copy in path.parent.glob(f"{escape(path.stem)}.before-*"):
        if time.time() - copy.stat().st_mtime > COPIES_FOR.total_seconds():
            copy.unlink(missing_ok=True)


def _copy(connection: sqlite3.Connection, target: Path) -> None:
    with aside(target) as part:
        copy_into(connection, part)
        put(part, target)


def _apply(connection: sqlite3.Connection, migration: Migration) -> None:
    """Run one file and put it on record, both or neither."""
    try:
        connection.executescript(f"BEGIN IMMEDIATE;\n{migration.sql}")
        record = (migration.number, migration.name, migration.hash)
        connection.execute("INSERT INTO schema_version VALUES (?, ?, ?)", record)
        connection.execute("COMMIT")
    except sqlite3.Error:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
