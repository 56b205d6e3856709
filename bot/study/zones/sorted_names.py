"""Many names in little memory, found by how they begin."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterable

_AFTER_ALL_LETTERS = b"\xff"


class SortedNames:
    """Names, one a line in the order of their UTF-8 bytes, each with the number of what it names.

    A quarter of a million of them take 5 MB; as a list of texts they would take 20.
    """

    def __init__(self, lines: bytes, numbers: Iterable[int]) -> None:
        self._lines = lines
        self._begins = array("I", (0, *(end.end() for end in re.finditer(b"\n", lines)), len(lines) + 1))
        self._numbers = array("H", numbers)

    def named(self, name: str) -> list[int]:
        """What bears exactly this name, in the order of the numbers."""
        wanted = name.encode()
        first = self._place_of(wanted)
        last = first
        while last < len(self._numbers) and self._name(last) == wanted:
            last += 1
        return sorted(set(self._numbers[first:last]))

    def beginning(self, start: str) -> list[int]:
        """What has a name that begins so, in the order of the numbers."""
        wanted = start.encode()
        return sorted(set(self._numbers[self._place_of(wanted) : self._place_of(wanted + _AFTER_ALL_LETTERS)]))

    def _place_of(self, wanted: bytes) -> int:
        return bisect_left(range(len(self._numbers)), wanted, key=self._name)

    def _name(self, place: int) -> bytes:
        return self._lines[self._begins[place] : self._begins[place + 1] - 1]
