"""Numbers and texts as people say them; one helper writes plurals everywhere."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date


def counted(number: int, one: str, many: str | None = None) -> str:
    """A number with its unit: "1 task", "2 tasks"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def listed(things: Iterable[object], word: str = "and") -> str:
    """Several things: "1", "1 and 2", "1, 2 and 3"."""
    *most, last = map(str, things)
    return f"{', '.join(most)} {word} {last}" if most else last


def day_name(day: date, today: date) -> str:
    """A day with its weekday, and with its year if that is another one: "Wednesday 31 March 2027"."""
    return f"{day:%A} {day.day} {day:%B}" + (f" {day.year}" if day.year != today.year else "")
