"""Time zones by what people type. The places of the world are read when they are first asked for, in a thread."""

from __future__ import annotations

import asyncio
from datetime import datetime
from zoneinfo import ZoneInfo

from discord import app_commands

from bot.study.words import listed
from bot.study.zones import Found, look_up, places, suggestions, written_out, zone_label
from bot.study.zones.names import clock_in
from bot.ui.inputs import MOST_CHOICES
from bot.ui.replies import Refusal
from bot.ui.screens.layout import plain, short

_MOST_OFFERED = 5


async def read_zone(typed: str, now: datetime) -> Found:
    """The zone of a city, a country or an IANA name, or what autocomplete shows (§2). Raises Refusal."""
    if written := written_out(typed):
        return written
    found = look_up(typed, await asyncio.to_thread(places), now)
    if len(found) == 1:
        return found[0]
    if found:
        raise Refusal(
            f"“{plain(short(typed, 40))}” could be {_offered(found, now)}. Type the one whose clock is yours, with its "
            "country, or pick it from the list."
        )
    raise Refusal(
        f"I don't know a city, country or time zone “{plain(short(typed, 40))}”. Type a larger city near you, such as "
        "Berlin, and pick one from the list."
    )


async def zone_choices(typed: str, now: datetime, home: ZoneInfo | None) -> list[app_commands.Choice[str]]:
    """The zones that fit what was typed so far; with nothing typed, the server's zone and then large ones."""
    found = suggestions(typed, await asyncio.to_thread(places), now, MOST_CHOICES, home.key if home else None)
    labels = [(zone_label(one, now), one.zone) for one in found]
    first = {zone: name for name, zone in reversed(labels)}  # of several places of a zone the others go by their name
    return [app_commands.Choice(name=name, value=zone if first[zone] == name else name) for name, zone in labels]


def taken_line(found: Found, now: datetime) -> str:
    """What was understood, to see at once whether it is right: "Berlin, Germany: it is 18:00 there now"."""
    zone = f" ({found.zone.replace('_', ' ')})" if found.place else ""
    return f"🌍 {plain(found.name)}: it is {clock_in(found.zone, now):%H:%M} there now{zone}."


def _offered(found: list[Found], now: datetime) -> str:
    shown = [f"{plain(one.name)} ({clock_in(one.zone, now):%H:%M} now)" for one in found[:_MOST_OFFERED]]
    more = len(found) - len(shown)
    return listed((*shown, f"{more} more"), "or") if more else listed(shown, "or")
