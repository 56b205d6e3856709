"""When the bot looked last: a gap tells that it was away (§4), a step back that its clock was wrong (§5)."""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta

from bot.store.store import Store
from bot.study.days import LONG_AWAY, Outage

_log = logging.getLogger(__name__)

_FACT = "last look"
_NOTED_EVERY = timedelta(minutes=10)

_FURTHEST = timedelta(days=2)
"""All next looks are a day away at most. A later one was written by a clock that was ahead."""

_FURTHEST_MESSAGE = timedelta(days=8)
"""Nothing is planned further ahead than this (§5)."""


class Presence:
    """Remembers when the bot last looked for what is due, and notes a time away."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._last: datetime | None = None

    async def looked(self, now: datetime) -> None:
        """The bot looks now; the time is written down every ten minutes, which is exact enough for a day."""
        last = self._last or await self._noted()
        if self._last is None or now < self._last:
            await self._undo_a_clock_that_was_ahead(now)
        if last and now - last > LONG_AWAY:
            await self._store.outages.note(Outage(last, now))
            await self._store.outages.drop_old(now)
            self._store.progress.forget()
        if last is None or not timedelta() <= now - last < _NOTED_EVERY:
            await self._store.bot_state.put(_FACT, str(int(now.timestamp())))
            self._last = now
        elif self._last is None:
            self._last = last

    async def _undo_a_clock_that_was_ahead(self, now: datetime) -> None:
        """At a start, and after a step back: what was written for a future that is further away is looked at now."""
        if self._last:
            _log.warning("the clock was set back by %d s or more", (self._last - now).total_seconds())
        await self._store.servers.bring_back(now + _FURTHEST, now)
        await self._store.members.bring_back(now + _FURTHEST, now)
        await self._store.deliveries.drop_beyond(now + _FURTHEST_MESSAGE)
        await self._store.outages.drop_after(now)
        self._store.progress.forget()

    async def _noted(self) -> datetime | None:
        noted = await self._store.bot_state.get(_FACT)
        return datetime.fromtimestamp(int(noted), UTC) if noted else None
