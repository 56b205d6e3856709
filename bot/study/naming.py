"""Which thing a typed text names: the rules of reading what somebody typed or what a list showed (§6)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Generic, TypeVar

from bot.study.letters import same_letters, without_marks
from bot.study.text import NO_SPACES

_Thing = TypeVar("_Thing")
_FEW_LETTERS, _FEW_SIGNS = 3, 2


class Names(Generic[_Thing]):
    """Things by their names, in any letter case, with or without marks, in any form of Unicode."""

    def __init__(self, things: Iterable[tuple[_Thing, Sequence[str]]]) -> None:
        self._by_letters: defaultdict[str, dict[int, _Thing]] = defaultdict(dict)
        self._without_marks: defaultdict[str, dict[int, _Thing]] = defaultdict(dict)
        for number, (thing, names) in enumerate(things):
            for name in names:
                self._by_letters[same_letters(name)][number] = thing
                self._without_marks[without_marks(name)][number] = thing

    def exactly(self, typed: str) -> list[_Thing]:
        """What has this name; the names with the same marks go before those with the same letters alone."""
        found = self._by_letters.get(same_letters(typed)) or self._without_marks.get(without_marks(typed)) or {}
        return list(found.values())


def begins_a_word(typed: str, keys: Iterable[str]) -> list[bool]:
    """Whether each word typed begins a word of each of these texts `without_marks`; never with too few letters to tell.

    Where words are not set apart by spaces, a word may begin anywhere.
    """
    words = without_marks(typed).split()
    if not any(map(_tells, words)):
        return [False for _ in keys]
    beginnings = [re.compile(("" if NO_SPACES.match(word) else r"(?<!\w)") + re.escape(word)) for word in words]
    return [all(beginning.search(key) for beginning in beginnings) for key in keys]


def _tells(word: str) -> bool:
    """Whether a word has 3 letters or more, or 2 in a script without spaces."""
    return sum(map(str.isalnum, word)) >= (_FEW_SIGNS if NO_SPACES.match(word) else _FEW_LETTERS)
