"""The SQLite file behind the store: opened once, owned by one process, durable after every statement."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import aiosqlite
from filelock import FileLock, Timeout

from bot.store.errors import CannotOpen, plainly
from bot.store.migrations import migrate

_log = logging.getLogger(__name__)

Row = Mapping[str, Any]
"""A result row; columns by name."""

_PREFIX = "sqlite:///"


def path_of(url: str) -> Path:
    """The file that a `sqlite:///…` address names. Raises CannotOpen for any other address."""
    if not url.startswith(_PREFIX) or url == _PREFIX:
        raise CannotOpen(
            f"DATABASE_URL must look like sqlite:///data/roadmate.db, not {url.split(':', maxsplit=1)[0]}:…"
        )
    return Path(url.removeprefix(_PREFIX))


class Database:
    """One connection on its own thread. Every call is one hop and, in autocommit, one transaction."""

    def __init__(self, connection: aiosqlite.Connection, lock: FileLock) -> None:
        self._connection = connection
        self._lock = lock

    @classmethod
    async def open(cls, path: Path, *, waits: bool = True) -> Database:
        """Open and migrate the file, waiting for another process that still owns it (or not: then it is refused).

        Raises CannotOpen with a sentence that says what to do.
        """
        lock = await _own(path, waits)
        try:
            await asyncio.to_thread(_prepare, path)
            connection = await aiosqlite.connect(path, isolation_level=None)
            connection.row_factory = sqlite3.Row
            for pragma in ("synchronous=FULL", "foreign_keys=ON", "busy_timeout=5000"):
                await connection.execute_fetchall(f"PRAGMA {pragma}")
        except sqlite3.Error as error:
            lock.release()
            raise _cannot_open(path, error) from error
        except BaseException:
            lock.release()
            raise
        return cls(connection, lock)

    async def rows(self, sql: str, /, **values: object) -> Sequence[Row]:
        """Run one statement and return its rows. Raises StoreError; then nothing was changed."""
        try:
            found = await self._connection.execute_fetchall(sql, values)
        except sqlite3.Error as error:
            _log.exception("the database refused a statement")
            raise plainly(error) from error
        return list(found)  # pyright: ignore[reportReturnType]  # sqlite3.Row has keys() and [], as Mapping needs

    async def row(self, sql: str, /, **values: object) -> Row | None:
        """Run one statement and return its first row, if any."""
        found = await self.rows(sql, **values)
        return found[0] if found else None

    async def together(self, statements: Sequence[tuple[str, Mapping[str, object]]]) -> list[Sequence[Row]]:
        """Run statements in one transaction and one hop, and return the rows of each: all of it happens or nothing.

        Raises StoreError; then nothing was changed.
        """
        try:
            # aiosqlite has no public way to run several statements without letting others in between.
            return await self._connection._execute(self._together, statements)  # pyright: ignore[reportPrivateUsage, reportUnknownMemberType, reportUnknownVariableType]
        except sqlite3.Error as error:
            _log.exception("the database refused a change of several statements")
            raise plainly(error) from error

    def _together(self, statements: Sequence[tuple[str, Mapping[str, object]]]) -> list[Sequence[Row]]:
        connection = self._connection._conn  # pyright: ignore[reportPrivateUsage]  # on its own thread here
        connection.execute("BEGIN IMMEDIATE")
        try:
            found = [connection.execute(sql, values).fetchall() for sql, values in statements]
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
        return found  # pyright: ignore[reportReturnType]  # as above

    async def close(self) -> None:
        """Finish what is under way and give the file free."""
        await self._connection.close()
        self._lock.release()


async def _own(path: Path, waits: bool) -> FileLock:
    """Become the one process that writes this file; waits, and says so, while another one is."""
    lock = FileLock(path.with_name(path.name + ".lock"), thread_local=False)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            lock.acquire(blocking=False)
        except Timeout:
            if not waits:
                raise CannotOpen(f"A bot is using {path.name}. Stop it first, then try again.") from None
            _log.warning("another Roadmate is using %s; waiting for it to end", path.name)
            while not lock.is_locked:
                with suppress(Timeout):
                    lock.acquire(blocking=False)
                    break
                await asyncio.sleep(0.2)
    except OSError as error:
        raise CannotOpen(
            f"Cannot write in {path.parent}: {error.strerror}. Check that the folder exists and may be written."
        ) from error
    return lock


def _prepare(path: Path) -> None:
    with suppress(FileNotFoundError):
        if not path.is_file() and path.exists():
            raise CannotOpen(f"{path} is a folder. DATABASE_URL must name a file.")
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.execute("PRAGMA journal_mode=WAL")
        migrate(connection, path)
    finally:
        connection.close()


def _cannot_open(path: Path, error: sqlite3.Error) -> CannotOpen:
    text = str(error)
    if "not a database" in text or "malformed" in text:
        return CannotOpen(f"{path} is not a Roadmate database or is damaged. Restore a backup, or name another.")
    if "full" in text:
        return CannotOpen(f"There is no room left on the disk of {path}. Free some space and start again.")
    return CannotOpen(f"Cannot open {path}: {text}. Check that the file and its folder may be written.")


def back_up(source: Path, target: Path) -> None:
    """Copy a database, also while a bot is using it, into a new file. Raises CannotOpen."""
    if not source.is_file():
        raise CannotOpen(f"There is no database at {source}. DATABASE_URL names the one to back up.")
    if target.exists():
        raise CannotOpen(f"{target} exists already. Name a new file.")
    try:
        connection = sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)
        try:
            connection.execute("VACUUM INTO ?", (str(target),))
        finally:
            connection.close()
    except sqlite3.Error as error:
        target.unlink(missing_ok=True)
        raise CannotOpen(f"The backup could not be written to {target}: {error}.") from error
