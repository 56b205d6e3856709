"""Time zones."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from discord import app_commands

from bot.study.zones import find_zone, zone_label, zones_matching
from bot.ui.inputs import MOST_CHOICES
from bot.ui.replies import Refusal
from bot.ui.screens.layout import short


def read_zone(typed: str) -> ZoneInfo:
    """A time zone by its IANA name. Raises Refusal."""
    if zone := find_zone(typed):
        return zone
    raise Refusal(
        f"I don't know the time zone “{short(typed, 40)}”. Type a city near you, such as Berlin, "
        "and pick one from the list."
    )


def zone_choices(typed: str, now: datetime) -> list[app_commands.Choice[str]]:
    """The zones that fit what was typed so far."""
    names = zones_matching(typed, now)[:MOST_CHOICES]
    return [app_commands.Choice(name=zone_label(name, now), value=name) for name in names]
