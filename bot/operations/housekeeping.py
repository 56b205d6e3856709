"""What is over is deleted, a little at a time, so that nothing only grows and nobody waits (§10)."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path

from bot.operations.background import beside
from bot.store.address import Address
from bot.store.errors import StoreError
from bot.store.sqlite.migrations import remove_old_copies
from bot.store.store import Store

_log = logging.getLogger(__name__)

_LOOK_SECONDS = 30
_AT_ONCE = 250
"""So many rows are deleted in one go: 10 ms, in which a command waits."""
_TIMES = 4
"""So often in one look, with others in between: two million messages a day."""
_MEMBERS_AT_ONCE = 10
"""A member may have hundreds of rows."""

STEADY = timedelta(minutes=10)
"""Nothing is deleted for its age before the clock has gone as a clock should for so long: it may have jumped ahead."""

_OFF = timedelta(minutes=5)


class Housekeeping:
    """What is looked at every half minute."""

    def __init__(
        self,
        database: Address,
        store: Store,
        is_in: Callable[[int], Awaitable[bool | None]],
        clock: Callable[[], datetime],
        running: Callable[[], float] = time.monotonic,
    ) -> None:
        """`is_in` says whether the bot is in a server (None: it can't tell); `running` are seconds that never jump."""
        self.is_on: Callable[[], bool] = lambda: True
        """Whether this is the process that does it, where there are several."""
        self._database = database
        self._store = store
        self._is_in = is_in
        self._clock = clock
        self._running = running
        self._steady_since: tuple[datetime, float] | None = None

    async def look(self) -> None:
        """Do some of what there is to do. What fails is logged in a sentence and tried again."""
        try:
            now = self._clock()
            if self._is_steady(now) and self.is_on():
                await self._drop_old(now)
                await self._forget_a_server(now)
                if isinstance(self._database, Path):
                    await asyncio.to_thread(remove_old_copies, self._database.resolve())
            await self._store.wipe()
        except (StoreError, OSError) as error:
            _log.warning("what is over could not be deleted, and is tried again: %s", error)

    def _is_steady(self, now: datetime) -> bool:
        """Whether the clock has not jumped for a while."""
        running = self._running()
        if self._steady_since is None:
            self._steady_since = now, running
        began, then = self._steady_since
        passed = timedelta(seconds=running - then)
        if abs(now - began - passed) > _OFF:
            self._steady_since = now, running
            return False
        return passed >= STEADY

    async def _drop_old(self, now: datetime) -> None:
        for _ in range(_TIMES):
            if not await self._store.deliveries.drop_old(now, _AT_ONCE):
                return

    async def _forget_a_server(self, now: datetime) -> None:
        """Forget some of the server that has been gone for longest; one that is back after all stays."""
        guild_id = await self._store.departures.over(now)
        if guild_id is None or (is_in := await self._is_in(guild_id)) is None:
            return
        if is_in:
            await self._store.departures.back(guild_id)
            return
        for _ in range(_TIMES):
            if not await self._store.departures.forget_members(guild_id, _MEMBERS_AT_ONCE):
                await self._store.departures.forget(guild_id, now)
                self._store.progress.forget()
                _log.info("a server that had removed the bot 30 days ago is forgotten")
                return

    @asynccontextmanager
    async def running(self) -> AsyncGenerator[None]:
        """While this lasts, what is over is deleted."""

        async def look_on() -> None:
            while True:
                await self.look()
                await asyncio.sleep(_LOOK_SECONDS)

        async with beside(look_on()):
            yield
