"""A database whose answers are timed, for whoever watches from outside."""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable, Sequence
from contextlib import AbstractAsyncContextManager

from bot.store.database import Database, Row, Statement
from bot.store.traces import Wiped

Watcher = Callable[[str, float], None]
"""Told which part of the store asked, and after how many seconds the database answered or refused."""


class TimedDatabase(Database):
    """Another database, and a word to a watcher after each of its answers."""

    def __init__(self, database: Database, watcher: Watcher, part: str = "other") -> None:
        self._database = database
        self._watcher = watcher
        self._part = part

    def part(self, name: str) -> Database:
        """The same database, its answers told as those to a part of the store."""
        return TimedDatabase(self._database, self._watcher, name)

    async def rows(self, sql: str, /, **values: object) -> Sequence[Row]:
        """Run one statement and return its rows. Raises StoreError; then nothing was changed."""
        begun = time.perf_counter()
        try:
            return await self._database.rows(sql, **values)
        finally:
            self._watcher(self._part, time.perf_counter() - begun)

    async def together(self, statements: Sequence[Statement], *, once: bool = False) -> list[Sequence[Row]]:
        """Run statements in one transaction. Raises StoreError, and DoneBefore as the other does."""
        begun = time.perf_counter()
        try:
            return await self._database.together(statements, once=once)
        finally:
            self._watcher(self._part, time.perf_counter() - begun)

    def alone(self, thing: Hashable) -> AbstractAsyncContextManager[None]:
        """While this lasts, no other process changes a thing. Raises StoreError."""
        return self._database.alone(thing)

    async def wipe(self) -> Wiped:
        """Wipe what deleted rows have left behind, untimed: nobody waits for it. Raises StoreError."""
        return await self._database.wipe()

    async def close(self) -> None:
        """Finish what is under way and give the database free."""
        await self._database.close()
