"""Roadmaps and their versions: every skeleton for good, the newest few as a whole (product §1)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import astuple
from datetime import date, datetime
from typing import Any

from bot.roadmap import Roadmap
from bot.roadmap.versions import BlockBones, Edition, Skeleton, Span, Version
from bot.store.database import Database, Row
from bot.store.instants import to_seconds

MOST_WHOLE = 5
"""So many versions are kept as a whole; the older ones as skeletons."""


class Roadmaps:
    """Questions and deeds about roadmaps; the operator's is that of server 0."""

    def __init__(self, database: Database) -> None:
        self._db = database

    async def edition(self, guild_id: int, roadmap_id: int) -> Edition | None:
        """A roadmap with all its versions, or None when there is none."""
        rows = await self._db.rows(
            """
            SELECT * FROM roadmap_versions WHERE guild_id = :guild_id AND roadmap = :roadmap ORDER BY number
            """,
            guild_id=guild_id,
            roadmap=roadmap_id,
        )
        return _edition(rows) if rows else None

    async def confirm(self, edition: Edition, now: datetime) -> bool:
        """Save the newest version of an edition; False when another one came first."""
        version = edition.newest
        row = await self._db.row(
            """
            INSERT INTO roadmap_versions
            VALUES (:guild_id, :roadmap, :number, :monday, :now, :skeleton, :document)
            ON CONFLICT DO NOTHING RETURNING number
            """,
            guild_id=edition.guild_id,
            roadmap=edition.roadmap_id,
            number=version.number,
            monday=version.monday.isoformat(),
            now=to_seconds(now),
            skeleton=_written(version.skeleton),
            document=edition.roadmap.model_dump_json(exclude_none=True),
        )
        return row is not None

    async def drop_documents(self, guild_id: int, roadmap_id: int) -> None:
        """Keep only the newest few versions as a whole."""
        await self._db.rows(
            """
            UPDATE roadmap_versions SET document = NULL
            WHERE guild_id = :guild_id AND roadmap = :roadmap AND document IS NOT NULL AND number <= (
                SELECT max(number) FROM roadmap_versions WHERE guild_id = :guild_id AND roadmap = :roadmap) - :most
            """,
            guild_id=guild_id,
            roadmap=roadmap_id,
            most=MOST_WHOLE,
        )


def _edition(rows: Sequence[Row]) -> Edition:
    newest = rows[-1]
    return Edition(
        Roadmap.model_validate_json(newest["document"]),
        tuple(
            Version(row["number"], date.fromisoformat(row["monday"]), _skeleton(json.loads(row["skeleton"])))
            for row in rows
        ),
        newest["guild_id"],
        newest["roadmap"],
    )


def _written(skeleton: Skeleton) -> str:
    data = {
        "days": skeleton.days,
        "minutes": skeleton.minutes,
        "project_minutes": skeleton.project_minutes,
        "phases": [astuple(span) for span in skeleton.phases],
        "projects": [astuple(span) for span in skeleton.projects],
        "blocks": [astuple(bones) for bones in skeleton.blocks],
    }
    return json.dumps(data, separators=(",", ":"))


def _skeleton(data: dict[str, Any]) -> Skeleton:
    return Skeleton(
        days=tuple(data["days"]),
        minutes=data["minutes"],
        project_minutes=data["project_minutes"],
        phases=tuple(Span(*span) for span in data["phases"]),
        projects=tuple(Span(*span) for span in data["projects"]),
        blocks=tuple(
            BlockBones(name, first, last, phase, tuple(tasks)) for name, first, last, phase, tasks in data["blocks"]
        ),
    )
