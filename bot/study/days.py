"""Study days, study weeks and the wall clock (§2).

Conventions of the whole project: a day is a plain `date`; a week is named by its Monday; spans
start inclusive and end exclusive; instants are aware datetimes; a weekday is 0 for Monday.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

ROLLOVER = time(4)
"""A study day begins at this wall-clock time, so that one late evening is one day."""

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")

_DAY = timedelta(days=1)
_SINCE_MONDAY = tuple(timedelta(days=weekday) for weekday in range(7))
_WEEK = timedelta(days=7)
_LATE_LOGGING = timedelta(days=8)


LONG_AWAY = timedelta(hours=24)
"""A time away that is longer than this keeps the weeks open that closed in it (§4)."""

_OPEN_AFTER_AN_OUTAGE = timedelta(hours=48)


@dataclass(frozen=True, slots=True)
class Outage:
    """A time in which the bot did not look, or could not reach Discord: two instants."""

    since: datetime
    until: datetime


def is_held_open(monday: date, zone: ZoneInfo, now: datetime, outages: Iterable[Outage]) -> bool:
    """Whether a week still takes entries because it closed while the bot was away for more than a day (§4)."""
    return held_open_until(monday, zone, now, outages) is not None


def held_open_until(monday: date, zone: ZoneInfo, now: datetime, outages: Iterable[Outage]) -> datetime | None:
    """The instant until which such a week takes entries; None when it is not one, or no more."""
    ends = (
        outage.until + _OPEN_AFTER_AN_OUTAGE
        for outage in outages
        if outage.until - outage.since > LONG_AWAY and outage.since <= closes_at(monday, zone) <= outage.until
    )
    return max((end for end in ends if now < end), default=None)


def last_closed(now: datetime, zone: ZoneInfo, outages: Sequence[Outage]) -> date:
    """The Monday of the last week that takes no entries any more in a zone (§2, §4)."""
    today = study_day(now, zone)
    monday = week_of(today)
    while is_open(monday, today) or is_held_open(monday, zone, now, outages):
        monday -= _WEEK
    return monday


def study_day(instant: datetime, zone: ZoneInfo) -> date:
    """The study day that an instant belongs to in `zone` (§2)."""
    local = instant.astimezone(zone)
    return local.date() if local.time() >= ROLLOVER else local.date() - _DAY


def week_of(day: date) -> date:
    """The Monday of a day's study week."""
    return day - _SINCE_MONDAY[day.weekday()]


def days_of(monday: date) -> tuple[date, ...]:
    """The seven study days of a week, Monday first."""
    return tuple(monday + timedelta(days=n) for n in range(7))


def weeks_between(first: date, last: date) -> Iterator[date]:
    """The Mondays from `first` to `last`, both included."""
    while first <= last:
        yield first
        first += _WEEK


def first_monday(joined: date) -> date:
    """The Monday a plan starts on: this week's until Wednesday, else the next (§3)."""
    monday = week_of(joined)
    return monday if joined.weekday() <= 2 else monday + _WEEK


def is_open(monday: date, today: date) -> bool:
    """Whether a study week still takes entries: until the Tuesday after it begins (§2)."""
    return today < monday + _LATE_LOGGING


def closes_at(monday: date, zone: ZoneInfo) -> datetime:
    """The instant (UTC) at which a study week closes for good: Tuesday 04:00 after it (§2)."""
    return instant_of(monday + _LATE_LOGGING, ROLLOVER, zone)


def instant_of(day: date, at: time, zone: ZoneInfo) -> datetime:
    """The first instant (UTC) on which the wall clock in `zone` shows `at` of `day`, or later.

    A time the clocks jump over is met when they have jumped; a time that comes twice, the first time.
    """
    wall = datetime.combine(day, at, tzinfo=zone)
    instant = wall.astimezone(UTC)
    if instant.astimezone(zone).replace(tzinfo=None) == wall.replace(tzinfo=None):
        return instant
    return _end_of_gap(wall.replace(fold=1).astimezone(UTC), instant, zone)


def _end_of_gap(before: datetime, after: datetime, zone: ZoneInfo) -> datetime:
    """The moment between two instants at which the zone's offset changes, to the second."""
    old = before.astimezone(zone).utcoffset()
    while after - before > timedelta(seconds=1):
        middle = before + timedelta(seconds=(after - before) // timedelta(seconds=2))
        if middle.astimezone(zone).utcoffset() == old:
            before = middle
        else:
            after = middle
    return after


def next_occurrence(after: datetime, at: time, zone: ZoneInfo) -> datetime:
    """The first instant (UTC) later than `after` at which a day's `at` comes in `zone`."""
    day = after.astimezone(zone).date() - _DAY
    while (instant := instant_of(day, at, zone)) <= after:
        day += _DAY
    return instant


def last_occurrence(until: datetime, at: time, zone: ZoneInfo) -> datetime:
    """The latest instant (UTC), not after `until`, at which a day's `at` came in `zone`."""
    day = until.astimezone(zone).date() + _DAY
    while (instant := instant_of(day, at, zone)) > until:
        day -= _DAY
    return instant


def is_time_of(instant: datetime, at: time, zone: ZoneInfo) -> bool:
    """Whether a day's `at` comes in `zone` at just this instant."""
    return last_occurrence(instant, at, zone) == instant
