"""Study days, study weeks and the wall clock, in zones where that is not as simple as it seems."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.study.days import (
    closes_at,
    days_of,
    first_monday,
    instant_of,
    is_open,
    last_occurrence,
    next_occurrence,
    study_day,
    week_of,
    weeks_between,
)
from bot.study.zones import zone_names

MINUTE, HOUR, DAY, WEEK = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1), timedelta(days=7)

# Clocks change around these days: in Berlin, New York, Auckland, Cairo, Beirut, Havana, Lord Howe.
RESTLESS = {
    "Europe/Berlin": ["2026-03-29", "2026-10-25"],
    "America/New_York": ["2026-03-08", "2026-11-01"],
    "Pacific/Auckland": ["2026-04-05", "2026-09-27"],
    "Africa/Cairo": ["2024-04-26", "2024-10-31"],
    "Asia/Beirut": ["2024-03-31", "2024-10-27"],
    "America/Havana": ["2024-03-10", "2024-11-03"],
    "Australia/Lord_Howe": ["2024-04-07", "2024-10-06"],
}
RESTLESS_DAYS = [
    (zone, date.fromisoformat(day) + n * DAY) for zone, days in RESTLESS.items() for day in days for n in (-1, 0)
]

zones = st.sampled_from(zone_names())
dates = st.dates(date(2024, 1, 1), date(2028, 12, 31))
times = st.builds(time, st.integers(0, 23), st.integers(0, 59))
zoned_days = (st.tuples(zones, dates) | st.sampled_from(RESTLESS_DAYS)).map(lambda pair: (ZoneInfo(pair[0]), pair[1]))
instants = st.datetimes(datetime(2024, 1, 1), datetime(2028, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001  # given UTC


def utc(text: str) -> datetime:
    """An instant as "2026-03-02 18:00" in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "instant", "day"),
    [
        # One evening in Berlin is one day, whatever the date says; the next one begins at four.
        ("Europe/Berlin", "2026-03-02 22:30", "2026-03-02"),
        ("Europe/Berlin", "2026-03-03 00:30", "2026-03-02"),
        ("Europe/Berlin", "2026-03-03 02:59:59", "2026-03-02"),
        ("Europe/Berlin", "2026-03-03 03:00", "2026-03-03"),
        # Clocks go forward at night (the day begins an hour earlier in UTC) and back in autumn.
        ("Europe/Berlin", "2026-03-29 01:59:59", "2026-03-28"),
        ("Europe/Berlin", "2026-03-29 02:00", "2026-03-29"),
        ("Europe/Berlin", "2026-10-25 02:59:59", "2026-10-24"),
        ("Europe/Berlin", "2026-10-25 03:00", "2026-10-25"),
        ("America/New_York", "2026-03-08 07:59:59", "2026-03-07"),
        ("America/New_York", "2026-03-08 08:00", "2026-03-08"),
        ("America/New_York", "2026-11-01 08:59:59", "2026-10-31"),
        ("America/New_York", "2026-11-01 09:00", "2026-11-01"),
        # Offsets that are no whole hours, or beyond twelve.
        ("Asia/Kathmandu", "2026-03-02 22:14:59", "2026-03-02"),
        ("Asia/Kathmandu", "2026-03-02 22:15", "2026-03-03"),
        ("Pacific/Auckland", "2026-01-04 14:59:59", "2026-01-04"),
        ("Pacific/Auckland", "2026-01-04 15:00", "2026-01-05"),
        # Clocks that change at midnight leave the evening one evening.
        ("Africa/Cairo", "2024-04-25 22:00", "2024-04-25"),
        ("Asia/Beirut", "2024-10-26 21:30", "2024-10-26"),
        ("America/Havana", "2024-11-03 05:30", "2024-11-02"),
        # Samoa jumped from Thursday to Saturday: the night after it still belongs to the day that never was.
        ("Pacific/Apia", "2011-12-30 09:59", "2011-12-29"),
        ("Pacific/Apia", "2011-12-30 10:00", "2011-12-30"),
        ("Pacific/Apia", "2011-12-30 14:00", "2011-12-31"),
        # A leap day is a day.
        ("UTC", "2028-02-29 12:00", "2028-02-29"),
        ("UTC", "2028-03-01 03:59", "2028-02-29"),
        ("UTC", "2027-03-01 03:59", "2027-02-28"),
    ],
)
def test_a_study_day_begins_at_four(zone: str, instant: str, day: str):
    """What is done before 04:00 on the member's clock belongs to the evening before."""
    assert study_day(utc(instant), ZoneInfo(zone)) == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("day", "monday"),
    [
        ("2026-03-02", "2026-03-02"),
        ("2026-03-08", "2026-03-02"),
        ("2026-12-31", "2026-12-28"),  # ISO week 53
        ("2027-01-01", "2026-12-28"),
        ("2027-01-03", "2026-12-28"),
        ("2027-01-04", "2027-01-04"),
        ("2024-12-31", "2024-12-30"),  # ISO week 1 of the next year
        ("2028-02-29", "2028-02-28"),
        ("2028-03-01", "2028-02-28"),
    ],
)
def test_a_study_week_is_monday_to_sunday(day: str, monday: str):
    """Weeks go over the ends of years and months undisturbed."""
    assert week_of(date.fromisoformat(day)) == date.fromisoformat(monday)


