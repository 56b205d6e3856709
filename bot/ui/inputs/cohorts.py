"""Cohorts of a server by what people type, or pick from the list; and what an admin types of one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from discord import app_commands

from bot.study.cohorts import LONGEST_NAME, WEEKS_BACK, Cohort, coming_monday, read_name
from bot.study.dates import days_meant
from bot.study.letters import without_marks
from bot.study.naming import Names
from bot.ui.inputs import MOST_CHOICES
from bot.ui.inputs.dates import read_day_from, two_days
from bot.ui.replies import Refusal
from bot.ui.screens.cohort_settings import name_empty, name_too_long, never_label, start_too_far_back
from bot.ui.screens.dates import day_ahead_label, no_day_ahead, pause_from_label
from bot.ui.screens.joining_cohort import cohort_label, no_such_cohort

_MONDAYS_OFFERED = 8
_NEVER = "never"
_FAR_OFF = timedelta(weeks=26)


def cohort_choices(cohorts: Sequence[Cohort], typed: str) -> list[app_commands.Choice[str]]:
    """Cohorts to pick from, by name."""
    return [
        app_commands.Choice(name=cohort_label(one), value=str(one.number))
        for one in cohorts
        if without_marks(typed) in without_marks(cohort_label(one))
    ][:MOST_CHOICES]


def read_cohort(typed: str, cohorts: Sequence[Cohort]) -> Cohort:
    """The cohort that a text names. Raises Refusal."""
    by_number = {str(one.number): one for one in cohorts}
    if typed.strip() in by_number:
        return by_number[typed.strip()]
    found = Names((one, (one.name, cohort_label(one))) for one in cohorts).exactly(typed)
    if len(found) == 1:
        return found[0]
    raise Refusal(no_such_cohort(typed, several=bool(found)))


def read_cohort_name(typed: str) -> str:
    """A cohort's name. Raises Refusal for one that is empty or too long."""
    name = read_name(typed)
    if not name:
        raise Refusal(name_empty())
    if len(name) > LONGEST_NAME:
        raise Refusal(name_too_long())
    return name


def read_start(typed: str, today: date) -> date:
    """The day that is typed for a cohort's start; one just gone by rather than that of next year. Raises Refusal."""
    found = _starts_meant(typed, today)
    recent = [day for day in found if day >= today - WEEKS_BACK]
    if len(recent) > 1:
        raise two_days(typed, recent, today)
    if not recent:
        raise Refusal(start_too_far_back() if found else no_day_ahead(typed, today))
    return recent[0]


def _starts_meant(typed: str, today: date) -> list[date]:
    """What a typed start may mean: the next such day; for one that has just gone by, not the one in a year."""
    ahead, past = days_meant(typed, today, ahead=True), days_meant(typed, today, ahead=False)
    if ahead and min(ahead) - today < _FAR_OFF:
        return list(ahead)
    return [day for day in past if today - WEEKS_BACK <= day < today] or list(ahead or past)


def start_days(typed: str, today: date) -> list[app_commands.Choice[str]]:
    """Some Mondays to start on; else the one that is meant by what was typed."""
    first = coming_monday(today)
    mondays = [first + timedelta(weeks=weeks) for weeks in range(_MONDAYS_OFFERED)]
    likely = [(pause_from_label(day, today), day) for day in mondays]
    fitting = [(name, day) for name, day in likely if without_marks(typed) in without_marks(name)]
    read = [coming_monday(day) for day in _starts_meant(typed, today)]
    shown = fitting or [(pause_from_label(day, today), day) for day in read]
    return [app_commands.Choice(name=name, value=day.isoformat()) for name, day in shown]


def joining_ends(typed: str, today: date) -> date | None:
    """The last day to join on; None for never. Raises Refusal."""
    if without_marks(typed) in (_NEVER, without_marks(never_label())):
        return None
    return read_day_from(typed, today)


def last_days_to_join(typed: str, today: date) -> list[app_commands.Choice[str]]:
    """Some Sundays, and no end; else what was typed."""
    sunday = coming_monday(today) - timedelta(days=1)
    sundays = [day for weeks in range(_MONDAYS_OFFERED) if (day := sunday + timedelta(weeks=weeks)) > today]
    likely = [(never_label(), _NEVER), *((day_ahead_label(day, today), day.isoformat()) for day in sundays)]
    read = [day for day in days_meant(typed, today, ahead=True) if day > today]
    fitting = [(name, value) for name, value in likely if without_marks(typed) in without_marks(name)]
    shown = fitting or [(day_ahead_label(day, today), day.isoformat()) for day in read]
    return [app_commands.Choice(name=name, value=value) for name, value in shown]
