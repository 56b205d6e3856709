"""What members were celebrated for, so that each feat is celebrated and shared once (§7)."""

from __future__ import annotations

import json
from collections.abc import Sequence

from bot.store.change import Change, change
from bot.store.database import Database
from bot.store.keys import keys
from bot.study.member import Walk


class Celebrations:
    """Questions and deeds about celebrations; a feat goes by its key."""

    def __init__(self, database: Database) -> None:
        self._db = database

    async def told(self, walk: Walk) -> frozenset[str]:
        """The feats that a member was told of."""
        rows = await self._db.rows(
            "SELECT feat FROM celebrations WHERE guild_id = :guild_id AND user_id = :user_id AND roadmap = :roadmap",
            **keys(walk),
        )
        return frozenset(row["feat"] for row in rows)

    def note_told(self, walk: Walk, feats: Sequence[str]) -> Change[None]:
        """Remember that a member was told of feats."""
        return change(
            self._db,
            """
            INSERT INTO celebrations (guild_id, user_id, roadmap, feat)
            SELECT :guild_id, :user_id, :roadmap, value FROM json_each(:feats) WHERE true
            ON CONFLICT DO NOTHING
            """,
            **keys(walk),
            feats=json.dumps(list(feats)),
        )

    async def shared(self, walk: Walk) -> frozenset[str]:
        """The feats that a member has shown to their server."""
        rows = await self._db.rows(
            """
            SELECT feat FROM celebrations
            WHERE guild_id = :guild_id AND user_id = :user_id AND roadmap = :roadmap AND shared
            """,
            **keys(walk),
        )
        return frozenset(row["feat"] for row in rows)

    def note_shared(self, walk: Walk, feats: Sequence[str]) -> Change[None]:
        """Remember that a member has shown feats to their server, and so was told of them."""
        return change(
            self._db,
            """
            INSERT INTO celebrations (guild_id, user_id, roadmap, feat, shared)
            SELECT :guild_id, :user_id, :roadmap, value, 1 FROM json_each(:feats) WHERE true
            ON CONFLICT (guild_id, user_id, roadmap, feat) DO UPDATE SET shared = 1
            """,
            **keys(walk),
            feats=json.dumps(list(feats)),
        )

    def take_share_back(self, walk: Walk, feat: str) -> Change[None]:
        """Forget that a feat was shown to the server: it may be shown again."""
        return change(
            self._db,
            """
            UPDATE celebrations SET shared = 0
            WHERE guild_id = :guild_id AND user_id = :user_id AND roadmap = :roadmap AND feat = :feat
            """,
            **keys(walk),
            feat=feat,
        )
