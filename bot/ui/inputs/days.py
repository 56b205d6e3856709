"""Study days that still take entries, as people write them or pick them from the list."""

from __future__ import annotations

from datetime import date, timedelta

from discord import app_commands

from bot.study.dates import days_meant
from bot.study.days import week_of
from bot.study.letters import without_marks
from bot.study.progress import Progress
from bot.ui.inputs.dates import two_days
from bot.ui.replies import Refusal
from bot.ui.screens.dates import day_closed, day_to_come, no_day, open_day_label


def read_day(typed: str | None, progress: Progress) -> date:
    """An open study day: today, yesterday, Mon, 23.11., November 23. Raises Refusal.

    Between midnight and 04:00 the day on the calendar is not yet a study day: what is done in it belongs to the one
    that is running, however it is called (§2).
    """
    today = progress.today
    if typed is None or _is_calendar_day(typed, progress):
        return today
    found = days_meant(typed, today, ahead=False)
    loggable = [day for day in found if day <= today and progress.is_open(week_of(day))]
    if len(loggable) == 1:
        return loggable[0]
    if loggable:
        raise two_days(typed, loggable, today)
    if not found:
        raise Refusal(no_day(typed, today))
    day = found[-1]
    if day > today:
        raise Refusal(day_to_come(day, today))
    raise Refusal(day_closed(day, today, progress.member.zone))


def _is_calendar_day(typed: str, progress: Progress) -> bool:
    """Whether a text names the date on the wall, which until 04:00 is that of the next study day."""
    on_the_wall = progress.now.astimezone(progress.member.zone).date()
    return on_the_wall != progress.today and on_the_wall in days_meant(typed, on_the_wall, ahead=False)


def open_days(typed: str, progress: Progress) -> list[app_commands.Choice[str]]:
    """The study days that still take entries, newest first: those that were typed."""
    today = progress.today
    read = days_meant(typed, today, ahead=False)
    found: list[app_commands.Choice[str]] = []
    day = today
    while progress.is_open(week_of(day)):
        label = open_day_label(day, today)
        if day in read or without_marks(typed) in without_marks(label):
            found.append(app_commands.Choice(name=label, value=day.isoformat()))
        day -= timedelta(days=1)
    return found
