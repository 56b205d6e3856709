"""Labels of weeks, months, days and phases at the head of a heading or a task, in many languages.

A label is a word of the table with a number. "4 weeks" and 4周 are lengths, and no labels.
"""

import re
from dataclasses import dataclass
from typing import Final

from bot.roadmap.files.checklist.numbers import ARABIC, CHINESE, DIGITS, ENGLISH, ROMAN, number_of
from bot.roadmap.files.checklist.vocabulary import (
    BEFORE,
    CHECKPOINT,
    CHECKPOINT_ITSELF,
    CHINESE_AFTER,
    CHINESE_PHASES,
    JAPANESE_AFTER,
    KOREAN_AFTER,
    KOREAN_NTH,
    LENGTHS,
    PHASES,
    Unit,
)

_TO = r"\s*(?:-|–|—|−|~|～|〜|－|to|bis|до|至|到|à|al?|até|&|and|und|y|e|et|и|,)\s*"
_NUMBER = f"(?:{DIGITS}|{ARABIC})"
_END = r"(?![a-z0-9])"
_ORDINAL = r"(?:\s?(?:st|nd|rd|th)|\.|\.?[ªº°]|-?(?:я|й|ая|ый|ий)|\s?(?:ère|er|ème|e|de|ste|a|o)(?=\s))"


def _spanned(unit: str, number: str) -> str:
    """A unit before its number, or its numbers: "Weeks 3-4", "Week 3 to Week 4", "Week -3"."""
    first = rf"(?:\s+(?P<low>-?{number})|[\s.#№_:-]{{0,3}}(?:ke-?|no\.?\s?|nº\s?)?(?P<high>{number}))"
    return rf"(?:{unit}){first}(?:{_TO}(?:(?:{unit})\s*)?(?P<last>{number}))?\s?\+?{_END}"


def _patterns(unit: Unit) -> tuple[re.Pattern[str], ...]:
    number = f"(?:{_NUMBER}|{ENGLISH})"
    chinese = f"(?:{DIGITS}|{CHINESE})"
    forms = (
        _spanned(BEFORE[unit], number),
        rf"第\s*(?P<low>{chinese})\s*(?:{CHINESE_AFTER[unit]})?(?:{_TO}第?\s*(?P<last>{chinese}))?\s*(?:{CHINESE_AFTER[unit]})",
        rf"第?\s*(?P<low>{chinese})(?:{_TO}(?P<last>{chinese}))?\s*(?:{JAPANESE_AFTER[unit]})",
        rf"(?:제\s*)?(?P<low>{DIGITS})(?:{_TO}(?P<last>{DIGITS}))?\s*(?:{KOREAN_AFTER[unit]})",
        rf"제\s*(?P<low>{DIGITS})(?:{_TO}(?P<last>{DIGITS}))?\s*(?:{KOREAN_NTH[unit]})",
        rf"(?P<low>{DIGITS}){_ORDINAL}\s*(?:{BEFORE[unit]}){_END}",
    )
    return tuple(re.compile(form, re.IGNORECASE) for form in forms)


def _length(words: str) -> re.Pattern[str]:
    """A number before a unit: "4 weeks", "3-4 Wochen", 4周; the larger number of two."""
    pattern = rf"(?<![\w第])(?:{DIGITS}{_TO})?(?P<many>\d{{1,3}})\s*\+?\s*-?(?:{words})(?![a-zа-я]|目|\s?차)"
    return re.compile(pattern, re.IGNORECASE)


_UNITS: tuple[Unit, ...] = ("week", "month", "day")
_LABELS: Final[dict[Unit, tuple[re.Pattern[str], ...]]] = {unit: _patterns(unit) for unit in _UNITS}
_SHORT_WEEK = re.compile(rf"W(?P<low>\d{{1,3}})(?:\s*[-–~]\s*W?(?P<last>\d{{1,3}}))?{_END}", re.IGNORECASE)
_PHASE = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"(?:{PHASES})(?:\s+|[\s.#№_-]{{0,2}}(?=\d))(?P<low>{_NUMBER}|{ENGLISH}|{ROMAN}|(?-i:[A-H])){_END}",
        rf"第\s*(?P<low>{DIGITS}|{CHINESE})\s*(?:{CHINESE_PHASES})",
        rf"(?:阶段|階段|模块|部分|单元|级别)\s*(?P<low>{DIGITS}|{CHINESE})",
        rf"(?:제\s*)?(?P<low>{DIGITS})\s*(?:단계|부|장|파트)",
        rf"(?P<low>{DIGITS}){_ORDINAL}\s*(?:{PHASES}){_END}",
    )
)
_LENGTHS: Final[dict[Unit, re.Pattern[str]]] = {unit: _length(words) for unit, words in LENGTHS.items()}
_CHECKPOINT = re.compile(CHECKPOINT, re.IGNORECASE)
_CHECKPOINT_ITSELF = re.compile(CHECKPOINT_ITSELF, re.IGNORECASE)
_BRACKETS = re.compile(r"\s*[(（\[【]([^()（）\[\]【】]{1,60})[)）\]】]")
_AT_END = re.compile(r"\s*(?:\s[-–—|·]|[:：,，|·–—])\s*(?=\S{1,12}\s?[^:：|]{0,24}$)")
_LEAD = re.compile(r"(?:[0-9]\ufe0f?\u20e3|[^\w\ufffc])+")
_NUMBERING = re.compile(r"\d{1,3}(?:\.\d{1,3})*(?:[.)．、]\s*|\s*[:：]\s*)(?=\S)")
_AFTER = re.compile(r"[\s:：\-–—|·.,，、)）\]】>»~]+")


