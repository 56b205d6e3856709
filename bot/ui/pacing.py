"""Discord takes 50 requests a second from a bot, answers to interactions not counted. We stay just below."""

from __future__ import annotations

import asyncio

A_SECOND = 49


class Pacing:
    """Lets requests through one by one, evenly spaced, so that Discord never has to say 429."""

    def __init__(self, a_second: float = A_SECOND) -> None:
        self._gap = 1 / a_second
        self._next = 0.0

    async def turn(self) -> None:
        """Wait for one's turn."""
        now = asyncio.get_running_loop().time()
        mine = max(self._next, now)
        self._next = mine + self._gap
        if mine > now:
            await asyncio.sleep(mine - now)
