"""Texts as people mean them: letter case, marks and the spelling of a letter in Unicode make no difference (§6)."""

from __future__ import annotations

import unicodedata

_NOT_DECOMPOSED = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d"})
"""Latin letters with a mark that Unicode takes for letters of their own."""


def same_letters(text: str) -> str:
    """A text to compare by: in one Unicode form and letter case, with single spaces; its marks are kept."""
    return " ".join(unicodedata.normalize("NFC", unicodedata.normalize("NFKC", text).casefold()).split())


def without_marks(text: str) -> str:
    """A text to compare by as `same_letters`, and without its marks: "São Paulo" is "sao paulo"."""
    if text.isascii():
        return " ".join(text.lower().split())
    letters = unicodedata.normalize("NFKD", text).casefold()
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(unicodedata.normalize("NFC", bare).translate(_NOT_DECOMPOSED).split())
