"""How a member's walk is written in the database's keys."""

from __future__ import annotations

from bot.study.member import Walk


def keys(walk: Walk) -> dict[str, int]:
    """The columns that every row about a walk begins with."""
    return {"guild_id": walk.guild_id, "user_id": walk.user_id, "roadmap": walk.roadmap_id}
