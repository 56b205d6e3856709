"""A database whose answers are timed, for whoever watches from outside."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from bot.store.database import Database, Row, Statement
from bot.store.traces import Wiped

Watcher = Callable[[str, float], None]
"""Told the method that was asked, and after how many seconds it answered or refused."""


class TimedDatabase(Database):
    """Another database, and a word to a watcher after each of its answers."""

    def __init__(self, database: Database, watcher: Watcher) -> None:
        self._database = database
        self._watcher = watcher

    async def rows(self, sql: str, /, **values: object) -> Sequence[Row]:
        """Run one statement and return its rows. Raises StoreError; then nothing was changed."""
        begun = time.perf_counter()
        try:
            return await self._database.rows(sql, **values)
        finally:
            self._watcher("rows", time.perf_counter() - begun)

    async def together(self, statements: Sequence[Statement], *, once: bool = False) -> list[Sequence[Row]]:
        """Run statements in one transaction. Raises StoreError, and DoneBefore as the other does."""
        begun = time.perf_counter()
        try:
            return await self._database.together(statements, once=once)
        finally:
            self._watcher("together", time.perf_counter() - begun)

    async def wipe(self) -> Wiped:
        """Wipe what deleted rows have left behind, untimed: nobody waits for it. Raises StoreError."""
        return await self._database.wipe()

    async def close(self) -> None:
        """Finish what is under way and give the database free."""
        await self._database.close()
