"""Checkpoints that wait to be read: who may take one, who holds it, and what was decided (§7).

Every change looks at the state that it rests on: of two at once the second one finds nothing to change.
"""

from __future__ import annotations

import json
from datetime import datetime, timedelta

from bot.store.change import Change, several_changes, telling_change
from bot.store.database import Database, Row
from bot.store.instants import known_instant, to_instant, to_seconds
from bot.study.review import (
    HELD_FOR,
    MOST_TIMES,
    TAKES_AT_MOST,
    FrozenItem,
    Peers,
    Policy,
    Readers,
    Reading,
    State,
    Waiting,
)

_WEEK = int(TAKES_AT_MOST.total_seconds())

_HELD = """
submissions.number = :number AND submissions.guild_id = :guild_id AND state = 'submitted' AND EXISTS (
    SELECT 1 FROM holds h WHERE h.submission = submissions.number AND h.user_id = :reader AND h.until > :now)
"""

_FREE = "DELETE FROM holds WHERE until <= :now AND (submission = :number OR guild_id = :guild_id AND user_id = :reader)"

_TAKE = f"""
INSERT INTO holds
SELECT s.guild_id, :reader, CAST(slot.value AS INTEGER), s.number, :now, :until
FROM submissions s, json_each('[1, 2, 3]') slot
WHERE s.number = :number AND s.guild_id = :guild_id AND s.state = 'submitted' AND :now < s.submitted_at + {_WEEK}
    AND CAST(slot.value AS INTEGER) NOT IN (
        SELECT h.slot FROM holds h WHERE h.guild_id = :guild_id AND h.user_id = :reader)
ORDER BY slot.value LIMIT 1
ON CONFLICT DO NOTHING RETURNING submission
"""  # noqa: S608  # a number of this file

_DECIDE = (
    f"""
    INSERT INTO review_times SELECT guild_id, :deed, :now, :now - submitted_at FROM submissions WHERE {_HELD}
    ON CONFLICT DO NOTHING
    """,  # noqa: S608  # a condition of this file
    f"""
    DELETE FROM review_times WHERE guild_id = :guild_id AND number NOT IN (
        SELECT number FROM review_times WHERE guild_id = :guild_id ORDER BY decided_at DESC, number DESC
        LIMIT {MOST_TIMES})
    """,  # noqa: S608  # a number of this file
    f"""
    UPDATE submissions SET state = :state, mark = CASE :state WHEN 'signed' THEN policy END, decided_at = :now,
        words = :words, returns = returns + CASE WHEN :state = 'returned' THEN 1 ELSE 0 END, items = '[]', told = 0
    WHERE {_HELD} RETURNING number
    """,  # noqa: S608  # a condition of this file
    """
    DELETE FROM holds WHERE submission = :number
        AND EXISTS (SELECT 1 FROM submissions WHERE number = :number AND state <> 'submitted')
    """,
)

_SETTLE = (
    f"""
    UPDATE submissions SET state = 'signed', mark = 'nobody', items = '[]', told = 0, decided_at = coalesce(
        (SELECT h.until FROM holds h WHERE h.submission = submissions.number AND h.since <= submitted_at + {_WEEK}
            AND h.until > submitted_at + {_WEEK}), submitted_at + {_WEEK})
    WHERE number IN (
        SELECT s.number FROM submissions s WHERE s.state = 'submitted' AND s.submitted_at <= :now - {_WEEK}
            AND NOT EXISTS (SELECT 1 FROM holds h WHERE h.submission = s.number AND h.until > :now)
        ORDER BY s.submitted_at LIMIT :most)
    RETURNING number
    """,  # noqa: S608  # a number of this file
    "DELETE FROM holds WHERE until <= :now",
)


# Who has passed what is asked for phase by phase, however many wait. Nobody reads for an author who has left the
# server; what is being read already is read to its end.
_WAITING = f"""
WITH here AS (
    SELECT s.*, h.until AS held_until FROM submissions s LEFT JOIN holds h ON h.submission = s.number AND h.until > :now
    JOIN members a ON a.guild_id = s.guild_id AND a.user_id = s.user_id
    WHERE s.guild_id = :guild_id AND s.state = 'submitted' AND (CAST(:number AS BIGINT) IS NULL OR s.number = :number)
        AND (:now < s.submitted_at + {_WEEK} OR h.until IS NOT NULL)
        AND (h.user_id IS NULL AND a.has_left = 0 OR h.user_id = :reader)),
asked AS (
    SELECT guild_id, roadmap, phase, max(items) AS items, json_array_length(max(items)) AS n
    FROM here WHERE policy = 'peer'
    GROUP BY guild_id, roadmap, phase),
passers AS (
    SELECT o.roadmap, o.phase, o.user_id FROM asked CROSS JOIN submissions o
        ON o.guild_id = asked.guild_id AND o.roadmap = asked.roadmap AND o.phase = asked.phase
    WHERE o.state = 'signed'
    UNION
    SELECT asked.roadmap, asked.phase, e.user_id FROM asked CROSS JOIN json_each(asked.items) item
        CROSS JOIN evidence e ON e.guild_id = asked.guild_id AND e.roadmap = asked.roadmap
            AND e.item_id = json_extract(item.value, '$[0]')
    WHERE e.given_at <= (SELECT v.review_since FROM servers v WHERE v.guild_id = :guild_id)
    GROUP BY asked.roadmap, asked.phase, e.user_id HAVING count(*) = max(asked.n)),
counted AS (
    SELECT passers.roadmap, passers.phase, count(m.user_id) AS passed,
        max(CASE WHEN passers.user_id = :reader THEN 1 ELSE 0 END) AS has_passed
    FROM passers LEFT JOIN members m ON m.guild_id = :guild_id AND m.user_id = passers.user_id AND m.has_left = 0
    GROUP BY passers.roadmap, passers.phase)
SELECT here.number, here.user_id, here.title, here.policy, here.role_id, here.named, here.submitted_at, here.returns,
    here.held_until, json_array_length(here.items) AS n,
    CASE WHEN CAST(:number AS BIGINT) IS NOT NULL THEN here.items END AS items,
    coalesce(counted.passed, 0) AS passed, coalesce(counted.has_passed, 0) AS has_passed,
    EXISTS (SELECT 1 FROM submissions o WHERE o.guild_id = here.guild_id AND o.user_id = :reader
        AND o.roadmap = here.roadmap AND o.phase = here.phase) AS has_submitted
FROM here LEFT JOIN counted ON counted.roadmap = here.roadmap AND counted.phase = here.phase
ORDER BY here.submitted_at, here.number
"""  # noqa: S608  # a number of this file


