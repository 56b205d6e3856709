"""Discord takes 50 requests a second from a bot, answers to interactions not counted. We stay just below."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

A_SECOND = 49
"""One is left for what is not paced, such as a thread that somebody opens with /stuck."""

SENDERS = 40
"""Where several processes share the bot, whoever sends takes so many: ten are left for all that the others do."""

BESIDE_THE_SENDER = 2
"""So many a process takes to look at servers whose posts are paused."""

_WINDOW = 1.005
"""A second, and a little for timers that are not exact."""

_GAP = 1 / 60
"""Between two requests, so that they don't go in bunches that commands would have to wait behind."""


class RateLimit:
    """Lets requests through one after the other, and never so many that Discord counts too many in a second.

    When a request reaches Discord is not known: some time between its leaving and its answer. So each holds
    a place from its leaving until a second after its answer, and there are only so many places: whatever
    second Discord looks at, it has seen no more requests in it than there are places.
    """

    def __init__(self, a_second: int = A_SECOND) -> None:
        self._places: asyncio.Queue[float] = asyncio.Queue()  # from when on each place is free
        for _ in range(a_second):
            self._places.put_nowait(0.0)
        self._next = 0.0

    @asynccontextmanager
    async def turn(self) -> AsyncGenerator[None]:
        """Wait for one's turn, and make one request inside it."""
        loop = asyncio.get_running_loop()
        free_from = await self._places.get()
        try:
            at = max(free_from, self._next, loop.time())
            self._next = at + _GAP
            await asyncio.sleep(at - loop.time())
            yield
        finally:
            self._places.put_nowait(loop.time() + _WINDOW)
