"""How names of places are compared: as people type them, without marks and punctuation."""

from __future__ import annotations

import re
import unicodedata

from bot.study.letters import without_marks

_LEFT_OUT = re.compile(r"['’‘ʻʼʿʾ`´.]")
_SAINT = re.compile(r"\b(st|ste) (?=.)")
_SAINTS = {"st": "saint ", "ste": "sainte "}


def place_key(name: str) -> str:
    """A name of a place to compare by: "Saint-Étienne", "St. Etienne" and "saint etienne" are the same."""
    if name.isascii() and name.isalpha():
        return name.lower()
    letters = _LEFT_OUT.sub("", without_marks(name))
    if not letters.isascii():
        letters = "".join(letter if _belongs(letter) else " " for letter in letters)
    else:
        letters = re.sub(r"[^a-z0-9]", " ", letters)
    return _SAINT.sub(lambda found: _SAINTS[found[1]], " ".join(letters.split()))


def _belongs(letter: str) -> bool:
    """Whether a character is part of a word; vowel signs of Indian scripts are, though they are no letters."""
    return letter.isalnum() or unicodedata.category(letter)[0] == "M"