class ReviewQueue:
    """Questions and deeds of those who read."""

    def __init__(self, database: Database) -> None:
        self._db = database

    async def waiting(self, guild_id: int, reader: int, now: datetime) -> list[Waiting]:
        """What waits in a server and nobody else holds, the longest waiting first."""
        values = {"guild_id": guild_id, "reader": reader, "now": to_seconds(now), "number": None}
        rows = await self._db.rows(_WAITING, **values)
        return [_waiting(row) for row in rows]

    async def one_waiting(self, guild_id: int, reader: int, number: int, now: datetime) -> Reading | None:
        """One of these, with its evidence: only for a reader who holds it, or is about to take it."""
        row = await self._db.row(_WAITING, **_of_reader(guild_id, reader, number, now))
        return Reading(_waiting(row), tuple(FrozenItem(*item) for item in json.loads(row["items"]))) if row else None

    async def count_free(self, guild_id: int, now: datetime) -> tuple[int, datetime | None]:
        """How many wait that nobody holds, and since when the longest does."""
        row = await self._db.row(
            f"""
            SELECT count(*) AS n, min(s.submitted_at) AS since FROM submissions s
            JOIN members a ON a.guild_id = s.guild_id AND a.user_id = s.user_id AND a.has_left = 0
            WHERE s.guild_id = :guild_id AND s.state = 'submitted' AND :now < s.submitted_at + {_WEEK}
                AND NOT EXISTS (SELECT 1 FROM holds h WHERE h.submission = s.number AND h.until > :now)
            """,  # noqa: S608  # a number of this file
            guild_id=guild_id,
            now=to_seconds(now),
        )
        return (row["n"], to_instant(row["since"])) if row else (0, None)

    def take(self, guild_id: int, reader: int, number: int, now: datetime) -> Change[bool]:
        """Hold a submission for a reader; False when it is held or no longer waits, or the reader holds as many as
        they may."""
        values: dict[str, object] = {
            **_of_reader(guild_id, reader, number, now),
            "until": to_seconds(now + HELD_FOR),
        }
        return several_changes(self._db, (_FREE, _TAKE), values, 1)

    def put_back(self, guild_id: int, reader: int, number: int) -> Change[bool]:
        """Let others take a submission that a reader holds; False when they don't."""
        return telling_change(
            self._db,
            bool,
            "DELETE FROM holds WHERE guild_id = :guild_id AND user_id = :reader AND submission = :number"
            " RETURNING submission",
            guild_id=guild_id,
            reader=reader,
            number=number,
        )

    def decide(
        self, guild_id: int, reader: int, number: int, state: State, words: str, now: datetime, deed: int
    ) -> Change[bool]:
        """Sign or return a submission that a reader holds; False when they don't, or it was withdrawn meanwhile."""
        values: dict[str, object] = {
            **_of_reader(guild_id, reader, number, now),
            "state": state,
            "words": words or None,
            "deed": deed,
        }
        return several_changes(self._db, _DECIDE, values, 2)

    def settle(self, now: datetime, most: int) -> Change[bool]:
        """Sign so many submissions at which nobody looked in their time, and forget the holds that are over.

        Tells whether there were any.
        """
        values: dict[str, object] = {"now": to_seconds(now), "most": most}
        return several_changes(self._db, _SETTLE, values, 0)

    async def times(self, guild_id: int) -> list[timedelta]:
        """How long the last decisions in a server took."""
        rows = await self._db.rows("SELECT seconds FROM review_times WHERE guild_id = :guild_id", guild_id=guild_id)
        return [timedelta(seconds=row["seconds"]) for row in rows]


def _of_reader(guild_id: int, reader: int, number: int, now: datetime) -> dict[str, object]:
    return {"guild_id": guild_id, "reader": reader, "number": number, "now": to_seconds(now)}


def _waiting(row: Row) -> Waiting:
    return Waiting(
        number=row["number"],
        author_id=row["user_id"],
        title=row["title"],
        readers=Readers(Policy(row["policy"]), row["role_id"]),
        is_named=bool(row["named"]),
        submitted_at=known_instant(row["submitted_at"]),
        items=row["n"],
        returns=row["returns"],
        held_until=to_instant(row["held_until"]),
        peers=Peers(row["passed"], bool(row["has_passed"]), bool(row["has_submitted"])),
    )
