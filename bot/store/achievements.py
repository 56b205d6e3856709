"""Which achievements members were told of and have shared, so that each is celebrated once (§7)."""

from __future__ import annotations

import json
from collections.abc import Sequence

from bot.store.change import Change, change
from bot.store.database import Database
from bot.store.keys import keys
from bot.study.member import Walk


class Achievements:
    """Questions and deeds about achievements; each goes by its key, the column `feat` of `celebrations`."""

    def __init__(self, database: Database) -> None:
        self._db = database

    async def told(self, walk: Walk) -> frozenset[str]:
        """The achievements that a member was told of."""
        rows = await self._db.rows(
            "SELECT feat FROM celebrations WHERE guild_id = :guild_id AND user_id = :user_id AND roadmap = :roadmap",
            **keys(walk),
        )
        return frozenset(row["feat"] for row in rows)

    def note_told(self, walk: Walk, achievements: Sequence[str]) -> Change[None]:
        """Remember that a member was told of achievements."""
        return change(
            self._db,
            """
            INSERT INTO celebrations (guild_id, user_id, roadmap, feat)
            SELECT :guild_id, :user_id, :roadmap, value FROM json_each(:achievements) WHERE true
            ON CONFLICT DO NOTHING
            """,
            **keys(walk),
            achievements=json.dumps(list(achievements)),
        )

    async def shared(self, walk: Walk) -> frozenset[str]:
        """The achievements that a member has shown to their server."""
        rows = await self._db.rows(
            """
            SELECT feat FROM celebrations
            WHERE guild_id = :guild_id AND user_id = :user_id AND roadmap = :roadmap AND shared = 1
            """,
            **keys(walk),
        )
        return frozenset(row["feat"] for row in rows)

    def note_shared(self, walk: Walk, achievements: Sequence[str]) -> Change[None]:
        """Remember that a member has shown achievements to their server, and so was told of them."""
        return change(
            self._db,
            """
            INSERT INTO celebrations (guild_id, user_id, roadmap, feat, shared)
            SELECT :guild_id, :user_id, :roadmap, value, 1 FROM json_each(:achievements) WHERE true
            ON CONFLICT (guild_id, user_id, roadmap, feat) DO UPDATE SET shared = 1
            """,
            **keys(walk),
            achievements=json.dumps(list(achievements)),
        )

    def take_share_back(self, walk: Walk, achievement: str) -> Change[None]:
        """Forget that an achievement was shown to the server: it may be shown again."""
        return change(
            self._db,
            """
            UPDATE celebrations SET shared = 0
            WHERE guild_id = :guild_id AND user_id = :user_id AND roadmap = :roadmap AND feat = :achievement
            """,
            **keys(walk),
            achievement=achievement,
        )
