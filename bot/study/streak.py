"""The streak, "don't break the chain" (product §4): a pure function of study days, pauses and targets.

Choices where the product is silent: weeks before the plan's start can be kept but never break the
chain; every fourth kept week, counted over the whole way, earns a freeze, and a break takes none away.
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from bot.study.days import days_of, is_open, week_of, weeks_between
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
    """Counts for nothing: paused, or before the plan's start."""
    OPEN = "open"
    """May still be kept."""
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class StudyWeek:
    """One week of the chain."""

    monday: date
    days: int
    target: int
    state: WeekState
    freezes_spent: int = 0


@dataclass(frozen=True, slots=True)
class Streak:
    """The chain up to a study day: its length in weeks, the freezes left, and every week with its reason."""

    weeks: int
    freezes: int
    weeks_to_next_freeze: int
    history: tuple[StudyWeek, ...]

    @property
    def this_week(self) -> StudyWeek:
        """The current study week, last of the history."""
        return self.history[-1]


def streak(study_days: Set[date], plan: Plan, today: date) -> Streak:
    """The chain of kept weeks as it stands on the study day `today` (§4)."""
    chain, kept_in_all, freezes = 0, 0, FIRST_FREEZES
    history: list[StudyWeek] = []
    this_monday = week_of(today)
    first = min([this_monday, plan.starts_on, *map(week_of, study_days)])
    for monday in weeks_between(first, this_monday):
        week = _judge(monday, study_days, plan, freezes, today)
        history.append(week)
        freezes -= week.freezes_spent
        if week.state in (WeekState.KEPT, WeekState.FROZEN):
            chain += 1
            kept_in_all += 1
            if kept_in_all % KEPT_WEEKS_FOR_A_FREEZE == 0:
                freezes = min(freezes + 1, MOST_FREEZES)
        elif week.state is WeekState.BROKEN:
            chain = 0
    to_next = KEPT_WEEKS_FOR_A_FREEZE - kept_in_all % KEPT_WEEKS_FOR_A_FREEZE
    return Streak(chain, freezes, to_next, tuple(history))


def _judge(monday: date, study_days: Set[date], plan: Plan, freezes: int, today: date) -> StudyWeek:
    days = sum(1 for day in days_of(monday) if day in study_days)
    target = plan.target(monday)
    missing = target - days
    if target == 0:
        return StudyWeek(monday, days, target, WeekState.NEUTRAL)
    if missing <= 0:
        return StudyWeek(monday, days, target, WeekState.KEPT)
    if monday < plan.starts_on:
        return StudyWeek(monday, days, target, WeekState.NEUTRAL)
    if is_open(monday, today):
        return StudyWeek(monday, days, target, WeekState.OPEN)
    if days and missing <= freezes:
        return StudyWeek(monday, days, target, WeekState.FROZEN, freezes_spent=missing)
    return StudyWeek(monday, days, target, WeekState.BROKEN)


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
