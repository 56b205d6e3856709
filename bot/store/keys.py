"""How a member's walk is written in the database's keys."""

from __future__ import annotations

from collections.abc import Sequence

from bot.store.database import Row
from bot.study.member import Walk


def keys(walk: Walk) -> dict[str, int]:
    """The columns that every row about a walk begins with."""
    return {"guild_id": walk.guild_id, "user_id": walk.user_id, "roadmap": walk.roadmap_id}


def in_order(task_ids: Sequence[str], rows: Sequence[Row]) -> list[str]:
    """The tasks of some rows, in the order in which they were asked for, each once."""
    found = {row["task_id"] for row in rows}
    return [task_id for task_id in dict.fromkeys(task_ids) if task_id in found]
