"""Turns to identify, given by the database: all processes stand in one queue, by its clock (§11)."""

from __future__ import annotations

from bot.store.database import Database
from bot.store.turns import GAP_SECONDS

_NOW = "CAST(extract(epoch FROM clock_timestamp()) * 1000 AS bigint)"

_FURTHEST_SECONDS = 600
"""A turn further ahead than this was given by a clock that was ahead: it counts as none."""

_TAKE = f"""
INSERT INTO identify_turns AS known (bucket, next_at) VALUES (:bucket, {_NOW} + :gap)
ON CONFLICT (bucket) DO UPDATE SET next_at = :gap + CASE
    WHEN known.next_at > {_NOW} + :furthest THEN {_NOW} ELSE greatest(known.next_at, {_NOW}) END
RETURNING next_at - :gap - {_NOW} AS wait
"""  # noqa: S608  # words of its own


class DatabaseTurns:
    """The turns of all processes on one database."""

    def __init__(self, database: Database) -> None:
        self._db = database

    async def take(self, bucket: int) -> float:
        """Take the next turn of a bucket; returns in how many seconds it is. Raises StoreError."""
        (row,) = await self._db.rows(
            _TAKE, bucket=bucket, gap=round(GAP_SECONDS * 1000), furthest=_FURTHEST_SECONDS * 1000
        )
        return max(0, row["wait"]) / 1000
