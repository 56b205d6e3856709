"""How long something takes, as people say it."""

from __future__ import annotations

import math

from bot.words.catalogue import tr
from bot.words.numbers import decimal


def duration(minutes: int) -> str:
    """Minutes as people say them: "45 min", "2 h", "2 h 30 min"."""
    whole, rest = divmod(minutes, 60)
    if not whole:
        return tr("{minutes} min", minutes=rest)
    return tr("{hours} h {minutes} min", hours=whole, minutes=rest) if rest else tr("{hours} h", hours=whole)


def hours(number: float, *, at_least: bool = False) -> str:
    """Hours as people say them, whole or half: "1.5 h" (§3); `at_least` rounds up, where less would be untrue."""
    halves = math.ceil(number * 2 - 1e-9) if at_least else math.floor(number * 2 + 0.5)
    return tr("{hours} h", hours=decimal(max(halves, 1) / 2))
