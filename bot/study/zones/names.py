"""Time zones by their names in the IANA database."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from bot.study.zones.abbreviations import MEANT, UTC_NAMES
from bot.study.zones.spelling import place_key

_REGIONS = frozenset(
    [
        "Africa",
        "America",
        "Antarctica",
        "Arctic",
        "Asia",
        "Atlantic",
        "Australia",
        "Europe",
        "Indian",
        "Pacific",
    ]
)
_NO_PLACE = frozenset(["Factory", "localtime", "posixrules"])
_HALF_A_MONTH = timedelta(days=15)

_kept = cache(ZoneInfo)
"""All zones that were asked for: zoneinfo itself keeps the last eight, and reads the others from their files again."""


@cache
def zone_names() -> tuple[str, ...]:
    """Every IANA name that stands for a place, and UTC, in alphabetical order."""
    return ("UTC", *sorted(name for name in available_timezones() if name.split("/")[0] in _REGIONS))


@cache
def _by_lower_name() -> dict[str, str]:
    return {name.lower(): name for name in available_timezones()}


@cache
def _keys() -> tuple[tuple[str, str], ...]:
    return tuple((f" {place_key(name)}", name) for name in zone_names())


def find_zone(name: str) -> ZoneInfo | None:
    """The zone of an IANA name in any case, or None when there is none."""
    known = _by_lower_name().get("_".join(name.split()).lower())
    return ZoneInfo(known) if known else None


def zone_of_a_place(name: str) -> str | None:
    """The IANA name that was written in any case, if it stands for a place or UTC; US/Eastern and Japan do too."""
    known = _by_lower_name().get("_".join(name.split()).lower())
    if known is None or known.lower() in UTC_NAMES:
        return known and "UTC"
    return None if known in _NO_PLACE or known.startswith("Etc/") or known.lower() in MEANT else known


def names_with(words: str) -> list[str]:
    """The names of places in which each of these words begins a word: "europe ber"."""
    return [name for key, name in _keys() if all(f" {word}" in key for word in words.split())]


def prepare_zones(zones: Iterable[str]) -> None:
    """Read zones from their files beforehand, so that nobody waits for it while typing."""
    _keys()
    _by_lower_name()
    for zone in zones:
        _kept(zone)


def clock_in(zone: str, now: datetime) -> datetime:
    """The wall clock in a zone."""
    return now.astimezone(_kept(zone))


def year_of_clocks(zone: str, now: datetime) -> tuple[timedelta | None, ...]:
    """How far a zone is from UTC in the coming year, twice a month: equal for zones whose clocks agree."""
    return tuple(clock_in(zone, now + number * _HALF_A_MONTH).utcoffset() for number in range(25))
