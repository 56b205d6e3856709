"""Study servers: where and when the bot posts there."""

from __future__ import annotations

import json
from datetime import datetime, time
from zoneinfo import ZoneInfo

from bot.store.change import Change, change
from bot.store.database import Database, Row
from bot.store.instants import to_clock, to_instant, to_seconds, to_time
from bot.study.member import Server, ServerChoice


class Servers:
    """Questions and deeds about servers."""

    def __init__(self, database: Database) -> None:
        self._db = database

    async def get(self, guild_id: int) -> Server | None:
        """A server that was set up, or None."""
        row = await self._db.row("SELECT * FROM servers WHERE guild_id = :guild_id", guild_id=guild_id)
        return _server(row) if row else None

    def change(self, server: Server, chosen: ServerChoice, next_due_at: datetime) -> Change[None]:
        """Save what is chosen of a server's settings, and nothing else of a known one's; paused posts resume."""
        return change(
            self._db,
            """
            INSERT INTO servers (guild_id, zone, at, channel_id, help_channel_id, next_due_at, pictures, days)
            VALUES (:guild_id, :zone, :at, :channel_id, :help_channel_id, :next_due_at, :pictures, :days)
            ON CONFLICT (guild_id) DO UPDATE SET
                zone = CASE WHEN :sets_zone THEN excluded.zone ELSE zone END,
                at = CASE WHEN :sets_at THEN excluded.at ELSE at END,
                channel_id = CASE WHEN :sets_channel THEN excluded.channel_id ELSE channel_id END,
                help_channel_id = CASE WHEN :sets_help THEN excluded.help_channel_id ELSE help_channel_id END,
                pictures = CASE WHEN :sets_pictures THEN excluded.pictures ELSE pictures END,
                days = CASE WHEN :sets_days THEN excluded.days ELSE days END,
                next_due_at = excluded.next_due_at, trouble = NULL
            """,
            guild_id=server.guild_id,
            zone=server.zone.key,
            at=to_clock(server.at),
            channel_id=server.channel_id,
            help_channel_id=server.help_channel_id,
            pictures=server.pictures,
            days=json.dumps(server.days) if server.days else None,
            next_due_at=to_seconds(next_due_at),
            sets_zone=chosen.zone is not None,
            sets_at=chosen.at is not None,
            sets_channel=chosen.channel_id is not None,
            sets_help=chosen.help_channel_id is not None,
            sets_pictures=chosen.pictures is not None,
            sets_days=chosen.days is not None,
        )

    async def due(self, now: datetime, most: int) -> list[Server]:
        """The servers whose next moment has come, longest waiting first."""
        rows = await self._db.rows(
            "SELECT * FROM servers WHERE next_due_at <= :now ORDER BY next_due_at LIMIT :most",
            now=to_seconds(now),
            most=most,
        )
        return [_server(row) for row in rows]

    async def move_on(self, guild_id: int, next_due_at: datetime, now: datetime) -> None:
        """Remember the next moment to look at a server, unless the one that was due by `now` has been changed."""
        await self._db.rows(
            """
            UPDATE servers SET next_due_at = :next_due_at WHERE guild_id = :guild_id AND next_due_at <= :now
            """,
            guild_id=guild_id,
            next_due_at=to_seconds(next_due_at),
            now=to_seconds(now),
        )

    def pause_posts(self, guild_id: int, trouble: str) -> Change[None]:
        """Stop posting in a server, with the reason, until its channel is open again or it is set up anew."""
        return change(
            self._db,
            "UPDATE servers SET trouble = :trouble, next_due_at = NULL WHERE guild_id = :guild_id",
            guild_id=guild_id,
            trouble=trouble,
        )

    def resume_posts(self, guild_id: int, next_due_at: datetime) -> Change[None]:
        """Post again in a server whose channel is open again."""
        return change(
            self._db,
            "UPDATE servers SET trouble = NULL, next_due_at = :next_due_at WHERE guild_id = :guild_id",
            guild_id=guild_id,
            next_due_at=to_seconds(next_due_at),
        )

    async def in_trouble(self) -> list[Server]:
        """The servers whose posts are paused."""
        rows = await self._db.rows("SELECT * FROM servers WHERE trouble IS NOT NULL")
        return [_server(row) for row in rows]


def _server(row: Row) -> Server:
    return Server(
        guild_id=row["guild_id"],
        zone=ZoneInfo(row["zone"]),
        at=to_time(row["at"]) or time(),
        channel_id=row["channel_id"],
        trouble=row["trouble"],
        next_due_at=to_instant(row["next_due_at"]),
        help_channel_id=row["help_channel_id"],
        pictures=bool(row["pictures"]),
        days=tuple(json.loads(row["days"])) if row["days"] else None,
    )
