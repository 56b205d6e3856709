"""The SQLite file behind the store: opened once, owned by one process, durable after every statement."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import aiosqlite

from bot.store.database import Database, Row, Statement
from bot.store.errors import CannotOpen, StoreError, Trouble
from bot.store.sqlite.inspection import look_for_damage, refuse_unfit
from bot.store.sqlite.migrations import migrate, remove_old_copies
from bot.store.sqlite.ownership import PRIVATE, Ownership
from bot.store.sqlite.shared_commits import SharedCommits
from bot.store.sqlite.traces import wipe_at_start, wipe_traces
from bot.store.texts import refuse_unstorable
from bot.store.traces import Wiped

_log = logging.getLogger(__name__)


class SqliteDatabase(Database):
    """One connection on its own thread. Every call is one hop and one transaction, or a part of one that is shared."""

    def __init__(self, connection: aiosqlite.Connection, ownership: Ownership) -> None:
        self._connection = connection
        self._ownership = ownership
        self._commits = SharedCommits()

    @classmethod
    async def open(cls, path: Path, *, waits: bool = True) -> SqliteDatabase:
        """Open and migrate the file, waiting for another process that still owns it (or not: then it is refused).

        Raises CannotOpen with a sentence that says what to do.
        """
        ownership = await _own(path, waits)
        try:
            await asyncio.to_thread(_prepare, path, ownership.file)
            connection = await aiosqlite.connect(ownership.file, isolation_level=None)
            connection.row_factory = sqlite3.Row
            for pragma in ("synchronous=FULL", "foreign_keys=ON", "busy_timeout=5000", "secure_delete=ON"):
                await connection.execute_fetchall(f"PRAGMA {pragma}")
        except (sqlite3.Error, OSError) as error:
            ownership.release()
            raise cannot_open(path, error) from error
        except BaseException:
            ownership.release()
            raise
        return cls(connection, ownership)

    async def rows(self, sql: str, /, **values: object) -> Sequence[Row]:
        """Run one statement and return its rows. Raises StoreError; then nothing was changed."""
        refuse_unstorable(values.values())
        try:
            found = await self._connection.execute_fetchall(sql, values)
        except sqlite3.Error as error:
            _log.error("the database refused a statement: %s", error)  # the sentence says it all
            raise _plainly(error) from error
        return list(found)  # pyright: ignore[reportReturnType]  # sqlite3.Row has keys() and [], as Mapping needs

    async def together(self, statements: Sequence[Statement], *, once: bool = False) -> list[Sequence[Row]]:
        """Run statements in one transaction and one hop, and return the rows of each: all of it happens or nothing.

        Those that wait at the same moment share a commit. `once`: when the first one returns no row, it raises
        DoneBefore. Raises StoreError; then nothing was changed.
        """
        for _, values in statements:
            refuse_unstorable(values.values())
        transaction = self._commits.add(statements, once)
        # aiosqlite has no public way to run several statements without letting others in between.
        await self._connection._execute(self._commits.run, self._connection._conn)  # pyright: ignore[reportPrivateUsage, reportUnknownMemberType]
        try:
            return transaction.result
        except sqlite3.Error as error:
            _log.error("the database refused several statements: %s", error)  # as above
            raise _plainly(error) from error

    async def wipe(self) -> Wiped:
        """Wipe what deleted rows have left in the file and its journal, if there is anything. Raises StoreError."""
        try:
            return await self._connection._execute(lambda: wipe_traces(self._connection._conn))  # pyright: ignore[reportPrivateUsage, reportUnknownMemberType, reportUnknownVariableType]  # as above
        except sqlite3.Error as error:
            raise _plainly(error) from error

    async def close(self) -> None:
        """Finish what is under way and give the file free."""
        await self._connection.close()
        self._ownership.release()


async def _own(path: Path, waits: bool) -> Ownership:
    """Become the one process that writes this file; waits, and says so, while another one is."""
    ownership = Ownership(path)
    if not ownership.take():
        if not waits:
            raise CannotOpen(f"A bot is using {path.name}. Stop it first, then try again.")
        _log.warning("another Roadmate is using %s; waiting for it to end", path.name)
        while not ownership.take():  # noqa: ASYNC110  # it ends in another process, which sets no event of ours
            await asyncio.sleep(0.2)
    return ownership


def _prepare(path: Path, real: Path) -> None:
    refuse_unfit(path)
    _keep_private(real)
    remove_old_copies(real)
    connection = sqlite3.connect(real, isolation_level=None)
    try:
        look_for_damage(connection)
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA secure_delete=ON")
        migrate(connection, real)
        wipe_at_start(connection)
    finally:
        connection.close()


def _keep_private(real: Path) -> None:
    """Let nobody else read the file and its journal, which SQLite makes as open as the file: earlier versions did."""
    for file in (real, *(real.with_name(real.name + part) for part in ("-wal", "-shm"))):
        with suppress(OSError):  # it is not there, or another user's: that is said elsewhere, where it matters
            if file.stat().st_mode & ~PRIVATE & 0o777:
                file.chmod(PRIVATE)


def cannot_open(path: Path, error: sqlite3.Error | OSError) -> CannotOpen:
    """Why a database could not be opened, and what to do."""
    text = str(error)
    if isinstance(error, sqlite3.Error) and ("not a database" in text or "malformed" in text):
        return CannotOpen(f"{path} is not a Roadmate database or is damaged. Restore a backup, or name another.")
    if "full" in text or "No space" in text:
        return CannotOpen(f"There is no room left on the disk of {path}. Free some space and start again.")
    return CannotOpen(f"Cannot open {path}: {text}. Check that the file and its folder may be written.")


def _plainly(error: sqlite3.Error) -> StoreError:
    """A driver's error as a code and a sentence: what happened, that nothing is lost, what to do."""
    text = str(error)
    if "full" in text:
        return StoreError("The disk is full, so nothing was saved. What was saved before is safe.", Trouble.DISK_FULL)
    if "readonly" in text:
        return StoreError(
            "The database is read-only, so nothing was saved. What was saved before is safe.", Trouble.READ_ONLY
        )
    if "locked" in text or "busy" in text:
        return StoreError("The database is busy, so nothing was saved. Try again in a moment.", Trouble.BUSY)
    return StoreError("The database could not do that, so nothing was saved.")
