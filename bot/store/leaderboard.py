"""A server's leaderboard: who is on it by their own wish, and their scores over weeks that are closed (§12)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from bot.store.board_messages import REDRAW_WITHOUT
from bot.store.change import Change, change, changes
from bot.store.cohorts import ONE_BY_ONE, WITH_STUDY_DAYS
from bot.store.database import Database, Row
from bot.store.instants import to_seconds
from bot.store.records import PLAN, WITHOUT_WORDS, plan_record, record_sql, records_of
from bot.study.leaderboard import Alike, Entrants, Entry, Score

# Whoever can't have finished all there is, has one roadmap and walks the whole of it is told by their study days alone.
_MAY_HAVE_FINISHED = f"""
    EXISTS (SELECT 1 FROM switches x WHERE x.guild_id = b.guild_id AND x.user_id = b.user_id {ONE_BY_ONE})
    OR EXISTS (SELECT 1 FROM choices c WHERE c.guild_id = b.guild_id AND c.user_id = b.user_id AND c.phase IS NOT NULL
        {ONE_BY_ONE})
    OR (SELECT count(*) FROM ticks t WHERE t.guild_id = b.guild_id AND t.user_id = b.user_id)
     + (SELECT count(*) FROM brought_ticks t WHERE t.guild_id = b.guild_id AND t.user_id = b.user_id)
     + (SELECT count(*) FROM skips t WHERE t.guild_id = b.guild_id AND t.user_id = b.user_id)
     >= coalesce((SELECT CAST(json_extract(value, '$[1]') AS BIGINT) FROM members m, json_each(:tasks)
        WHERE m.guild_id = b.guild_id AND m.user_id = b.user_id
            AND CAST(json_extract(value, '$[0]') AS BIGINT) = m.roadmap), 0)
"""  # noqa: S608  # words of its own
_SOME = """
FROM board_members b WHERE b.guild_id = :guild_id AND b.user_id > :after AND b.scored_from <> :since
ORDER BY b.user_id LIMIT :most
"""
_PEOPLE = f"""
WITH people AS MATERIALIZED (SELECT b.guild_id, b.user_id, {_MAY_HAVE_FINISHED} AS is_whole {_SOME})
"""
_OF_PEOPLE = "people CROSS JOIN members m"
_THE_SAME = "m.guild_id = people.guild_id AND m.user_id = people.user_id"
_WHOLE = f"{_PEOPLE} {record_sql(WITHOUT_WORDS, _OF_PEOPLE)} AND {_THE_SAME} AND people.is_whole"

_DAYS = " UNION ALL ".join(
    f"SELECT d.study_day FROM {table} d WHERE d.guild_id = m.guild_id AND d.user_id = m.user_id"  # noqa: S608  # as above
    " AND d.study_day >= :since AND d.study_day < :until"
    for table in WITH_STUDY_DAYS
)
_ALIKE = f"""
{_PEOPLE}
SELECT m.user_id, {PLAN},
    (SELECT json_group_array(study_day) FROM ({_DAYS}) AS studied) AS days
FROM {_OF_PEOPLE}
JOIN walks w ON w.guild_id = m.guild_id AND w.user_id = m.user_id AND w.roadmap = m.roadmap
WHERE {_THE_SAME} AND NOT people.is_whole
"""  # noqa: S608  # as above

# From the list to the rows by their key: an UPDATE would go through the list for each row.
_KEEP = """
INSERT INTO board_members (guild_id, user_id, joined_at, scored_from, days, target, weeks)
SELECT b.guild_id, b.user_id, b.joined_at, :first, CAST(json_extract(one.value, '$[1]') AS INTEGER),
    CAST(json_extract(one.value, '$[2]') AS INTEGER), CAST(json_extract(one.value, '$[3]') AS INTEGER)
FROM json_each(:scores) one
CROSS JOIN board_members b
WHERE b.guild_id = :guild_id AND b.user_id = CAST(json_extract(one.value, '$[0]') AS BIGINT) AND b.joined_at < :now
ON CONFLICT (guild_id, user_id) DO UPDATE SET scored_from = excluded.scored_from, days = excluded.days,
    target = excluded.target, weeks = excluded.weeks
