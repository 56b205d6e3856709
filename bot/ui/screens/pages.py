"""Long lists in pages of whole lines: at most 25, and never more than fits (§6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.words import tr

MOST_LINES = 25
"""As many as one select offers."""


@dataclass(frozen=True, slots=True)
class Page:
    """The lines from `first` up to, not including, `end`, on page `number` (from 0) of `pages`."""

    first: int
    end: int
    number: int
    pages: int
    total: int

    @property
    def said(self) -> str:
        """ "26-50 of 120"; nothing when all are on one page."""
        if self.pages == 1:
            return ""
        return tr("{first}-{last} of {total}", first=self.first + 1, last=self.end, total=self.total)


def page_of(lines: Sequence[str], number: int, room: int) -> Page:
    """The page of this number, or the nearest; `room` is how many characters fit on one, line ends included."""
    bounds = [0]
    used = 0
    for index, line in enumerate(lines):
        used += len(line) + 1
        if index - bounds[-1] == MOST_LINES or (used > room and index > bounds[-1]):
            bounds.append(index)
            used = len(line) + 1
    number = min(max(number, 0), len(bounds) - 1)
    ends = [*bounds[1:], len(lines)]
    return Page(bounds[number], ends[number], number, len(bounds), len(lines))
