"""What members were celebrated for, so that each feat is celebrated and shared once (product §7)."""

from __future__ import annotations

import json
from collections.abc import Sequence

from bot.store.sqlite import Database


class Celebrations:
    """Questions and deeds about celebrations; a feat goes by its key."""

    def __init__(self, database: Database) -> None:
        self._db = database

    async def first_time(self, guild_id: int, user_id: int, feats: Sequence[str]) -> frozenset[str]:
        """Remember feats; returns those that were not celebrated before."""
        rows = await self._db.rows(
            """
            INSERT INTO celebrations (guild_id, user_id, feat)
            SELECT :guild_id, :user_id, value FROM json_each(:feats) WHERE true
            ON CONFLICT DO NOTHING RETURNING feat
            """,
            guild_id=guild_id,
            user_id=user_id,
            feats=json.dumps(list(feats)),
        )
        return frozenset(row["feat"] for row in rows)

    async def set_shared(self, guild_id: int, user_id: int, feat: str, shared: bool) -> bool:
        """Mark a feat as shown to the server, or not; False when it was so already."""
        row = await self._db.row(
            """
            UPDATE celebrations SET shared = :shared
            WHERE guild_id = :guild_id AND user_id = :user_id AND feat = :feat AND shared <> :shared
            RETURNING feat
            """,
            guild_id=guild_id,
            user_id=user_id,
            feat=feat,
            shared=shared,
        )
        return row is not None
