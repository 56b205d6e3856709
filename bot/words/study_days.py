"""Study days week by week: what was studied, and what is planned."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from bot.study.calendar import CalendarWeek, DayMark
from bot.words.catalogue import tr
from bot.words.dates import weekday_name
from bot.words.states import week_state_name


def days_by_week(weeks: Sequence[CalendarWeek]) -> str:
    """What was studied week by week, equal weeks together: for example "Wed; none; Mon Wed Sat, kept"."""
    return "; ".join(f"{times} × {text}" if times > 1 else text for text, times in _together(map(_studied, weeks)))


def planned_by_week(weeks: Sequence[CalendarWeek]) -> str:
    """What is planned in weeks to come: "Mon Wed Sat", or where they differ "Mon Wed Sat; paused; Mon Wed Sat"."""
    said = _together(map(_planned, weeks))
    if len(said) == 1:
        return said[0][0]
    return "; ".join(f"{times} × {text}" if times > 1 else text for text, times in said)


def are_alike(weeks: Sequence[CalendarWeek]) -> bool:
    """Whether the same is planned in all of these weeks."""
    return len(_together(map(_planned, weeks))) == 1


def day_names(weekdays: Iterable[int]) -> str:
    """Weekdays from their numbers, 0 for Monday, where there is little room: "Mon Wed Sat"."""
    return " ".join(weekday_name(weekday, short=True) for weekday in weekdays)


def _together(said: Iterable[str]) -> list[tuple[str, int]]:
    return [(text, len([*same])) for text, same in groupby(said)]


def _studied(week: CalendarWeek) -> str:
    days = day_names(day for day, mark in enumerate(week.days) if mark is DayMark.STUDIED)
    if not days:
        return tr("paused") if week.is_paused else tr("none")
    return ", ".join(filter(None, (days, week_state_name(week.state))))


def _planned(week: CalendarWeek) -> str:
    days = day_names(day for day, mark in enumerate(week.days) if mark is DayMark.DUE)
    return days or (tr("paused") if DayMark.PAUSED in week.days else tr("none"))
