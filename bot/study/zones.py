"""Finding a time zone by what people type: a city, a region or an offset (product §2)."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

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
_OFFSET = re.compile(r"^(?:utc|gmt)?\s*([+-])\s*(\d{1,2})(?::?(\d{2}))?$")


@cache
def zone_names() -> tuple[str, ...]:
    """Every IANA name that stands for a place, and UTC, in alphabetical order."""
    return ("UTC", *sorted(name for name in available_timezones() if name.split("/")[0] in _REGIONS))


@cache
def _by_lower_name() -> dict[str, str]:
    return {name.lower(): name for name in available_timezones()}


def find_zone(name: str) -> ZoneInfo | None:
    """The zone of an IANA name in any case, or None when there is none."""
    known = _by_lower_name().get(name.strip().replace(" ", "_").lower())
    return ZoneInfo(known) if known else None


def zones_matching(typed: str, now: datetime) -> list[str]:
    """The zone names that fit what was typed, best first; everything fits nothing typed."""
    typed = " ".join(typed.lower().replace("_", " ").split())
    if offset := _OFFSET.match(typed):
        sign, hours, minutes = offset.groups()
        wanted = timedelta(hours=int(hours), minutes=int(minutes or 0)) * (-1 if sign == "-" else 1)
        return [name for name in zone_names() if now.astimezone(ZoneInfo(name)).utcoffset() == wanted]
    found = [(rank, name) for name in zone_names() if (rank := _rank(name, typed)) is not None]
    return [name for _, name in sorted(found)]


def _rank(name: str, typed: str) -> int | None:
    """How well a name fits: 0 when the city begins so, 1 when a word does, 2 when it only contains it."""
    place = name.lower().replace("_", " ")
    if place.split("/")[-1].startswith(typed):
        return 0
    if all(re.search(rf"\b{re.escape(word)}", place) for word in typed.split()):
        return 1
    return 2 if typed in place else None


def zone_label(name: str, now: datetime) -> str:
    """A zone as a person picks it: "Europe/Berlin · UTC+01:00 · 18:00 now"."""
    local = now.astimezone(ZoneInfo(name))
    offset = f"{local:%z}"
    return f"{name.replace('_', ' ')} · UTC{offset[:3]}:{offset[3:5]} · {local:%H:%M} now"
