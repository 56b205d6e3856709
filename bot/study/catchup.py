"""Catching up: when it is offered, and what is brought back one task a study day (§3)."""

from __future__ import annotations

from datetime import timedelta

from bot.roadmap import Task
from bot.study.progress import Progress

OFFER_EVERY = timedelta(days=14)


def may_offer_catchup(progress: Progress) -> bool:
    """Whether to offer a way to catch up: from one block behind, and at most once in 14 days."""
    offered = progress.record.catchup_offered_on
    rested = offered is None or progress.today >= offered + OFFER_EVERY
    return bool(progress.overdue) and rested and not is_catching_up(progress) and not progress.pause


def catchup_task(progress: Progress) -> Task | None:
    """The task that a member who is catching up finds beside what is due today."""
    return next(iter(_to_catch_up(progress)), None)


def is_catching_up(progress: Progress) -> bool:
    """Whether reminders bring back what was open when the member chose to catch up."""
    return bool(_to_catch_up(progress))


def _to_catch_up(progress: Progress) -> tuple[Task, ...]:
    """What is still open of the tasks that were to be caught up with (§3: by id)."""
    return tuple(
        task for task in progress.tasks if task.id in progress.record.catching_up and not progress.has_done(task.id)
    )
