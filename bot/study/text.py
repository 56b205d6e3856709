"""Cutting texts where people would."""

from __future__ import annotations

import re
import unicodedata

NO_SPACES = re.compile(
    "[\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
"""Thai, Lao, Tibetan, Burmese, Khmer, Japanese and Chinese: scripts that are written without spaces."""

_DANGLING = " ,;:·(-–—"
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://([^/?#\s]+)", re.IGNORECASE)
_MARKS = ("Mn", "Mc", "Me", "Cf", "Sk")


def shortened(text: str, most: int) -> str:
    """A text of at most so many characters, cut between two words where it is longer, with a sign of it."""
    return text if len(text) <= most else beginning(text, max(most - 1, 0))


def beginning(text: str, most: int) -> str:
    """At most so many characters of a longer text, cut between two words, and the sign that it goes on.

    Only a single word that is longer than that is cut itself: a web address to its host, as a part of it would lead
    elsewhere, and any other between two signs as people see them.
    """
    for at in range(most, 0, -1):
        if _is_between_words(text, at) and (kept := text[:at].rstrip(_DANGLING)):
            return kept + "…"
    return _part_of_a_word(text.lstrip(), most) + "…"


def _is_between_words(text: str, at: int) -> bool:
    before, after = text[at - 1], text[at]
    if before.isspace() or after.isspace():
        return True
    return bool(NO_SPACES.match(before) and NO_SPACES.match(after)) and not _belongs(text, at)


def _part_of_a_word(word: str, most: int) -> str:
    if (address := _ADDRESS.match(word)) and len(host := f"{address[1]}/") <= most:
        return host
    return word[: next((at for at in range(min(most, len(word) - 1), 0, -1) if not _belongs(word, at)), most)]


def _belongs(text: str, at: int) -> bool:
    """Whether a sign belongs to the one before it: as a mark, as a part of one emoji, as half of a flag."""
    before, sign = text[at - 1], text[at]
    is_flag = _is_half_a_flag(before) and _is_half_a_flag(sign)
    return unicodedata.category(sign) in _MARKS or before == "\N{ZERO WIDTH JOINER}" or is_flag


def _is_half_a_flag(sign: str) -> bool:
    return "\N{REGIONAL INDICATOR SYMBOL LETTER A}" <= sign <= "\N{REGIONAL INDICATOR SYMBOL LETTER Z}"
