"""Study days as people write them: "Tue Thu Sun", "Mon-Fri", "every day" (§2)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from discord import app_commands

from bot.study.days import WEEKDAYS
from bot.ui.replies import Refusal
from bot.ui.screens.dates import no_study_days, rhythm_label, study_days_label
from bot.ui.screens.layout import short

_RANGE = re.compile(r"^([a-z]+)\s*(?:-|–|to)\s*([a-z]+)$")
_DAY_SETS = {
    "every day": tuple(range(7)),
    "daily": tuple(range(7)),
    "weekdays": tuple(range(5)),
    "weekend": (5, 6),
    "weekends": (5, 6),
}
_RHYTHM = "rhythm"
_OFTEN_CHOSEN = (tuple(range(5)), (1, 3, 6), (5, 6), (6,), tuple(range(7)))


def read_weekdays(typed: str, rhythm: Sequence[int]) -> tuple[int, ...]:
    """Study days of one's own: "Tue Thu Sun", "mon-fri", "every day", or the roadmap's `rhythm`. Raises Refusal."""
    text = " ".join(typed.casefold().split())
    if text.endswith(_RHYTHM):
        return tuple(rhythm)
    if text in _DAY_SETS:
        return _DAY_SETS[text]
    if (match := _RANGE.match(text)) and None not in (ends := (_weekday(match[1]), _weekday(match[2]))):
        first, last = ends[0] or 0, ends[1] or 0
        return tuple(sorted((first + n) % 7 for n in range((last - first) % 7 + 1)))
    words = [word for word in re.split(r"[^a-z]+", text) if word not in ("", "and", "only", "on")]
    found = [_weekday(word) for word in words]
    if not found or None in found:
        raise Refusal(no_study_days(typed))
    return tuple(sorted({day for day in found if day is not None}))


def _weekday(word: str) -> int | None:
    """The weekday that a word begins: "tue", "Tuesday", "thurs"."""
    names = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    fits = [number for number, name in enumerate(names) if len(word) > 1 and name.startswith(word.rstrip("s") or word)]
    return fits[0] if len(fits) == 1 else None


def weekday_choices(typed: str, rhythm: Sequence[int]) -> list[app_commands.Choice[str]]:
    """Some study days to pick from, the roadmap's first."""
    likely = [(rhythm_label(rhythm), _RHYTHM)]
    likely += [(study_days_label(days), " ".join(WEEKDAYS[day] for day in days)) for days in _OFTEN_CHOSEN]
    named = [(name, value) for name, value in likely if typed.casefold() in name.casefold()]
    found = [app_commands.Choice(name=name, value=value) for name, value in named]
    return found or [app_commands.Choice(name=short(typed, 100), value=short(typed, 100))]
