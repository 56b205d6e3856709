"""Where something stands in a roadmap, in an author's words: "phase 2 > week 9-10 > task 3"."""

from collections.abc import Mapping, Sequence
from itertools import zip_longest
from typing import cast

from bot.roadmap.faults import shown
from bot.roadmap.rules import Path
from bot.roadmap.spans import Weeks

_ONE = {
    "phases": "phase",
    "blocks": "block",
    "tasks": "task",
    "items": "item",
    "rhythm": "rhythm row",
    "projects": "project",
    "milestones": "milestone",
    "paces": "pace",
    "adjustments": "adjustment",
}


def place_of(path: Path, data: object) -> str:
    """The entry a path leads into; a block goes by its weeks as far as they can be read."""
    words: list[str] = []
    at = data
    for step, follows in zip_longest(path, path[1:]):
        at = _within(at, step)
        if isinstance(step, int):
            words[-1] = _block(at) if words[-1] == "block" and _block(at) else f"{words[-1]} {step + 1}"
        elif follows is not None:
            words.append(_ONE.get(step, shown(step)))
    return " > ".join(words) or "roadmap"


def _within(at: object, step: str | int) -> object:
    if isinstance(at, Mapping):
        return cast("Mapping[str | int, object]", at).get(step)
    if isinstance(step, int) and isinstance(at, Sequence) and step < len(cast("Sequence[object]", at)):
        return cast("Sequence[object]", at)[step]
    return None


def _block(at: object) -> str:
    try:
        return f"week {Weeks.read(_within(at, 'weeks'))}"
    except ValueError:
        return ""
