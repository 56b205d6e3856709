"""Members' plans: choices, pauses, own study days, skips and catching up. Never what they come to in weeks."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from bot.store.change import Change, change, changes, telling_change
from bot.store.database import Database, Statement
from bot.store.keys import in_order, keys
from bot.study.choices import Choice, OwnDays, Pace, Pause, Scope
from bot.study.journal import FinishedSpan
from bot.study.member import Walk


class Plans:
    """Deeds that change a plan. All are safe to repeat."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def choose(self, walk: Walk, choice: Choice) -> Change[None]:
        """Save a choice; another one from the same Monday gives way to it."""
        return change(
            self._db,
            """
            INSERT INTO choices
            VALUES (:guild_id, :user_id, :roadmap, :monday, :phase, :project, :weeks, :pace, :finish_by, :again,
                :version, :scoped_in)
            ON CONFLICT (guild_id, user_id, roadmap, monday) DO UPDATE SET
                phase = excluded.phase, project = excluded.project, weeks = excluded.weeks, pace = excluded.pace,
                finish_by = excluded.finish_by, again = excluded.again, version = excluded.version,
                scoped_in = excluded.scoped_in
            """,
            **keys(walk),
            **columns(choice),
        )

    def begin_anew(self, walk: Walk, choice: Choice, joined_late_on: date | None) -> Change[None]:
        """Have a plan that has yet to begin do so with another choice."""
        late = joined_late_on.isoformat() if joined_late_on else None
        where = "WHERE guild_id = :guild_id AND user_id = :user_id AND roadmap = :roadmap"
        return changes(
            self._db,
            [
                (f"DELETE FROM choices {where}", keys(walk)),  # noqa: S608  # words of its own
                (_CHOOSE_FIRST, {**keys(walk), **columns(choice)}),
                (f"UPDATE walks SET joined_late_on = :late {where}", {**keys(walk), "late": late}),  # noqa: S608  # as above
            ],
        )

    def pause(self, walk: Walk, pause: Pause) -> Change[None]:
        """Save a pause; another one from the same day gets its end."""
        return change(
            self._db,
            """
            INSERT INTO pauses VALUES (:guild_id, :user_id, :roadmap, :first, :until)
            ON CONFLICT (guild_id, user_id, roadmap, first) DO UPDATE SET until = excluded.until
            """,
            **keys(walk),
            first=pause.first.isoformat(),
            until=pause.until.isoformat(),
        )

    def drop_pause(self, walk: Walk, first: date) -> Change[None]:
        """Undo a pause that began on `first`, as if it had never been."""
        return change(
            self._db,
            """
            DELETE FROM pauses
            WHERE guild_id = :guild_id AND user_id = :user_id AND roadmap = :roadmap AND first = :first
            """,
            **keys(walk),
            first=first.isoformat(),
        )

    def set_own_days(self, walk: Walk, own: OwnDays) -> Change[None]:
        """Save study days of one's own, from a Monday on; those from a later one give way."""
        row = {
            "guild_id": walk.guild_id,
            "user_id": walk.user_id,
            "monday": own.monday.isoformat(),
            "days": json.dumps(own.days),
        }
        return changes(
            self._db,
            [
                (
                    "DELETE FROM own_days WHERE guild_id = :guild_id AND user_id = :user_id AND monday >= :monday",
                    row,
                ),
                ("INSERT INTO own_days VALUES (:guild_id, :user_id, :monday, :days)", row),
            ],
        )

    def skip(self, walk: Walk, task_ids: Sequence[str], note: str, day: date) -> Change[list[str]]:
        """Skip tasks with a note and return the ids newly skipped; one that is skipped already keeps its note."""
        return telling_change(
            self._db,
            lambda rows: in_order(task_ids, rows),
            """
            INSERT INTO skips
            SELECT :guild_id, :user_id, :roadmap, value, :note, :day FROM json_each(:ids) WHERE true
            ON CONFLICT DO NOTHING
            RETURNING task_id
            """,
            **keys(walk),
            ids=json.dumps(list(task_ids)),
            note=note,
            day=day.isoformat(),
        )

    def catch_up(self, walk: Walk, task_ids: Sequence[str]) -> Change[None]:
        """Save which tasks reminders bring back, one a study day; none end it."""
        return change(
            self._db,
            """
            UPDATE walks SET catching_up = :ids
            WHERE guild_id = :guild_id AND user_id = :user_id AND roadmap = :roadmap
            """,
            **keys(walk),
            ids=json.dumps(list(task_ids)),
        )

    def offered_catchup(self, walk: Walk, day: date) -> Change[None]:
        """Remember that catching up was offered, so that it is not again for a while."""
        return change(
            self._db,
            """
            UPDATE walks SET catchup_offered_on = :day
            WHERE guild_id = :guild_id AND user_id = :user_id AND roadmap = :roadmap
            """,
            **keys(walk),
            day=day.isoformat(),
        )

    def version_told(self, walk: Walk, version: int) -> Change[None]:
        """Remember that the member knows what a version of the roadmap changed for them."""
        return change(
            self._db,
            """
            UPDATE walks SET told_version = :version
            WHERE guild_id = :guild_id AND user_id = :user_id AND roadmap = :roadmap
            """,
            **keys(walk),
            version=version,
        )

    def note_finished(self, walk: Walk, span: FinishedSpan) -> Change[None]:
        """Remember the weeks in which the roadmap was finished, before something in it is opened again (§4)."""
        return change(
            self._db,
            """
            INSERT INTO finished_spans VALUES (:guild_id, :user_id, :roadmap, :first, :last)
            ON CONFLICT (guild_id, user_id, roadmap, first) DO UPDATE SET last = max(finished_spans.last, excluded.last)
            """,
            **keys(walk),
            first=span.first.isoformat(),
            last=span.last.isoformat(),
        )


