"""Whether the bot was away: found at the first look after it, from the time of the last one (product §4)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.store.store import Store
from bot.study.days import LONG_AWAY, Outage

_FACT = "last look"
_NOTED_EVERY = timedelta(minutes=10)


class Presence:
    """Remembers when the bot last looked for what is due, and notes a time away."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._last: datetime | None = None

    async def looked(self, now: datetime) -> None:
        """The bot looks now; the time is written down every ten minutes, which is exact enough for a day."""
        last = self._last or await self._noted()
        if last and now - last > LONG_AWAY:
            await self._store.outages.note(Outage(last, now))
            await self._store.outages.drop_old(now)
            self._store.standings.forget()
        if last is None or not timedelta() <= now - last < _NOTED_EVERY:
            await self._store.facts.put(_FACT, str(int(now.timestamp())))
            self._last = now
        elif self._last is None:
            self._last = last

    async def _noted(self) -> datetime | None:
        noted = await self._store.facts.get(_FACT)
        return datetime.fromtimestamp(int(noted), UTC) if noted else None
