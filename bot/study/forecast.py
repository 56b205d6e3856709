"""The forecast: when the roadmap will be done at the pace of the last weeks (§3)."""

from __future__ import annotations

import math
from datetime import date, timedelta
from fractions import Fraction

from bot.study.days import week_of
from bot.study.progress import Progress
from bot.study.standing import done_early

_WEEKS_LOOKED_BACK = 8
_WORTH_SAYING = timedelta(weeks=2)
_KEPT_WEEKS_NEEDED = 2


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
