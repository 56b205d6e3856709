"""Study timers: one running for each person, and those that ended a short while ago (§13)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from bot.store.change import Change, telling_change
from bot.store.database import Database, Row
from bot.store.instants import known_instant, to_instant, to_seconds
from bot.store.keys import keys
from bot.study.focus import Focus, Ring
from bot.study.member import Walk

REMEMBERED = timedelta(days=2)
"""So long a focus is kept after its end: for its bell and its buttons, and to count no minute twice."""

# Both statements look for the focus as it was read: whoever comes second changes nothing. The minutes are logged before
# it is marked, under its number, so that nothing can log them again.
_AS_READ = "user_id = :user_id AND number = :number AND ended_at IS NULL AND stretches = :stretches"
_LOG = f"""
INSERT INTO sessions (guild_id, user_id, roadmap, logged_by, study_day, minutes, note)
SELECT guild_id, user_id, roadmap, number, study_day, :minutes, NULL FROM focuses WHERE {_AS_READ} AND :minutes > 0
ON CONFLICT DO NOTHING
"""  # noqa: S608  # a condition of this file
_END = f"""
UPDATE focuses SET ended_at = :ended_at, minutes = :minutes, next_at = NULL WHERE {_AS_READ} RETURNING number
"""  # noqa: S608  # the same


class Focuses:
    """Questions and deeds about study timers."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def begin(self, focus: Focus) -> Change[bool]:
        """Start a focus; False while this person has another one running, or for a repeat of the same start."""
        return telling_change(
            self._db,
            bool,
            """
            INSERT INTO focuses
            VALUES (:guild_id, :user_id, :roadmap, :number, :study_day, :started_at, :joined_at, :stretches, :task_id,
                :ring, :channel_id, :room, :next_at, NULL, NULL)
            ON CONFLICT DO NOTHING RETURNING number
            """,
            **keys(focus.walk),
            number=focus.number,
            study_day=focus.study_day.isoformat(),
            started_at=to_seconds(focus.started_at),
            joined_at=to_seconds(focus.joined_at),
            stretches=json.dumps(focus.stretches),
            task_id=focus.task_id,
            ring=focus.ring,
            channel_id=focus.channel_id,
            room=focus.room,
            next_at=to_seconds(focus.next_look(focus.joined_at)),
        )

    async def of(self, user_id: int) -> list[Focus]:
        """All that is remembered of a person's focuses, in all servers; the running one, if any, stands last."""
        rows = await self._db.rows(
            "SELECT * FROM focuses WHERE user_id = :user_id ORDER BY ended_at IS NULL, joined_at", user_id=user_id
        )
        return [_focus(row) for row in rows]

    async def due(self, now: datetime, most: int) -> list[Focus]:
        """Running focuses that have to ring or to end, longest waiting first."""
        rows = await self._db.rows(
            "SELECT * FROM focuses WHERE next_at <= :now ORDER BY next_at LIMIT :most",
            now=to_seconds(now),
            most=most,
        )
        return [_focus(row) for row in rows]

    async def earliest_due(self) -> datetime | None:
        """When a running focus has to ring or to end next."""
        row = await self._db.row("SELECT min(next_at) AS at FROM focuses WHERE next_at IS NOT NULL")
        return to_instant(row["at"]) if row else None

    async def look_later(self, focus: Focus, now: datetime) -> None:
        """Remember when to look at a focus again, unless it was changed meanwhile."""
        await self._db.rows(
            f"UPDATE focuses SET next_at = :next_at WHERE {_AS_READ}",  # noqa: S608  # a condition of this file
            **_as_read(focus),
            next_at=to_seconds(focus.next_look(now)),
        )

    async def lengthen(self, focus: Focus, longer: Focus, now: datetime) -> bool:
        """Give a focus other stretches; False when it has ended or was changed meanwhile."""
        return await telling_change(
            self._db,
            bool,
            f"""
            UPDATE focuses SET stretches = :longer, next_at = :next_at WHERE {_AS_READ} RETURNING number
            """,  # noqa: S608  # the same
            **_as_read(focus),
            longer=json.dumps(longer.stretches),
            next_at=to_seconds(longer.next_look(now)),
        )

    def end(self, focus: Focus, ended: Focus) -> Change[bool]:
        """End a focus and log its minutes; False, and nothing logged, when it had ended or was changed meanwhile."""
        values = {**_as_read(focus), "ended_at": to_seconds(ended.ended_at), "minutes": ended.minutes or 0}
        return Change(self._db, [(_LOG, values), (_END, values)], lambda found: bool(found[1]))

    async def count_in(self, room: int) -> int:
        """How many people have joined a shared focus, those who left it included."""
        row = await self._db.row("SELECT count(DISTINCT user_id) AS n FROM focuses WHERE room = :room", room=room)
        return row["n"] if row else 0

    async def drop_old(self, now: datetime) -> None:
        """Forget the focuses that ended a while ago; what they logged stays."""
        await self._db.rows(
            "DELETE FROM focuses WHERE ended_at IS NOT NULL AND ended_at <= :earliest",
            earliest=to_seconds(now - REMEMBERED),
        )


def _as_read(focus: Focus) -> dict[str, object]:
    return {**keys(focus.walk), "number": focus.number, "stretches": json.dumps(focus.stretches)}


def stretches_in(row: Row) -> tuple[int, ...]:
    """The stretches that a row holds."""
    lengths: Sequence[int] = json.loads(row["stretches"])
    return tuple(lengths)


def _focus(row: Row) -> Focus:
    return Focus(
        walk=Walk(row["guild_id"], row["user_id"], row["roadmap"]),
        number=row["number"],
        study_day=date.fromisoformat(row["study_day"]),
        started_at=known_instant(row["started_at"]),
        joined_at=known_instant(row["joined_at"]),
        stretches=stretches_in(row),
        task_id=row["task_id"],
        ring=Ring(row["ring"]) if row["ring"] else None,
        channel_id=row["channel_id"],
        room=row["room"],
        ended_at=to_instant(row["ended_at"]),
        minutes=row["minutes"],
    )
