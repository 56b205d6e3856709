"""Several things in one phrase."""

from __future__ import annotations

from collections.abc import Iterable

from babel.lists import format_list

from bot.words.locale import locale


def listed(things: Iterable[object]) -> str:
    """Several things: "1", "1 and 2", "1, 2 and 3"."""
    return format_list([str(thing) for thing in things], locale=locale())


def listed_or(things: Iterable[object]) -> str:
    """A choice between several things: "1", "1 or 2", "1, 2 or 3"."""
    return format_list([str(thing) for thing in things], "or", locale())
