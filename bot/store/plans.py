"""Members' plans: segments, pauses, what is skipped, and catching up."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date

from bot.store.sqlite import Database
from bot.study.plan import Pause, Segment


class Plans:
    """Deeds that change a plan. All are safe to repeat."""

    def __init__(self, database: Database) -> None:
        self._db = database

    async def begin_first(self, guild_id: int, user_id: int, segment: Segment) -> None:
        """Begin a member's first segment; whoever has one already keeps it."""
        await self._db.rows(
            """
            INSERT INTO plan_segments (guild_id, user_id, starts_on, path, weeks, scope, focus)
            SELECT :guild_id, :user_id, :starts_on, :path, :weeks, :scope, :focus
            WHERE NOT EXISTS (SELECT 1 FROM plan_segments WHERE guild_id = :guild_id AND user_id = :user_id)
            ON CONFLICT DO NOTHING
            """,
            guild_id=guild_id,
            user_id=user_id,
            **_columns(segment),
        )

    async def begin(self, guild_id: int, user_id: int, segment: Segment) -> None:
        """Begin a segment; another one from the same Monday gives way to it."""
        await self._db.rows(
            """
            INSERT INTO plan_segments (guild_id, user_id, starts_on, path, weeks, scope, focus)
            VALUES (:guild_id, :user_id, :starts_on, :path, :weeks, :scope, :focus)
            ON CONFLICT (guild_id, user_id, starts_on) DO UPDATE SET
                path = excluded.path, weeks = excluded.weeks, scope = excluded.scope, focus = excluded.focus
            """,
            guild_id=guild_id,
            user_id=user_id,
            **_columns(segment),
        )

    async def pause(self, guild_id: int, user_id: int, pause: Pause) -> None:
        """Save a pause; another one from the same day gets its end."""
        await self._db.rows(
            """
            INSERT INTO pauses VALUES (:guild_id, :user_id, :first, :until)
            ON CONFLICT (guild_id, user_id, first) DO UPDATE SET until = excluded.until
            """,
            guild_id=guild_id,
            user_id=user_id,
            first=pause.first.isoformat(),
            until=pause.until.isoformat(),
        )

    async def drop_pause(self, guild_id: int, user_id: int, first: date) -> None:
        """Undo a pause that began on `first`, as if it had never been."""
        await self._db.rows(
            "DELETE FROM pauses WHERE guild_id = :guild_id AND user_id = :user_id AND first = :first",
            guild_id=guild_id,
            user_id=user_id,
            first=first.isoformat(),
        )

    async def skip(self, guild_id: int, user_id: int, task_ids: Sequence[str], note: str, day: date) -> None:
        """Skip tasks with a note; a task that is skipped already keeps its note."""
        await self._db.rows(
            """
            INSERT INTO skips
            SELECT :guild_id, :user_id, value, :note, :day FROM json_each(:ids) WHERE true
            ON CONFLICT DO NOTHING
            """,
            guild_id=guild_id,
            user_id=user_id,
            ids=json.dumps(list(task_ids)),
            note=note,
            day=day.isoformat(),
        )

    async def catch_up(self, guild_id: int, user_id: int, catching_up: bool) -> None:
        """Save whether each study day's reminder brings an overdue task."""
        await self._db.rows(
            "UPDATE members SET catching_up = :on WHERE guild_id = :guild_id AND user_id = :user_id",
            guild_id=guild_id,
            user_id=user_id,
            on=catching_up,
        )

    async def offered_catchup(self, guild_id: int, user_id: int, day: date) -> None:
        """Remember that catching up was offered, so that it is not again for a while."""
        await self._db.rows(
            "UPDATE members SET catchup_offered_on = :day WHERE guild_id = :guild_id AND user_id = :user_id",
            guild_id=guild_id,
            user_id=user_id,
            day=day.isoformat(),
        )


def _columns(segment: Segment) -> dict[str, object]:
    return {
        "starts_on": segment.starts_on.isoformat(),
        "path": json.dumps(segment.path),
        "weeks": segment.weeks,
        "scope": json.dumps(segment.scope),
        "focus": segment.focus,
    }
