"""The words of a line as a reader sees them, with its first link and the ids that stand in its comments."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from unicodedata import category
from urllib.parse import urlsplit

from markdown_it.token import Token
from pydantic import TypeAdapter, ValidationError

from bot.roadmap.files.checklist.parser import Blocks
from bot.roadmap.parts import LONGEST_TEXT, Link

ESCAPED = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands in `plain` for what the author escaped: no label is read from it, and no heading shortened by it."""

_ADDRESS = re.compile(r"https?://[^\s<>\ufffc]+", re.IGNORECASE)
_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_GAPS = re.compile(r"[ \t\n]{2,}|[\t\n]")
_MARK = re.compile(r"<!--\s*id:\s*([^\s>]{1,100}?)\s*-->")
_CHECKPOINT = re.compile(r"<!--\s*checkpoint\s*-->")
_LINK: TypeAdapter[str] = TypeAdapter(Link)


@dataclass(frozen=True, slots=True)
class Words:
    """A text, and the same with everything that its author escaped made unreadable (equally long)."""

    text: str
    plain: str

    @classmethod
    def of(cls, text: str) -> "Words":
        """Words in which nothing is escaped."""
        return cls(text, text)

    def without(self, cuts: Sequence[tuple[int, int]]) -> "Words":
        """The words without some of their stretches."""
        text, plain = self.text, self.plain
        for start, end in sorted(cuts, reverse=True):
            text, plain = text[:start] + text[end:], plain[:start] + plain[end:]
        return Words(text, plain).tidy()

    def tidy(self) -> "Words":
        """Every gap one space, and none at the ends."""
        text, plain = self.text, self.plain
        for gap in reversed(list(_GAPS.finditer(plain))):
            text = text[: gap.start()] + " " + text[gap.end() :]
            plain = plain[: gap.start()] + " " + plain[gap.end() :]
        lead = len(text) - len(text.lstrip())
        end = max(lead, len(text.rstrip()))
        return Words(text[lead:end], plain[lead:end])


@dataclass(slots=True)
class Line:
    """What a line of Markdown says."""

    words: Words
    link: str | None = None
    lost_link: bool = False
    mark: str | None = None
    """The id in a comment such as <!-- id: soil -->."""
    checkpoint: bool = False
    """Whether a comment says that this is a checkpoint."""
    bold: bool = False
    """Whether all of it is bold."""
    more: bool = False
    """Whether there is more than the text takes: after a hard line end, or an address on a line of its own."""
    inside: bool = False
    """Whether it is only a link to another place of the same file."""


