"""What a member's calendar file said last: how often its events have changed, and when (§13)."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from bot.store.database import Database
from bot.store.instants import known_instant, to_seconds
from bot.store.keys import keys
from bot.study.member import Walk


class Revision(NamedTuple):
    """How often the events of a file have changed, and when they did last."""

    sequence: int
    changed_at: datetime


class Calendars:
    """The deed of making a calendar file."""

    def __init__(self, database: Database) -> None:
        self._db = database

    async def revise(self, walk: Walk, digest: str, now: datetime) -> Revision:
        """Note what a file says: other events than those of the file before are a new revision, equal ones are not."""
        row = await self._db.row(
            """
            INSERT INTO calendars VALUES (:guild_id, :user_id, :roadmap, :digest, 0, :now)
            ON CONFLICT (guild_id, user_id, roadmap) DO UPDATE SET
                sequence = calendars.sequence + (CASE WHEN calendars.digest = excluded.digest THEN 0 ELSE 1 END),
                changed_at = CASE WHEN calendars.digest = excluded.digest THEN calendars.changed_at
                    WHEN excluded.changed_at > calendars.changed_at THEN excluded.changed_at
                    ELSE calendars.changed_at END,
                digest = excluded.digest
            RETURNING sequence, changed_at
            """,
            **keys(walk),
            digest=digest,
            now=to_seconds(now),
        )
        assert row is not None  # an upsert returns its row
        return Revision(row["sequence"], known_instant(row["changed_at"]))
