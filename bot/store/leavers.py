"""Members who have left their server, as far as Discord was asked: no list and no leaderboard shows them (§12)."""

from __future__ import annotations

import json
from collections.abc import Collection

from bot.store.board_messages import REDRAW_WITHOUT_SOME
from bot.store.change import Change, change, changes
from bot.store.database import Database


class Leavers:
    """Deeds about who is in a server still."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def left(self, guild_id: int, user_ids: Collection[int]) -> Change[None]:
        """Remember that members are no longer in a server; messages that show them have to be drawn anew."""
        values: dict[str, object] = {"guild_id": guild_id, "user_ids": json.dumps(sorted(user_ids))}
        gone = """
            UPDATE members SET has_left = 1
            WHERE guild_id = :guild_id AND user_id IN (SELECT CAST(value AS BIGINT) FROM json_each(:user_ids))
            """
        return changes(self._db, [(REDRAW_WITHOUT_SOME, values), (gone, values)])

    def is_back(self, guild_id: int, user_id: int) -> Change[None]:
        """Remember that a member is in the server again."""
        return change(
            self._db,
            "UPDATE members SET has_left = 0 WHERE guild_id = :guild_id AND user_id = :user_id",
            guild_id=guild_id,
            user_id=user_id,
        )
