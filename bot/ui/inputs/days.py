"""Study days that still take entries."""

from __future__ import annotations

from datetime import date, timedelta

from discord import app_commands

from bot.study.days import WEEKDAYS, closes_at, is_open, week_of
from bot.study.progress import Progress
from bot.ui.replies import Refusal
from bot.ui.screens.layout import short, until


def read_day(typed: str | None, progress: Progress) -> date:
    """An open study day: "today", "yesterday", "mon" or a date like 2026-11-23. Raises Refusal."""
    today = progress.today
    if typed is None:
        return today
    day = _day(typed.strip().lower(), today)
    if day is None:
        raise Refusal(
            f"I can't read “{short(typed, 20)}” as a day. Write today, yesterday, Mon, or a date like {today}."
        )
    if day > today:
        raise Refusal(f"{day:%a %d %b} has not come yet. Log it when it is done: I'll be here.")
    if not is_open(week_of(day), today):
        closed = until(closes_at(week_of(day), progress.member.zone))
        raise Refusal(
            f"The week of {day:%a %d %b} closed {closed}, and closed weeks don't change. "
            "Leave `day` out to log it today: the work counts all the same."
        )
    return day


def _day(typed: str, today: date) -> date | None:
    if typed in ("today", "yesterday"):
        return today - timedelta(days=typed == "yesterday")
    if typed[:3].title() in WEEKDAYS:
        return today - timedelta(days=(today.weekday() - WEEKDAYS.index(typed[:3].title())) % 7)
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None


def open_days(progress: Progress) -> list[app_commands.Choice[str]]:
    """The study days that still take entries, newest first."""
    today = progress.today
    found: list[app_commands.Choice[str]] = []
    day = today
    while is_open(week_of(day), today):
        name = {0: "today", 1: "yesterday"}.get((today - day).days)
        label = f"{name} ({day:%a %d %b})" if name else f"{day:%a %d %b}"
        found.append(app_commands.Choice(name=label, value=day.isoformat()))
        day -= timedelta(days=1)
    return found
