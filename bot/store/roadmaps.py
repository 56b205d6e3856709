"""Roadmaps and their versions: every skeleton for good, the newest few as a whole (§1)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import astuple
from datetime import date, datetime
from typing import Any

from bot.roadmap import Roadmap
from bot.roadmap.versions import BlockBones, Edition, Skeleton, Span, Version
from bot.store.change import Change, change, changes, telling_change
from bot.store.database import Database, Row
from bot.store.instants import known_instant, to_seconds
from bot.study.shelf import FormerVersion, ServerRoadmap, Shelf

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
        return edition_of(rows) if rows else None

    async def newest(self, guild_id: int, roadmap_id: int) -> int | None:
        """The number of a roadmap's newest version, or None when there is none."""
        row = await self._db.row(
            "SELECT max(number) AS number FROM roadmap_versions WHERE guild_id = :guild_id AND roadmap = :roadmap",
            guild_id=guild_id,
            roadmap=roadmap_id,
        )
        return row["number"] if row else None

    def confirm(self, edition: Edition, now: datetime) -> Change[bool]:
        """Save the newest version of an edition; False when another one came first."""
        version = edition.newest
        return telling_change(
            self._db,
            bool,
            """
            INSERT INTO roadmap_versions (guild_id, roadmap, number, monday, confirmed_at, skeleton, document, title)
            VALUES (:guild_id, :roadmap, :number, :monday, :now, :skeleton, :document, :title)
            ON CONFLICT DO NOTHING RETURNING number
            """,
            guild_id=edition.guild_id,
            roadmap=edition.roadmap_id,
            number=version.number,
            monday=version.monday.isoformat(),
            now=to_seconds(now),
            skeleton=_written(version.skeleton),
            document=edition.roadmap.model_dump_json(exclude_none=True),
            title=edition.roadmap.title,
        )

    def drop_documents(self, guild_id: int, roadmap_id: int) -> Change[None]:
        """Keep only the newest few versions as a whole."""
        return change(
            self._db,
            """
            UPDATE roadmap_versions SET document = NULL
            WHERE guild_id = :guild_id AND roadmap = :roadmap AND document IS NOT NULL AND number <= (
                SELECT max(number) FROM roadmap_versions WHERE guild_id = :guild_id AND roadmap = :roadmap) - :most
            """,
            guild_id=guild_id,
            roadmap=roadmap_id,
            most=MOST_WHOLE,
        )

    async def shelf(self, guild_id: int) -> Shelf:
        """The roadmaps that a server has, the operator's first, with how many members walk each of them here."""
        rows = await self._db.rows(
            """
            SELECT v.roadmap, v.title, v.number, v.confirmed_at, s.archived_at, coalesce(s.is_default, 0) AS is_default,
                (SELECT count(*) FROM members m
                    WHERE m.guild_id = :guild_id AND m.roadmap = v.roadmap AND m.has_left = 0) AS members
            FROM roadmap_versions v
            LEFT JOIN server_roadmaps s ON s.guild_id = :guild_id AND s.roadmap = v.roadmap
            WHERE v.guild_id IN (0, :guild_id) AND NOT EXISTS (
                SELECT 1 FROM roadmap_versions n
                WHERE n.guild_id = v.guild_id AND n.roadmap = v.roadmap AND n.number > v.number)
            ORDER BY v.roadmap
            """,
            guild_id=guild_id,
        )
        return Shelf(tuple(map(_server_roadmap, rows)))

    async def former(self, guild_id: int, roadmap_id: int) -> list[FormerVersion]:
        """The versions of a roadmap that are kept as a whole, the newest first."""
        rows = await self._db.rows(
            """
            SELECT number, confirmed_at, title, document FROM roadmap_versions
            WHERE guild_id = :guild_id AND roadmap = :roadmap AND document IS NOT NULL
            ORDER BY number DESC LIMIT :most
            """,
            guild_id=guild_id,
            roadmap=roadmap_id,
            most=MOST_WHOLE,
        )
        return [
            FormerVersion(row["number"], known_instant(row["confirmed_at"]), row["title"], row["document"])
            for row in rows
        ]

    def archive(self, guild_id: int, roadmap_id: int, now: datetime) -> Change[None]:
        """Take a roadmap out of use: nobody begins it any more, and it is no default."""
        return change(
            self._db,
            """
            INSERT INTO server_roadmaps VALUES (:guild_id, :roadmap, :now, 0)
            ON CONFLICT (guild_id, roadmap) DO UPDATE SET
                archived_at = coalesce(server_roadmaps.archived_at, excluded.archived_at), is_default = 0
            """,
            guild_id=guild_id,
            roadmap=roadmap_id,
            now=to_seconds(now),
        )

    def bring_back(self, guild_id: int, roadmap_id: int) -> Change[None]:
        """Take an archived roadmap into use again."""
        return change(
            self._db,
            "UPDATE server_roadmaps SET archived_at = NULL WHERE guild_id = :guild_id AND roadmap = :roadmap",
            guild_id=guild_id,
            roadmap=roadmap_id,
        )

    def make_default(self, guild_id: int, roadmap_id: int) -> Change[None]:
        """Have members who choose none begin with a roadmap; the one before is it no longer."""
        who = {"guild_id": guild_id, "roadmap": roadmap_id}
        return changes(
            self._db,
            [
                ("UPDATE server_roadmaps SET is_default = 0 WHERE guild_id = :guild_id", who),
                (
                    """
                    INSERT INTO server_roadmaps VALUES (:guild_id, :roadmap, NULL, 1)
                    ON CONFLICT (guild_id, roadmap) DO UPDATE SET is_default = 1
                    """,
                    who,
                ),
            ],
        )


def _server_roadmap(row: Row) -> ServerRoadmap:
    return ServerRoadmap(
        row["roadmap"],
        row["title"],
        row["number"],
        known_instant(row["confirmed_at"]),
        archived=row["archived_at"] is not None,
        chosen=bool(row["is_default"]),
        members=row["members"],
    )


def edition_of(rows: Sequence[Row]) -> Edition:
    """A roadmap from the rows of its versions, the newest last."""
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
        "items": skeleton.items,
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
        items=tuple(data.get("items", ())),
    )
