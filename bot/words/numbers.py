"""Numbers and durations as people say them."""

from __future__ import annotations

import math

from babel.numbers import format_decimal

from bot.words.locale import LOCALE


def grouped(number: int) -> str:
    """A whole number with its thousands set apart: "12,345"."""
    return str(number) if 0 <= number < 1000 else format_decimal(number, locale=LOCALE)


def decimal(number: float) -> str:
    """A number with at most one decimal place: "4", "4.5"."""
    return format_decimal(number, "#,##0.#", locale=LOCALE)


def duration(minutes: int) -> str:
    """Minutes as people say them: "45 min", "2 h", "2 h 30 min"."""
    whole, rest = divmod(minutes, 60)
    return " ".join(filter(None, (f"{grouped(whole)} h" if whole else "", f"{rest} min" if rest or not whole else "")))


def hours(number: float, *, at_least: bool = False) -> str:
    """Hours as people say them, whole or half: "1.5 h" (§3); `at_least` rounds up, where less would be untrue."""
    halves = math.ceil(number * 2 - 1e-9) if at_least else math.floor(number * 2 + 0.5)
    return f"{decimal(max(halves, 1) / 2)} h"
