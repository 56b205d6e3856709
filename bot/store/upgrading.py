"""What only the roadmap can tell about rows of the first version: plans in weeks, milestones by their weeks."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from bot.roadmap import Roadmap
from bot.store.database import Database, Row
from bot.store.keys import keys
from bot.store.plans import columns
from bot.study.member import Walk
from bot.study.upgrading import OldSegment, choices_of


class Upgrading:
    """Turns what the first version stored into what is stored now; a second time there is nothing to do."""

    def __init__(self, database: Database) -> None:
        self._db = database

    async def is_due(self) -> bool:
        """Whether plans of the first version may be there."""
        return bool(await self._db.rows("SELECT 1 FROM sqlite_master WHERE name = 'first_version_plans'"))

    async def plans(self, roadmap: Roadmap) -> None:
        """Turn all plans into choices and name milestones by their ids: all of it or nothing."""
        rows = await self._db.rows("SELECT * FROM first_version_plans ORDER BY guild_id, user_id, starts_on")
        await self._db.together(
            [*_choices(rows, roadmap), *_milestones(roadmap), ("DROP TABLE first_version_plans", {})]
        )

    async def catching_up(self) -> list[Walk]:
        """Who was catching up, without a word about which tasks."""
        rows = await self._db.rows("SELECT guild_id, user_id, roadmap FROM walks WHERE catching_up = '[\"*\"]'")
        return [Walk(row["guild_id"], row["user_id"], row["roadmap"]) for row in rows]


def _choices(rows: Sequence[Row], roadmap: Roadmap) -> Iterator[tuple[str, dict[str, object]]]:
    sql = """
        INSERT INTO choices VALUES (:guild_id, :user_id, :roadmap, :monday, :phase, :project, :weeks, :pace, :finish_by,
            :again, :version, :scoped_in)
        """
    for (guild_id, user_id), own in groupby(rows, key=lambda row: (row["guild_id"], row["user_id"])):
        for choice in choices_of([_segment(row) for row in own], roadmap):
            yield sql, {**keys(Walk(guild_id, user_id)), **columns(choice)}


def _segment(row: Row) -> OldSegment:
    return OldSegment(
        date.fromisoformat(row["starts_on"]),
        tuple(json.loads(row["path"])),
        row["weeks"],
        tuple(json.loads(row["scope"])),
        row["focus"],
    )


def _milestones(roadmap: Roadmap) -> Iterator[tuple[str, dict[str, object]]]:
    """Milestones were celebrated by their week: all of one week at once."""
    for milestone in roadmap.milestones:
        yield (
            """
            INSERT INTO celebrations SELECT guild_id, user_id, roadmap, :new, shared FROM celebrations
            WHERE feat = :old ON CONFLICT DO NOTHING
            """,
            {"new": f"milestone/{milestone.id}", "old": f"milestone/{milestone.week}"},
        )
    for week in {milestone.week for milestone in roadmap.milestones}:
        yield "DELETE FROM celebrations WHERE feat = :old", {"old": f"milestone/{week}"}
