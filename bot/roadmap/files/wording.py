"""Plain sentences for what pydantic finds, each with what to write instead."""

import re
from collections.abc import Mapping
from difflib import get_close_matches
from typing import cast

from pydantic_core import ErrorDetails

from bot.roadmap.faults import shown
from bot.roadmap.files.document import Scalar
from bot.roadmap.model import Roadmap
from bot.roadmap.parts import (
    DAYS,
    LONGEST_LINK,
    LONGEST_TEXT,
    Adjustment,
    Block,
    Checkpoint,
    CheckpointItem,
    Milestone,
    NamedPace,
    Part,
    Phase,
    Project,
    RhythmDay,
    Task,
)
from bot.roadmap.rules import Path

_PARTS: dict[str, type[Part]] = {
    "phases": Phase,
    "blocks": Block,
    "tasks": Task,
    "checkpoint": Checkpoint,
    "items": CheckpointItem,
    "rhythm": RhythmDay,
    "projects": Project,
    "milestones": Milestone,
    "paces": NamedPace,
    "adjustments": Adjustment,
}
_EXAMPLES = {
    "id": "id: attention-paper",
    "text": "text: Read the paper",
    "title": "title: Foundations",
    "weeks": "weeks: 1-8",
    "day": "day: Mon",
    "activity": "activity: Read",
    "hours": "hours: 1.5",
    "week": "week: 8",
    "question": "question: Limited time?",
    "answer": "answer: Focus on one phase",
    "command": "command: /pace",
    "project_hours": "project_hours: 6-8",
    "link": "link: https://example.org/page",
    "name": "name: 6 months",
    "extra_hours": "extra_hours: 2-3",
    "focus_phase": "focus_phase: foundations",
}
_LISTS = {"phases": "phase", "blocks": "block", "items": "item"}
_RANGES = {
    "hours": "more than 0 and at most 24, such as 1.5",
    "week": "a whole number from 1 to 104, such as 8",
    "weeks": "a whole number from 1 to 104, such as 26",
}


def sentence(error: ErrorDetails, scalar: Scalar | None) -> str:  # noqa: C901  # a table, one line a fault
    """What is wrong with an entry; `scalar` is how its author wrote it, if it is a single value."""
    path: Path = error["loc"]
    field = str(path[-1]) if path and isinstance(path[-1], str) else ""
    value: object = error["input"]
    match error["type"]:
        case "missing":
            return f"{field} is missing; {_example(field)}"
        case "extra_forbidden":
            return _unknown_key(path)
        case "model_type" | "dict_type":
            return _keys_wanted(path, field, _kind(value, scalar))
        case "tuple_type" if scalar and scalar.kind == "nothing":
            return f"{field} is empty; list something below it, or leave the key out"
        case "tuple_type":
            return f"{field} should be a list, not {_kind(value, scalar)}; start each entry with '- '"
        case "too_short":
            return f"{field} is empty; list at least one"
        case "too_long":
            return f"{field} has too many entries; keep at most {error.get('ctx', {}).get('max_length')}"
        case _ if scalar and (scalar.kind == "nothing" or not scalar.text.strip()):
            return f"{field} is empty; {_example(field)}"
        case "string_type" if scalar:
            text = shown(scalar.text)
            return f'YAML reads {field} {text} as {scalar.kind}; put it in quotes: "{text}"'
        case "string_type":
            return f"{field} should be one text, not {_kind(value, scalar)}; {_example(field)}"
        case _:
            return _wrong_value(error, field, scalar, _kind(value, scalar))


def _wrong_value(error: ErrorDetails, field: str, scalar: Scalar | None, kind: str) -> str:
    text = shown(scalar.text) if scalar else ""
    quoted = f"'{text}'" if text else kind
    match error["type"], field:
        case "string_too_long", _:
            length = len(scalar.text.strip()) if scalar else 0
            longest = LONGEST_LINK if field == "link" else 40 if field == "name" else LONGEST_TEXT
            return f"{field} has {length:,} characters, at most {longest} are possible; shorten it"
        case "string_pattern_mismatch", "id" | "focus_phase":
            return f"{field} '{text}' should be at most 40 of a-z, 0-9 and '-'; write {_id_like(scalar)}"
        case "string_pattern_mismatch", _:
            return f"{field} '{text}' should begin with '/' and a command's name, such as /pace"
        case "literal_error", _:
            day = next((day for day in DAYS if text.lower().startswith(day.lower())), None)
            return f"{field} {text or kind} should be one of {', '.join(DAYS)}" + (f"; write {day}" if day else "")
        case "value_error", "weeks" | "project_hours" | "extra_hours":
            return f"{field} {text or 'are'} {_reason(error)}"
        case "value_error", _:
            return f"{field} {_reason(error)}"
        case _ if field in _RANGES:
            return f"{field} should be {_RANGES[field]}, not {quoted}"
        case _:
            return f"{field} cannot be read; {_example(field)}"


def _reason(error: ErrorDetails) -> str:
    context = cast("Mapping[str, object]", error.get("ctx", {}))
    return str(context.get("error", "cannot be read"))


def _example(field: str) -> str:
    if field in _LISTS:
        return f"write '{field}:' and below it one '- id:' for each {_LISTS[field]}"
    return f"write for example '{_EXAMPLES[field]}'" if field in _EXAMPLES else "write a text, or leave it out"


def _part(path: Path) -> type[Part]:
    """The part whose key a path ends in."""
    return next((_PARTS[step] for step in reversed(path) if isinstance(step, str) and step in _PARTS), Roadmap)


def _unknown_key(path: Path) -> str:
    key = str(path[-1])
    known = list(_part(path[:-1]).model_fields)
    # A near match of something very long is no slip of the finger, and costly to look for.
    near = get_close_matches(key.lower(), known, n=1) if len(key) <= 40 else []
    advice = f"did you mean '{near[0]}'?" if near else f"possible here: {', '.join(known)}"
    return f"unknown key '{shown(key)}'; {advice}"


def _keys_wanted(path: Path, field: str, kind: str) -> str:
    needed = [f"'{name}:'" for name, info in _part(path).model_fields.items() if info.is_required()]
    return f"{field} should have the keys {', '.join(needed)}, not be {kind}".strip()


def _id_like(scalar: Scalar | None) -> str:
    made = re.sub(r"[^a-z0-9]+", "-", scalar.text.lower() if scalar else "").strip("-")[:40].strip("-")
    return made or "attention-paper"


def _kind(value: object, scalar: Scalar | None) -> str:
    if scalar:
        return scalar.kind
    return "a list" if isinstance(value, list) else "keys with values"
