"""A language for tests: English with accents, 40 % longer and in brackets, so that what is not in it stands out."""

from __future__ import annotations

import re
from gettext import NullTranslations

_ACCENTS = str.maketrans("aceilounysAEIOUNYS", "áçéíłóúñýšÁÉÍÓÚÑÝŠ")
_KEPT = re.compile(r"(\{[^}]*\}|`[^`]*`|</?[^>]*>|https?://\S+|/[a-z]+(?: [a-z]+)?(?: [a-z_]+:)?|\b[a-z_]+:(?=\S|$))")
"""Placeholders, code, mentions, addresses and commands with their options: they are the same in every language."""


class Pseudo(NullTranslations):
    """Says every sentence longer, in brackets, with an accent on most letters."""

    def gettext(self, message: str) -> str:
        return pseudo(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return pseudo(msgid1 if n == 1 else msgid2)


def pseudo(sentence: str) -> str:
    """A sentence of the pseudo-language."""
    parts = _KEPT.split(sentence)
    said = "".join(part if number % 2 else part.translate(_ACCENTS) for number, part in enumerate(parts))
    letters = sum(map(str.isalpha, sentence))
    return f"⟦{said}{'·' * (letters * 2 // 5)}⟧"
