"""Finding a time zone by what people type: a city, a country, an abbreviation, an offset or an IANA name (§2)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.study.letters import without_marks
from bot.study.zones.abbreviations import MEANT, UTC_NAMES
from bot.study.zones.names import clock_in, names_with, year_of_clocks, zone_of_a_place
from bot.study.zones.places import Place, Places
from bot.study.zones.spelling import place_key

_OFFSET = re.compile(r"^(etc/gmt|utc|gmt)?\s*([+\-−])\s*(\d{1,2})(?::?(\d{2}))?$")
_SO_MANY_TIMES = 10
_MOST_COUNTRIES = 5
_LETTERS_OF_A_COUNTRY = 3
_SEPARATOR = " · "
_LONGEST = 100
"""Characters of a label, and of a text that are looked at: Discord lets people send 6,000."""


@dataclass(frozen=True, slots=True)
class Found:
    """A zone by its IANA name, and the place by which it was found; UTC and some islands have none."""

    zone: str
    place: str = ""

    @property
    def name(self) -> str:
        """What to call it: "Berlin, Germany"."""
        return self.place or self.zone.replace("_", " ")


def zone_label(found: Found, now: datetime, most: int = _LONGEST) -> str:
    """A zone as a person picks it: "Berlin, Germany · Europe/Berlin · UTC+01:00 · 18:00"."""
    local = clock_in(found.zone, now)
    offset = f"{local:%z}"
    clock = f"{found.zone.replace('_', ' ')} · UTC{offset[:3]}:{offset[3:5]} · {local:%H:%M}"
    room = most - len(clock) - len(_SEPARATOR)
    place = found.place if len(found.place) <= room else found.place[: room - 1].rstrip(" ,") + "…"
    return f"{place}{_SEPARATOR}{clock}" if place else clock


def look_up(typed: str, places: Places, now: datetime) -> list[Found]:
    """What a text means: one zone is taken, of several one has to be chosen, the largest stand first (§2)."""
    typed = typed[:_LONGEST]
    text, key = without_marks(typed), place_key(typed)
    if written := written_out(typed):
        return [written]
    if text in UTC_NAMES:
        return [Found("UTC")]
    if meant := MEANT.get(text.replace(".", "")):
        return _in_zones(meant, places)
    if offset := _OFFSET.match(text):
        return _with_offset(offset, places, now)
    if in_country := places.of_country(key):
        return _one_for_each_clock(in_country, now)
    if cities := _named(typed, key, places):
        return cities
    zone = zone_of_a_place(typed)
    return [Found(zone)] if zone else []


def suggestions(typed: str, places: Places, now: datetime, most: int, home: str | None = None) -> list[Found]:
    """The zones that fit what was typed so far, best first; with nothing typed `home`, then large ones."""
    typed = typed[:_LONGEST]
    key = place_key(typed)
    if not key:
        large = places.of_zones()
        first = [home] if home and zone_of_a_place(home) else []
        return _in_zones([*first, *(zone for zone in large if zone != home)], places)[:most]
    found = look_up(typed, places, now)
    if not _OFFSET.match(without_marks(typed)):
        short = len(key) < (_LETTERS_OF_A_COUNTRY if key.isascii() else 2)
        countries = [] if short else places.of_countries_beginning(key)[:_MOST_COUNTRIES]
        exact = [*places.called(key), *places.also_called(key)]
        found += _as_found([*exact[:most], *countries, *places.beginning(key, most)])
        found += _in_zones(names_with(key), places)
    return list(dict.fromkeys(found))[:most]


def written_out(typed: str) -> Found | None:
    """The zone of an IANA name such as Europe/Berlin, or that a label of ours names: no places are needed for it.

    The clock in a label may be an hour old by now.
    """
    place, *rest = (part.strip() for part in typed.split(_SEPARATOR.strip()))
    zones = [zone for part in (place, *rest) if ("/" in part or rest) and (zone := zone_of_a_place(part))]
    return Found(zones[0], "" if zone_of_a_place(place) else place) if zones else None


def _in_zones(zones: Iterable[str], places: Places) -> list[Found]:
    cities = places.of_zones()
    return [Found(zone, str(cities[zone]) if zone in cities else "") for zone in zones]


def _as_found(cities: Iterable[Place]) -> list[Found]:
    return list(dict.fromkeys(Found(city.zone, str(city)) for city in cities))


def _with_offset(offset: re.Match[str], places: Places, now: datetime) -> list[Found]:
    """The zones that are so far from UTC now; Etc/GMT+5 is, by a convention of its own, five hours *behind*."""
    prefix, sign, hours, minutes = offset.groups()
    ahead = (sign == "+") != (prefix == "etc/gmt")
    wanted = timedelta(hours=int(hours), minutes=int(minutes or 0)) * (1 if ahead else -1)
    fitting = [zone for zone in places.of_zones() if clock_in(zone, now).utcoffset() == wanted]
    return _in_zones([*fitting, "UTC"] if not wanted else fitting, places)


def _one_for_each_clock(in_country: Sequence[Place], now: datetime) -> list[Found]:
    """The largest city of a country for each clock that there is in it."""
    found: dict[object, Place] = {}
    for place in in_country:
        found.setdefault(year_of_clocks(place.zone, now), place)
    return _as_found(found.values())


def _named(typed: str, key: str, places: Places) -> list[Found]:
    """The cities of a name: the whole text, or what stands before a comma, where it lies in what stands after it."""
    if bearers := _meant(*_both(key, places)):
        return _as_found(bearers)
    name, *where = (place_key(part) for part in typed.split(","))
    wanted = [place_key(places.country_called(part)) or part for part in where if part]
    own, others = ([city for city in found if wanted and city.lies_in(wanted)] for found in _both(name, places))
    return _as_found(_meant(own, others))


def _both(key: str, places: Places) -> tuple[list[Place], list[Place]]:
    return places.called(key), places.also_called(key)


def _meant(own: Sequence[Place], others: Sequence[Place]) -> Sequence[Place]:
    """The cities to choose from, by those whose own name it is and those of which it is another spelling.

    Own names go first. Only where another spelling is that of a city ten times as large ("Calcutta"), both are meant.
    """
    largest = _largest_by_far(own or others)
    if not own or not others or others[0].people < _SO_MANY_TIMES * own[0].people or others[0].zone == own[0].zone:
        return largest
    return sorted((others[0], *own), key=lambda city: -city.people)


def _largest_by_far(bearers: Sequence[Place]) -> Sequence[Place]:
    """The largest city alone, if it has ten times the people of the next in another zone; else all of them."""
    elsewhere = [city for city in bearers if city.zone != bearers[0].zone]
    by_far = not elsewhere or bearers[0].people >= _SO_MANY_TIMES * elsewhere[0].people
    return bearers[:1] if by_far else bearers
