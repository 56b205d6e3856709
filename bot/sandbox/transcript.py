"""Messages as plain text: what a person would read and could press."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

_BUTTON, _SELECT, _TEXT, _GALLERY = 2, 3, 10, 12
_STAMP = re.compile(r"<t:(\d+):(\w)>")
_MENTION = re.compile(r"<(?:@|#)(\d+)>")
_FORMATS = {"D": "%d %B %Y", "F": "%A, %d %B %Y %H:%M"}

Component = Mapping[str, Any]


def walk(components: Sequence[Component]) -> Iterator[Component]:
    """Every component of a message, in the order a reader meets them."""
    for component in components:
        yield component
        yield from walk(component.get("components", ()))
        if accessory := component.get("accessory"):
            yield accessory


def text_of(components: Sequence[Component]) -> str:
    """All texts of a message, a paragraph each."""
    return "\n".join(part["content"] for part in walk(components) if part["type"] == _TEXT)


def pictures_of(components: Sequence[Component]) -> list[str]:
    """What the pictures of a message show, in words."""
    galleries = (part for part in walk(components) if part["type"] == _GALLERY)
    return [item["description"] for picture_cache in galleries for item in picture_cache["items"]]


def as_read(components: Sequence[Component], names: Mapping[int, str], now: datetime, zone: ZoneInfo) -> str:
    """A message as Discord draws it: dates, names and pictures in words, controls in brackets."""
    said: list[str] = []
    for part in walk(components):
        if part["type"] == _TEXT:
            said.append(part["content"])
        elif part["type"] == _GALLERY:
            said += [f"(picture: {words})" for words in pictures_of([part])]
        elif part["type"] == _BUTTON:
            said.append(f"[{part['label']}]")
        elif part["type"] == _SELECT:
            said.append(f"[{part['placeholder']} ▾]")
    text = re.sub(r"\]\n(?=\[)", "] ", "\n".join(said))
    text = _STAMP.sub(lambda found: _stamp(found, now, zone), text)
    text = _MENTION.sub(lambda found: names.get(int(found[1]), "someone"), text)
    return re.sub(r"\*\*|~~|^#+ |^-# ", "", text, flags=re.MULTILINE).replace("\\", "")


def _stamp(found: re.Match[str], now: datetime, zone: ZoneInfo) -> str:
    instant = datetime.fromtimestamp(int(found[1]), UTC)
    if found[2] != "R":
        return f"{instant.astimezone(zone):{_FORMATS[found[2]]}}"
    hours = round((instant - now).total_seconds() / 3600)
    words = f"{abs(hours)} hours" if abs(hours) < 48 else f"{round(abs(hours) / 24)} days"
    return f"in {words}" if hours >= 0 else f"{words} ago"
