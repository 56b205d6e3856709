"""This week's study days, as the streak counts them: a disc for each that its target asks for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.study.days import days_of, week_of
from bot.study.progress import Progress

MOST_DISCS = 3


class DiscState(StrEnum):
    """What one of this week's study days is."""

    DONE = "done"
    TODAY = "today"
    TO_COME = "to_come"
    PASSED = "passed"
    """One's own study day went by; any other day does as well."""


@dataclass(frozen=True, slots=True)
class Disc:
    """A day that was studied, or one of one's own that may be."""

    weekday: int
    state: DiscState


@dataclass(frozen=True, slots=True)
class ThisWeek:
    """How many days were studied and how many keep the week; `discs` are none where they would be too many."""

    days: int
    target: int
    is_first: bool
    discs: tuple[Disc, ...] = ()


def this_week(progress: Progress) -> ThisWeek:
    """The week of today."""
    week = progress.streak.this_week
    is_first = progress.streak.longest == 0 and progress.week_number == 1
    discs = _discs(progress, week.target) if week.target <= MOST_DISCS else ()
    return ThisWeek(week.days, week.target, is_first, discs)


def _discs(progress: Progress, target: int) -> tuple[Disc, ...]:
    """As many as the target: studied days whatever weekday they are, one's own to come, today, and passed ones."""
    monday, today = week_of(progress.today), progress.today
    open_days = [day for day in progress.plan.unpaused_days(monday) if day not in progress.study_days]
    chosen = [Disc(day.weekday(), DiscState.DONE) for day in days_of(monday) if day in progress.study_days]
    chosen += [
        Disc(day.weekday(), DiscState.TODAY if day == today else DiscState.TO_COME) for day in open_days if day >= today
    ]
    if today not in (*open_days, *progress.study_days) and not progress.pause:
        chosen.append(Disc(today.weekday(), DiscState.TODAY))
    chosen += [Disc(day.weekday(), DiscState.PASSED) for day in open_days if day < today]
    return tuple(sorted(chosen[:target], key=lambda disc: disc.weekday))
