"""What members were celebrated for, so that each feat is celebrated and shared once (product §7)."""

from __future__ import annotations

import json
from collections.abc import Sequence

from bot.store.keys import keys
from bot.store.sqlite import Database
from bot.study.member import Walk


class Celebrations:
    """Questions and deeds about celebrations; a feat goes by its key."""

    def __init__(self, database: Database) -> None:
        self._db = database

    async def first_time(self, walk: Walk, feats: Sequence[str]) -> frozenset[str]:
        """Remember feats; returns those that were not celebrated before."""
        rows = await self._db.rows(
            """
            INSERT INTO celebrations (guild_id, user_id, roadmap, feat)
            SELECT :guild_id, :user_id, :roadmap, value FROM json_each(:feats) WHERE true
            ON CONFLICT DO NOTHING RETURNING feat
            """,
            **keys(walk),
            feats=json.dumps(list(feats)),
        )
        return frozenset(row["feat"] for row in rows)

    async def set_shared(self, walk: Walk, feat: str, shared: bool) -> bool:
        """Mark a feat as shown to the server, or not; False when it was so already."""
        row = await self._db.row(
            """
            UPDATE celebrations SET shared = :shared
            WHERE guild_id = :guild_id AND user_id = :user_id AND roadmap = :roadmap
                AND feat = :feat AND shared <> :shared
            RETURNING feat
            """,
            **keys(walk),
            feat=feat,
            shared=shared,
        )
        return row is not None
