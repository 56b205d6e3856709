"""YAML text to plain data that remembers its lines.

Read from YAML's events, not through its constructors: nothing in a file can create an object, and tags,
anchors and aliases are refused where they stand instead of being followed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, Protocol, cast

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)
from yaml.resolver import Resolver

from bot.roadmap.faults import shown
from bot.roadmap.files.syntax import Unreadable, readable, syntax_fault
from bot.roadmap.rules import Path

# A roadmap nests nine deep, and its limits leave room for about 20,000 entries.
DEEPEST = 12
MOST_ENTRIES = 50_000

ODD: Final = object()
"""Stands in the data for what YAML reads as anything but text, plain number or nothing."""

_TAG = "tag:yaml.org,2002:"
_KINDS = {
    "int": "a number",
    "float": "a number",
    "bool": "yes or no",
    "timestamp": "a date",
    "null": "nothing",
}


@dataclass(frozen=True, slots=True)
class Slip:
    """A fault of the YAML itself; one that hides makes faults of the same entry's content pointless."""

    path: Path
    line: int
    sentence: str
    hides: bool = False


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value as the author wrote it, and what YAML takes it for."""

    kind: str
    text: str


@dataclass(slots=True)
class Document:
    """The data of a file, with the line and the spelling of every entry."""

    data: object = None
    lines: dict[Path, int] = field(default_factory=dict[Path, int])
    scalars: dict[Path, Scalar] = field(default_factory=dict[Path, Scalar])
    slips: list[Slip] = field(default_factory=list[Slip])

    def line(self, path: Path) -> int:
        """The line of an entry, or of the one around it when there is none."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def document(text: str | bytes) -> Document:
    """Read a file's text; Unreadable when it isn't YAML at all."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    # The stubs of PyYAML leave what goes in and out of these two untyped.
    parse = cast("_Parse", yaml.parse)  # pyright: ignore[reportUnknownMemberType]
    events = parse(readable(text), Loader=loader)
    try:
        return _Builder(events).document()
    except yaml.YAMLError as error:
        raise syntax_fault(error) from error


class _Parse(Protocol):
    def __call__(self, stream: str, Loader: object) -> Iterator[Event]: ...  # noqa: N803  # PyYAML's name


class _Resolve(Protocol):
    def __call__(self, kind: object, value: str, implicit: tuple[bool, bool]) -> str: ...


class _Builder:
    def __init__(self, events: Iterator[Event]) -> None:
        self.events = events
        self.entries = 0
        self.resolve = cast("_Resolve", Resolver().resolve)  # pyright: ignore[reportUnknownMemberType]
        self.found = Document()

    def document(self) -> Document:
        started = 0
        for event in self.events:
            if isinstance(event, DocumentStartEvent):
                started += 1
                if started > 1:
                    told = "a second document starts here; keep one roadmap in a file and remove '---'"
                    self.found.slips.append(Slip((), _line(event), told))
                    break
            elif isinstance(event, NodeEvent):
                self.found.data = self.value(event, ())
        if not started:
            raise Unreadable(1, "the file is empty; start with 'title:' and 'phases:'")
        return self.found

    def value(self, event: Event, path: Path) -> object:
        self.entries += 1
        if len(path) > DEEPEST:
            raise Unreadable(_line(event), "entries are nested too deep; a roadmap has no such levels")
        if self.entries > MOST_ENTRIES:
            raise Unreadable(_line(event), "the file has too many entries; a roadmap has at most 2,000 tasks")
        self.found.lines.setdefault(path, _line(event))
        self.refuse(event, path)
        if isinstance(event, MappingStartEvent):
            return self.mapping(path)
        if isinstance(event, SequenceStartEvent):
            return self.sequence(path)
        return self.scalar(event, path) if isinstance(event, ScalarEvent) else ODD

    def mapping(self, path: Path) -> dict[str, object]:
        data: dict[str, object] = {}
        while not isinstance(key := next(self.events), MappingEndEvent):
            if not isinstance(key, ScalarEvent):
                told = "a key should be a single word, followed by ':'"
                self.found.slips.append(Slip((*path, "?"), _line(key), told))
                self.value(key, (*path, "?"))
                self.value(next(self.events), (*path, "?"))
                continue
            at = (*path, key.value)
            self.refuse(key, at)
            if key.value in data:
                told = f"'{shown(key.value)}' is written twice, first in line {self.found.lines[at]}; keep one"
                self.found.slips.append(Slip(at, _line(key), told))
            self.found.lines[at] = _line(key)
            data[key.value] = self.value(next(self.events), at)
        return data

    def sequence(self, path: Path) -> list[object]:
        data: list[object] = []
        while not isinstance(event := next(self.events), SequenceEndEvent):
            at = (*path, len(data))
            self.found.lines[at] = _line(event)
            data.append(self.value(event, at))
        return data

    def scalar(self, event: ScalarEvent, path: Path) -> object:
        text: str = event.value
        plain = bool(event.implicit[0])
        kind = self.resolve(yaml.ScalarNode, text, (plain, not plain)).removeprefix(_TAG)
        self.found.scalars[path] = Scalar(_KINDS.get(kind, "a text"), text)
        # Only numbers as people write them: YAML would also take 1:30 for ninety and 010 for eight.
        if kind == "int" and re.fullmatch(r"0|[1-9][0-9]{0,8}", text):
            return int(text)
        if kind == "float" and re.fullmatch(r"[0-9]{1,9}\.[0-9]{1,9}", text):
            return float(text)
        if kind in ("str", "null"):
            return text if kind == "str" else None
        return ODD

    def refuse(self, event: Event, path: Path) -> None:
        anchor: str | None = getattr(event, "anchor", None)
        tag: str | None = getattr(event, "tag", None)
        if isinstance(event, AliasEvent):
            told = f"'*{shown(anchor or '')}' refers to another place; write it out here"
        elif anchor is not None:
            told = f"'&{shown(anchor)}' is a YAML anchor; remove it and write repeated things out"
        elif tag is not None:
            told = f"'{shown(tag.replace(_TAG, '!!'))}' is a YAML tag; remove it, a text needs none"
        else:
            return
        self.found.slips.append(Slip(path, _line(event), told, hides=anchor is None or isinstance(event, AliasEvent)))


def _line(event: Event) -> int:
    return event.start_mark.line + 1
