"""The streak, "don't break the chain" (product §4): a pure function of study days, pauses and targets.

Choices where the product is silent: weeks in which no roadmap is under way can be kept but never break the chain;
every fourth kept week, counted over the whole way, earns a freeze, and a break takes none away.
"""

from __future__ import annotations

from collections.abc import Callable, Set
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from bot.study.days import days_of, week_of, weeks_between
from bot.study.plan import Plan

FIRST_FREEZES = 1
MOST_FREEZES = 3
KEPT_WEEKS_FOR_A_FREEZE = 4


class WeekState(StrEnum):
    """What became of a study week."""

    KEPT = "kept"
    FROZEN = "frozen"
    """Kept with the help of freezes."""
    NEUTRAL = "neutral"
    """Counts for nothing: a pause touched it, or no roadmap was under way."""
    OPEN = "open"
    """May still be kept."""
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class StudyWeek:
    """One week of the chain; `is_touched`: a pause takes at least one of its study days."""

    monday: date
    days: int
    target: int
    state: WeekState
    freezes_spent: int = 0
    is_touched: bool = False

    @property
    def missing(self) -> int:
        """How many study days it is short of its target."""
        return max(0, self.target - self.days)

    @property
    def is_kept(self) -> bool:
        """Whether it counts in the chain."""
        return self.state in (WeekState.KEPT, WeekState.FROZEN)


@dataclass(frozen=True, slots=True)
class Streak:
    """The chain up to a study day: its length in weeks, the freezes left, and every week with its reason."""

    weeks: int
    freezes: int
    weeks_to_next_freeze: int
    history: tuple[StudyWeek, ...]
    longest: int = 0

    @property
    def this_week(self) -> StudyWeek:
        """The current study week, last of the history."""
        return self.history[-1]


def streak(
    study_days: Set[date],
    plan: Plan,
    today: date,
    is_open: Callable[[date], bool],
    is_finished: Callable[[date], bool],
) -> Streak:
    """The chain of kept weeks as it stands on the study day `today` (§4).

    `is_open` says whether the week of a Monday still takes entries, `is_finished` whether nothing was left to do.
    """
    chain, longest, kept_in_all, freezes = 0, 0, 0, FIRST_FREEZES
    history: list[StudyWeek] = []
    this_monday = week_of(today)
    first = min([this_monday, plan.starts_on, *map(week_of, study_days)])
    for monday in weeks_between(first, this_monday):
        week = _judge(monday, study_days, plan, freezes, is_open, is_finished)
        history.append(week)
        freezes -= week.freezes_spent
        if week.is_kept:
            chain += 1
            kept_in_all += 1
            if kept_in_all % KEPT_WEEKS_FOR_A_FREEZE == 0:
                freezes = min(freezes + 1, MOST_FREEZES)
        elif week.state is WeekState.BROKEN:
            chain = 0
        longest = max(longest, chain)
    to_next = KEPT_WEEKS_FOR_A_FREEZE - kept_in_all % KEPT_WEEKS_FOR_A_FREEZE
    return Streak(chain, freezes, to_next, tuple(history), longest)


def _judge(
    monday: date,
    study_days: Set[date],
    plan: Plan,
    freezes: int,
    is_open: Callable[[date], bool],
    is_finished: Callable[[date], bool],
) -> StudyWeek:
    days = sum(1 for day in days_of(monday) if day in study_days)
    target, touched = plan.target(monday), plan.is_touched(monday)
    missing = target - days

    def week(state: WeekState, spent: int = 0) -> StudyWeek:
        return StudyWeek(monday, days, target, state, spent, touched)

    if target == 0:
        return week(WeekState.NEUTRAL)
    if missing <= 0:
        return week(WeekState.KEPT)
    if monday < plan.starts_on or is_finished(monday):
        return week(WeekState.NEUTRAL)
    if is_open(monday):
        return week(WeekState.OPEN)
    if touched:
        return week(WeekState.NEUTRAL)
    if (days or target == 1) and missing <= freezes:
        return week(WeekState.FROZEN, missing)
    return week(WeekState.BROKEN)


def days_needed(week: StudyWeek, freezes: int) -> int:
    """The fewest study days that still keep a week with the freezes at hand: one at least, unless one is all (§5)."""
    least = max(week.target - freezes, 1 if week.target > 1 else 0)
    return max(0, least - week.days)


def days_left(week: StudyWeek, study_days: Set[date], today: date) -> int:
    """On how many days of a week something can still be logged for the first time, today included."""
    return sum(1 for day in days_of(week.monday) if day >= today and day not in study_days)


def warning_is_due(chain: Streak, study_days: Set[date], today: date) -> bool:
    """Whether today is the day to warn: the days still needed are the days left, and no freeze covers them (§5).

    Only a chain of two weeks or more is worth a warning, and whoever studied today hears nothing.
    """
    week = chain.this_week
    needed = week.target - week.days
    left = (week.monday + timedelta(days=7) - today).days
    covered = week.days > 0 and needed <= chain.freezes
    worth_it = chain.weeks >= 2 and week.state is WeekState.OPEN and today not in study_days
    return worth_it and needed == left and not covered