def test_days_and_weeks_in_a_row():
    """A week has its seven days; a row of weeks includes the first and the last."""
    monday = date(2026, 12, 28)
    assert [f"{day:%a %d}" for day in days_of(monday)] == [
        "Mon 28", "Tue 29", "Wed 30", "Thu 31", "Fri 01", "Sat 02", "Sun 03",
    ]  # fmt: skip
    assert list(weeks_between(monday, monday + WEEK)) == [monday, monday + WEEK]
    assert list(weeks_between(monday, monday)) == [monday]
    assert list(weeks_between(monday, monday - WEEK)) == []


@pytest.mark.parametrize(
    ("joined", "starts"),
    [
        ("2026-03-02", "2026-03-02"),  # Monday
        ("2026-03-03", "2026-03-02"),
        ("2026-03-04", "2026-03-02"),
        ("2026-03-05", "2026-03-09"),  # Thursday
        ("2026-03-06", "2026-03-09"),
        ("2026-03-07", "2026-03-09"),
        ("2026-03-08", "2026-03-09"),
        ("2026-12-31", "2027-01-04"),
    ],
)
def test_joining_late_in_a_week_starts_the_next(joined: str, starts: str):
    """Monday to Wednesday starts this week, Thursday to Sunday next Monday."""
    assert first_monday(date.fromisoformat(joined)) == date.fromisoformat(starts)


@pytest.mark.parametrize(
    ("today", "open_still"), [("2026-03-02", True), ("2026-03-08", True), ("2026-03-09", True), ("2026-03-10", False)]
)
def test_a_week_takes_entries_through_the_monday_after_it(today: str, open_still: bool):
    """From Tuesday's study day on, the week is closed."""
    assert is_open(date(2026, 3, 2), date.fromisoformat(today)) is open_still


@pytest.mark.parametrize(
    ("zone", "monday", "closes"),
    [
        ("Europe/Berlin", "2026-03-02", "2026-03-10 03:00"),
        ("Europe/Berlin", "2026-03-23", "2026-03-31 02:00"),  # over the change of clocks
        ("America/New_York", "2026-03-02", "2026-03-10 08:00"),
        ("Asia/Kathmandu", "2026-03-02", "2026-03-09 22:15"),
        ("Pacific/Auckland", "2026-01-05", "2026-01-12 15:00"),
    ],
)
def test_a_week_closes_on_tuesday_at_four(zone: str, monday: str, closes: str):
    """The week closes at 04:00 on the member's own clock, and is open until that second."""
    first, place = date.fromisoformat(monday), ZoneInfo(zone)
    closing = closes_at(first, place)
    assert closing == utc(closes)
    assert is_open(first, study_day(closing - timedelta(seconds=1), place))
    assert not is_open(first, study_day(closing, place))


@pytest.mark.parametrize(
    ("zone", "day", "at", "instant"),
    [
        ("Europe/Berlin", "2026-03-02", "18:00", "2026-03-02 17:00"),
        ("Asia/Kathmandu", "2026-03-04", "18:00", "2026-03-04 12:15"),
        ("Pacific/Auckland", "2026-01-05", "04:00", "2026-01-04 15:00"),
        # The clocks jump over this time: it is met when they have jumped.
        ("Europe/Berlin", "2026-03-29", "02:30", "2026-03-29 01:00"),
        ("America/New_York", "2026-03-08", "02:30", "2026-03-08 07:00"),
        ("Africa/Cairo", "2024-04-26", "00:00", "2024-04-25 22:00"),
        ("Africa/Cairo", "2024-04-26", "00:59", "2024-04-25 22:00"),
        ("Asia/Beirut", "2024-03-31", "00:30", "2024-03-30 22:00"),
        ("America/Havana", "2024-03-10", "00:30", "2024-03-10 05:00"),
        ("Australia/Lord_Howe", "2024-10-06", "02:15", "2024-10-05 15:30"),
        ("Pacific/Apia", "2011-12-30", "18:00", "2011-12-30 10:00"),
        # It comes twice: the first time counts.
        ("Europe/Berlin", "2026-10-25", "02:30", "2026-10-25 00:30"),
        ("America/New_York", "2026-11-01", "01:30", "2026-11-01 05:30"),
        ("Africa/Cairo", "2024-10-31", "23:30", "2024-10-31 20:30"),
        ("Asia/Beirut", "2024-10-26", "23:30", "2024-10-26 20:30"),
        ("America/Havana", "2024-11-03", "00:30", "2024-11-03 04:30"),
        ("Australia/Lord_Howe", "2024-04-07", "01:45", "2024-04-06 14:45"),
    ],
)
def test_a_time_of_day_has_one_instant(zone: str, day: str, at: str, instant: str):
    """Also on the days when the clocks show it never, or twice."""
    assert instant_of(date.fromisoformat(day), time.fromisoformat(at), ZoneInfo(zone)) == utc(instant)


