"""The public messages that show a server's leaderboard, so that nobody who leaves it stays in one of them (§12)."""

from __future__ import annotations

from datetime import datetime

from bot.store.change import Change, change, changes
from bot.store.database import Database, Row
from bot.store.instants import to_seconds
from bot.study.leaderboard import BoardMessage

_REDRAW = "UPDATE board_messages SET stale = stale + 1 WHERE guild_id = :guild_id"
REDRAW_WITHOUT = f"""
{_REDRAW} AND EXISTS (SELECT 1 FROM board_members b WHERE b.guild_id = :guild_id AND b.user_id = :user_id)
"""  # noqa: S608  # words of its own
"""Before a member goes: the messages that show them have to be drawn anew."""

REDRAW_WITHOUT_SOME = f"""
{_REDRAW} AND EXISTS (
    SELECT 1 FROM board_members b JOIN members m ON m.guild_id = b.guild_id AND m.user_id = b.user_id
    WHERE b.guild_id = :guild_id AND m.has_left = 0
        AND b.user_id IN (SELECT CAST(value AS BIGINT) FROM json_each(:user_ids)))
"""  # noqa: S608  # as above
"""The same of some, before it is noted that they have left the server."""


class BoardMessages:
    """Questions and deeds about the messages that show leaderboards."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def redraw(self, guild_id: int) -> Change[None]:
        """Have the messages of a server's board drawn anew."""
        return change(self._db, _REDRAW, guild_id=guild_id)

    def asked(self, guild_id: int, channel_id: int, number: int, now: datetime) -> Change[None]:
        """Remember that a message with a board is on its way, by the number in it, before it goes out."""
        return change(
            self._db,
            """
            INSERT INTO board_messages (guild_id, channel_id, message_id, is_newest, stale, asked_at)
            VALUES (:guild_id, :channel_id, :number, 0, 0, :now) ON CONFLICT DO NOTHING
            """,
            guild_id=guild_id,
            channel_id=channel_id,
            number=number,
            now=to_seconds(now),
        )

    def shown(self, message: BoardMessage, number: int) -> Change[None]:
        """Remember where the message of this number stands; of a server's messages only the newest keeps its names.

        What has changed since it went out is drawn at the next look.
        """
        row = {
            "guild_id": message.guild_id,
            "channel_id": message.channel_id,
            "message_id": message.message_id,
            "number": number,
        }
        put = """
            INSERT INTO board_messages (guild_id, channel_id, message_id, is_newest, stale)
            SELECT :guild_id, :channel_id, :message_id, 1, coalesce(
                (SELECT a.stale FROM board_messages a WHERE a.guild_id = :guild_id AND a.message_id = :number), 0)
            ON CONFLICT DO NOTHING
            """
        gone = "DELETE FROM board_messages WHERE guild_id = :guild_id AND message_id = :number AND asked_at IS NOT NULL"
        older = """
            UPDATE board_messages SET is_newest = 0, stale = stale + 1
            WHERE guild_id = :guild_id AND is_newest = 1 AND message_id < (
                SELECT max(n.message_id) FROM board_messages n WHERE n.guild_id = :guild_id AND n.asked_at IS NULL)
            """
        return changes(self._db, [(put, row), (gone, row), (older, row)])

    def lost(self, guild_id: int, number: int) -> Change[None]:
        """Forget a message that never went out."""
        return change(
            self._db,
            "DELETE FROM board_messages WHERE guild_id = :guild_id AND message_id = :number AND asked_at IS NOT NULL",
            guild_id=guild_id,
            number=number,
        )

    async def unknown(self, before: datetime, most: int) -> list[BoardMessage]:
        """So many messages, in all servers, of which nobody has noted since then where they stand; by their number."""
        rows = await self._db.rows(
            "SELECT * FROM board_messages WHERE asked_at < :before ORDER BY asked_at LIMIT :most",
            before=to_seconds(before),
            most=most,
        )
        return [_message(row) for row in rows]

    async def stale(self, most: int) -> list[BoardMessage]:
        """So many messages that have to be drawn anew, in all servers."""
        rows = await self._db.rows(
            "SELECT * FROM board_messages WHERE stale > 0 AND asked_at IS NULL LIMIT :most", most=most
        )
        return [_message(row) for row in rows]

    def drawn(self, message: BoardMessage, *, is_gone: bool = False) -> Change[None]:
        """Remember that a message was drawn anew, unless it has to be once more; an older or lost one is forgotten."""
        row = {"guild_id": message.guild_id, "message_id": message.message_id, "stale": message.stale}
        fresh = """
            UPDATE board_messages SET stale = 0
            WHERE guild_id = :guild_id AND message_id = :message_id AND stale = :stale
            """
        gone = "DELETE FROM board_messages WHERE guild_id = :guild_id AND message_id = :message_id"
        return changes(self._db, [(gone if is_gone or not message.is_newest else fresh, row)])


def _message(row: Row) -> BoardMessage:
    return BoardMessage(row["guild_id"], row["channel_id"], row["message_id"], bool(row["is_newest"]), row["stale"])
