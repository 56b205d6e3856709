"""How reliably messages came: counts, lateness, and the last post of a server (§5)."""

from __future__ import annotations

from datetime import datetime

from bot.store.database import Database
from bot.store.instants import known_instant, to_instant, to_seconds
from bot.study.deliveries import LastPost, Tally


class Stats:
    """Questions about what became of a server's messages."""

    def __init__(self, database: Database) -> None:
        self._db = database

    async def since(self, guild_id: int, earliest: datetime) -> Tally:
        """What became of a server's posts and direct messages that were due since an instant."""
        rows = await self._db.rows(
            """
            SELECT state, sent_at - due_at AS late FROM deliveries
            WHERE guild_id = :guild_id AND due_at >= :earliest AND state IN ('sent', 'missed', 'refused')
                AND sent_at IS NOT NULL AND kind <> 'readers'
            """,
            guild_id=guild_id,
            earliest=to_seconds(earliest),
        )
        return Tally(
            tuple(sorted(row["late"] for row in rows if row["state"] == "sent")),
            missed=sum(1 for row in rows if row["state"] == "missed"),
            refused=sum(1 for row in rows if row["state"] == "refused"),
        )

    async def last_post(self, guild_id: int) -> LastPost | None:
        """The newest post in a server's channel that was dealt with."""
        row = await self._db.row(
            """
            SELECT kind, due_at, state, sent_at FROM deliveries
            WHERE guild_id = :guild_id AND user_id IS NULL AND state <> 'open' AND kind <> 'readers'
            ORDER BY due_at DESC LIMIT 1
            """,
            guild_id=guild_id,
        )
        if row is None:
            return None
        return LastPost(row["kind"], known_instant(row["due_at"]), row["state"], to_instant(row["sent_at"]))
