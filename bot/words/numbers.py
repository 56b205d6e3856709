"""Numbers as people write them."""

from __future__ import annotations

from babel.numbers import format_decimal

from bot.words.locale import locale


def grouped(number: int) -> str:
    """A whole number with its thousands set apart: "12,345"."""
    return str(number) if 0 <= number < 1000 else format_decimal(number, locale=locale())


def decimal(number: float) -> str:
    """A number with at most one decimal place: "4", "4.5"."""
    return format_decimal(number, "#,##0.#", locale=locale())
