"""Dates as people write them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.study.dates import days_meant, months_after

TODAY = date(2026, 3, 4)
"""A Wednesday."""


def ahead(typed: str) -> list[str]:
    """The days to come that a text means."""
    return [str(day) for day in days_meant(typed, TODAY, ahead=True)]


def near(typed: str) -> list[str]:
    """The days near today that a text means."""
    return [str(day) for day in days_meant(typed, TODAY, ahead=False)]


@pytest.mark.parametrize(
    ("day", "ways"),
    [
        (
            "2027-03-31",
            "2027-03-31 | 2027/3/31 | 20270331 | 31.03.2027 | 31.3.27 | 31/03/2027 | 03/31/2027 | 31-3-2027 | "
            "March 31, 2027 | march 31st 2027 | 31 March 2027 | 31st of March, 2027 | Mar 31 2027 | 31-Mar-2027 | "
            "Wednesday, March 31, 2027 | Wed 31.03.2027 | by March 31, 2027 | 31. March 2027 | MARCH 31 2027",
        ),
        ("2026-03-31", "31.03. | 31.3 | March 31 | 31 mar | the 31st of March | until Tuesday 31 March | 31/3"),
        ("2026-03-05", "tomorrow | Tomorrow | in 1 day | in a day | Thursday | thu | next thursday | 5 March"),
        ("2026-03-06", "Friday | next Friday | on Friday | the day after tomorrow | this fri | coming friday"),
        ("2026-03-09", "next week | Monday | next mon | 9.3.2026"),
        ("2026-03-11", "Wed | next Wednesday | in a week | 7 days | one week | 1 week from now"),
        ("2026-03-18", "2 weeks | in 2 weeks | two weeks | 14 days"),
        ("2026-06-04", "in 3 months | 3 months | three months | IN 3 MONTHS"),
        ("2026-04-01", "next month | April 1 | 1. April"),
        ("2027-03-04", "in a year | 12 months | 1 year"),
        ("2028-02-29", "29 February | 29.2."),
    ],
)
def test_a_day_is_read_in_every_usual_writing(day: str, ways: str):
    """Numbers, words, and how far it is."""
    assert {typed: ahead(typed) for typed in ways.split(" | ") if typed.strip()} == {
        typed: [day] for typed in ways.split(" | ") if typed.strip()
    }


@pytest.mark.parametrize(
    ("day", "ways"),
    [
        ("2026-03-04", "today | now | Wed | this wednesday | 4.3. | March 4 | today (Wed 04 Mar)"),
        ("2026-03-03", "yesterday | Tue | last Tuesday | 1 day ago | Tue 03 Mar | 3.3. | yesterday (Tue 03 Mar)"),
        ("2026-03-02", "Monday | mon | the day before yesterday | 2 days ago | Mon 02 Mar"),
        ("2026-02-25", "last Wednesday | a week ago | 25 Feb"),
        ("2026-03-05", "tomorrow | 5 March"),  # has not come, which is then said
        ("2025-12-31", "31.12.2025 | 31 December 2025"),
    ],
)
def test_a_day_that_was_is_looked_for_near_today(day: str, ways: str):
    """A weekday is the one gone by; a date without a year the nearest."""
    assert {typed: near(typed) for typed in ways.split(" | ")} == {typed: [day] for typed in ways.split(" | ")}


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("03/04/2027", ["2027-03-04", "2027-04-03"]),
        ("3-4-2027", ["2027-03-04", "2027-04-03"]),
        ("3/4", ["2026-04-03", "2027-03-04"]),
        ("Sat 03/04/2027", ["2027-04-03"]),  # the weekday tells
        ("03/03/2027", ["2027-03-03"]),
        ("03.04.2027", ["2027-04-03"]),  # with points the day stands first everywhere
    ],
)
def test_day_and_month_that_could_be_swapped_are_two_days(typed: str, days: list[str]):
    """Only where both are dates, and different ones."""
    assert ahead(typed) == days


@pytest.mark.parametrize(
    "typed",
    [
        *("", " ", "soon", "0 weeks", "31.02.2026", "2026-13-01", "00.00.0000", "12", "May", "Fri 31.03.2027"),
        *("in weeks", "()", "next", "9999", "\0", "1/2/3/4", "the", "in 3 blue moons"),
    ],
)
def test_what_is_no_date_is_none(typed: str):
    """A weekday that the date does not have is none either."""
    assert ahead(typed) == near(typed) == []


@given(st.text(max_size=30) | st.from_regex(r"[0-9a-z ./()-]{0,20}", fullmatch=True), st.dates())
def test_anything_typed_is_survived(typed: str, today: date):
    """Whatever the text and the day."""
    if date(1000, 1, 1) < today < date(9000, 1, 1):
        assert len(days_meant(typed, today, ahead=True)) <= 2
        assert len(days_meant(typed, today, ahead=False)) <= 2


@given(st.dates(date(2020, 1, 1), date(2090, 1, 1)), st.integers(-3000, 3000))
def test_a_date_written_in_full_is_itself(today: date, days: int):
    """In four writings, from any day on."""
    day = today + timedelta(days=days)
    for typed in (f"{day}", f"{day:%d.%m.%Y}", f"{day:%B %d, %Y}", f"{day:%A} {day.day} {day:%b} {day.year}"):
        assert days_meant(typed, today, ahead=True) == days_meant(typed, today, ahead=False) == [day]


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        ("2026-01-31", 1, "2026-02-28"),
        ("2028-01-31", 1, "2028-02-29"),
        ("2026-12-01", 1, "2027-01-01"),
        ("2026-03-31", -1, "2026-02-28"),
        ("2026-01-15", -1, "2025-12-15"),
        ("2026-03-04", 12, "2027-03-04"),
    ],
)
def test_months_end_on_their_last_day(day: str, months: int, then: str):
    """A month after the 31st of January is the end of February."""
    assert str(months_after(date.fromisoformat(day), months)) == then
