"""Days and weekdays as people say them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from babel import Locale
from babel.dates import format_date, get_day_names, get_month_names

from bot.words.lists import listed
from bot.words.locale import locale


def day_name(day: date, today: date) -> str:
    """A day with its weekday, and with its year if that is another one: "Wednesday 31 March 2027"."""
    return _written(day, "EEEE d MMMM" if day.year == today.year else "EEEE d MMMM y", locale())


def whole_day(day: date) -> str:
    """A day where readers have no common today, with its weekday and year: "Monday 7 December 2026"."""
    return format_date(day, "EEEE d MMMM y", locale())


def short_date(day: date) -> str:
    """A date where there is little room and no reader's zone, as in a picture: "7 Dec 2026"."""
    return _written(day, "d MMM y", locale())


def short_day_of_month(day: date) -> str:
    """A date of this year or the next where there is hardly any room, as in a picture: "7 Dec"."""
    return _written(day, "d MMM", locale())


def short_month(day: date) -> str:
    """A month with its year, where there is little room: "Oct 2027"."""
    return _written(day, "MMM y", locale())


def month_name(month: int) -> str:
    """A month from its number, 1 for January, where there is hardly any room: "Jan"."""
    return get_month_names("abbreviated", locale=locale())[month]


def weekday_letter(weekday: int) -> str:
    """A weekday from its number, 0 for Monday, in one letter: "M"."""
    return get_day_names("narrow", locale=locale())[weekday]


def short_day(day: date) -> str:
    """A day of these weeks with its weekday, where there is little room: "Wed 4 Mar"."""
    return _written(day, "EEE d MMM", locale())


def date_span(first: date, last: date) -> str:
    """From a date to another, without the year: "2 Mar" to "8 Mar"."""
    return f"{_written(first, 'd MMM', locale())} – {_written(last, 'd MMM', locale())}"


def weekday_name(weekday: int, *, short: bool = False) -> str:
    """A weekday from its number, 0 for Monday: "Monday", "Mon"."""
    return get_day_names("abbreviated" if short else "wide", locale=locale())[weekday]


def weekday_names(weekdays: Iterable[int], *, short: bool = False) -> str:
    """Several weekdays: "Monday, Wednesday and Saturday"."""
    return listed(weekday_name(weekday, short=short) for weekday in weekdays)


@lru_cache(maxsize=2048)
def _written(day: date, pattern: str, where: Locale) -> str:
    """A date by a pattern of Babel's: to read the pattern takes longer than all else of a sentence."""
    return format_date(day, pattern, where)
