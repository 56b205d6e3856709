"""Members who go by their server: by its time zone, by its time of day, or by both (§2, §5)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.store.change import Change, change
from bot.store.database import Database
from bot.store.errors import UnknownZone
from bot.store.instants import to_clock, to_seconds, to_time, to_zone
from bot.study.member import Follower


class Following:
    """Questions and deeds about members who go by their server."""

    def __init__(self, database: Database) -> None:
        self._db = database

    async def followers(self, guild_id: int) -> list[Follower]:
        """Who goes by the server's zone, or by its time of day."""
        rows = await self._db.rows(
            """
            SELECT user_id, zone, at, follows_zone FROM members
            WHERE guild_id = :guild_id AND (follows_zone = 1 OR (reminders = 'dm' AND at IS NULL))
            """,
            guild_id=guild_id,
        )
        return [
            Follower(row["user_id"], _zone_or_none(row["zone"]), to_time(row["at"]), bool(row["follows_zone"]))
            for row in rows
        ]

    def follow_zone(self, guild_id: int, zone: ZoneInfo, closed_until: date) -> Change[None]:
        """Give everybody who took over a server's zone the new one; their weeks up to a Monday stay closed."""
        return change(
            self._db,
            """
            UPDATE members SET zone = :zone, closed_until = max(coalesce(closed_until, :closed_until), :closed_until)
            WHERE guild_id = :guild_id AND follows_zone = 1 AND zone <> :zone
            """,
            guild_id=guild_id,
            zone=zone.key,
            closed_until=closed_until.isoformat(),
        )

    def set_due(self, guild_id: int, moments: Sequence[tuple[Follower, datetime]]) -> Change[None]:
        """Move the next direct message of members who go by the server, unless they chose otherwise meanwhile."""
        return change(
            self._db,
            """
            UPDATE members SET next_due_at = CAST(json_extract(moment.value, '$[1]') AS BIGINT)
            FROM json_each(:moments) AS moment
            WHERE guild_id = :guild_id AND user_id = CAST(json_extract(moment.value, '$[0]') AS BIGINT)
                AND reminders = 'dm'
                AND coalesce(at, '') = json_extract(moment.value, '$[2]')
                AND follows_zone = CAST(json_extract(moment.value, '$[3]') AS BIGINT)
            """,
            guild_id=guild_id,
            moments=json.dumps(
                [(one.user_id, to_seconds(at), to_clock(one.at) or "", int(one.follows_zone)) for one, at in moments]
            ),
        )

    async def zones(self, guild_id: int) -> dict[str, int]:
        """How many members of a server have each time zone, by its stored name."""
        rows = await self._db.rows(
            "SELECT zone, count(*) AS n FROM members WHERE guild_id = :guild_id GROUP BY zone", guild_id=guild_id
        )
        return {row["zone"]: row["n"] for row in rows}


def _zone_or_none(name: str) -> ZoneInfo | None:
    try:
        return to_zone(name)
    except UnknownZone:
        return None
