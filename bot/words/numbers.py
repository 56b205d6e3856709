"""Numbers as people write them."""

from __future__ import annotations

from functools import lru_cache

from babel import Locale
from babel.numbers import format_decimal

from bot.words.locale import locale


def grouped(number: int) -> str:
    """A whole number with its thousands set apart: "12,345"."""
    return str(number) if 0 <= number < 1000 else format_decimal(number, locale=locale())


def decimal(number: float) -> str:
    """A number with at most one decimal place: "4", "4.5"."""
    return _written(number, locale())


@lru_cache(maxsize=1024)
def _written(number: float, where: Locale) -> str:
    """To read the pattern takes longer than all else of a sentence."""
    return format_decimal(number, "#,##0.#", locale=where)
