"""A member's record with all that it takes to judge it, in one SELECT: what opens a form may ask only once (§6)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from bot.roadmap.versions import Edition
from bot.store.database import Database, Row
from bot.store.instants import known_instant
from bot.store.records import RECORD, record_of
from bot.store.roadmaps import edition_of
from bot.study.days import Outage
from bot.study.member import MemberRecord

Known = tuple[int, int, int]
"""A roadmap that need not be read again: its server (0 for the operator's), its number, its newest version."""

_WHOLE = RECORD.replace(
    "SELECT m.*,",
    """SELECT m.*,
  (SELECT count(*) FROM members s WHERE s.user_id = m.user_id) AS servers,
  (SELECT json_group_array(json_array(since, until)) FROM outages) AS away,
  (SELECT json_group_array(json_object('guild_id', v.guild_id, 'roadmap', v.roadmap, 'number', v.number,
      'monday', v.monday, 'skeleton', v.skeleton, 'document', v.document))
    FROM walks y JOIN roadmap_versions v
      ON v.roadmap = y.roadmap AND v.guild_id = CASE y.roadmap WHEN 0 THEN 0 ELSE y.guild_id END
    WHERE y.guild_id = m.guild_id AND y.user_id = m.user_id AND v.guild_id || ' ' || v.roadmap || ' ' || (
      SELECT max(n.number) FROM roadmap_versions n WHERE n.guild_id = v.guild_id AND n.roadmap = v.roadmap
    ) NOT IN (SELECT k.value FROM json_each(:known) k)) AS versions,""",
    1,
)


@dataclass(frozen=True, slots=True)
class WholeRecord:
    """A record, the roadmaps of it that were not known, the times away, and how it was found."""

    record: MemberRecord
    editions: tuple[Edition, ...]
    outages: tuple[Outage, ...]
    servers: int
    was_chosen: bool


class WholeRecords:
    """Questions about one member, answered whole."""

    def __init__(self, database: Database) -> None:
        self._db = database

    async def of(self, guild_id: int, user_id: int, known: Sequence[Known]) -> WholeRecord | None:
        """A member's record, or None when they have not joined."""
        sql = _WHOLE + " AND m.guild_id = :guild_id AND m.user_id = :user_id"
        row = await self._db.row(sql, guild_id=guild_id, user_id=user_id, known=_written(known))
        return _whole(row) if row else None

    async def meant_by(self, user_id: int, known: Sequence[Known]) -> WholeRecord | None:
        """The record that somebody means in direct messages, or None when they have joined nowhere: as `Homes.of`."""
        latest = " ORDER BY coalesce(m.meant_at, 0) DESC, m.joined_at DESC, m.guild_id LIMIT 1"
        sql = _WHOLE + " AND m.user_id = :user_id" + latest
        row = await self._db.row(sql, user_id=user_id, known=_written(known))
        return _whole(row) if row else None


def _written(known: Sequence[Known]) -> str:
    return json.dumps([f"{home} {number} {newest}" for home, number, newest in known])


def _whole(row: Row) -> WholeRecord:
    return WholeRecord(
        record_of(row),
        _editions(json.loads(row["versions"])),
        tuple(Outage(known_instant(since), known_instant(until)) for since, until in sorted(json.loads(row["away"]))),
        row["servers"],
        row["meant_at"] is not None,
    )


def _editions(versions: Sequence[dict[str, Any]]) -> tuple[Edition, ...]:
    def place(version: dict[str, Any]) -> tuple[int, int]:
        return version["guild_id"], version["roadmap"]

    in_order = sorted(versions, key=lambda version: (*place(version), version["number"]))
    return tuple(edition_of(list(of_one)) for _, of_one in groupby(in_order, place))