"""


class Leaderboard:
    """Questions and deeds about leaderboards."""

    def __init__(self, database: Database) -> None:
        self._db = database

    async def entries(self, guild_id: int, first: date) -> list[Entry]:
        """All who are on a server's board, with their scores over the weeks from a Monday on, as far as they are kept.

        Without those who have left the server, and those of whom nothing can be read.
        """
        rows = await self._db.rows(
            """
            SELECT b.user_id, b.scored_from = :first AS is_scored, b.days, b.target, b.weeks FROM board_members b
            JOIN members m ON m.guild_id = b.guild_id AND m.user_id = b.user_id AND m.has_left = 0
            WHERE b.guild_id = :guild_id AND (b.scored_from <> :first OR b.days IS NOT NULL)
            """,
            guild_id=guild_id,
            first=first.isoformat(),
        )
        return [
            Entry(
                row["user_id"],
                Score(row["user_id"], row["days"], row["target"], row["weeks"]) if row["is_scored"] else None,
            )
            for row in rows
        ]

    async def to_score(self, first: date, now: datetime, most: int) -> list[int]:
        """Servers on whose boards so many have no score yet over the weeks from a Monday on."""
        rows = await self._db.rows(
            """
            SELECT guild_id FROM board_members WHERE scored_from < :first AND joined_at < :now
            ORDER BY scored_from LIMIT :most
            """,
            first=first.isoformat(),
            now=to_seconds(now),
            most=most,
        )
        return list(dict.fromkeys(row["guild_id"] for row in rows))

    async def entrants(
        self, guild_id: int, first: date, until: date, tasks: Mapping[int, int], after: int, most: int
    ) -> Entrants:
        """So many on a server's board without a score over the weeks from `first` on, with ids beyond `after`.

        Of most of them only the study days from `first` up to, not including, `until` are read. Of those who may have
        finished everything is: they have as many tasks done or skipped as `tasks` says for their roadmap, at the least.
        """
        values: dict[str, object] = {
            "guild_id": guild_id,
            "since": first.isoformat(),
            "until": until.isoformat(),
            "tasks": json.dumps(list(tasks.items())),
            "after": after,
            "most": most,
        }
        some, whole, alike = await self._db.together(
            [(f"SELECT b.user_id {_SOME}", values), (_WHOLE, values), (_ALIKE, values)]
        )
        user_ids = tuple(row["user_id"] for row in some)
        return Entrants(user_ids, tuple(await records_of(whole)), _alike(guild_id, alike))

    def keep(self, guild_id: int, first: date, scores: Mapping[int, Score | None], now: datetime) -> Change[None]:
        """Keep scores over the weeks from a Monday on, by member; None of whom can't be read.

        Who joined at this very moment may be somebody new, and is scored at the next look.
        """
        return change(
            self._db,
            _KEEP,
            guild_id=guild_id,
            first=first.isoformat(),
            now=to_seconds(now),
            scores=json.dumps(
                [
                    [user_id, score.days, score.target, score.weeks] if score else [user_id, None, None, None]
                    for user_id, score in scores.items()
                ]
            ),
        )

    async def has(self, guild_id: int, user_id: int) -> bool:
        """Whether somebody is on a server's board."""
        row = await self._db.row(
            "SELECT 1 FROM board_members WHERE guild_id = :guild_id AND user_id = :user_id",
            guild_id=guild_id,
            user_id=user_id,
        )
        return row is not None

    def join(self, guild_id: int, user_id: int, now: datetime) -> Change[None]:
        """Put a member on the board; a second time changes nothing."""
        return change(
            self._db,
            """
            INSERT INTO board_members (guild_id, user_id, joined_at) VALUES (:guild_id, :user_id, :now)
            ON CONFLICT DO NOTHING
            """,
            guild_id=guild_id,
            user_id=user_id,
            now=to_seconds(now),
        )

    def leave(self, guild_id: int, user_id: int) -> Change[None]:
        """Take a member off the board; the messages that show them have to be drawn anew."""
        who = {"guild_id": guild_id, "user_id": user_id}
        gone = "DELETE FROM board_members WHERE guild_id = :guild_id AND user_id = :user_id"
        return changes(self._db, [(REDRAW_WITHOUT, who), (gone, who)])


def _alike(guild_id: int, rows: Sequence[Row]) -> tuple[Alike, ...]:
    """Members by what their plans have in common, with their study days."""
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(row["plan"], []).append(row)
    found = ((plan_record(guild_id, group[0]["user_id"], plan), group) for plan, group in groups.items())
    return tuple(
        Alike(record, {row["user_id"]: frozenset(map(date.fromisoformat, json.loads(row["days"]))) for row in group})
        for record, group in found
        if record
    )
