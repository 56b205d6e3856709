"""Times in which the bot was away, so that nobody loses a week by them (§4)."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.store.change import Change, change
from bot.store.database import Database
from bot.store.instants import known_instant, to_seconds
from bot.study.days import Outage

KEPT_FOR = timedelta(days=60)
"""After that an outage changes nothing any more."""


class Outages:
    """Questions and deeds about times away."""

    def __init__(self, database: Database) -> None:
        self._db = database

    async def all(self) -> list[Outage]:
        """Every time away that may still matter, in order."""
        rows = await self._db.rows("SELECT since, until FROM outages ORDER BY since")
        return [Outage(known_instant(row["since"]), known_instant(row["until"])) for row in rows]

    async def note(self, outage: Outage) -> None:
        """Remember a time away; noting it again moves its end."""
        await self._db.rows(
            """
            INSERT INTO outages VALUES (:since, :until)
            ON CONFLICT (since) DO UPDATE SET until = max(outages.until, excluded.until)
            """,
            since=to_seconds(outage.since),
            until=to_seconds(outage.until),
        )

    def drop_after(self, now: datetime) -> Change[None]:
        """Forget times away that end in the future: the clock was ahead, and nobody was away."""
        return change(self._db, "DELETE FROM outages WHERE until > :now", now=to_seconds(now))

    async def drop_old(self, now: datetime) -> None:
        """Forget times away that change nothing any more."""
        await self._db.rows("DELETE FROM outages WHERE until < :earliest", earliest=to_seconds(now - KEPT_FOR))
