"""How many members there are, for those who ask every few seconds: counted now and then, as it reads them all."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from contextlib import suppress

from bot.store.errors import StoreError

_EVERY_SECONDS = 300


class Census:
    """The last count, and a new one when it is old."""

    def __init__(self, count: Callable[[], Awaitable[int]], clock: Callable[[], float] = time.monotonic) -> None:
        self._count = count
        self._clock = clock
        self._known = 0
        self._next = clock()

    async def members(self) -> int:
        """How many there are, or were a few minutes ago; a database that does not answer changes nothing."""
        if self._clock() >= self._next:
            self._next = self._clock() + _EVERY_SECONDS
            with suppress(StoreError):  # health says that the database is not well
                self._known = await self._count()
        return self._known
