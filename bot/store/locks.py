"""One change after the other, where a change rests on what it read."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Hashable
from contextlib import asynccontextmanager
from weakref import WeakValueDictionary

from bot.store.database import Database


class Locks:
    """A lock for each thing that is being changed, over all processes; forgotten when nobody holds it."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._held: WeakValueDictionary[Hashable, asyncio.Lock] = WeakValueDictionary()

    @asynccontextmanager
    async def of(self, thing: Hashable) -> AsyncGenerator[None]:
        """Hold the lock of a thing: one with the same `repr` in every process. Raises StoreError."""
        async with self._here(thing), self._database.alone(thing):
            yield

    def _here(self, thing: Hashable) -> asyncio.Lock:
        lock = self._held.get(thing)
        if lock is None:
            lock = self._held[thing] = asyncio.Lock()
        return lock
