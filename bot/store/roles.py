"""Roles for what members reach: which ones a server has, and which were given (§12)."""

from __future__ import annotations

import json
from collections.abc import Sequence

from bot.store.change import Change, change
from bot.store.database import Database
from bot.store.keys import keys
from bot.study.member import Reward, Walk


class Roles:
    """Questions and deeds about roles; what is reached goes by the key of its achievement."""

    def __init__(self, database: Database) -> None:
        self._db = database

    async def rewards(self, guild_id: int) -> list[tuple[int, Reward]]:
        """All roles of a server, each with the roadmap that it is for."""
        rows = await self._db.rows(
            "SELECT roadmap, feat, role_id FROM reward_roles WHERE guild_id = :guild_id ORDER BY roadmap, feat",
            guild_id=guild_id,
        )
        return [(row["roadmap"], Reward(row["feat"], row["role_id"])) for row in rows]

    def choose(self, guild_id: int, roadmap_id: int, reward: Reward) -> Change[None]:
        """Give a role from now on for something, in place of the one before; whoever has that one keeps it."""
        return change(
            self._db,
            """
            INSERT INTO reward_roles VALUES (:guild_id, :roadmap, :achievement, :role_id)
            ON CONFLICT (guild_id, roadmap, feat) DO UPDATE SET role_id = excluded.role_id
            """,
            guild_id=guild_id,
            roadmap=roadmap_id,
            achievement=reward.achievement,
            role_id=reward.role_id,
        )

    def drop(self, guild_id: int, roadmap_id: int, achievement: str) -> Change[None]:
        """Give no role any more for something; whoever has one keeps it."""
        return change(
            self._db,
            "DELETE FROM reward_roles WHERE guild_id = :guild_id AND roadmap = :roadmap AND feat = :achievement",
            guild_id=guild_id,
            roadmap=roadmap_id,
            achievement=achievement,
        )

    def lose(self, walk: Walk, achievements: Sequence[str]) -> Change[None]:
        """Mark what a member no longer has reached: its roles are to be taken back."""
        return change(
            self._db,
            """
            UPDATE given_roles SET lost = 1
            WHERE guild_id = :guild_id AND user_id = :user_id AND roadmap = :roadmap
                AND feat IN (SELECT value FROM json_each(:achievements))
            """,
            **keys(walk),
            achievements=json.dumps(list(achievements)),
        )

    def given(self, walk: Walk, reward: Reward) -> Change[None]:
        """Remember that a role was given."""
        return change(
            self._db,
            """
            INSERT INTO given_roles VALUES (:guild_id, :user_id, :roadmap, :achievement, :role_id, 0)
            ON CONFLICT (guild_id, user_id, roadmap, feat) DO UPDATE SET role_id = excluded.role_id, lost = 0
            """,
            **keys(walk),
            achievement=reward.achievement,
            role_id=reward.role_id,
        )

    def taken(self, walk: Walk, reward: Reward) -> Change[None]:
        """Forget that a role was given: it was taken back."""
        return change(
            self._db,
            """
            DELETE FROM given_roles
            WHERE guild_id = :guild_id AND user_id = :user_id AND roadmap = :roadmap AND feat = :achievement
            """,
            **keys(walk),
            achievement=reward.achievement,
        )
