"""Days, dates and weekdays that are typed or picked from a list: their names there, and the questions back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from bot.study.days import closes_at, week_of
from bot.ui.screens.layout import plain, short, until
from bot.words import day_name, listed_or, tr, tr_n, weekday_name

_FEW_DAYS = 14
_LONGEST = 20
_LONGEST_DAYS = 40


def open_day_label(day: date, today: date) -> str:
    """A study day that takes entries: "yesterday (Tuesday 3 March)"."""
    name = day_name(day, today)
    if day == today:
        return tr("today ({day})", day=name)
    if day == today - timedelta(days=1):
        return tr("yesterday ({day})", day=name)
    return name


def day_ahead_label(day: date, today: date) -> str:
    """A day to come: "Monday 9 March (in 7 days)"."""
    return tr("{day} ({distance})", day=day_name(day, today), distance=_distance(day, today))


def pause_until_label(day: date, today: date, weeks: int) -> str:
    """A day to come back on: "until Monday 9 March (1 week)"."""
    return tr_n("until {day} ({number} week)", "until {day} ({number} weeks)", weeks, day=day_name(day, today))


def pause_from_label(day: date, today: date) -> str:
    """A day to begin a break on: "from Monday 9 March (in 7 days)"."""
    name = day_name(day, today)
    if day == today:
        return tr("today ({day})", day=name)
    return tr("from {day} ({distance})", day=name, distance=_distance(day, today))


def _distance(day: date, today: date) -> str:
    days = (day - today).days
    if days < _FEW_DAYS:
        return tr_n("in {number} day", "in {number} days", days)
    return tr_n("in {number} week", "in {number} weeks", round(days / 7))


def which_day(typed: str, found: Iterable[date], today: date) -> str:
    """The question back about a date that could be several."""
    days = listed_or(tr("{day} (write {date})", day=day_name(day, today), date=day) for day in found)
    return tr("“{typed}” could be {days}. Which one do you mean?", typed=_typed(typed), days=days)


def no_day(typed: str, today: date) -> str:
    """What reads as no day at all."""
    return tr(
        "I can't read “{typed}” as a day. Try today, yesterday, Mon or a date like {date}.",
        typed=_typed(typed),
        date=today,
    )


def day_to_come(day: date, today: date) -> str:
    """A day that can't be logged yet."""
    return tr("{day} is still to come. Log it once it's done.", day=day_name(day, today))


def day_closed(day: date, today: date, zone: ZoneInfo) -> str:
    """A day whose week takes no entries any more."""
    return tr(
        "The week of {day} closed {closed}, and closed weeks don't change. "
        "Leave `day` out to log it today: the work counts all the same.",
        day=day_name(day, today),
        closed=until(closes_at(week_of(day), zone)),
    )


def no_day_ahead(typed: str, today: date) -> str:
    """What reads as no day to come."""
    example = today + timedelta(days=14)
    return tr(
        "I can't read “{typed}” as a future day. Try a date like {date} or {day}, or 2 weeks.",
        typed=_typed(typed),
        date=example,
        day=day_name(example, today),
    )


def day_not_ahead(day: date, today: date) -> str:
    """A day that should lie ahead and does not."""
    return tr("{day} isn't in the future. Choose a later day.", day=day_name(day, today))


def no_study_days(typed: str) -> str:
    """What reads as no weekdays."""
    return tr(
        "I can't read “{typed}” as study days. Write them like Tue Thu Sun, Mon-Fri or every day.",
        typed=plain(short(typed, _LONGEST_DAYS)),
    )


def rhythm_label(weekdays: Iterable[int]) -> str:
    """The study days that a roadmap has itself."""
    return tr("{days}: the roadmap's rhythm", days=study_days_label(weekdays))


def study_days_label(weekdays: Iterable[int]) -> str:
    """Study days to pick: "Tue, Thu, Sun"."""
    days = tuple(weekdays)
    if len(days) == 7:
        return tr("Every day")
    if len(days) == 1:
        return weekday_name(days[0])
    return ", ".join(weekday_name(day, short=True) for day in days)


def _typed(text: str) -> str:
    return plain(short(text, _LONGEST))
