"""Due instants of three years in twelve zones, against a slow search minute by minute."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.study.days import instant_of, next_occurrence

ZONES = (
    "Africa/Cairo",  # clocks go forward at midnight
    "Asia/Beirut",  # forward at midnight, back at midnight
    "America/Havana",  # forward at midnight, back at one
    "Australia/Lord_Howe",  # by half an hour
    "Asia/Kathmandu",  # +05:45
    "Pacific/Auckland",  # +13 in summer
    "Pacific/Chatham",  # +12:45 and +13:45
    "Europe/Berlin",
    "America/New_York",
    "America/St_Johns",  # -03:30
    "Antarctica/Troll",  # by two hours
    "America/Santiago",  # the southern summer, changed at midnight
)
TIMES = (time(0), time(0, 30), time(2, 15), time(18))
FIRST, LAST = date(2025, 1, 1), date(2027, 12, 31)
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)


def all_days() -> Iterator[date]:
    """Every day of the three years."""
    day = FIRST
    while day <= LAST:
        yield day
        day += DAY


def days_around_changes(zone: ZoneInfo) -> list[date]:
    """The days on which the offset changes, and those beside them."""
    changes = [day for day in all_days() if offset(day, zone) != offset(day + DAY, zone)]
    return sorted({day + n * DAY for day in changes for n in (-1, 0, 1, 2)})


def offset(day: date, zone: ZoneInfo) -> timedelta | None:
    """The offset at the first moment of a UTC day."""
    return datetime.combine(day, time(), UTC).astimezone(zone).utcoffset()


def by_search(day: date, at: time, zone: ZoneInfo) -> datetime:
    """The first minute at which the wall clock has reached a time of a day, found by looking at each."""
    wanted = datetime.combine(day, at)
    moment = datetime.combine(day, at, UTC) - timedelta(hours=16)
    while moment.astimezone(zone).replace(tzinfo=None) < wanted - timedelta(hours=4):
        moment += timedelta(hours=1)
    while moment.astimezone(zone).replace(tzinfo=None) < wanted:
        moment += MINUTE
    return moment


@pytest.mark.parametrize("name", ZONES)
def test_around_every_change_of_clocks(name: str):
    """In the gap when the clocks have jumped, in the fold the first time."""
    zone = ZoneInfo(name)
    for day in days_around_changes(zone):
        for at in TIMES:
            assert instant_of(day, at, zone) == by_search(day, at, zone), (day, at)


@pytest.mark.parametrize("name", ZONES)
def test_every_day_has_one_due_moment_and_they_follow_each_other(name: str):
    """From one to the next, three years long, none is left out and none comes twice."""
    zone = ZoneInfo(name)
    for at in TIMES:
        moment = instant_of(FIRST, at, zone)
        for day in all_days():
            assert moment == instant_of(day, at, zone), (day, at)
            assert moment.astimezone(zone).replace(tzinfo=None) >= datetime.combine(day, at)
            assert (moment - MINUTE).astimezone(zone).replace(tzinfo=None) < datetime.combine(day, at)
            moment = next_occurrence(moment, at, zone)
