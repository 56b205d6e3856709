"""Which server somebody means in the bot's direct messages: the only one they joined, or the one they chose last."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.store.change import Change, change
from bot.store.database import Database
from bot.store.instants import to_seconds


@dataclass(frozen=True, slots=True)
class Home:
    """A server that somebody joined; `was_chosen`: for the direct messages."""

    guild_id: int
    was_chosen: bool


class Homes:
    """Questions and deeds about the servers of somebody."""

    def __init__(self, database: Database) -> None:
        self._db = database

    async def of(self, user_id: int) -> list[Home]:
        """The servers that somebody joined: the one chosen last first, then the one joined last."""
        rows = await self._db.rows(
            "SELECT guild_id, meant_at, joined_at FROM members WHERE user_id = :user_id", user_id=user_id
        )
        latest = sorted(rows, key=lambda row: (-(row["meant_at"] or 0), -row["joined_at"], row["guild_id"]))
        return [Home(row["guild_id"], row["meant_at"] is not None) for row in latest]

    def choose(self, guild_id: int, user_id: int, now: datetime) -> Change[None]:
        """From now on this server is meant, also when another one was chosen in the same second."""
        return change(
            self._db,
            """
            UPDATE members SET meant_at = (
                SELECT max(:now, coalesce(max(o.meant_at) + 1, 0)) FROM members o WHERE o.user_id = :user_id)
            WHERE guild_id = :guild_id AND user_id = :user_id
            """,
            guild_id=guild_id,
            user_id=user_id,
            now=to_seconds(now),
        )
