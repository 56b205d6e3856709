"""Putting a reminder off."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from discord.utils import format_dt

from bot.study.progress import Progress
from bot.study.snapshots.chain import chain_of
from bot.study.timing import Later
from bot.ui.screens.chain import streak_line
from bot.ui.screens.layout import Screen, button, press
from bot.ui.screens.verbs import Verb
from bot.words import to_tr, tr

_LABELS = {Later.HOUR: to_tr("In 1 hour"), Later.EVENING: to_tr("This evening"), Later.TOMORROW: to_tr("Tomorrow")}


def later_screen(guild_id: int, choices: Sequence[Later]) -> Screen:
    """The choices."""
    return Screen(tr("When should I remind you? I'll send you a direct message.")).row(
        *(button(tr(_LABELS[later]), press(Verb.PUT_OFF, guild_id, later)) for later in choices),
        button(tr("Not today"), press(Verb.NOT_TODAY, guild_id)),
    )


def put_off_screen(due_at: datetime) -> Screen:
    """When the reminder comes."""
    return Screen(tr("⏰ I'll remind you {when}, unless you've studied by then.", when=format_dt(due_at, "f")))


def quiet_screen(progress: Progress) -> Screen:
    """Peace for today."""
    return Screen(tr("🌙 No more reminders today."), streak_line(chain_of(progress)))
