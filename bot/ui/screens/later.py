"""Putting a reminder off."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from discord.utils import format_dt

from bot.study.progress import Progress
from bot.study.timing import Later
from bot.ui.screens.layout import Screen, button, press
from bot.ui.screens.streak import streak_line

_LABELS = {Later.HOUR: "In 1 hour", Later.EVENING: "This evening", Later.TOMORROW: "Tomorrow"}


def later_screen(guild_id: int, choices: Sequence[Later]) -> Screen:
    """The choices."""
    return Screen("When shall I remind you? I write you a direct message then.").row(
        *(button(_LABELS[later], press("put-off", guild_id, later)) for later in choices),
        button("Not today", press("not-today", guild_id)),
    )


def put_off_screen(due_at: datetime) -> Screen:
    """When the reminder comes."""
    return Screen(f"⏰ I'll write you {format_dt(due_at, 'f')}, unless you have studied by then.")


def quiet_screen(progress: Progress) -> Screen:
    """Peace for today."""
    return Screen("🌙 You hear nothing more from me today.", streak_line(progress))
