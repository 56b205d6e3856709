"""Numbers as people write them into headings: digits of any script, 三, IV, One, الأول."""

import re
from typing import Final

_ENGLISH = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_ARABIC = (
    "الأول", "الثاني", "الثالث", "الرابع", "الخامس", "السادس",
    "السابع", "الثامن", "التاسع", "العاشر", "الحادي عشر", "الثاني عشر",
)  # fmt: skip
_ARABIC_FEMALE = ("الأولى", "الثانية", "الثالثة", "الرابعة", "الخامسة", "السادسة", "السابعة", "الثامنة")
_CHINESE = "零一二三四五六七八九"

_WORDS: Final = {
    word: number
    for words in (_ENGLISH, tuple(word.lower() for word in _ROMAN), _ARABIC, _ARABIC_FEMALE)
    for number, word in enumerate(words, start=1)
}

DIGITS = r"\d{1,4}"
CHINESE = "[零〇一二两三四五六七八九十百]{1,5}"
ENGLISH = "|".join(sorted(_ENGLISH, key=len, reverse=True))
ROMAN = "(?-i:" + "|".join(sorted(_ROMAN, key=len, reverse=True)) + ")"
ARABIC = "|".join(sorted((*_ARABIC, *_ARABIC_FEMALE), key=len, reverse=True))


def number_of(written: str) -> int:
    """The number that was written; a leading - counts downwards from 0.

    >>> number_of("-3"), number_of("十二"), number_of("iv")
    (-3, 12, 4)
    """
    sign, digits = (-1, written[1:]) if written.startswith("-") else (1, written)
    if digits.isdecimal():
        return sign * int(digits)
    if digits.lower() in _WORDS:
        return sign * _WORDS[digits.lower()]
    return sign * _chinese(digits.replace("〇", "零").replace("两", "二"))


def _chinese(written: str) -> int:
    hundreds, _, rest = written.rpartition("百")
    tens, ten, units = rest.rpartition("十")
    total = _digits(hundreds or "一") * 100 if "百" in written else 0
    return total + (_digits(tens or "一") * 10 if ten else 0) + _digits(units)


def _digits(written: str) -> int:
    found = re.sub("[^" + _CHINESE + "]", "", written)
    return int("".join(str(_CHINESE.index(character)) for character in found) or "0")
