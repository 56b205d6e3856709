"""How far a plan is and where its member stands, without a word."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.study.progress import Progress
from bot.study.standing import Standing, done_early, standing


class Stage(StrEnum):
    """Where a plan is on its way."""

    WAITING = "waiting"
    """Its first Monday is to come."""
    UNDER_WAY = "under_way"
    OVER = "over"
    """Its last week is over, and something is open."""
    COMPLETE = "complete"


@dataclass(frozen=True, slots=True)
class Status:
    """The plan's own week of how many, and where its member stands.

    `tasks` is how many are behind or ahead; `day` is when a pause ends, the plan begins, or all was done; `goes_on` is
    the plan's week with which a paused plan goes on. `is_whole`: every task of the roadmap counts.
    """

    stage: Stage
    week: int
    weeks: int
    standing: Standing
    tasks: int = 0
    day: date | None = None
    goes_on: int = 0
    is_whole: bool = True


def status(progress: Progress) -> Status:
    """How far a member's plan is."""
    where = standing(progress)
    tasks = {Standing.BEHIND: progress.overdue, Standing.AHEAD: done_early(progress)}.get(where, ())
    day, goes_on = progress.finished_on if where is Standing.DONE else None, 0
    if where is Standing.PAUSED and progress.pause:
        day = progress.pause.until
        goes_on = progress.plan.week_number(day)
    elif where is Standing.WAITING:
        day = progress.plan.starts_on
    return Status(
        stage=_stage(progress),
        week=progress.week_number,
        weeks=progress.plan.total_weeks,
        standing=where,
        tasks=len(tasks),
        day=day,
        goes_on=goes_on,
        is_whole=progress.total == len(progress.roadmap.tasks),
    )


def _stage(progress: Progress) -> Stage:
    if progress.is_complete:
        return Stage.COMPLETE
    if not progress.has_started:
        return Stage.WAITING
    return Stage.OVER if progress.plan.has_ended(progress.today) else Stage.UNDER_WAY
