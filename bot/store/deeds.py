"""What was done a moment ago, so that the same press or command does nothing twice (§6)."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.store.change import Change, telling_change
from bot.store.database import Database
from bot.store.instants import to_seconds

KEPT_FOR = timedelta(days=1)
"""Discord repeats what it told within minutes; a preview's button works for a day."""


class Deeds:
    """Deeds by their numbers: an interaction's id, which Discord gives once."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def note(self, number: int, now: datetime) -> Change[bool]:
        """Note that a deed is done; False when it was done before."""
        return telling_change(
            self._db,
            bool,
            "INSERT INTO deeds VALUES (:number, :now) ON CONFLICT DO NOTHING RETURNING number",
            number=number,
            now=to_seconds(now),
        )

    async def drop_old(self, now: datetime) -> None:
        """Forget deeds that nobody can repeat any more."""
        await self._db.rows("DELETE FROM deeds WHERE done_at <= :earliest", earliest=to_seconds(now - KEPT_FOR))
