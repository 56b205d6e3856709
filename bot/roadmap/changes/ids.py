"""Ids made once, from words: short, readable, and never given twice."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from hashlib import sha256

from bot.roadmap.report import RESERVED

LONGEST_MADE = 28
LONGEST = 40

_EMPTY = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "to",
        "in",
        "on",
        "at",
        "for",
        "and",
        "or",
        "with",
        "your",
        "from",
        "by",
        "is",
        "it",
        "its",
    ]
)


def slug(text: str) -> str:
    """The id that a text would have if it were alone.

    >>> slug("Take a sample from each of the beds"), slug("Criar una masa madre"), slug("握笔")
    ('take-sample-each-beds', 'criar-una-masa-madre', 't-ea19fc57')
    """
    words = _ascii_words(text)
    kept = [word for word in words if word not in _EMPTY] or words
    if not any(character.isalpha() for word in kept for character in word):
        return f"t-{sha256(' '.join(same(text)).encode()).hexdigest()[:8]}"
    made = ""
    for word in kept:
        longer = f"{made}-{word}" if made else word
        if len(longer) > LONGEST_MADE:
            break
        made = longer
    return made or kept[0][:LONGEST_MADE]


@lru_cache(maxsize=2**14)  # two versions have most of their texts in common, and a diff looks at them several times
def same(text: str) -> tuple[str, ...]:
    """What two texts have in common that say the same: their words, without case, width and punctuation.

    >>> same("Read (again): C++!"), same("read again C")
    (('read', 'again', 'c++'), ('read', 'again', 'c'))
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    bare = "".join(" " if _is_punctuation(character) else character for character in folded)
    return tuple(bare.split()) or (folded,)


def _is_punctuation(character: str) -> bool:
    return unicodedata.category(character)[0] == "P" and character not in "#&@%*/"


class Names:
    """Gives out ids; one that was taken, even by something that is gone, is never given again."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self.taken = {*taken, *RESERVED}

    def take(self, wanted: str) -> bool:
        """Take an id as it is; whether it was free."""
        free = wanted not in self.taken
        self.taken.add(wanted)
        return free

    def made(self, text: str, around: Iterable[str] = ()) -> str:
        """A new id from a text; where it is taken, with a word of what stands around it, then with a number."""
        own = slug(text)
        wanted = own
        for context in around:
            if wanted not in self.taken:
                break
            word = slug(context)
            room = LONGEST - len(own) - 1
            if not own.startswith(word) and not word.startswith("t-") and room > 3:
                wanted = f"{word[:room].strip('-')}-{own}"
        number = 2
        numbered = wanted
        while numbered in self.taken:
            numbered = f"{wanted[: LONGEST - len(str(number)) - 1].strip('-')}-{number}"
            number += 1
        self.taken.add(numbered)
        return numbered


def _ascii_words(text: str) -> list[str]:
    folded = unicodedata.normalize("NFKD", text).casefold()
    bare = "".join(character for character in folded if not unicodedata.combining(character))
    return re.findall(r"[a-z0-9]+", bare.replace("'", "").replace("’", ""))
