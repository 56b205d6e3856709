"""What members type, read kindly: days, times, zones and tasks. Each refusal says what to write instead."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from discord import app_commands

from bot.roadmap import Task
from bot.roadmap.versions import Edition
from bot.study.days import WEEKDAYS, closes_at, week_of
from bot.study.progress import Progress
from bot.study.zones import find_zone, zone_label, zones_matching
from bot.ui.replies import Refusal
from bot.ui.screens.layout import short, until

MOST_CHOICES = 25
"""Discord takes no more autocomplete choices; discord.py would send them all the same."""

_TIME = re.compile(r"^(\d{1,2})(?:[:.h](\d{2}))?\s*(am|pm)?$")


def read_time(typed: str) -> time:
    """A time of day: "18:00", "18", "6pm", "6:30 pm". Raises Refusal."""
    if match := _TIME.match(typed.strip().lower()):
        hour, minute, half = int(match[1]), int(match[2] or 0), match[3]
        if half and 1 <= hour <= 12:
            hour = hour % 12 + (12 if half == "pm" else 0)
        if hour < 24 and minute < 60:
            return time(hour, minute)
    raise Refusal(f"I can't read “{short(typed, 20)}” as a time. Write it like 18:00 or 6pm.")


def read_zone(typed: str) -> ZoneInfo:
    """A time zone by its IANA name. Raises Refusal."""
    if zone := find_zone(typed):
        return zone
    raise Refusal(
        f"I don't know the time zone “{short(typed, 40)}”. Type a city near you, such as Berlin, "
        "and pick one from the list."
    )


def zone_choices(typed: str, now: datetime) -> list[app_commands.Choice[str]]:
    """The zones that fit what was typed so far."""
    names = zones_matching(typed, now)[:MOST_CHOICES]
    return [app_commands.Choice(name=zone_label(name, now), value=name) for name in names]


def read_day(typed: str | None, progress: Progress) -> date:
    """An open study day: "today", "yesterday", "mon" or a date like 2026-11-23. Raises Refusal."""
    today = progress.today
    if typed is None:
        return today
    day = _day(typed.strip().lower(), today)
    if day is None:
        raise Refusal(
            f"I can't read “{short(typed, 20)}” as a day. Write today, yesterday, Mon, or a date like {today}."
        )
    if day > today:
        raise Refusal(f"{day:%a %d %b} has not come yet. Log it when it is done: I'll be here.")
    if not progress.is_open(week_of(day)):
        closed = until(closes_at(week_of(day), progress.member.zone))
        raise Refusal(
            f"The week of {day:%a %d %b} closed {closed}, and closed weeks don't change. "
            "Leave `day` out to log it today: the work counts all the same."
        )
    return day


_SPAN = re.compile(r"^([1-9]\d?)\s*(day|week|month)s?$")
_DAYS_IN = {"day": 1, "week": 7, "month": 30}


def read_day_ahead(typed: str, today: date) -> date:
    """A day to come: a date like 2026-12-24, or "2 weeks" from today. Raises Refusal."""
    if span := _SPAN.match(typed.strip().lower()):
        return today + timedelta(days=int(span[1]) * _DAYS_IN[span[2]])
    try:
        day = date.fromisoformat(typed.strip())
    except ValueError:
        example = today + timedelta(days=14)
        raise Refusal(
            f"I can't read “{short(typed, 20)}” as a day to come. Write a date like {example}, or 2 weeks."
        ) from None
    if day <= today:
        raise Refusal(f"{day:%d %b %Y} is not ahead of us. Choose a later day.")
    return day


def read_day_from(typed: str, today: date) -> date:
    """A day from today on: "today", or whatever reads as a day to come. Raises Refusal."""
    if typed.strip().casefold() in ("today", today.isoformat()):
        return today
    return read_day_ahead(typed, today)


def pause_ends(typed: str, today: date) -> list[app_commands.Choice[str]]:
    """Some Mondays to come back on."""
    ends = [(weeks, week_of(today) + timedelta(weeks=weeks)) for weeks in (1, 2, 3, 4, 6, 8)]
    found = [
        app_commands.Choice(name=f"until {day:%A %d %B} ({weeks} {'week' if weeks == 1 else 'weeks'})", value=f"{day}")
        for weeks, day in ends
    ]
    return [choice for choice in found if typed.lower() in choice.name.lower()]


def _day(typed: str, today: date) -> date | None:
    if typed in ("today", "yesterday"):
        return today - timedelta(days=typed == "yesterday")
    if typed[:3].title() in WEEKDAYS:
        return today - timedelta(days=(today.weekday() - WEEKDAYS.index(typed[:3].title())) % 7)
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None


def open_days(progress: Progress) -> list[app_commands.Choice[str]]:
    """The study days that still take entries, newest first."""
    today = progress.today
    found: list[app_commands.Choice[str]] = []
    day = today
    while progress.is_open(week_of(day)):
        name = {0: "today", 1: "yesterday"}.get((today - day).days)
        label = f"{name} ({day:%a %d %b})" if name else f"{day:%a %d %b}"
        found.append(app_commands.Choice(name=label, value=day.isoformat()))
        day -= timedelta(days=1)
    return found


def matching(tasks: tuple[Task, ...], typed: str) -> list[Task]:
    """The tasks whose text has all words typed, in their order, those that begin so first."""
    words = typed.casefold().split()
    found = [task for task in tasks if all(word in task.text.casefold() for word in words)]
    return sorted(found, key=lambda task: not task.text.casefold().startswith(typed.casefold().strip()))


def task_choices(tasks: tuple[Task, ...], typed: str) -> list[app_commands.Choice[str]]:
    """Tasks to pick from."""
    return [
        app_commands.Choice(name=short(task.text, 100), value=task.id) for task in matching(tasks, typed)[:MOST_CHOICES]
    ]


def read_task(typed: str, progress: Progress, among: tuple[Task, ...]) -> Task:
    """A task by its id, or by words that only one of `among` has. Raises Refusal."""
    if task := progress.roadmap.task(typed.strip()):
        return task
    found = matching(among, typed) or matching(progress.roadmap.tasks, typed)
    if len(found) == 1:
        return found[0]
    reason = "fits several tasks" if found else "is not a task of this roadmap"
    raise Refusal(f"“{short(typed, 60)}” {reason}. Start typing and pick one from the list.")


_RANGE = re.compile(r"^([a-z]+)\s*(?:-|–|to)\s*([a-z]+)$")
_DAY_SETS = {
    "every day": tuple(range(7)),
    "daily": tuple(range(7)),
    "weekdays": tuple(range(5)),
    "weekend": (5, 6),
    "weekends": (5, 6),
}
_RHYTHM = "the roadmap's rhythm"


def read_weekdays(typed: str, edition: Edition) -> tuple[int, ...]:
    """Study days of one's own: "Tue Thu Sun", "mon-fri", "every day", or the roadmap's rhythm. Raises Refusal."""
    text = " ".join(typed.casefold().replace("’", "'").split())
    if _RHYTHM in text or text == "rhythm":
        return edition.newest.skeleton.days
    if text in _DAY_SETS:
        return _DAY_SETS[text]
    if (match := _RANGE.match(text)) and None not in (ends := (_weekday(match[1]), _weekday(match[2]))):
        first, last = ends[0] or 0, ends[1] or 0
        return tuple(sorted((first + n) % 7 for n in range((last - first) % 7 + 1)))
    words = [word for word in re.split(r"[^a-z]+", text) if word not in ("", "and", "only", "on")]
    found = [_weekday(word) for word in words]
    if not found or None in found:
        raise Refusal(
            f"I can't read “{short(typed, 40)}” as study days. Write them like Tue Thu Sun, Mon-Fri or every day."
        )
    return tuple(sorted({day for day in found if day is not None}))


def _weekday(word: str) -> int | None:
    """The weekday that a word begins: "tue", "Tuesday", "thurs"."""
    names = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    fits = [number for number, name in enumerate(names) if len(word) > 1 and name.startswith(word.rstrip("s") or word)]
    return fits[0] if len(fits) == 1 else None


def weekday_choices(typed: str, edition: Edition) -> list[app_commands.Choice[str]]:
    """Some study days to pick from, the roadmap's first."""
    rhythm = ", ".join(WEEKDAYS[day] for day in edition.newest.skeleton.days)
    names = [f"{rhythm}: {_RHYTHM}", "Mon, Tue, Wed, Thu, Fri", "Tue, Thu, Sun", "Sat, Sun", "Only Sunday", "Every day"]
    found = [app_commands.Choice(name=name, value=name) for name in names if typed.casefold() in name.casefold()]
    return found or [app_commands.Choice(name=short(typed, 100), value=short(typed, 100))]