@dataclass(frozen=True, slots=True)
class Label:
    """A span of weeks, months or days as a file numbers them, and its words."""

    unit: Unit
    first: int
    last: int
    words: str


def label_at(text: str, start: int = 0) -> tuple[Label, int] | None:
    """The label that stands at a place, and where it ends; weeks before months before days."""
    for unit, patterns in _LABELS.items():
        for pattern in (*patterns, _SHORT_WEEK) if unit == "week" else patterns:
            if found := pattern.match(text, start):
                return Label(unit, *_span(found), words=found[0].strip()), found.end()
    return None


def task_label(text: str) -> tuple[Label | None, str]:
    """The label of a task's first words, and the words behind it; also a bare number leaves them."""
    start = _past(_LEAD, text, 0)
    numbered = _past(_NUMBERING, text, start)
    found = label_at(text, numbered) or label_at(text, start)
    if found is None:
        return None, text[numbered:] if numbered > start else text
    label, end = found
    return label, text[_past(_AFTER, text, end) :]


@dataclass(frozen=True, slots=True)
class Named:
    """A phase by its number, and what it calls itself: "phase", "level"."""

    number: int
    kind: str


def phase_at(text: str, start: int = 0) -> tuple[Named, int] | None:
    """The phase that is named at a place, and where its name ends."""
    for pattern in _PHASE:
        if found := pattern.match(text, start):
            written = found["low"]
            single = len(written) == 1 and "A" <= written <= "H"
            number = ord(written) - ord("A") + 1 if single else number_of(written)
            kind = f"{found[0][: found.start('low') - found.start()]}{found[0][found.end('low') - found.start() :]}"
            return Named(number, kind.strip(" .#-_").casefold()), found.end()
    return None


def length_in(text: str) -> int | None:
    """The weeks that a heading says its part takes: "(4 weeks)", "2 months", 4周."""
    for unit, pattern in _LENGTHS.items():
        if found := pattern.search(text):
            many = int(found["many"])
            return max(1, {"week": many, "month": round(many * 52 / 12), "day": -(-many // 7)}[unit])
    return None


def says_checkpoint(text: str) -> bool:
    """Whether a heading is one of a phase's end."""
    return _CHECKPOINT.search(text) is not None


def is_checkpoint(text: str) -> bool:
    """Whether a bold line can only mean the end of its phase, and not a list of the week it stands in."""
    return _CHECKPOINT_ITSELF.search(text) is not None


@dataclass(frozen=True, slots=True)
class Reading:
    """What the words of a heading say, and which of them are its title."""

    label: Label | None
    phase: Named | None
    length: int | None
    cuts: tuple[tuple[int, int], ...]
    """What is no title, from and up to."""


def read_heading(text: str) -> Reading:
    """Labels and phase at the head of a heading, then in brackets or at its end."""
    label, phase, end = _head(text)
    cuts = [(0, _past(_AFTER, text, end))] if end else []
    for brackets in _BRACKETS.finditer(text, end):
        inside = _past(_LEAD, text, brackets.start(1))
        found = label_at(text[: brackets.end(1)], inside)
        if found and (label is None or label.unit != "week"):
            label = found[0]
        if found or length_in(brackets[1]):
            cuts.append(brackets.span())
    for tail in _AT_END.finditer(text, end):
        found = label_at(text, tail.end())
        if found and not text[found[1] :].strip() and label is None:
            label = found[0]
            cuts.append((tail.start(), len(text)))
    return Reading(label, phase, None if label else length_in(text), tuple(cuts))


def _head(text: str) -> tuple[Label | None, Named | None, int]:
    """Phase and label at the head, in any order, and where they end."""
    label, phase, end = None, None, 0
    start = _past(_LEAD, text, 0)
    starts = [_past(_NUMBERING, text, start), start]
    while starts:
        at = starts.pop(0)
        if phase is None and (found := phase_at(text, at)):
            phase, end = found
        elif (seen := label_at(text, at)) and (label is None or (label.unit != "week" and seen[0].unit == "week")):
            label, end = seen
        else:
            continue
        starts = [_past(_LEAD, text, end)]
    return label, phase, end


def _past(pattern: re.Pattern[str], text: str, start: int) -> int:
    found = pattern.match(text, start)
    return found.end() if found else start


def _span(found: re.Match[str]) -> tuple[int, int]:
    groups = found.groupdict()
    first = number_of(groups["low"] or groups["high"])
    last = number_of(groups["last"]) if groups.get("last") else first
    return first, max(first, last)
