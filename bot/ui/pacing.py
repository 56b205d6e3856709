"""Discord takes 50 requests a second from a bot, answers to interactions not counted. We stay just below."""

from __future__ import annotations

import asyncio
from collections import deque

A_SECOND = 48
_WINDOW = 1.01
"""A second, and a little more for the way to Discord, which does not take equally long for all."""

_EVENLY = 0.99
"""A sleep lasts a little longer than asked for; the window holds the line where it does not."""


class Pacing:
    """Lets requests through evenly spaced, and never more than so many in any second, also after a stall."""

    def __init__(self, a_second: int = A_SECOND) -> None:
        self._gap = _EVENLY / a_second
        self._passed: deque[float] = deque(maxlen=a_second)
        self._next = 0.0
        self._turn = asyncio.Lock()

    async def turn(self) -> None:
        """Wait for one's turn."""
        loop = asyncio.get_running_loop()
        async with self._turn:
            oldest = self._passed[0] if len(self._passed) == self._passed.maxlen else -_WINDOW
            ready = max(self._next, oldest + _WINDOW)
            if (wait := ready - loop.time()) > 0:
                await asyncio.sleep(wait)
            now = loop.time()
            self._passed.append(now)
            self._next = max(self._next + self._gap, now)  # what a stall cost is not made up for in a bunch
