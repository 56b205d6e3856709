"""Everything stored about one member: to take along, or to be forgotten (§10)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from bot.store.board_messages import REDRAW_WITHOUT
from bot.store.database import Database
from bot.store.deletions import deletion_of, noted
from bot.store.traces import MARKED

TABLES = (
    "members",
    "walks",
    "choices",
    "own_days",
    "switches",
    "pauses",
    "ticks",
    "brought_ticks",
    "kept_days",
    "sessions",
    "evidence",
    "skips",
    "stuck",
    "celebrations",
    "submissions",
    "holds",
    "given_roles",
    "finished_spans",
    "focuses",
    "focus_rooms",
    "calendars",
    "previews",
    "deliveries",
    "rations",
    "cohort_members",
    "board_members",
)
"""Every table with rows of members."""

FORGET = (
    "DELETE FROM previews WHERE guild_id = :guild_id AND user_id = :user_id",
    "DELETE FROM deliveries WHERE guild_id = :guild_id AND user_id = :user_id",
    REDRAW_WITHOUT,
    "DELETE FROM holds WHERE guild_id = :guild_id AND user_id = :user_id",
    "DELETE FROM members WHERE guild_id = :guild_id AND user_id = :user_id",
)
"""What forgets a member, in this order; also when a backup is brought back that still holds them."""


class Personal:
    """A member's rows over all tables."""

    def __init__(self, database: Database) -> None:
        self._db = database

    async def rows(self, guild_id: int, user_id: int) -> dict[str, list[dict[str, Any]]]:
        """All rows about a member, by table; one statement a table, as they have different columns."""
        found: dict[str, list[dict[str, Any]]] = {}
        for table in TABLES:
            rows = await self._db.rows(
                f"SELECT * FROM {table} WHERE guild_id = :guild_id AND user_id = :user_id",  # noqa: S608  # names above
                guild_id=guild_id,
                user_id=user_id,
            )
            found[table] = [dict(row) for row in rows]
        return found

    async def forget(self, guild_id: int, user_id: int, now: datetime) -> None:
        """Note the deletion, and delete everything about a member: the member's row takes its others along."""
        who = {"guild_id": guild_id, "user_id": user_id}
        note = noted(deletion_of(guild_id, user_id, now))
        await self._db.together([note, MARKED, *((statement, who) for statement in FORGET)])
