"""Behind, on track or ahead, with the reason; and when the roadmap will be done at the present pace (§3)."""

from __future__ import annotations

import math
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction

from bot.roadmap import Block, Task
from bot.study.days import week_of
from bot.study.progress import Progress
from bot.study.streak import StudyWeek

OFFER_EVERY = timedelta(days=14)
_WEEKS_LOOKED_BACK = 8
_WORTH_SAYING = timedelta(weeks=2)
_NEWS = timedelta(weeks=3)
"""A freeze that was spent longer ago is no news to whoever was never told of any."""
_KEPT_WEEKS_NEEDED = 2


class Standing(StrEnum):
    """Where a member stands against their plan; the first that holds."""

    DONE = "done"
    PAUSED = "paused"
    WAITING = "waiting"
    """The plan has not started yet."""
    BEHIND = "behind"
    AHEAD = "ahead"
    ON_TRACK = "on_track"


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
    return tuple({block.id: block for block in blocks}.values())


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
    mondays = progress.plan.mondays_of(block.id)
    return bool(mondays) and mondays[0] > progress.today


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


def freezes_to_tell(progress: Progress) -> tuple[StudyWeek, ...]:
    """The weeks whose freezes their member has not heard of yet: told once (§4)."""
    told = progress.member.freezes_told_on or week_of(progress.today) - _NEWS
    return tuple(week for week in progress.streak.history if week.freezes_spent and week.monday > told)


def weeks_early(progress: Progress, finished: date) -> int:
    """How many weeks before the plan's end something was finished; 0 when it was not early (§3)."""
    return max(0, (week_of(progress.plan.ends_on) - week_of(finished)).days // 7)


def forecast(progress: Progress) -> date | None:
    """The day on which the last task will be done at the pace of the last 8 closed weeks, where it is worth saying.

    Tasks weigh by the plan's own weeks (§3). None while all is on track, before two kept weeks, when nothing was done
    in those weeks, when nothing is left, and within two weeks of the plan's end.
    """
    kept = sum(1 for week in progress.streak.history if week.is_kept)
    if kept < _KEPT_WEEKS_NEEDED or (not progress.overdue and not done_early(progress)):
        return None
    weights = _weights(progress)
    this_monday = week_of(progress.today)
    past = [
        week.monday
        for week in progress.streak.history
        if week.monday >= progress.plan.walked_from
        and not progress.is_open(week.monday)
        and not week.is_touched
        and week.monday not in progress.plan.parked
    ][-_WEEKS_LOOKED_BACK:]
    done = sum(
        (weights[tick.task_id] for tick in progress.ticks_in_scope if week_of(tick.study_day) in past), Fraction()
    )
    left = sum((weights[task.id] for task in progress.tasks if not progress.has_done(task.id)), Fraction())
    if not done or not left:
        return None
    weeks = math.ceil(left * len(past) / done)
    monday = _after_unpaused(progress, this_monday, weeks - 1)
    day = monday + timedelta(days=6)
    later = day > progress.plan.ends_on
    if abs(day - progress.plan.ends_on) < _WORTH_SAYING or (later and not progress.overdue):
        return None
    return day


def _weights(progress: Progress) -> dict[str, Fraction]:
    """How many weeks of the plan each counted task stands for: its block's, shared out."""
    found: dict[str, Fraction] = {}
    for block in progress.blocks:
        counted = [task.id for task in block.tasks if progress.counts(task.id)]
        found |= dict.fromkeys(counted, Fraction(block.weeks.count, len(counted) or 1))
    return found


def _after_unpaused(progress: Progress, monday: date, weeks: int) -> date:
    """The Monday after so many weeks in which the plan does not wait."""
    while weeks > 0 or progress.plan.waits_in(monday):
        weeks -= not progress.plan.waits_in(monday)
        monday += timedelta(weeks=1)
    return monday