@dataclass(slots=True)
class _Reader:
    """Puts a line together, token by token."""

    line: Line
    pieces: list[tuple[str, bool]] = field(default_factory=list[tuple[str, bool]])
    started: bool = False
    ended: bool = False
    bold: int = 0
    plain_seen: bool = False
    bold_seen: bool = False
    hrefs: list[str] = field(default_factory=list[str])

    def read(self, tokens: Sequence[Token]) -> None:  # noqa: C901  # a table, one line a token
        for token, follows in zip_longest(tokens, tokens[1:]):
            match token.type:
                case "text":
                    self.text(token.content)
                case "text_special":
                    self.piece(token.content, escaped=True)
                case "code_inline":
                    self.piece(token.content)
                case "image":
                    self.piece(_alt(token))
                case "softbreak":
                    self.line_end(hard=_begins_with_address(follows))
                case "hardbreak":
                    self.line_end(hard=True)
                case "strong_open":
                    self.bold += 1
                case "strong_close":
                    self.bold -= 1
                case "link_open":
                    self.linked(str(token.attrs.get("href", "")))
                case "html_inline":
                    self.html(token.content)
                case _:
                    pass

    def text(self, content: str) -> None:
        at = 0
        for found in _ADDRESS.finditer(content):
            address = found[0].rstrip(".,;:!?)]}'\"*_»")
            self.piece(content[at : found.start()])
            self.linked(address)
            self.piece(shown_address(address))
            at = found.start() + len(address)
        self.piece(content[at:])

    def piece(self, text: str, *, escaped: bool = False) -> None:
        text = _TURNS.sub("", _UNFIT.sub(" ", text))
        visible = bool(text.strip())
        if self.ended:
            self.line.more |= visible
            return
        self.pieces.append((text, escaped))
        if visible:
            self.started = True
            self.bold_seen |= bool(self.bold)
            self.plain_seen |= not self.bold and bool(re.search(r"[^\s:：.]", text))

    def linked(self, address: str) -> None:
        self.hrefs.append(address)
        if re.match(r"https?://", address, re.IGNORECASE) and self.line.link is None:
            self.line.link = _fit(address)
            self.line.lost_link |= self.line.link is None

    def line_end(self, *, hard: bool) -> None:
        if hard and self.started:
            self.ended = True
        self.piece(" ")

    def html(self, tag: str) -> None:
        if found := _MARK.search(tag):
            self.line.mark = self.line.mark or found[1]
        self.line.checkpoint |= bool(_CHECKPOINT.search(tag))
        if re.match(r"<br\b", tag, re.IGNORECASE):
            self.line_end(hard=True)

    def words(self) -> Words:
        text = "".join(piece for piece, _ in self.pieces)
        if not any(escaped for _, escaped in self.pieces):
            return Words.of(text).tidy()
        plain = "".join(ESCAPED * len(piece) if escaped else piece for piece, escaped in self.pieces)
        return Words(text, plain).tidy()


def line_of(content: str, blocks: Blocks) -> Line:
    """What a paragraph of Markdown says on one line."""
    line = Line(Words.of(""))
    reader = _Reader(line)
    reader.read(blocks.inline(content))
    line.words = reader.words()
    if not visible(line.words.text) and line.link:
        line.words = Words.of(shown_address(line.link))
    line.bold = reader.bold_seen and not reader.plain_seen
    line.inside = len(reader.hrefs) == 1 and reader.hrefs[0].startswith("#")
    return line


def visible(text: str) -> bool:
    """Whether there is anything to see in a text."""
    return any(category(character)[0] in "LNPS" for character in text)


def shown_address(address: str) -> str:
    """An address as people say it: host and path.

    >>> shown_address("https://www.example.org/forks/?from=list#top")
    'www.example.org/forks'
    """
    try:
        parts = urlsplit(address)
    except ValueError:
        return address
    return f"{parts.netloc.rpartition('@')[2]}{parts.path}".rstrip("/") or address


def cut(text: str, most: int = LONGEST_TEXT) -> str:
    """A text of at most so many characters, cut at a word and never inside what is read as one character."""
    if len(text) <= most:
        return text
    ends = [end for end in _ends(text, most - 1) if end]
    word = next((end for end in ends if text[end].isspace() and end > most * 2 // 3), None)
    return text[: word or next(iter(ends), most - 1)].rstrip(" ,;:-–—") + "…"


def _ends(text: str, most: int) -> Iterator[int]:
    """The places, from the last possible one down, at which a text may be cut."""
    for end in range(most, 0, -1):
        after, before = text[end], text[end - 1]
        joined = category(after) in ("Mn", "Mc", "Me", "Cf", "Sk") or before == "\N{ZERO WIDTH JOINER}"
        flags = _is_flag(after) and _is_flag(before)
        if not joined and not flags:
            yield end


def _is_flag(character: str) -> bool:
    return "\N{REGIONAL INDICATOR SYMBOL LETTER A}" <= character <= "\N{REGIONAL INDICATOR SYMBOL LETTER Z}"


def _alt(token: Token) -> str:
    return " ".join(child.content for child in token.children or () if child.content) or token.content


def _begins_with_address(token: Token | None) -> bool:
    if token is None:
        return False
    address = str(token.attrs.get("href", "")) if token.info == "auto" else token.content
    return bool(_ADDRESS.match(address.lstrip()))


def _fit(address: str) -> str | None:
    try:
        return _LINK.validate_python(address)
    except ValidationError:
        return None
