"""Times of day and time zones that are typed: what was understood, and the questions back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.study.zones import Found
from bot.study.zones.names import clock_in
from bot.ui.screens.layout import CALM, Screen, plain, short
from bot.words import listed_or, tr, tr_n

_MOST_OFFERED = 5
_LONGEST = 40
_LONGEST_TIME = 20


def no_time(typed: str) -> str:
    """What reads as no time of day."""
    return tr("I can't read “{typed}” as a time. Write it like 18:00 or 6pm.", typed=plain(short(typed, _LONGEST_TIME)))


def which_zone(typed: str, found: Sequence[Found], now: datetime) -> str:
    """The question back about a place that could be several."""
    places = [
        tr("{place} ({time} now)", place=plain(one.name), time=f"{clock_in(one.zone, now):%H:%M}")
        for one in found[:_MOST_OFFERED]
    ]
    if more := len(found) - len(places):
        places.append(tr_n("{number} more", "{number} more", more))
    return tr(
        "“{typed}” could be {places}. Pick the one that shows your time, or type it with its state or country.",
        typed=plain(short(typed, _LONGEST)),
        places=listed_or(places),
    )


def which_zone_screen(question: str, labels: Sequence[str], custom_id: str) -> Screen:
    """The same, with the places to pick from."""
    return Screen(question, colour=CALM).choice(custom_id, tr("Which place?"), [(label, label) for label in labels])


def no_zone(typed: str) -> str:
    """What is no place that is known."""
    return tr(
        "I don't know a city, country or time zone “{typed}”. "
        "Type a larger city near you, such as Berlin, and pick one from the list.",
        typed=plain(short(typed, _LONGEST)),
    )


def taken_line(found: Found, now: datetime) -> str:
    """What was understood, to see at once whether it is right: "Berlin, Germany: it is 18:00 there now"."""
    place, time = plain(found.name), f"{clock_in(found.zone, now):%H:%M}"
    if not found.place:
        return tr("🌍 {place}: it is {time} there now.", place=place, time=time)
    zone = found.zone.replace("_", " ")
    return tr("🌍 {place}: it is {time} there now ({zone}).", place=place, time=time, zone=zone)
