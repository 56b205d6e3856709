"""Days to come, as people write them or pick them from the list."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta

from discord import app_commands

from bot.study.dates import days_meant, months_after
from bot.study.days import week_of
from bot.study.letters import without_marks
from bot.study.pace import earliest_finish
from bot.study.progress import Progress
from bot.ui.replies import Refusal
from bot.ui.screens.dates import (
    day_ahead_label,
    day_not_ahead,
    no_day_ahead,
    pause_from_label,
    pause_until_label,
    which_day,
)

_MONTHS_TO_FINISH = (2, 3, 4, 6, 9, 12)
_WEEKS_TO_PAUSE = (1, 2, 3, 4, 6, 8)


def read_day_ahead(typed: str, today: date) -> date:
    """A day to come, in any usual writing: 31.03.2027, March 31, in 3 months, next Friday. Raises Refusal."""
    found = days_meant(typed, today, ahead=True)
    ahead = [day for day in found if day > today]
    if len(ahead) == 1:
        return ahead[0]
    if ahead:
        raise two_days(typed, ahead, today)
    if found:
        raise Refusal(day_not_ahead(found[0], today))
    raise Refusal(no_day_ahead(typed, today))


def read_day_from(typed: str, today: date) -> date:
    """A day from today on: "today", or whatever reads as a day to come. Raises Refusal."""
    return today if today in days_meant(typed, today, ahead=False) else read_day_ahead(typed, today)


def two_days(typed: str, found: Iterable[date], today: date) -> Refusal:
    """The question back about a date that could be two."""
    return Refusal(which_day(typed, found, today))


def finish_dates(typed: str, progress: Progress) -> list[app_commands.Choice[str]]:
    """Some Sundays to be done by that a plan can keep, as weeks end on them; else what was typed, with its weekday."""
    today, earliest = progress.today, earliest_finish(progress)
    months = (months_after(today, number) for number in _MONTHS_TO_FINISH)
    sundays = [earliest, *(week_of(day) + timedelta(days=6) for day in months)]
    sundays = sorted({sunday for sunday in sundays if sunday >= earliest})
    likely = [(day_ahead_label(day, today), day) for day in sundays]
    return _choices(typed, today, likely, earliest)


def pause_ends(typed: str, today: date) -> list[app_commands.Choice[str]]:
    """Some Mondays to come back on; else what was typed, with its weekday."""
    mondays = [(weeks, week_of(today) + timedelta(weeks=weeks)) for weeks in _WEEKS_TO_PAUSE]
    likely = [(pause_until_label(day, today, weeks), day) for weeks, day in mondays]
    return _choices(typed, today, likely)


def pause_beginnings(typed: str, today: date) -> list[app_commands.Choice[str]]:
    """Today and some Mondays to begin a break on; else what was typed, with its weekday."""
    mondays = (week_of(today) + timedelta(weeks=weeks) for weeks in _WEEKS_TO_PAUSE)
    likely = [(pause_from_label(day, today), day) for day in (today, *mondays)]
    return _choices(typed, today, likely)


def _choices(
    typed: str, today: date, likely: list[tuple[str, date]], earliest: date | None = None
) -> list[app_commands.Choice[str]]:
    """The likely days in whose name a word begins as typed; if there is none, the days that are meant, if to come."""
    first = earliest or today + timedelta(days=1)
    read = [day for day in days_meant(typed, today, ahead=True) if day >= first]
    begins = re.compile(r"(?<!\w)" + re.escape(without_marks(typed)))  # "1 Dec" is not the 21st
    fitting = [(name, day) for name, day in likely if begins.search(without_marks(name))]
    shown = fitting or [(day_ahead_label(day, today), day) for day in read]
    return [app_commands.Choice(name=name, value=day.isoformat()) for name, day in shown]
