"""A server's leaderboard: who is on it by their own wish, and the messages that show it (§12)."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime

from bot.store.change import Change, change, changes
from bot.store.cohorts import WITH_STUDY_DAYS
from bot.store.database import Database, Row, Statement
from bot.store.instants import to_seconds
from bot.store.records import SELECTS, WITHOUT_WORDS, plan_record, record_sql, records_of
from bot.study.leaderboard import Alike, BoardMessage, Entrants, Entry, KeptScores

# Whoever can't have finished all there is, has one roadmap and walks the whole of it is told by their study days alone.
_MAY_HAVE_FINISHED = """
    EXISTS (SELECT 1 FROM switches x WHERE x.guild_id = b.guild_id AND x.user_id = b.user_id)
    OR EXISTS (SELECT 1 FROM choices c WHERE c.guild_id = b.guild_id AND c.user_id = b.user_id AND c.phase IS NOT NULL)
    OR (SELECT count(*) FROM ticks t WHERE t.guild_id = b.guild_id AND t.user_id = b.user_id)
     + (SELECT count(*) FROM brought_ticks t WHERE t.guild_id = b.guild_id AND t.user_id = b.user_id)
     + (SELECT count(*) FROM skips t WHERE t.guild_id = b.guild_id AND t.user_id = b.user_id)
     >= coalesce((SELECT json_extract(:tasks, '$."' || m.roadmap || '"') FROM members m
        WHERE m.guild_id = b.guild_id AND m.user_id = b.user_id), 0)
"""
_PEOPLE = f"""
WITH people AS MATERIALIZED (
    SELECT b.guild_id, b.user_id, {_MAY_HAVE_FINISHED} AS is_whole FROM board_members b
    WHERE b.guild_id = :guild_id AND json_array(b.user_id, b.joined_at) NOT IN (SELECT value FROM json_each(:known)))
"""  # noqa: S608  # words of its own
_OF_PEOPLE = "people CROSS JOIN members m ON m.guild_id = people.guild_id AND m.user_id = people.user_id"
_WHOLE = f"{_PEOPLE} {record_sql(WITHOUT_WORDS, _OF_PEOPLE)} AND people.is_whole"

_DAYS = " UNION ALL ".join(
    f"SELECT d.study_day FROM {table} d WHERE d.guild_id = m.guild_id AND d.user_id = m.user_id"  # noqa: S608  # as above
    " AND d.study_day >= :since AND d.study_day < :until"
    for table in WITH_STUDY_DAYS
)
_ALIKE = f"""
{_PEOPLE}
SELECT m.user_id, m.zone, m.roadmap, m.closed_until, w.joined_late_on,
    ({SELECTS["choices"]}) AS choices, ({SELECTS["pauses"]}) AS pauses, ({SELECTS["newest_version"]}) AS newest_version,
    (SELECT json_group_array(json_array(o.monday, json(o.days))) FROM own_days o
        WHERE o.guild_id = m.guild_id AND o.user_id = m.user_id) AS own_days,
    (SELECT json_group_array(study_day) FROM ({_DAYS})) AS days
