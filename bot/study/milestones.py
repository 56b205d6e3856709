"""Milestones: which are reached, and which one is next (product §8)."""

from __future__ import annotations

from datetime import date, timedelta

from bot.roadmap import Milestone
from bot.study.progress import Progress


def is_reached(progress: Progress, milestone: Milestone) -> bool:
    """A milestone in scope is reached when every task in scope up to its week is done."""
    if milestone.week not in progress.plan.scope:
        return False
    blocks = [block for block in progress.blocks if block.weeks.first <= milestone.week]
    tasks = [task for block in blocks for task in block.tasks if progress.counts(task.id)]
    return bool(tasks) and all(progress.has_done(task.id) for task in tasks)


def reached_weeks(progress: Progress) -> tuple[int, ...]:
    """The weeks whose milestones are reached, in order."""
    return tuple(sorted({one.week for one in progress.roadmap.milestones if is_reached(progress, one)}))


def next_milestone(progress: Progress) -> tuple[Milestone, date | None] | None:
    """The first milestone in scope that is not reached, with the last day of its week; None for a day that is past."""
    for milestone in sorted(progress.roadmap.milestones, key=lambda milestone: milestone.week):
        monday = progress.plan.monday_of(milestone.week)
        if milestone.week in progress.plan.scope and monday and not is_reached(progress, milestone):
            sunday = monday + timedelta(days=6)
            return milestone, sunday if sunday >= progress.today else None
    return None
