"""What the check-up says of cohorts and of reviews: what is in the way, and how they stand (§7, §12)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from discord.utils import format_dt

from bot.study.cohorts import Cohort
from bot.study.member import Server
from bot.study.review import Policy
from bot.ui.screens.layout import plain
from bot.ui.screens.setup import review_lines
from bot.words import listed, tr, tr_n

_MOST_NAMED = 3


def mentors_gone(cohort: Cohort) -> str:
    """The role that sees a cohort's members was deleted."""
    return tr(
        "The role that sees the members of **{cohort}** is gone. Choose another with /admin cohort change role:.",
        cohort=plain(cohort.name),
    )


def on_archived(cohorts: Sequence[Cohort]) -> str:
    """The cohorts with which somebody may still begin a roadmap that is archived; nothing where there is none."""
    if not cohorts:
        return ""
    named = [f"**{plain(one.name)}**" for one in cohorts[:_MOST_NAMED]]
    if more := len(cohorts) - len(named):
        named.append(tr_n("{number} more", "{number} more", more))
    return tr_n(
        "{cohorts} uses an archived roadmap. Members still start it there. /admin roadmap restore brings it back.",
        "{cohorts} use archived roadmaps. Members still start them there. /admin roadmap restore brings one back.",
        len(cohorts),
        cohorts=listed(named),
    )


def review_status(server: Server, waiting: int, since: datetime | None) -> list[str]:
    """Who reads checkpoints, and what waits to be taken; nothing where shown is done and nothing waits from before."""
    if since is None:
        if server.readers.policy is Policy.SELF:
            return []
        return [*review_lines(server), tr("No checkpoint is waiting.")]
    waits = tr_n(
        "{number} checkpoint waits, since {since}.",
        "{number} checkpoints wait, the longest since {since}.",
        waiting,
        since=format_dt(since, "D"),
    )
    return [*review_lines(server), waits]


def cohort_status(cohorts: Sequence[Cohort]) -> list[str]:
    """Which cohorts there are, with their sizes; nothing where there is none."""
    said = [
        tr_n("{cohort} ({number} member)", "{cohort} ({number} members)", one.size, cohort=plain(one.name))
        for one in cohorts[:_MOST_NAMED]
    ]
    if more := len(cohorts) - len(said):
        said.append(tr_n("{number} more", "{number} more", more))
    return [tr("Cohorts: {cohorts}.", cohorts=listed(said))] if said else []