FROM {_OF_PEOPLE}
JOIN walks w ON w.guild_id = m.guild_id AND w.user_id = m.user_id AND w.roadmap = m.roadmap
WHERE NOT people.is_whole
"""  # noqa: S608  # as above
_PLAN = "zone", "roadmap", "closed_until", "joined_late_on", "choices", "pauses", "newest_version", "own_days"
"""What members have in common whose plans are the same."""

_REDRAW = "UPDATE board_messages SET stale = stale + 1 WHERE guild_id = :guild_id"
REDRAW_WITHOUT = f"""
{_REDRAW} AND EXISTS (SELECT 1 FROM board_members b WHERE b.guild_id = :guild_id AND b.user_id = :user_id)
"""  # noqa: S608  # as above
"""Before a member goes: the messages that show them have to be drawn anew."""


class Leaderboard:
    """Questions and deeds about leaderboards."""

    def __init__(self, database: Database) -> None:
        self._db = database
        self.kept = KeptScores()
        """Of weeks that are closed: they never change."""

    async def entries(self, guild_id: int) -> list[Entry]:
        """All who are on a server's board."""
        rows = await self._db.rows(
            "SELECT user_id, joined_at FROM board_members WHERE guild_id = :guild_id", guild_id=guild_id
        )
        return [(row["user_id"], row["joined_at"]) for row in rows]

    async def entrants(
        self, guild_id: int, first: date, until: date, tasks: Mapping[int, int], known: Collection[Entry] = ()
    ) -> Entrants:
        """Those on a server's board whose score is not `known`, as far as it needs them: there may be thousands.

        Of most of them only the study days from `first` up to, not including, `until` are read. Of those who may have
        finished everything is: they have as many tasks done or skipped as `tasks` says for their roadmap, at the least.
        """
        values: dict[str, object] = {
            "guild_id": guild_id,
            "since": first.isoformat(),
            "until": until.isoformat(),
            "tasks": json.dumps({str(roadmap): number for roadmap, number in tasks.items()}),
            "known": json.dumps([json.dumps(entry, separators=(",", ":")) for entry in known]),
        }
        whole, alike = await self._db.together([(_WHOLE, values), (_ALIKE, values)])
        records = await records_of(whole)
        return Entrants(tuple(records), await asyncio.to_thread(_alike, guild_id, alike))

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
            "INSERT INTO board_members VALUES (:guild_id, :user_id, :now) ON CONFLICT DO NOTHING",
            guild_id=guild_id,
            user_id=user_id,
            now=to_seconds(now),
        )

    def leave(self, guild_id: int, user_id: int) -> Change[None]:
        """Take a member off the board; the messages that show them have to be drawn anew."""
        who = {"guild_id": guild_id, "user_id": user_id}
        gone = "DELETE FROM board_members WHERE guild_id = :guild_id AND user_id = :user_id"
        return changes(self._db, [(REDRAW_WITHOUT, who), (gone, who)])

    def redraw(self, guild_id: int) -> Change[None]:
        """Have the messages of a server's board drawn anew."""
        return change(self._db, _REDRAW, guild_id=guild_id)

    def shown(self, message: BoardMessage) -> Change[None]:
        """Remember a message that shows the board; older ones are emptied."""
        row = {"guild_id": message.guild_id, "channel_id": message.channel_id, "message_id": message.message_id}
        older = "UPDATE board_messages SET is_newest = 0, stale = stale + 1 WHERE guild_id = :guild_id"
        put = """
            INSERT INTO board_messages VALUES (:guild_id, :channel_id, :message_id, 1, 0) ON CONFLICT DO NOTHING
            """
        statements: list[Statement] = [(older, row), (put, row)]
        return changes(self._db, statements)

    async def stale(self, most: int) -> list[BoardMessage]:
        """So many messages that have to be drawn anew, in all servers."""
        rows = await self._db.rows("SELECT * FROM board_messages WHERE stale > 0 LIMIT :most", most=most)
        return [
            BoardMessage(row["guild_id"], row["channel_id"], row["message_id"], bool(row["is_newest"]), row["stale"])
            for row in rows
        ]

    def drawn(self, message: BoardMessage, *, is_gone: bool = False) -> Change[None]:
        """Remember that a message was drawn anew, unless it has to be once more; an older or lost one is forgotten."""
        row = {"guild_id": message.guild_id, "message_id": message.message_id, "stale": message.stale}
        fresh = """
            UPDATE board_messages SET stale = 0
            WHERE guild_id = :guild_id AND message_id = :message_id AND stale = :stale
            """
        gone = "DELETE FROM board_messages WHERE guild_id = :guild_id AND message_id = :message_id"
        return changes(self._db, [(gone if is_gone or not message.is_newest else fresh, row)])


def _alike(guild_id: int, rows: Sequence[Row]) -> tuple[Alike, ...]:
    """Members by what their plans have in common, with their study days."""
    groups: dict[tuple[object, ...], list[Row]] = {}
    for row in rows:
        groups.setdefault(tuple(row[name] for name in _PLAN), []).append(row)
    found = ((plan_record(guild_id, group[0]), group) for group in groups.values())
    return tuple(
        Alike(record, {row["user_id"]: frozenset(map(date.fromisoformat, json.loads(row["days"]))) for row in group})
        for record, group in found
        if record
    )
