"""Servers that have removed the bot: forgotten after 30 days, with all that is stored of them (§10)."""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import datetime, timedelta

from bot.store.database import Database
from bot.store.deletions import deletion_of, noted
from bot.store.instants import to_seconds
from bot.store.traces import MARKED

KEPT = timedelta(days=30)
"""So long a server that removed the bot may come back and find everything."""

WHOLE_SERVER = 0
"""In place of a member's id, in the note that a whole server was forgotten."""

# One step from server to server on the key, however many members each has.
_GUILDS = """
WITH RECURSIVE known (guild_id) AS (
    SELECT min(guild_id) FROM members
    UNION ALL
    SELECT (SELECT min(m.guild_id) FROM members m WHERE m.guild_id > known.guild_id) FROM known
    WHERE known.guild_id IS NOT NULL)
"""

_MEMBERS = "(SELECT user_id FROM members WHERE guild_id = :guild_id ORDER BY user_id LIMIT :most)"

_FORGET_MEMBERS = (
    f"DELETE FROM deliveries WHERE guild_id = :guild_id AND user_id IN {_MEMBERS}",  # noqa: S608  # words of its own
    f"DELETE FROM members WHERE guild_id = :guild_id AND user_id IN {_MEMBERS} RETURNING user_id",  # noqa: S608  # as above
)

_TABLES = (
    *("previews", "deliveries", "delivery_counts"),
    *("roadmap_versions", "server_roadmaps"),
    *("holds", "review_times", "reward_roles"),
    *("members", "cohorts", "board_messages", "servers", "departures"),
)

FORGET_SERVER = tuple(f"DELETE FROM {table} WHERE guild_id = :guild_id" for table in _TABLES)  # noqa: S608  # as above
"""What forgets a server, in this order: the members' rows take their others along."""


class Departures:
    """Questions and deeds about servers that have removed the bot."""

    def __init__(self, database: Database) -> None:
        self._db = database

    async def note(self, guild_id: int, now: datetime) -> None:
        """Remember that a server has removed the bot; noting it again changes nothing."""
        await self._db.rows(
            "INSERT INTO departures VALUES (:guild_id, :now) ON CONFLICT DO NOTHING",
            guild_id=guild_id,
            now=to_seconds(now),
        )

    async def back(self, guild_id: int) -> None:
        """Forget that a server had removed the bot."""
        await self._db.rows("DELETE FROM departures WHERE guild_id = :guild_id", guild_id=guild_id)

    async def compare(self, present: Collection[int], now: datetime, shard: int = 0, of: int = 1) -> None:
        """Go by the list of servers that the bot is in: whoever is not on it has removed it, at the latest now.

        The list is that of one shard `of` so many; of the servers of others it says nothing.
        """
        values: dict[str, object] = {
            "present": json.dumps(sorted(present)),
            "now": to_seconds(now),
            "shard": shard,
            "of": of,
        }
        missing = f"""{_GUILDS}
            INSERT INTO departures
            SELECT guild_id, :now FROM (SELECT guild_id FROM known UNION SELECT guild_id FROM servers) AS stored
            WHERE guild_id IS NOT NULL AND guild_id NOT IN (SELECT CAST(value AS BIGINT) FROM json_each(:present))
                AND (guild_id >> 22) % :of = :shard
            ON CONFLICT DO NOTHING
            """  # noqa: S608  # a list of its own
        back = "DELETE FROM departures WHERE guild_id IN (SELECT CAST(value AS BIGINT) FROM json_each(:present))"
        await self._db.together([(missing, values), (back, values)])

    async def over(self, now: datetime) -> int | None:
        """The server that has been gone for longest, once its 30 days are over."""
        row = await self._db.row(
            "SELECT guild_id FROM departures WHERE since < :before ORDER BY since LIMIT 1",
            before=to_seconds(now - KEPT),
        )
        return row["guild_id"] if row else None

    async def forget_members(self, guild_id: int, most: int) -> bool:
        """Forget so many members of a server with all their rows; whether there were any."""
        who = {"guild_id": guild_id, "most": most}
        *_, gone = await self._db.together([(statement, who) for statement in _FORGET_MEMBERS])
        return bool(gone)

    async def forget(self, guild_id: int, now: datetime) -> None:
        """Forget a server with everything that is left of it, and note that for a backup that is brought back."""
        note = noted(deletion_of(guild_id, WHOLE_SERVER, now))
        await self._db.together([note, MARKED, *((statement, {"guild_id": guild_id}) for statement in FORGET_SERVER)])