def first_minute_by_scanning(day: date, at: time, zone: ZoneInfo) -> datetime:
    """The slow way: look at the clock every minute until it shows the time, or later."""
    wanted = datetime.combine(day, at)
    instant = wanted.replace(tzinfo=UTC) - 26 * HOUR
    while instant.astimezone(zone).replace(tzinfo=None) < wanted:
        instant += MINUTE
    return instant


@given(zoned_days, times)
def test_instant_of_is_the_first_minute_that_shows_the_time(where_when: tuple[ZoneInfo, date], at: time):
    """Whatever a zone does to its clocks, nobody is early, and nobody waits longer than needed."""
    zone, day = where_when
    assert instant_of(day, at, zone) == first_minute_by_scanning(day, at, zone)


@pytest.mark.parametrize(
    ("zone", "now", "at", "last", "following"),
    [
        ("Europe/Berlin", "2026-03-02 16:59", "18:00", "2026-03-01 17:00", "2026-03-02 17:00"),
        ("Europe/Berlin", "2026-03-02 17:00", "18:00", "2026-03-02 17:00", "2026-03-03 17:00"),
        ("Europe/Berlin", "2026-03-28 17:00", "18:00", "2026-03-28 17:00", "2026-03-29 16:00"),
        # In the hour that comes twice, 02:30 has been once the clocks showed it first.
        ("Europe/Berlin", "2026-10-25 01:30", "02:30", "2026-10-25 00:30", "2026-10-26 01:30"),
        # The gap at midnight loses no day, and none comes twice.
        ("Africa/Cairo", "2024-04-25 21:59", "00:30", "2024-04-24 22:30", "2024-04-25 22:00"),
        ("Africa/Cairo", "2024-04-25 22:00", "00:30", "2024-04-25 22:00", "2024-04-26 21:30"),
        ("Pacific/Auckland", "2026-01-05 04:59", "18:00", "2026-01-04 05:00", "2026-01-05 05:00"),
    ],
)
def test_occurrences(zone: str, now: str, at: str, last: str, following: str):
    """A daily time has a last occurrence, up to now, and a next one, after now."""
    place, clock = ZoneInfo(zone), time.fromisoformat(at)
    assert last_occurrence(utc(now), clock, place) == utc(last)
    assert next_occurrence(utc(now), clock, place) == utc(following)


@given(instants, times, zones)
def test_now_lies_between_two_neighbouring_occurrences(now: datetime, at: time, zone: str):
    """The last is not after now, the next is, and there is none between them."""
    place = ZoneInfo(zone)
    last, following = last_occurrence(now, at, place), next_occurrence(now, at, place)
    assert last <= now < following
    assert next_occurrence(last, at, place) == following
    assert last_occurrence(following - MINUTE, at, place) == last


@given(zoned_days, st.integers(0, 48 * 60), st.integers(1, 120))
def test_study_days_never_go_back(where_when: tuple[ZoneInfo, date], minutes: int, more: int):
    """As time passes, the study day stays or moves on, also while the clocks go back."""
    zone, day = where_when
    instant = datetime.combine(day, time(), UTC) - DAY + minutes * MINUTE
    assert study_day(instant, zone) <= study_day(instant + more * MINUTE, zone)


@given(instants, zones)
def test_every_instant_is_in_one_study_week(now: datetime, zone: str):
    """Of all weeks around, exactly one has the study day; and it still takes entries."""
    day = study_day(now, ZoneInfo(zone))
    around = weeks_between(week_of(now.date()) - 2 * WEEK, week_of(now.date()) + 2 * WEEK)
    assert [monday for monday in around if day in days_of(monday)] == [week_of(day)]
    assert now < closes_at(week_of(day), ZoneInfo(zone))
