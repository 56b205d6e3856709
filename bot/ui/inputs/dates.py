"""Days to come."""

from __future__ import annotations

import re
from datetime import date, timedelta

from discord import app_commands

from bot.study.days import week_of
from bot.ui.replies import Refusal
from bot.ui.screens.layout import short

_SPAN = re.compile(r"^([1-9]\d?)\s*(day|week|month)s?$")
_DAYS_IN = {"day": 1, "week": 7, "month": 30}


def read_day_ahead(typed: str, today: date) -> date:
    """A day to come: a date like 2026-12-24, or "2 weeks" from today. Raises Refusal."""
    if span := _SPAN.match(typed.strip().lower()):
        return today + timedelta(days=int(span[1]) * _DAYS_IN[span[2]])
    try:
        day = date.fromisoformat(typed.strip())
    except ValueError:
        example = today + timedelta(days=14)
        raise Refusal(
            f"I can't read “{short(typed, 20)}” as a day to come. Write a date like {example}, or 2 weeks."
        ) from None
    if day <= today:
        raise Refusal(f"{day:%d %b %Y} is not ahead of us. Choose a later day.")
    return day


def pause_ends(typed: str, today: date) -> list[app_commands.Choice[str]]:
    """Some Mondays to come back on."""
    ends = [(weeks, week_of(today) + timedelta(weeks=weeks)) for weeks in (1, 2, 3, 4, 6, 8)]
    found = [
        app_commands.Choice(name=f"until {day:%A %d %B} ({weeks} {'week' if weeks == 1 else 'weeks'})", value=f"{day}")
        for weeks, day in ends
    ]
    return [choice for choice in found if typed.lower() in choice.name.lower()]
