"""A cohort as a preview keeps it, before it is made or changed."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

from bot.study.cohorts import Cohort, Shares


def to_content(cohort: Cohort) -> dict[str, Any]:
    """A cohort in values that JSON has."""
    until = cohort.joins_until
    return {
        **asdict(cohort),
        "monday": cohort.monday.isoformat(),
        "joins_until": until.isoformat() if until else None,
    }


def from_content(content: dict[str, Any]) -> Cohort:
    """The cohort out of a preview."""
    until = content["joins_until"]
    return Cohort(
        content["guild_id"],
        content["number"],
        content["name"],
        date.fromisoformat(content["monday"]),
        content["roadmap_id"],
        Shares(content["shares"]),
        content["role_id"],
        date.fromisoformat(until) if until else None,
        content["terms"],
        content["size"],
    )
