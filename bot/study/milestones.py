"""Milestones: which are reached, and which one is next (§8)."""

from __future__ import annotations

from datetime import date, timedelta

from bot.roadmap import Milestone
from bot.study.progress import Progress


def is_reached(progress: Progress, milestone: Milestone) -> bool:
    """A milestone in scope is reached when every task in scope up to its week is done."""
    begins = progress.counting_from <= milestone.week < progress.open_from
    return begins and is_in_scope(progress, milestone)


def tasks_to_go(progress: Progress, milestone: Milestone) -> int:
    """How many tasks in scope up to a milestone's week are open."""
    blocks = (block for block in progress.blocks if block.weeks.first <= milestone.week)
    settled = progress.journal.done | progress.journal.skipped
    return sum(1 for block in blocks for task in block.tasks if task.id not in settled)


def is_in_scope(progress: Progress, milestone: Milestone) -> bool:
    """Whether a milestone's week belongs to what counts."""
    scope, roadmap = progress.plan.scope, progress.roadmap
    if block := roadmap.block_at(milestone.week):
        return progress.is_in_scope(block)
    phase, project = roadmap.phase(scope.phase or ""), roadmap.project(scope.project or "")
    if scope.is_focus:
        return any(part and milestone.week in part.weeks for part in (phase, project))
    return phase is None or milestone.week >= phase.weeks.first


def reached(progress: Progress) -> tuple[Milestone, ...]:
    """The milestones that are reached, by their weeks."""
    found = (one for one in progress.roadmap.milestones if is_reached(progress, one))
    return tuple(sorted(found, key=lambda milestone: milestone.week))


def next_milestone(progress: Progress) -> tuple[Milestone, date | None] | None:
    """The first milestone in scope that is not reached, with the last day of its week; None for a day that is past."""
    for milestone in sorted(progress.roadmap.milestones, key=lambda milestone: milestone.week):
        monday = progress.plan.monday_of_week(milestone.week)
        if monday and is_in_scope(progress, milestone) and not is_reached(progress, milestone):
            sunday = monday + timedelta(days=6)
            return milestone, sunday if sunday >= progress.today else None
    return None
