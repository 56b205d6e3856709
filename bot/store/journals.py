"""What members log: ticks, sessions and checkpoint evidence."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime

from bot.store.change import Change, change, telling_change
from bot.store.database import Database, Row
from bot.store.instants import to_seconds
from bot.store.keys import in_order, keys
from bot.study.journal import BroughtTick, Tick
from bot.study.member import Walk


class Journals:
    """Deeds that add to a member's journal or take back from it. All are safe to repeat."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def tick(
        self,
        walk: Walk,
        task_ids: Sequence[str],
        study_day: date,
        now: datetime,
        *,
        minutes: int | None = None,
        note: str | None = None,
    ) -> Change[list[str]]:
        """Tick tasks and return the ids that were not ticked before; a ticked task stays as it is."""
        return telling_change(
            self._db,
            lambda rows: in_order(task_ids, rows),
            """
            INSERT INTO ticks (guild_id, user_id, roadmap, task_id, study_day, minutes, note, ticked_at)
            SELECT :guild_id, :user_id, :roadmap, value, :study_day, :minutes, :note, :now
            FROM json_each(:ids) WHERE NOT EXISTS (
                SELECT 1 FROM brought_ticks b WHERE b.guild_id = :guild_id AND b.user_id = :user_id
                    AND b.roadmap = :roadmap AND b.task_id = value)
            ON CONFLICT DO NOTHING
            RETURNING task_id
            """,
            **keys(walk),
            ids=json.dumps(list(task_ids)),
            study_day=study_day.isoformat(),
            minutes=minutes,
            note=note,
            now=to_seconds(now),
        )

    def ticks_in_all(self, walk: Walk) -> Change[int]:
        """How many ticks a member has on a roadmap: with a change, whether others were made beside it."""
        return telling_change(
            self._db,
            lambda rows: rows[0]["n"],
            """
            SELECT count(*) AS n FROM ticks
            WHERE guild_id = :guild_id AND user_id = :user_id AND roadmap = :roadmap
            """,
            **keys(walk),
        )

    def bring(self, walk: Walk, task_ids: Sequence[str], day: date) -> Change[list[str]]:
        """Bring ticks along, without a study day, and return the ids that were not ticked before."""
        return telling_change(
            self._db,
            lambda rows: in_order(task_ids, rows),
            """
            INSERT INTO brought_ticks
            SELECT :guild_id, :user_id, :roadmap, value, :day FROM json_each(:ids) WHERE NOT EXISTS (
                SELECT 1 FROM ticks t WHERE t.guild_id = :guild_id AND t.user_id = :user_id
                    AND t.roadmap = :roadmap AND t.task_id = value)
            ON CONFLICT DO NOTHING
            RETURNING task_id
            """,
            **keys(walk),
            ids=json.dumps(list(task_ids)),
            day=day.isoformat(),
        )

    def take_brought_back(self, walk: Walk, task_id: str) -> Change[BroughtTick | None]:
        """Take a tick back that came along, and return it; None when there is none."""
        return telling_change(
            self._db,
            _brought,
            """
            DELETE FROM brought_ticks
            WHERE guild_id = :guild_id AND user_id = :user_id AND roadmap = :roadmap AND task_id = :task_id
            RETURNING task_id, brought_on
            """,
            **keys(walk),
            task_id=task_id,
        )

    async def count_ticks(self, roadmap_id: int, task_ids: Sequence[str]) -> int:
        """How many ticks of some tasks there are, in all servers: what an edit puts out of sight."""
        row = await self._db.row(
            """
            SELECT count(*) AS n FROM (
                SELECT task_id FROM ticks WHERE roadmap = :roadmap
                UNION ALL SELECT task_id FROM brought_ticks WHERE roadmap = :roadmap) AS all_of_it
            WHERE task_id IN (SELECT value FROM json_each(:ids))
            """,
            roadmap=roadmap_id,
            ids=json.dumps(list(task_ids)),
        )
        return row["n"] if row else 0

    async def ticks_here(self, guild_id: int, roadmap_id: int) -> dict[str, int]:
        """How many members of a server have ticked each task of a roadmap, or shown each checkpoint item.

        It goes out of sight with an edit that removes it.
        """
        rows = await self._db.rows(
            """
            SELECT task_id AS part_id, count(*) AS n FROM ticks
            WHERE guild_id = :guild_id AND +roadmap = :roadmap GROUP BY task_id
            UNION ALL
            SELECT task_id AS part_id, count(*) AS n FROM brought_ticks
            WHERE guild_id = :guild_id AND +roadmap = :roadmap GROUP BY task_id
            UNION ALL
            SELECT item_id AS part_id, count(*) AS n FROM evidence
            WHERE guild_id = :guild_id AND roadmap = :roadmap GROUP BY item_id
            """,
            guild_id=guild_id,
            roadmap=roadmap_id,
        )
        found: Counter[str] = Counter()
        for row in rows:
            found[row["part_id"]] += row["n"]
        return dict(found)

    def keep_day(self, walk: Walk, study_day: date) -> Change[None]:
        """Keep a study day as history, before what was logged on it is taken back."""
        return change(
            self._db,
            "INSERT INTO kept_days VALUES (:guild_id, :user_id, :roadmap, :study_day) ON CONFLICT DO NOTHING",
            **keys(walk),
            study_day=study_day.isoformat(),
        )

    def untick(self, walk: Walk, task_id: str) -> Change[Tick | None]:
        """Take a tick back and return it; None when the task was not ticked."""
        return telling_change(
            self._db,
            lambda rows: _tick(rows[0]) if rows else None,
            """
            DELETE FROM ticks
            WHERE guild_id = :guild_id AND user_id = :user_id AND roadmap = :roadmap AND task_id = :task_id
            RETURNING task_id, study_day, minutes, note
            """,
            **keys(walk),
            task_id=task_id,
        )

    def log_session(self, walk: Walk, logged_by: int, study_day: date, minutes: int, note: str | None) -> Change[None]:
        """Log study time; `logged_by` is the interaction's id, so that a repeat logs nothing twice."""
        return change(
            self._db,
            """
            INSERT INTO sessions VALUES (:guild_id, :user_id, :roadmap, :logged_by, :study_day, :minutes, :note)
            ON CONFLICT DO NOTHING
            """,
            **keys(walk),
            logged_by=logged_by,
            study_day=study_day.isoformat(),
            minutes=minutes,
            note=note,
        )

    def give_evidence(self, walk: Walk, item_id: str, text: str, study_day: date, now: datetime) -> Change[None]:
        """Tick a checkpoint item with its evidence; newer words replace older ones, the day stays."""
        return change(
            self._db,
            """
            INSERT INTO evidence VALUES (:guild_id, :user_id, :roadmap, :item_id, :study_day, :text, :now)
            ON CONFLICT (guild_id, user_id, roadmap, item_id) DO UPDATE SET text = excluded.text
            """,
            **keys(walk),
            item_id=item_id,
            study_day=study_day.isoformat(),
            text=text,
            now=to_seconds(now),
        )

    def take_evidence_back(self, walk: Walk, item_id: str) -> Change[bool]:
        """Open a checkpoint item again; False when it was open."""
        return telling_change(
            self._db,
            bool,
            """
            DELETE FROM evidence
            WHERE guild_id = :guild_id AND user_id = :user_id AND roadmap = :roadmap AND item_id = :item_id
            RETURNING item_id
            """,
            **keys(walk),
            item_id=item_id,
        )

    def correct_tick(
        self, walk: Walk, task_id: str, study_day: date, minutes: int | None, note: str | None
    ) -> Change[bool]:
        """Give a tick another day, minutes and note; False when the task is not ticked."""
        return telling_change(
            self._db,
            bool,
            """
            UPDATE ticks SET study_day = :study_day, minutes = :minutes, note = :note
            WHERE guild_id = :guild_id AND user_id = :user_id AND roadmap = :roadmap AND task_id = :task_id
            RETURNING task_id
            """,
            **keys(walk),
            task_id=task_id,
            study_day=study_day.isoformat(),
            minutes=minutes,
            note=note,
        )

    def correct_session(self, walk: Walk, number: int, study_day: date, minutes: int, note: str | None) -> Change[bool]:
        """Give study time another day, minutes (more than 0) and note; False when there is none of this number."""
        return telling_change(
            self._db,
            bool,
            """
            UPDATE sessions SET study_day = :study_day, minutes = :minutes, note = :note
            WHERE guild_id = :guild_id AND user_id = :user_id AND roadmap = :roadmap AND logged_by = :number
            RETURNING logged_by
            """,
            **keys(walk),
            number=number,
            study_day=study_day.isoformat(),
            minutes=minutes,
            note=note,
        )

    def correct_evidence(self, walk: Walk, item_id: str, study_day: date, text: str) -> Change[bool]:
        """Give a checkpoint item's evidence another day and words; False when it is open."""
        return telling_change(
            self._db,
            bool,
            """
            UPDATE evidence SET study_day = :study_day, text = :text
            WHERE guild_id = :guild_id AND user_id = :user_id AND roadmap = :roadmap AND item_id = :item_id
            RETURNING item_id
            """,
            **keys(walk),
            item_id=item_id,
            study_day=study_day.isoformat(),
            text=text,
        )

    def remove_session(self, walk: Walk, number: int) -> Change[bool]:
        """Take study time back; False when there is none of this number."""
        return telling_change(
            self._db,
            bool,
            """
            DELETE FROM sessions
            WHERE guild_id = :guild_id AND user_id = :user_id AND roadmap = :roadmap AND logged_by = :number
            RETURNING logged_by
            """,
            **keys(walk),
            number=number,
        )


def _tick(row: Row) -> Tick:
    return Tick(row["task_id"], date.fromisoformat(row["study_day"]), row["minutes"], row["note"])


def _brought(rows: Sequence[Row]) -> BroughtTick | None:
    return BroughtTick(rows[0]["task_id"], date.fromisoformat(rows[0]["brought_on"])) if rows else None
