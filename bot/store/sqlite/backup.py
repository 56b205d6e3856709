"""Backups, also while a bot is using the database."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from bot.store.errors import CannotOpen
from bot.store.sqlite.copying import aside, copy_into, put
from bot.store.sqlite.inspection import is_roadmates

_STEPS = 10_000


def back_up(source: Path, target: Path, is_stopped: Callable[[], bool] = lambda: False) -> None:
    """Copy a database into a new file, which is whole or not there. Raises CannotOpen.

    `is_stopped` is asked about once a millisecond; when it says so the copy is given up.
    """
    if not source.is_file():
        raise CannotOpen(f"There is no database at {source}. DATABASE_URL names the one to back up.")
    if target.exists():
        raise CannotOpen(f"{target} exists already. Name a new file.")
    try:
        with aside(target) as part, closing(_opened(source)) as connection:
            connection.set_progress_handler(is_stopped, _STEPS)
            if not is_roadmates(connection, new=False):
                raise CannotOpen(f"{source} is no database of Roadmate's. DATABASE_URL names the one to back up.")
            copy_into(connection, part)
            put(part, target)
    except (sqlite3.Error, OSError) as error:
        raise CannotOpen(f"The backup could not be written to {target}: {reason(error)}.") from error


def reason(error: sqlite3.Error | OSError) -> str:
    """Why a copy failed, as the end of a sentence."""
    text = str(error)
    if isinstance(error, OSError):
        return error.strerror or text
    if "full" in text:
        return "there is no room left on the disk"
    if "malformed" in text or "not a database" in text:
        return "the database is damaged; restore an older backup"
    if "unable to open" in text:
        return "the folder is not there or may not be written"
    return text


def _opened(source: Path) -> sqlite3.Connection:
    """A connection that may write, so that it leaves no journal behind when it was the only one."""
    return sqlite3.connect(f"{source.absolute().as_uri()}?mode=rw", uri=True, isolation_level=None)
