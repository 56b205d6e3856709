"""The plan's weeks day by day: what was studied and how much, what is paused, what is ahead (§4, §8)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache

from bot.study.days import days_of, week_of, weeks_between
from bot.study.plan import Plan
from bot.study.progress import Progress
from bot.study.streak import WeekState

MOST_WEEKS = 21
"""As many weeks as are shown at once; of more, this one with those before it and some to come."""
MOST_TOLD = 28
"""As many weeks up to this one are told in words at most: half a year, this week, and a sign that there were more."""
_WEEKS_TO_COME = 6

DEEPEST = 3
"""From so much on a day is as deep as any."""
_LONG = 60
"""Minutes on a day that count like one thing done more, so that a long evening on one task is not pale."""
_NOTHING_DONE = (0,) * 7


class DayMark(StrEnum):
    """What a day is on the calendar."""

    STUDIED = "studied"
    FREE = "free"
    """Past or today, and nothing was logged on it."""
    PAUSED = "paused"
    AHEAD = "ahead"
    DUE = "due"
    """Ahead, and one of one's own study days."""


@dataclass(frozen=True, slots=True)
class CalendarWeek:
    """One week, Monday first; `state` is None for weeks to come. `depths`: how much was done on a day, from 0 to 3."""

    monday: date
    days: tuple[DayMark, ...]
    depths: tuple[int, ...]
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
    latest: tuple[CalendarWeek, ...] = ()
    """The weeks up to this one, which is the last, as many as are told in words."""
    still_due: tuple[int, ...] = ()
    """Of this week's study days those that are still to come, today with them."""

    @property
    def last(self) -> date:
        """The last day that is shown."""
        return self.weeks[-1].monday + timedelta(days=6)

    @property
    def past(self) -> tuple[CalendarWeek, ...]:
        """The weeks up to this one."""
        return tuple(week for week in self.weeks if week.monday <= self.today)

    @property
    def coming(self) -> tuple[CalendarWeek, ...]:
        """The weeks after this one."""
        return tuple(week for week in self.weeks if week.monday > self.today)


def calendar(progress: Progress, most: int = MOST_WEEKS) -> Calendar:
    """From the plan's first week, or this one, or the first that was studied in, to its last, or to this one.

    A finished roadmap ends with the week in which it was finished, or with the last one that was studied in.
    """
    last, this_monday = _last(progress), week_of(progress.today)
    mondays = list(weeks_between(_first(progress), max(last, this_monday)))
    count = mondays.index(last) + 1
    surplus = max(0, count - most)
    first = min(max(0, mondays.index(min(last, this_monday)) + 1 + _WEEKS_TO_COME - most), surplus)
    told_from, told_to = max(0, mondays.index(this_monday) + 1 - MOST_TOLD), mondays.index(this_monday) + 1
    begins, ends = min(first, told_from), max(first + most, told_to)
    weeks = _weeks(progress, mondays[begins:ends])
    return Calendar(
        weeks=weeks[first - begins : min(first + most, count) - begins],
        today=progress.today,
        weekdays=progress.plan.weekdays(this_monday),
        latest=weeks[told_from - begins : told_to - begins],
        still_due=_still_due(progress),
    )


def _still_due(progress: Progress) -> tuple[int, ...]:
    monday, today = week_of(progress.today), progress.today
    plan = progress.walking_in(monday).plan
    due = _weekdays_due(progress, plan, monday)
    to_come = (day for day in days_of(monday) if day >= today and day.weekday() in due)
    return tuple(day.weekday() for day in to_come if day not in progress.study_days and not plan.pause_on(day))


def _first(progress: Progress) -> date:
    return min(week_of(progress.today), progress.streak.history[0].monday)


def _last(progress: Progress) -> date:
    if finished := progress.finished_on:
        return week_of(max(finished, *progress.study_days))
    return week_of(max(progress.plan.ends_on, progress.today))


def _weeks(progress: Progress, mondays: Sequence[date]) -> tuple[CalendarWeek, ...]:
    states = {week.monday: week.state for week in progress.streak.history}
    done, latest = _things_done(progress), max((progress.today, *progress.study_days))
    found: list[CalendarWeek] = []
    for monday in mondays:
        plan = progress.walking_in(monday).plan
        if monday > latest and monday not in plan.weeks_with_a_pause:
            found.append(_week_to_come(progress, plan, monday))
        else:
            found.append(_week(progress, plan, days_of(monday), done, states.get(monday)))
    return tuple(found)


def _week_to_come(progress: Progress, plan: Plan, monday: date) -> CalendarWeek:
    """A week ahead that no pause touches: its days need not be looked at one by one."""
    return CalendarWeek(monday, _days_to_come(_weekdays_due(progress, plan, monday)), _NOTHING_DONE, None)


@cache
def _days_to_come(due: tuple[int, ...]) -> tuple[DayMark, ...]:
    return tuple(DayMark.DUE if weekday in due else DayMark.AHEAD for weekday in range(7))


def _week(
    progress: Progress, plan: Plan, days: Sequence[date], done: Counter[date], state: WeekState | None
) -> CalendarWeek:
    depths = (min(DEEPEST, done[day] or (day in progress.study_days)) for day in days)
    return CalendarWeek(days[0], tuple(_marks(progress, plan, days)), tuple(depths), state)


def _things_done(progress: Progress) -> Counter[date]:
    """How many ticks, sessions and checkpoint items a day has, on all roadmaps; a long day counts one more."""
    things, minutes = Counter[date](), Counter[date]()
    for journal in (one.journal for one in (progress, *progress.others)):
        things.update(entry.study_day for entry in (*journal.ticks, *journal.sessions, *journal.evidence))
        for entry in (*journal.ticks, *journal.sessions):
            minutes[entry.study_day] += entry.minutes or 0
    things.update(day for day, spent in minutes.items() if spent >= _LONG)
    return things


def _marks(progress: Progress, plan: Plan, days: Sequence[date]) -> Iterator[DayMark]:
    studied, today = progress.study_days, progress.today
    due = _weekdays_due(progress, plan, days[0]) if days[-1] > today else ()
    for day in days:
        if day in studied:
            yield DayMark.STUDIED
        elif plan.pauses and plan.pause_on(day):
            yield DayMark.PAUSED
        elif day <= today:
            yield DayMark.FREE
        else:
            yield DayMark.DUE if day.weekday() in due else DayMark.AHEAD


def _weekdays_due(progress: Progress, plan: Plan, monday: date) -> tuple[int, ...]:
    """The study days of a week in which something is still to be done."""
    asks = plan.starts_on <= monday <= plan.ends_on and not progress.is_complete and not plan.is_free(monday)
    return plan.weekdays(monday) if asks else ()
