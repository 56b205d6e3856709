"""Looking at a database before anything is done with it: whose it is, may it be written, is it whole."""

from __future__ import annotations

import os
import sqlite3
import time
from contextlib import closing
from pathlib import Path

from bot.store.errors import CannotOpen
from bot.store.sqlite.ownership import belongs_to

_LOOK_SECONDS = 3.0
"""A start looks for damage so long: 2 GB on a disk of today. Each backup looks at the whole of its copy."""

_STEPS = 10_000
"""How many of SQLite's steps pass between two looks at the time: about a millisecond."""


def refuse_unfit(path: Path) -> None:
    """Refuse a file that can't be the bot's, and leave it as it is. Raises CannotOpen."""
    if path.is_dir():
        raise CannotOpen(f"{path} is a folder. DATABASE_URL must name a file.")
    real = path.resolve()
    for file in (real, *(real.with_name(real.name + end) for end in ("-wal", "-shm"))):
        if file.exists() and not os.access(file, os.R_OK | os.W_OK):
            raise CannotOpen(f"{path.with_name(file.name)} {_why_not(file)}")
    if not os.access(real.parent, os.W_OK):
        raise CannotOpen(f"Cannot write in {path.parent}: SQLite keeps its journal there. Allow it, and start again.")
    if real.exists() and real.stat().st_size:
        with closing(_opened_to_look(real)) as connection:
            if not is_roadmates(connection):
                raise CannotOpen(f"{path} is a database of another program. Name Roadmate's in DATABASE_URL.")


def is_roadmates(connection: sqlite3.Connection, *, new: bool = True) -> bool:
    """Whether a database is Roadmate's, by the record of its first migration; `new`: or one that is still empty."""
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    if not tables:
        return new
    try:
        first = connection.execute("SELECT name FROM schema_version WHERE number = 1").fetchone()
    except sqlite3.OperationalError:
        return False
    if first is None:
        return new and tables == {"schema_version"}  # its first start was cut off
    return first == ("0001_first.sql",)


def look_for_damage(connection: sqlite3.Connection, seconds: float = _LOOK_SECONDS) -> None:
    """Look through the pages of an open database, so long. Raises sqlite3.DatabaseError when one is damaged."""
    until = time.monotonic() + seconds
    connection.set_progress_handler(lambda: time.monotonic() > until, _STEPS)
    try:
        found = connection.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.OperationalError as error:
        if "interrupted" not in str(error):
            raise
        return
    finally:
        connection.set_progress_handler(None, 0)
    if found != ("ok",):
        raise sqlite3.DatabaseError("malformed")


def _opened_to_look(path: Path) -> sqlite3.Connection:
    """A connection that leaves no journal behind in a stranger's folder; while there is one, it must be read too."""
    alone = "" if path.with_name(path.name + "-wal").exists() else "&immutable=1"
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro{alone}", uri=True)


def _why_not(file: Path) -> str:
    if file.stat().st_mode & 0o222 == 0:
        return "is read-only. Allow the bot's user to write it, and start again."
    if os.access(file, os.R_OK) and hasattr(os, "geteuid") and file.stat().st_uid == os.geteuid():
        return "is on a read-only disk. The bot needs one that it may write on."
    return belongs_to(file)
