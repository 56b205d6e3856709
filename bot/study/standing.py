"""Behind, on track or ahead, with the reason; and when the roadmap will be done at the present pace (product §3)."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from bot.roadmap import Block, Task
from bot.study.days import week_of
from bot.study.progress import Progress
from bot.study.streak import WeekState

OFFER_EVERY = timedelta(days=14)
_WEEKS_LOOKED_BACK = 4
_KEPT_WEEKS_NEEDED = 2


class Standing(StrEnum):
    """Where a member stands against their plan; the first that holds."""

    DONE = "done"
    PAUSED = "paused"
    WAITING = "waiting"
    """The plan has not started yet."""
    BEHIND = "behind"
    AHEAD = "ahead"
    ON_TRACK = "on track"


def standing(progress: Progress) -> Standing:
    """Where a member stands against their plan (§3)."""
    if progress.is_complete:
        return Standing.DONE
    if progress.pause:
        return Standing.PAUSED
    if not progress.has_started:
        return Standing.WAITING
    if progress.overdue:
        return Standing.BEHIND
    return Standing.AHEAD if done_early(progress) else Standing.ON_TRACK


def blocks_behind(progress: Progress) -> tuple[Block, ...]:
    """The blocks that are over and have open tasks, in order."""
    blocks = (block for task in progress.overdue if (block := progress.roadmap.block_of(task.id)))
    return tuple(dict.fromkeys(blocks))


def done_early(progress: Progress) -> tuple[Task, ...]:
    """Tasks in scope that are done before their block has come."""
    return tuple(
        task
        for block in progress.blocks
        if _begins_after_today(progress, block)
        for task in block.tasks
        if progress.has_done(task.id)
    )


def _begins_after_today(progress: Progress, block: Block) -> bool:
    """Whether the first of a block's weeks that the plan walks is still to come."""
    mondays = [monday for week in block.weeks if (monday := progress.plan.monday_of(week))]
    return bool(mondays) and min(mondays) > progress.today


def may_offer_catchup(progress: Progress) -> bool:
    """Whether to offer a way to catch up: from one block behind, and at most once in 14 days."""
    offered = progress.member.catchup_offered_on
    rested = offered is None or progress.today >= offered + OFFER_EVERY
    return bool(progress.overdue) and rested and not progress.member.catching_up and not progress.pause


def catchup_task(progress: Progress) -> Task | None:
    """The overdue task that a member who is catching up finds in today's reminder."""
    return progress.overdue[0] if progress.member.catching_up and progress.overdue else None


def forecast(progress: Progress) -> date | None:
    """The day on which the last task will be done at the pace of the last 4 unpaused weeks.

    None before two kept weeks, when nothing was done in those weeks, and when nothing is left to do.
    """
    kept = sum(1 for week in progress.streak.history if week.state in (WeekState.KEPT, WeekState.FROZEN))
    left = progress.total - progress.done
    if kept < _KEPT_WEEKS_NEEDED or left == 0:
        return None
    this_monday = week_of(progress.today)
    past = [week.monday for week in progress.streak.history if week.monday < this_monday and week.target]
    looked_at = set(past[-_WEEKS_LOOKED_BACK:])
    done = sum(1 for tick in progress.ticks_in_scope if week_of(tick.study_day) in looked_at)
    if not done:
        return None
    done_this_week = sum(1 for tick in progress.ticks_in_scope if week_of(tick.study_day) == this_monday)
    still_this_week = max(0, done - done_this_week * len(looked_at))
    weeks_after = max(0, -(-(left * len(looked_at) - still_this_week) // done))
    return this_monday + timedelta(weeks=weeks_after, days=6)
