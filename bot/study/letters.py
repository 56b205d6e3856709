"""Texts as people mean them: letter case, marks and the spelling of a letter in Unicode make no difference (§6)."""

from __future__ import annotations

import unicodedata

_NOT_DECOMPOSED = {"ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d"}
"""Latin letters with a mark that Unicode takes for letters of their own."""


class _Bare(dict[int, str | int | None]):
    """What `str.translate` makes of each character: nothing of a mark. Filled as characters are met."""

    def __missing__(self, code: int) -> int | None:
        bare = self[code] = None if unicodedata.combining(chr(code)) else code
        return bare


_BARE = _Bare({ord(letter): bare for letter, bare in _NOT_DECOMPOSED.items()})


def same_letters(text: str) -> str:
    """A text to compare by: in one Unicode form and letter case, with single spaces; its marks are kept."""
    if text.isascii():
        return " ".join(text.lower().split())
    return " ".join(unicodedata.normalize("NFC", unicodedata.normalize("NFKC", text).casefold()).split())


def without_marks(text: str) -> str:
    """A text to compare by as `same_letters`, and without its marks: "São Paulo" is "sao paulo"."""
    if text.isascii():
        return " ".join(text.lower().split())
    bare = unicodedata.normalize("NFKD", text).casefold().translate(_BARE)
    return " ".join(unicodedata.normalize("NFC", bare).split())
