"""The streak, "don't break the chain" (§4): a pure function of study days, pauses and targets.

Choices where the product is silent: weeks in which no roadmap is under way can be kept but never break the chain;
every fourth kept week, counted over the whole way, earns a freeze, and a break takes none away.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from bot.study.days import days_of, week_of, weeks_between

FIRST_FREEZES = 1
MOST_FREEZES = 3
KEPT_WEEKS_FOR_A_FREEZE = 4

WORTH_A_WORD = 2
"""From so many weeks on a streak is warned of (§5)."""


class Weeks(Protocol):
    """What the chain asks of a plan, or of the plans of several roadmaps one after the other."""

    @property
    def starts_on(self) -> date:
        """The Monday of the first week."""
        ...

    @property
    def walked_from(self) -> date:
        """The Monday of the first week in which the member was there: those before it are neutral (§12)."""
        ...

    def target(self, monday: date) -> int:
        """How many study days keep a week."""
        ...

    def is_touched(self, monday: date) -> bool:
        """Whether a pause takes at least one of a week's study days."""
        ...


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
    plan: Weeks,
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
    days_in = Counter(map(week_of, study_days))
    first, walked_from = min([this_monday, plan.starts_on, *days_in]), plan.walked_from
    for monday in weeks_between(first, this_monday):
        was_away = monday < walked_from
        week = _judge(monday, days_in[monday], plan, freezes, was_away, is_open, is_finished)
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


def weeks_in_a_row(history: Sequence[StudyWeek]) -> int:
    """How long the chain is with the last of these weeks."""
    count = 0
    for week in reversed(history):
        if week.state is WeekState.BROKEN:
            break
        count += week.is_kept
    return count


def _judge(
    monday: date,
    days: int,
    plan: Weeks,
    freezes: int,
    was_away: bool,
    is_open: Callable[[date], bool],
    is_finished: Callable[[date], bool],
) -> StudyWeek:
    target, touched = plan.target(monday), plan.is_touched(monday)
    missing, spent = target - days, 0
    if target == 0:
        state = WeekState.NEUTRAL
    elif missing <= 0:
        state = WeekState.KEPT
    elif was_away or is_finished(monday):
        state = WeekState.NEUTRAL
    elif is_open(monday):
        state = WeekState.OPEN
    elif touched:
        state = WeekState.NEUTRAL
    elif (days or target == 1) and missing <= freezes:
        state, spent = WeekState.FROZEN, missing
    else:
        state = WeekState.BROKEN
    return StudyWeek(monday, days, target, state, spent, touched)


def days_needed(week: StudyWeek, freezes: int) -> int:
    """The fewest study days that still keep a week with the freezes at hand: one at least, unless one is all (§5)."""
    least = max(week.target - freezes, 1 if week.target > 1 else 0)
    return max(0, least - week.days)


def days_left(week: StudyWeek, study_days: Set[date], today: date) -> int:
    """On how many days of a week something can still be logged for the first time, today included."""
    return sum(1 for day in days_of(week.monday) if day >= today and day not in study_days)


def freezes_used(week: StudyWeek, freezes: int) -> int:
    """How many freezes a week takes that is kept with as few study days as will do."""
    return max(0, week.target - week.days - days_needed(week, freezes))


def warning_is_due(chain: Streak, study_days: Set[date], today: date) -> bool:
    """Whether today is the day to warn: the fewest days that still keep the week are all the days left (§5).

    Only a chain of two weeks or more is worth a warning. Whoever studied today hears nothing; nor does anybody in a
    week that a pause touches, or where every day from Monday on was needed, which is no news on any of them.
    """
    week = chain.this_week
    is_last = days_needed(week, chain.freezes) == days_left(week, study_days, today)
    worth_it = chain.weeks >= WORTH_A_WORD and today not in study_days and not needs_every_day(chain)
    return worth_it and is_last and needs_a_day(chain)


def needs_a_day(chain: Streak) -> bool:
    """Whether the chain ends with this week unless something is logged on another day of it."""
    week = chain.this_week
    return week.state is WeekState.OPEN and not week.is_touched and days_needed(week, chain.freezes) > 0


def needs_every_day(chain: Streak) -> bool:
    """Whether a week can be kept only by studying on all seven days (§5)."""
    week = chain.this_week
    return not week.is_touched and week.target - chain.freezes >= len(days_of(week.monday))


def is_last_chance(chain: Streak, study_days: Set[date], today: date, reminders: Sequence[date]) -> bool:
    """Whether after today's reminder no other comes from which a week's whole target can still be met (§5).

    `reminders` are the week's study days. It is worth a word where a freeze would be spent otherwise.
    """
    week = chain.this_week
    open_days = 0 < week.missing <= days_left(week, study_days, today)
    at_stake = week.state is WeekState.OPEN and not week.is_touched and chain.freezes > 0
    later = (day for day in reminders if day > today)
    return at_stake and open_days and all(days_left(week, study_days, day) < week.missing for day in later)
