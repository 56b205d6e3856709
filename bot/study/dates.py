"""Dates as people write them: 31.03.2027, March 31, in 3 months, tomorrow, next Friday (§6).

Pure: today is given. A text may mean several days, as 03/04/2027 does; whoever asks decides what to do then.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from bot.study.letters import without_marks

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_SMALL = ("a", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_SMALL_NUMBERS = {**{word: number for number, word in enumerate(_SMALL, 1)}, "an": 1, "one": 1}
_NAMED = {
    "today": 0,
    "now": 0,
    "tonight": 0,
    "tomorrow": 1,
    "day after tomorrow": 2,
    "yesterday": -1,
    "day before yesterday": -2,
}

_YEAR = r"(?:[\s,./-]+(?P<year>\d{4}|\d\d))?"
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\.?"
_WEEKDAY = (
    r"(?P<weekday>mon(?:day)?|tue(?:s(?:day)?)?|wed(?:s|nesday)?|thu(?:rs?(?:day)?)?|fri(?:day)?|sat(?:urday)?"
    r"|sun(?:day)?)"
)
_SPAN = re.compile(
    rf"^(?:in )?(?P<number>\d{{1,3}}|{'|'.join(_SMALL_NUMBERS)}) ?(?P<unit>day|week|month|year)s?"
    r"(?P<ago> ago| from now| from today)?$"
)
_NEXT = re.compile(rf"^(?:(?P<which>next|this|coming|last|past) )?{_WEEKDAY}$")
_YEAR_FIRST = re.compile(r"^(\d{4})[-./ ](\d{1,2})[-./ ](\d{1,2})$|^(\d{4})(\d\d)(\d\d)$")
_DAY_FIRST = re.compile(r"^(\d{1,2})\. ?(\d{1,2})\.? ?(\d{4}|\d\d)?$")
_EITHER = re.compile(r"^(\d{1,2})[/-](\d{1,2})(?:[/-](\d{4}|\d\d))?$")
_IN_WORDS = (
    re.compile(rf"^{_DAY}[\s-]*(?:of )?{_MONTH}{_YEAR}$"),
    re.compile(rf"^{_MONTH}[\s-]*(?:the )?{_DAY}{_YEAR}$"),
)
_LEADING = re.compile(r"^(?:(?:until|till|by|on|from|the)\s+)+")
_BEFORE_A_DATE = re.compile(rf"^{_WEEKDAY}[\s,.]+(?:the )?(?=\S*\d|{_MONTH})")
_IN_BRACKETS = re.compile(r"\(([^)]*)\)")
_YEARS_TO_A_LEAP_DAY = 8
_LONGEST = 100
"""Characters of a text that are looked at: Discord lets people send 6,000."""


def days_meant(typed: str, today: date, *, ahead: bool) -> list[date]:
    """The days that a text may mean, none if it is no date.

    `ahead` says where a weekday or a date without a year lies: in what comes, else near today. A list's own names are
    read too; of "yesterday (Tue 03 Mar)" it is the date that counts, in case that a night has passed.
    """
    text = without_marks(typed[:_LONGEST])
    inside = "".join(_IN_BRACKETS.findall(text))
    outside = _IN_BRACKETS.sub("", text).strip(" ,.")
    parts = (inside, outside) if outside in _NAMED else (outside, inside)
    first, second = (_days(part, today, ahead) for part in parts)
    return first or second


def _days(text: str, today: date, ahead: bool) -> list[date]:
    """The days that a text without brackets may mean; a weekday before a date has to be the date's own."""
    text = _LEADING.sub("", text)
    weekday = _BEFORE_A_DATE.match(text)
    found = sorted(set(_read(text[weekday.end() :] if weekday else text, today, ahead)))
    return [day for day in found if not weekday or day.weekday() == _WEEKDAYS.index(weekday["weekday"][:3])]


def _read(text: str, today: date, ahead: bool) -> Iterator[date]:
    if text in _NAMED:
        yield today + timedelta(days=_NAMED[text])
    elif text in ("next week", "next month"):
        yield _next(text, today)
    elif found := _SPAN.match(text):
        yield from _span(found, today)
    elif found := _NEXT.match(text):
        yield _weekday(found, today, ahead)
    elif found := _YEAR_FIRST.match(text):
        year, month, day = (part for part in found.groups() if part)
        yield from _dated(int(day), int(month), year, today, ahead)
    elif found := _DAY_FIRST.match(text):
        yield from _dated(int(found[1]), int(found[2]), found[3], today, ahead)
    elif found := _EITHER.match(text):
        for day, month in ((found[1], found[2]), (found[2], found[1])):
            yield from _dated(int(day), int(month), found[3], today, ahead)
    else:
        for found in filter(None, (pattern.match(text) for pattern in _IN_WORDS)):
            yield from _dated(int(found["day"]), _MONTHS.index(found["month"][:3]) + 1, found["year"], today, ahead)


def _next(text: str, today: date) -> date:
    """Next week begins on its Monday, next month on its first day."""
    if text == "next week":
        return today + timedelta(days=7 - today.weekday())
    return months_after(today.replace(day=1), 1)


def _span(found: re.Match[str], today: date) -> Iterator[date]:
    written, unit = found["number"], found["unit"]
    number = _SMALL_NUMBERS.get(written) or int(written)
    number = -number if found["ago"] == " ago" else number
    if not number:
        return
    if unit in ("month", "year"):
        yield months_after(today, number * (12 if unit == "year" else 1))
    else:
        yield today + timedelta(days=number * (7 if unit == "week" else 1))


def _weekday(found: re.Match[str], today: date, ahead: bool) -> date:
    """The nearest such day: to come, or gone by, today if it is one; "next" and "last" are never today."""
    wanted, which = _WEEKDAYS.index(found["weekday"][:3]), found["which"]
    forwards = (wanted - today.weekday()) % 7
    if which in ("last", "past") or (which is None and not ahead):
        back = (7 - forwards) % 7
        return today - timedelta(days=back or (7 if which else 0))
    return today + timedelta(days=forwards or (0 if which == "this" else 7))


def _dated(day: int, month: int, year: str | None, today: date, ahead: bool) -> Iterator[date]:
    """The date with these numbers, if there is one; without a year the next to come, or the one nearest to today."""
    if year:
        written = int(year) + (2000 if len(year) == 2 else 0)
        years = range(written, written + 1)
    else:
        years = range(today.year - (0 if ahead else _YEARS_TO_A_LEAP_DAY), today.year + _YEARS_TO_A_LEAP_DAY + 1)
    found = [date(number, month, day) for number in years if _is_date(number, month, day)]
    if not year:
        found = [one for one in found if one > today or not ahead]
    yield from sorted(found, key=lambda one: abs(one - today))[:1]


def _is_date(year: int, month: int, day: int) -> bool:
    return year > 0 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def months_after(day: date, months: int) -> date:
    """The same day of another month, or that month's last."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
