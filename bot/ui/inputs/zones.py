"""Time zones by what people type. The places of the world are read when they are first asked for, in a thread."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from discord import app_commands

from bot.study.zones import Found, look_up, places, suggestions, written_out, zone_label
from bot.ui.inputs import MOST_CHOICES
from bot.ui.replies import Refusal
from bot.ui.screens.clocks import no_zone, which_zone


class SeveralPlaces(Refusal):
    """What was typed could be several places; `labels` are what autocomplete shows of them."""

    def __init__(self, typed: str, found: Sequence[Found], now: datetime) -> None:
        super().__init__(which_zone(typed, found, now))
        self.labels = [zone_label(one, now) for one in found[:MOST_CHOICES]]


async def read_zone(typed: str, now: datetime) -> Found:
    """The zone of a city, a country or an IANA name, or what autocomplete shows (§2).

    Raises Refusal, and SeveralPlaces where several could be meant.
    """
    if written := written_out(typed):
        return written
    found = look_up(typed, await asyncio.to_thread(places), now)
    if len(found) == 1:
        return found[0]
    if found:
        raise SeveralPlaces(typed, found, now)
    raise Refusal(no_zone(typed))


async def zone_choices(typed: str, now: datetime, home: ZoneInfo | None) -> list[app_commands.Choice[str]]:
    """The zones that fit what was typed so far; with nothing typed, the server's zone and then large ones.

    A place that its zone is not called after is chosen by its whole label: the answer then names what was taken.
    """
    found = suggestions(typed, await asyncio.to_thread(places), now, MOST_CHOICES, home.key if home else None)
    labels = [(zone_label(one, now), one) for one in found]
    first = {one.zone: name for name, one in reversed(labels)}
    return [
        app_commands.Choice(name=name, value=one.zone if first[one.zone] == name and _is_its_city(one) else name)
        for name, one in labels
    ]


def _is_its_city(found: Found) -> bool:
    """Whether a place is the one that its zone is called after: Berlin in Europe/Berlin, or no place at all."""
    return not found.place or found.place.startswith(found.zone.rpartition("/")[2].replace("_", " "))
