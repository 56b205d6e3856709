"""The language that the bot speaks in the tests: English 40 % longer, every sentence between marks.

The Discord of the tests (`listening.py`) looks at what arrives with its marks: whether it stays within Discord's
limits, and whether anything to be read went through no catalogue. What it keeps and shows is plain English, so
tests read as if there were no marks, and whatever they walk through is walked in another language.
"""

from __future__ import annotations

import re
from gettext import NullTranslations

_BEGIN, _LONGER, _END = "\u1dc0", "\u1dc1", "\u1dc3"
"""Accents that no language of the tests has: whoever reads what was typed without its marks reads over them."""
_MARKS = re.compile(f"[{_BEGIN}{_LONGER}{_END}]")
_INNERMOST = re.compile(f"{_BEGIN}[^{_BEGIN}{_END}]*{_END}")

SAID: set[str] = set()
"""Every sentence that was said in a test so far, in any language; of two for a number, the one for 1."""


class Heard(NullTranslations):
    """English, remembering which sentences were said."""

    def gettext(self, message: str) -> str:
        SAID.add(message)
        return message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        SAID.add(msgid1)
        return msgid1 if n == 1 else msgid2


class Marked(Heard):
    """Says every sentence in English between marks."""

    def gettext(self, message: str) -> str:
        return _marked(super().gettext(message))

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return _marked(super().ngettext(msgid1, msgid2, n))


def _marked(sentence: str) -> str:
    letters = sum(map(str.isalpha, sentence))
    return f"{_BEGIN}{sentence}{_LONGER * (letters * 2 // 5)}{_END}"


def plain(text: str) -> str:
    """A text without its marks."""
    return _MARKS.sub("", text)


def outside(text: str) -> str:
    """What of a text stands in no sentence of the catalogue; also where the text was cut inside a sentence."""
    found = -1
    while found:
        text, found = _INNERMOST.subn(" ", text)
    return text.split(_BEGIN, 1)[0]
