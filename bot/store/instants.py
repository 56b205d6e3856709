"""How instants, times of day and zones are written in the database."""

from __future__ import annotations

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from bot.store.errors import UnknownZone


def to_seconds(instant: datetime | None) -> int | None:
    """An instant as UTC seconds."""
    return None if instant is None else int(instant.timestamp())


def to_instant(seconds: int | None) -> datetime | None:
    """UTC seconds as an aware instant."""
    return None if seconds is None else known_instant(seconds)


def known_instant(seconds: int) -> datetime:
    """UTC seconds of a column that always has them, as an aware instant."""
    return datetime.fromtimestamp(seconds, UTC)


def to_clock(at: time | None) -> str | None:
    """A time of day as "HH:MM"."""
    return None if at is None else f"{at:%H:%M}"


def to_time(clock: str | None) -> time | None:
    """ "HH:MM" as a time of day."""
    return None if clock is None else time.fromisoformat(clock)


def to_zone(name: str) -> ZoneInfo:
    """A zone by its stored name. Raises UnknownZone when this machine does not know it (any more)."""
    try:
        return ZoneInfo(name)
    except (LookupError, ValueError, OSError):
        raise UnknownZone(name) from None
