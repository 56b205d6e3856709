"""What members were celebrated for, so that each feat is celebrated and shared once (product §7)."""

from __future__ import annotations

import json
from collections.abc import Sequence

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

    async def note_told(self, walk: Walk, feats: Sequence[str]) -> None:
        """Remember that a member was told of feats."""
        await self._db.rows(
            """
            INSERT INTO celebrations (guild_id, user_id, roadmap, feat)
            SELECT :guild_id, :user_id, :roadmap, value FROM json_each(:feats) WHERE true
            ON CONFLICT DO NOTHING
            """,
            **keys(walk),
            feats=json.dumps(list(feats)),
        )

    async def set_shared(self, walk: Walk, feat: str, shared: bool) -> bool:
        """Mark a feat as shown to the server, or not; False when it was so already."""
        row = await self._db.row(
            """
            INSERT INTO celebrations (guild_id, user_id, roadmap, feat, shared)
            VALUES (:guild_id, :user_id, :roadmap, :feat, :shared)
            ON CONFLICT (guild_id, user_id, roadmap, feat) DO UPDATE SET shared = excluded.shared
            WHERE shared <> excluded.shared
            RETURNING feat
            """,
            **keys(walk),
            feat=feat,
            shared=shared,
        )
        return row is not None
