"""Study timers that are shared in a channel, until their time has run out (§13)."""

from __future__ import annotations

import json
from datetime import datetime

from bot.store.change import Change, change
from bot.store.database import Database, Row
from bot.store.focuses import stretches_in
from bot.store.instants import known_instant, to_instant, to_seconds
from bot.study.focus import Room


class FocusRooms:
    """Questions and deeds about shared study timers."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def open(self, room: Room) -> Change[None]:
        """Share a timer; a second time changes nothing."""
        return change(
            self._db,
            """
            INSERT INTO focus_rooms
            VALUES (:guild_id, :user_id, :number, :channel_id, NULL, :started_at, :stretches, :next_at)
            ON CONFLICT DO NOTHING
            """,
            guild_id=room.guild_id,
            user_id=room.user_id,
            number=room.number,
            channel_id=room.channel_id,
            started_at=to_seconds(room.started_at),
            stretches=json.dumps(room.stretches),
            next_at=to_seconds(room.next_change(room.started_at)),
        )

    async def get(self, number: int) -> Room | None:
        """A shared timer, or None when it is over."""
        row = await self._db.row("SELECT * FROM focus_rooms WHERE number = :number", number=number)
        return _room(row) if row else None

    async def place(self, number: int, message_id: int) -> None:
        """Remember the message with which others join."""
        await self._db.rows(
            "UPDATE focus_rooms SET message_id = :message_id WHERE number = :number",
            number=number,
            message_id=message_id,
        )

    async def due(self, now: datetime, most: int) -> list[Room]:
        """Those whose message has to say that a round or a rest began, or that the time has run out."""
        rows = await self._db.rows(
            "SELECT * FROM focus_rooms WHERE next_at <= :now ORDER BY next_at LIMIT :most",
            now=to_seconds(now),
            most=most,
        )
        return [_room(row) for row in rows]

    async def earliest_due(self) -> datetime | None:
        """When the message of a shared timer changes next."""
        row = await self._db.row("SELECT min(next_at) AS at FROM focus_rooms")
        return to_instant(row["at"]) if row else None

    async def look_later(self, number: int, at: datetime) -> None:
        """Remember when its message changes next."""
        await self._db.rows(
            "UPDATE focus_rooms SET next_at = :at WHERE number = :number", number=number, at=to_seconds(at)
        )

    async def close(self, number: int) -> None:
        """Forget a timer that is over."""
        await self._db.rows("DELETE FROM focus_rooms WHERE number = :number", number=number)


def _room(row: Row) -> Room:
    return Room(
        number=row["number"],
        guild_id=row["guild_id"],
        user_id=row["user_id"],
        channel_id=row["channel_id"],
        started_at=known_instant(row["started_at"]),
        stretches=stretches_in(row),
        message_id=row["message_id"],
    )
