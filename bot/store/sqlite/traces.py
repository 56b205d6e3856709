"""Wiping what deleted rows leave behind in a SQLite file: in its journal, and where rows once were (§10).

`secure_delete` overwrites a row where it lies. It does not reach the journal, which holds what was written lately, nor
what stays where a row lay before SQLite moved it to another page: that goes when the file is written anew.
"""

from __future__ import annotations

import logging
import sqlite3

from bot.store.traces import FRESH, IN_FILE, MARK, MARKED, Wiped

_log = logging.getLogger(__name__)

WRITTEN_ANEW_AT_ONCE = 16 * 1024 * 1024
"""A file of so many bytes is written anew while the bot runs: 0.3 s in which commands wait. A larger one at the next
start, at which nobody does."""


def mark_traces(connection: sqlite3.Connection) -> None:
    """Remember that there are traces."""
    connection.execute(*MARKED)


def wipe_traces(connection: sqlite3.Connection) -> Wiped:
    """Wipe them, without waiting for whoever is reading. Raises sqlite3.Error."""
    if _state(connection) != FRESH:
        return Wiped.NOTHING
    (waits,) = connection.execute("PRAGMA busy_timeout").fetchone()
    connection.execute("PRAGMA busy_timeout = 0")
    try:
        is_small = _bytes(connection) <= WRITTEN_ANEW_AT_ONCE
        if is_small:
            connection.execute("VACUUM")
        if not _empty_journal(connection):
            return Wiped.LATER
        _settle(connection, is_small)
        _empty_journal(connection)
    except sqlite3.OperationalError as error:
        if "locked" not in str(error):
            raise
        return Wiped.LATER
    finally:
        connection.execute(f"PRAGMA busy_timeout = {waits}")
    return Wiped.ALL if is_small else Wiped.JOURNAL


def wipe_at_start(connection: sqlite3.Connection) -> None:
    """Wipe all that is left, however large the file is; a disk that is too full for it delays no start."""
    if _state(connection) is None:
        return
    try:
        connection.execute("VACUUM")
        _settle(connection, is_small=True)
        _empty_journal(connection)
    except sqlite3.OperationalError as error:
        _log.warning("the database could not be written anew, and is tried at the next start: %s", error)


def _state(connection: sqlite3.Connection) -> str | None:
    row = connection.execute("SELECT value FROM facts WHERE name = ?", (MARK,)).fetchone()
    return row[0] if row else None


def _settle(connection: sqlite3.Connection, is_small: bool) -> None:
    if is_small:
        connection.execute("DELETE FROM facts WHERE name = ?", (MARK,))
    else:
        connection.execute("UPDATE facts SET value = ? WHERE name = ?", (IN_FILE, MARK))


def _bytes(connection: sqlite3.Connection) -> int:
    (pages,), (size,) = (connection.execute(f"PRAGMA {name}").fetchone() for name in ("page_count", "page_size"))
    return pages * size


def _empty_journal(connection: sqlite3.Connection) -> bool:
    """Bring the journal into the file and cut it to nothing; False while another connection needs it."""
    busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not busy