def begun(walk: Walk, choice: Choice, joined_late_on: date | None = None) -> list[Statement]:
    """The statements that begin a walk with its first choice; whoever walks it already keeps theirs."""
    late = joined_late_on.isoformat() if joined_late_on else None
    return [
        (_BEGIN, {**keys(walk), "version": choice.version, "late": late}),
        (_CHOOSE_FIRST, {**keys(walk), **columns(choice)}),
    ]


_BEGIN = """
INSERT INTO walks (guild_id, user_id, roadmap, told_version, joined_late_on)
VALUES (:guild_id, :user_id, :roadmap, :version, :late) ON CONFLICT DO NOTHING
"""

_CHOOSE_FIRST = """
INSERT INTO choices
SELECT :guild_id, :user_id, :roadmap, :monday, :phase, :project, :weeks, :pace, :finish_by, :again,
    :version, :scoped_in
WHERE NOT EXISTS (
    SELECT 1 FROM choices WHERE guild_id = :guild_id AND user_id = :user_id AND roadmap = :roadmap)
ON CONFLICT DO NOTHING
"""


def columns(choice: Choice) -> dict[str, object]:
    """A choice as its row has it."""
    return {
        "monday": choice.monday.isoformat(),
        "phase": choice.scope.phase,
        "project": choice.scope.project,
        "weeks": choice.pace.weeks,
        "pace": choice.pace.name,
        "finish_by": choice.pace.finish_by.isoformat() if choice.pace.finish_by else None,
        "again": json.dumps(choice.again),
        "version": choice.version,
        "scoped_in": choice.scoped_in,
    }


def choice_of(columns: Sequence[Any]) -> Choice:
    """The choice of the columns after the keys, in their order."""
    monday, phase, project, weeks, pace, finish_by, again, version, scoped_in = columns
    day = date.fromisoformat
    return Choice(
        day(monday),
        Scope(phase, project),
        Pace(weeks, pace, day(finish_by) if finish_by else None),
        tuple(again),
        version,
        scoped_in,
    )
