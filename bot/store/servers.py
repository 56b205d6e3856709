"""Study servers: where and when the bot posts there."""

from __future__ import annotations

import json
import logging
from collections.abc import Collection, Sequence
from datetime import datetime, time, timedelta

from bot.store.change import Change, change
from bot.store.database import Database, Row
from bot.store.errors import UnknownZone
from bot.store.instants import to_clock, to_instant, to_seconds, to_time, to_zone
from bot.store.reviews import readers_of
from bot.study.member import Server, ServerChoice

_log = logging.getLogger(__name__)

_UNREADABLE_WAITS = timedelta(days=1)


class Servers:
    """Questions and deeds about servers."""

    def __init__(self, database: Database) -> None:
        self._db = database

    async def get(self, guild_id: int) -> Server | None:
        """A server that was set up, or None."""
        row = await self._db.row("SELECT * FROM servers WHERE guild_id = :guild_id", guild_id=guild_id)
        return _server(row) if row else None

    async def several(self, guild_ids: Collection[int]) -> list[Server]:
        """The servers with these ids that were set up; one with a zone that this machine does not know is left out."""
        rows = await self._db.rows(
            "SELECT * FROM servers WHERE guild_id IN (SELECT CAST(value AS BIGINT) FROM json_each(:ids))",
            ids=json.dumps([*guild_ids]),
        )
        return _servers(rows)

    def change(self, server: Server, chosen: ServerChoice, next_due_at: datetime) -> Change[None]:
        """Save what is chosen of a server's settings, and nothing else of a known one's; paused posts resume."""
        return change(
            self._db,
            """
            INSERT INTO servers (guild_id, zone, at, channel_id, help_channel_id, next_due_at, pictures, days,
                leaderboard, review, reviewers_role, review_channel_id, review_since)
            VALUES (:guild_id, :zone, :at, :channel_id, :help_channel_id, :next_due_at, :pictures, :days,
                :leaderboard, :review, :reviewers_role, :review_channel_id, :review_since)
            ON CONFLICT (guild_id) DO UPDATE SET
                zone = CASE WHEN :sets_zone = 1 THEN excluded.zone ELSE servers.zone END,
                at = CASE WHEN :sets_at = 1 THEN excluded.at ELSE servers.at END,
                channel_id = CASE WHEN :sets_channel = 1 THEN excluded.channel_id ELSE servers.channel_id END,
                help_channel_id =
                    CASE WHEN :sets_help = 1 THEN excluded.help_channel_id ELSE servers.help_channel_id END,
                pictures = CASE WHEN :sets_pictures = 1 THEN excluded.pictures ELSE servers.pictures END,
                days = CASE WHEN :sets_days = 1 THEN excluded.days ELSE servers.days END,
                leaderboard = CASE WHEN :sets_leaderboard = 1 THEN excluded.leaderboard ELSE servers.leaderboard END,
                review = CASE WHEN :sets_review = 1 THEN excluded.review ELSE servers.review END,
                review_since = CASE WHEN :sets_review = 1 THEN excluded.review_since ELSE servers.review_since END,
                reviewers_role =
                    CASE WHEN :sets_reviewers = 1 THEN excluded.reviewers_role ELSE servers.reviewers_role END,
                review_channel_id = CASE WHEN :sets_review_channel = 1
                    THEN excluded.review_channel_id ELSE servers.review_channel_id END,
                next_due_at = excluded.next_due_at, trouble = NULL
            """,
            guild_id=server.guild_id,
            zone=server.zone.key,
            at=to_clock(server.at),
            channel_id=server.channel_id,
            help_channel_id=server.help_channel_id,
            pictures=server.pictures,
            days=json.dumps(server.days) if server.days else None,
            review=server.readers.policy,
            reviewers_role=server.readers.role_id,
            review_channel_id=server.review_channel_id,
            review_since=to_seconds(server.review_since),
            next_due_at=to_seconds(next_due_at),
            sets_zone=chosen.zone is not None,
            sets_at=chosen.at is not None,
            sets_channel=chosen.channel_id is not None,
            sets_help=chosen.help_channel_id is not None,
            sets_pictures=chosen.pictures is not None,
            sets_days=chosen.days is not None,
            leaderboard=server.leaderboard,
            sets_leaderboard=chosen.leaderboard is not None,
            sets_review=chosen.review is not None,
            sets_reviewers=chosen.reviewers_role is not None,
            sets_review_channel=chosen.review_channel_id is not None,
        )

    async def due(self, now: datetime, most: int) -> list[Server]:
        """The servers whose next moment has come, longest waiting first.

        Whichever can't be read is left out and waits for a day, so that no other waits behind it.
        """
        while rows := await self._db.rows(
            "SELECT * FROM servers WHERE next_due_at <= :now ORDER BY next_due_at LIMIT :most",
            now=to_seconds(now),
            most=most,
        ):
            servers = _servers(rows)
            read = {server.guild_id for server in servers}
            for row in rows if len(servers) < len(rows) else ():
                if row["guild_id"] not in read:
                    await self.move_on(row["guild_id"], now + _UNREADABLE_WAITS, now)
            if servers:
                return servers
        return []

    def move_on(self, guild_id: int, next_due_at: datetime, now: datetime) -> Change[None]:
        """Remember the next moment to look at a server, unless the one that was due by `now` has been changed."""
        return change(
            self._db,
            """
            UPDATE servers SET next_due_at = :next_due_at WHERE guild_id = :guild_id AND next_due_at <= :now
            """,
            guild_id=guild_id,
            next_due_at=to_seconds(next_due_at),
            now=to_seconds(now),
        )

    def bring_back(self, latest: datetime, now: datetime) -> Change[None]:
        """Look now at every server that was to be looked at after an instant."""
        return change(
            self._db,
            "UPDATE servers SET next_due_at = :now WHERE next_due_at > :latest",
            latest=to_seconds(latest),
            now=to_seconds(now),
        )

    def pause_posts(self, guild_id: int, trouble: str) -> Change[None]:
        """Stop posting in a server, with the reason, until its channel is open again or it is set up anew."""
        return change(
            self._db,
            "UPDATE servers SET trouble = :trouble WHERE guild_id = :guild_id",
            guild_id=guild_id,
            trouble=trouble,
        )

    def posts_arrive(self, guild_id: int) -> Change[None]:
        """Remember that a server's posts are no longer paused: one has just arrived."""
        return change(self._db, "UPDATE servers SET trouble = NULL WHERE guild_id = :guild_id", guild_id=guild_id)

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
        return _servers(rows)


def _servers(rows: Sequence[Row]) -> list[Server]:
    """Servers from rows; one with a zone that this machine does not know is logged and left out."""
    found: list[Server] = []
    for row in rows:
        try:
            found.append(_server(row))
        except UnknownZone as unknown:
            _log.warning("server %d is left out: time zone %s is not known", row["guild_id"], unknown.name)
    return found


def _server(row: Row) -> Server:
    return Server(
        guild_id=row["guild_id"],
        zone=to_zone(row["zone"]),
        at=to_time(row["at"]) or time(),
        channel_id=row["channel_id"],
        trouble=row["trouble"],
        next_due_at=to_instant(row["next_due_at"]),
        help_channel_id=row["help_channel_id"],
        pictures=bool(row["pictures"]),
        days=tuple(json.loads(row["days"])) if row["days"] else None,
        leaderboard=bool(row["leaderboard"]),
        readers=readers_of((row["review"], row["reviewers_role"])),
        review_channel_id=row["review_channel_id"],
        review_since=to_instant(row["review_since"]),
    )
