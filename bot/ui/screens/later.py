"""Putting a reminder off."""

from __future__ import annotations

from datetime import datetime

from discord.utils import format_dt

from bot.study.progress import Progress
from bot.study.timing import Later
from bot.ui.screens.layout import Screen, button, press
from bot.ui.screens.streak import streak_line


def later_screen(guild_id: int) -> Screen:
    """The choices."""
    return Screen("When shall I remind you? I write you a direct message then.").row(
        button("In 1 hour", press("put-off", guild_id, Later.HOUR)),
        button("This evening", press("put-off", guild_id, Later.EVENING)),
        button("Tomorrow", press("put-off", guild_id, Later.TOMORROW)),
        button("Not today", press("not-today", guild_id)),
    )


def put_off_screen(due_at: datetime) -> Screen:
    """When the reminder comes."""
    return Screen(f"⏰ I'll write you {format_dt(due_at, 'R')}, unless you have studied by then.")


def quiet_screen(progress: Progress) -> Screen:
    """Peace for today."""
    return Screen("🌙 You hear nothing more from me today.", streak_line(progress))
