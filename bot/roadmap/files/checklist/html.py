"""What stands in an HTML block: folds, headings, and lines that people meant to be Markdown."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from bot.roadmap.files.checklist.parser import BOX_LINE, boxes_in

_TAG = re.compile(r"<(?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]*)[^<>]*>|[^<]+|<")
_RAW = re.compile(r"\s*<(?:pre|script|style|textarea)\b", re.IGNORECASE)
SUMMARY = 0
"""The level of a fold's summary: above every heading inside the fold."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of an HTML block, and its line, from 0."""

    kind: Literal["open", "close", "heading", "lines", "comment", "code"]
    line: int
    text: str = ""
    level: int = 0


def pieces(content: str) -> Iterator[Piece]:
    """The parts of an HTML block that matter to a checklist, in their order."""
    if _RAW.match(content):
        yield from (Piece("code", line) for line in boxes_in(content))
        return
    content, hidden = _without_comments(content)
    yield from (Piece("comment", line) for line in hidden)
    yield from _Scan().pieces(content)


class _Scan:
    def __init__(self) -> None:
        self.run: list[str] = []
        self.heading: Piece | None = None
        self.said: list[str] = []

    def pieces(self, content: str) -> Iterator[Piece]:
        lines = content.split("\n")
        for number, line in enumerate(lines):
            if self.heading and BOX_LINE.match(line):
                yield from self.ended()
            if self.heading or line.lstrip().startswith("<"):
                yield from self.lines(number)
                yield from self.tags(line, number)
            else:
                self.run.append(line)
        yield from self.lines(len(lines))

    def lines(self, number: int) -> Iterator[Piece]:
        """The lines without tags before this one, if there is a box in them."""
        if any(BOX_LINE.match(line) for line in self.run):
            yield Piece("lines", number - len(self.run), "\n".join(self.run))
        self.run = []

    def tags(self, line: str, number: int) -> Iterator[Piece]:
        for found in _TAG.finditer(line):
            name, closes = (found["name"] or "").lower(), bool(found["close"])
            level = SUMMARY if name == "summary" else int(name[1]) if re.fullmatch("h[1-6]", name) else None
            if self.heading is None:
                self.said = []
            if name == "details":
                yield Piece("close" if closes else "open", number)
            elif level is not None and not closes and self.heading is None:
                self.heading = Piece("heading", number, level=level)
            elif level is not None and closes and self.heading and self.heading.level == level:
                yield from self.ended()
            elif self.heading and not name:
                self.said.append(found[0])
        self.said.append(" ")

    def ended(self) -> Iterator[Piece]:
        if self.heading:
            yield Piece("heading", self.heading.line, " ".join("".join(self.said).split()), self.heading.level)
        self.heading = None
        self.said = []


def _without_comments(content: str) -> tuple[str, list[int]]:
    """The content with comments blanked out, and the lines of the boxes in them."""
    kept: list[str] = []
    hidden: list[int] = []
    at = 0
    while (start := content.find("<!--", at)) >= 0:
        end = content.find("-->", start + 4)
        end = len(content) if end < 0 else end + 3
        kept.append(content[at:start])
        comment = content[start:end]
        first = content.count("\n", 0, start) if "\n" in comment else 0
        hidden += [first + line for line in boxes_in(comment)]
        kept.append("\n" * comment.count("\n"))
        at = end
    return "".join((*kept, content[at:])), hidden
