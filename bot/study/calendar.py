"""The plan's weeks day by day: what was studied, what is paused, what is still ahead (product §4, §8)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from bot.study.days import days_of, week_of, weeks_between
from bot.study.progress import Progress
from bot.study.streak import WeekState

MOST_WEEKS = 104
"""As many weeks as are shown at once; of more, those around today."""


class DayMark(StrEnum):
    """What a day is on the calendar."""

    STUDIED = "studied"
    FREE = "free"
    """Past or today, and nothing was logged on it."""
    PAUSED = "paused"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True)
class CalendarWeek:
    """One week, Monday first. `phase` is the number of the phase that is walked in it (before the start the first
    one, after the end the last), 0 between phases; `state` is None for weeks to come.
    """

    monday: date
    phase: int
    days: tuple[DayMark, ...]
    state: WeekState | None

    @property
    def studied(self) -> int:
        """How many days were studied."""
        return self.days.count(DayMark.STUDIED)

    @property
    def is_paused(self) -> bool:
        """Whether every day of it is paused that was not studied."""
        return {*self.days} <= {DayMark.PAUSED, DayMark.STUDIED} and DayMark.PAUSED in self.days


@dataclass(frozen=True, slots=True)
class Calendar:
    """The weeks of a plan in order, and today."""

    weeks: tuple[CalendarWeek, ...]
    today: date
    weekdays: tuple[int, ...] = (0, 2, 5)
    """The study days of this week, Monday 0."""

    @property
    def past(self) -> tuple[CalendarWeek, ...]:
        """The weeks up to this one."""
        return tuple(week for week in self.weeks if week.monday <= self.today)


def calendar(progress: Progress) -> Calendar:
    """From the plan's first week, or this one, or the first that was studied in, to its last, or to this one."""
    this_monday = week_of(progress.today)
    mondays = list(weeks_between(_first(progress), max(week_of(progress.plan.ends_on), this_monday)))
    surplus = max(0, len(mondays) - MOST_WEEKS)
    first = min(max(0, mondays.index(this_monday) - MOST_WEEKS // 2), surplus)
    shown = mondays[first : first + MOST_WEEKS]
    return Calendar(_weeks(progress, shown), progress.today, progress.plan.weekdays(this_monday))


def latest_weeks(progress: Progress, most: int) -> tuple[CalendarWeek, ...]:
    """So many weeks of the calendar up to this one, without those ahead."""
    mondays = list(weeks_between(_first(progress), week_of(progress.today)))
    return _weeks(progress, mondays[-most:])


def _first(progress: Progress) -> date:
    return min(week_of(progress.today), progress.streak.history[0].monday)


def _weeks(progress: Progress, mondays: Sequence[date]) -> tuple[CalendarWeek, ...]:
    states = {week.monday: week.state for week in progress.streak.history}
    return tuple(
        CalendarWeek(monday, _phase(progress, monday), tuple(_marks(progress, monday)), states.get(monday))
        for monday in mondays
    )


def _marks(progress: Progress, monday: date) -> Iterator[DayMark]:
    studied, plan = progress.study_days, progress.walking_in(monday).plan
    for day in days_of(monday):
        if day in studied:
            yield DayMark.STUDIED
        elif plan.pauses and plan.pause_on(day):
            yield DayMark.PAUSED
        else:
            yield DayMark.AHEAD if day > progress.today else DayMark.FREE


def _phase(progress: Progress, monday: date) -> int:
    """The phase of a week; a week before the start has that of the first, one after the end that of the last."""
    day = max(monday, progress.plan.starts_on) + timedelta(days=6)
    phase = progress.roadmap.phase(progress.plan.phase_on(day) or "")
    return progress.roadmap.number_of(phase) if phase else 0
