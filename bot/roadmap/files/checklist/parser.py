"""Markdown to tokens, by markdown-it-py: what is a list item, a fence or a comment is decided there and only there.

Inline text is read when it is wanted (words.py), as most of a file is neither a task nor a heading.
"""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.front_matter import front_matter_plugin

from bot.roadmap.files.checklist.remarks import Refused

DEEPEST = 100
"""Open blocks inside each other: 50 levels of lists. The default of 20 loses whatever stands deeper, in silence."""
MOST_LINES = 50_000
LONGEST_PARAGRAPH = 2_000
MOST_BRACKETS = 50
"""How much of a paragraph is looked at: a text has 300 characters, and brackets cost the square of their number."""

_TICKED = "xX✔✓✅☑"
_SELECTOR = "\ufe0f"
_MARK = rf"\[(?P<mark>[\s\u00a0]*[{_TICKED}]?{_SELECTOR}?[\s\u00a0]*)\](?![(\[:])"
_SIGN = rf"(?P<sign>[☐☑]){_SELECTOR}?"
_BOX = re.compile(f"{_MARK}|{_SIGN}")
BOX_LINE = re.compile(rf"[ \t]*(?:>[ \t]*)*(?:(?:[-*+]|\d{{1,9}}[.)])[ \t]+(?:>[ \t]*)*)+(?:{_MARK}|{_SIGN})")
"""A line that would be a box if it stood in no fence, comment or HTML block; for counting, and for HTML."""


class _Markdown(MarkdownIt):
    """Links stay as they are written: they are shown and never fetched."""

    def normalizeLink(self, url: str) -> str:  # noqa: N802  # markdown-it-py's name
        return url

    def validateLink(self, url: str) -> bool:  # noqa: N802  # the same
        return True


_FRONT_MATTER = re.compile(r"---[ \t]*\n(?P<lines>.*?)^(?:---|\.\.\.)[ \t]*$", re.DOTALL | re.MULTILINE)


def _reader() -> MarkdownIt:
    reader = _Markdown("commonmark", {"maxNesting": DEEPEST})
    reader.enable(["table", "strikethrough"])
    reader.core.ruler.disable(["inline", "text_join"])  # text_join hides which characters an author escaped
    return reader


_READER = _reader()
_FRONT_MATTER_READER = _reader().use(front_matter_plugin)


def _reader_of(text: str) -> MarkdownIt:
    """A first line of dashes may be a mere line across the page: what holds a box is no front matter."""
    front = _FRONT_MATTER.match(text)
    return _FRONT_MATTER_READER if front and not boxes_in(front["lines"]) else _READER


@dataclass(frozen=True, slots=True)
class Box:
    """The box at the head of a list item's text: ticked or not, and whether it is written as [ ] or [x]."""

    ticked: bool
    usual: bool
    end: int


def box_at(text: str, start: int = 0) -> Box | None:
    """The box that stands at a place of a text."""
    if not (found := _BOX.match(text, start)):
        return None
    mark = found["mark"] if found["mark"] is not None else found["sign"]
    ticked = any(sign in mark for sign in _TICKED)
    usual = mark in (" ", "x", "X") and (found.end() == len(text) or text[found.end()].isspace())
    return Box(ticked, usual, found.end())


def boxes_in(lines: str) -> list[int]:
    """The lines, from 0, that would be boxes if they were read as a list."""
    return [number for number, line in enumerate(lines.split("\n")) if BOX_LINE.match(line)]


@dataclass(frozen=True, slots=True)
class Blocks:
    """The blocks of a text, and the addresses that it names in one place for links in another."""

    tokens: Sequence[Token]
    references: dict[str, object]

    def inline(self, content: str) -> list[Token]:
        """The inline tokens of a paragraph's text."""
        found: list[Token] = []
        brackets = itertools.islice(re.finditer(r"\[", content), MOST_BRACKETS, None)
        most = min(LONGEST_PARAGRAPH, next((bracket.start() for bracket in brackets), LONGEST_PARAGRAPH))
        _READER.inline.parse(content[:most], _READER, self.references, found)
        return found


def blocks_of(text: str, name: str, first_line: int = 1) -> Blocks:
    """The blocks of a text; Refused when it is so deep, or so long, that something would be lost."""
    if text.count("\n") > MOST_LINES:
        raise Refused(f"{name} has more than {MOST_LINES:,} lines; shorten it, or leave out what is no task.")
    references: dict[str, object] = {}
    tokens = _reader_of(text).parse(text, references)
    deep = next((token for token in tokens if token.nesting == 1 and token.level >= DEEPEST - 1), None)
    if deep is not None:
        line = (deep.map[0] if deep.map else 0) + first_line
        raise Refused(f"{name}:{line}: the lists are nested deeper than {DEEPEST // 2} levels; take some levels out.")
    return Blocks(tokens, references)
