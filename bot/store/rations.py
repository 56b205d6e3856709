"""Rations: one direct message a member and day that nobody asked for, over all servers and processes (§5)."""

from __future__ import annotations

from datetime import date, timedelta

from bot.store.database import Database
from bot.study.deliveries import Delivery

_KEPT_FOR = timedelta(days=8)

_DROP_OLD = "DELETE FROM rations WHERE user_id = :user_id AND day < :earliest"

# A ration whose delivery came to nothing (refused, missed, silent, forgotten) is free again.
_TAKE = """
INSERT INTO rations (user_id, day, guild_id, kind, study_date)
VALUES (:user_id, :day, :guild_id, :kind, :study_date)
ON CONFLICT (user_id, day) DO UPDATE SET
    guild_id = excluded.guild_id, kind = excluded.kind, study_date = excluded.study_date
WHERE NOT EXISTS (
    SELECT 1 FROM deliveries d
    WHERE d.target = 'member:' || rations.guild_id || ':' || rations.user_id AND d.kind = rations.kind
        AND d.study_date = rations.study_date AND d.state IN ('open', 'sent')
        AND (rations.guild_id, rations.kind, rations.study_date)
            <> (excluded.guild_id, excluded.kind, excluded.study_date))
RETURNING user_id
"""


class Rations:
    """Deeds about rations."""

    def __init__(self, database: Database) -> None:
        self._db = database

    async def take(self, delivery: Delivery, day: date) -> bool:
        """Take a member's ration of a study day for a delivery, before it is sent; False when another one has it.

        The same delivery, tried again, has it still.
        """
        values: dict[str, object] = {
            "user_id": delivery.user_id,
            "day": day.isoformat(),
            "guild_id": delivery.guild_id,
            "kind": delivery.kind,
            "study_date": delivery.study_date.isoformat(),
            "earliest": (day - _KEPT_FOR).isoformat(),
        }
        _, taken = await self._db.together([(_DROP_OLD, values), (_TAKE, values)])
        return bool(taken)
