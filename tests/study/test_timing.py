"""Quiet hours, how often at most, and what is put off."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.roadmap import Roadmap
from bot.study.days import instant_of
from bot.study.member import Server
from bot.study.timing import Later, is_quiet_hour, may_write, put_off_until
from tests.study.people import ADA, BERLIN, DAY, MONDAY, standing

SERVER = Server(1, BERLIN, time(18), channel_id=7)


@pytest.mark.parametrize(
    ("chosen", "clock", "quiet"),
    [
        (None, "07:59", True),
        (None, "08:00", False),
        (None, "20:59", False),
        (None, "21:00", True),
        (None, "03:00", True),
        ("18:00", "22:00", True),
        ("22:30", "22:30", False),
        ("06:00", "06:00", False),
    ],
)
def test_the_night_is_quiet_unless_chosen(chosen: str | None, clock: str, quiet: bool):
    """Between 21:00 and 08:00 only those are written to who set such a time."""
    member = replace(ADA, at=time.fromisoformat(chosen) if chosen else None)
    assert is_quiet_hour(instant_of(MONDAY, time.fromisoformat(clock), BERLIN), member) is quiet


@pytest.mark.parametrize(
    ("sent", "may"),
    [
        ([], True),
        ([0], True),
        ([3], False),
        ([0, 1, 2], True),
        ([-1, -2, -3, -4], True),
        ([-1, 0, 1, 2], True),
    ],
)
def test_one_a_day(curriculum: Roadmap, sent: list[int], may: bool):
    """On Thursday, after messages so many days after Monday: never a second on one day."""
    progress = standing(curriculum, MONDAY + 3 * DAY)
    assert may_write([instant_of(MONDAY + n * DAY, time(18), BERLIN) for n in sent], progress) is may


def test_four_a_week(curriculum: Roadmap):
    """A fifth message in a study week is not sent, whatever it says."""
    progress = standing(curriculum, MONDAY + 5 * DAY)
    sent = [instant_of(MONDAY + n * DAY, time(18), BERLIN) for n in (0, 1, 2, 3)]
    assert not may_write(sent, progress)
    assert may_write(sent[1:], progress)


@pytest.mark.parametrize(
    ("later", "clock", "day", "comes"),
    [
        (Later.HOUR, "18:10", 0, "19:10"),
        (Later.EVENING, "18:10", 0, "20:00"),
        (Later.EVENING, "20:30", 0, "21:30"),
        (Later.TOMORROW, "18:10", 1, "18:00"),
        (Later.TOMORROW, "02:00", 0, "18:00"),  # at 02:00 it is still the evening before
    ],
)
def test_put_off_until(later: Later, clock: str, day: int, comes: str):
    """In an hour, at 20:00, or at tomorrow's usual time."""
    now = instant_of(MONDAY, time.fromisoformat(clock), BERLIN)
    assert put_off_until(later, ADA, SERVER, now) == instant_of(MONDAY + day * DAY, time.fromisoformat(comes), BERLIN)


def test_put_off_over_a_change_of_clocks():
    """Tomorrow's usual time is a time on the wall, whatever the clocks do meanwhile."""
    saturday = datetime(2026, 3, 28, 18, tzinfo=ZoneInfo("Europe/Berlin"))
    assert put_off_until(Later.TOMORROW, ADA, SERVER, saturday.astimezone(UTC)) - saturday == timedelta(hours=23)
