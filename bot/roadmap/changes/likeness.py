"""How like two wordings are."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process
from rapidfuzz.distance import Indel

from bot.roadmap.changes.parts import Piece

REWORDED = 0.90
DOUBTFUL = 0.70
_MARGIN = 0.05
_LETTERS = 50
_MOST_PAIRS = 4_000_000
_NUMBERS = re.compile(r"\d+|\b[^\W\d_]\b|\b[ivx]{1,4}\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Near:
    """Two wordings that may be one task: surely reworded, or a question."""

    old: Piece
    new: Piece
    likeness: float
    sure: bool


def likeness(one: Piece, other: Piece) -> float:
    """The mean of how like their words and their letters are, from 0 to 1."""
    letters = Indel.normalized_similarity(one.letters, other.letters)
    return (Indel.normalized_similarity(_units(one), _units(other)) + letters) / 2


def near(olds: Sequence[Piece], news: Sequence[Piece], everything: Sequence[Piece]) -> list[Near]:
    """Pairs of what was not matched, each piece at most once, the most alike first.

    A pair is sure if its numbers are equal and nothing else in the two versions is about as like: lists are full of
    "Watch lecture on …", and there a new lecture is no rewording of one that is gone.
    """
    if len(olds) * len(news) > _MOST_PAIRS:
        return []
    choices = [old.letters for old in olds]
    pairs = [
        (likeness(olds[at], new), olds[at], new)
        for new in news
        for at in _like(new, choices, DOUBTFUL)
        if olds[at].kind == new.kind
    ]
    pairs = [pair for pair in pairs if pair[0] >= DOUBTFUL]
    pairs.sort(key=lambda pair: (-pair[0], pair[1].id, pair[2].id))
    letters = [one.letters for one in everything]
    found: list[Near] = []
    taken: set[Piece] = set()
    for much, old, new in pairs:
        if old not in taken and new not in taken:
            taken |= {old, new}
            found.append(Near(old, new, much, _sure(much, old, new, everything, letters)))
    return found


def _like(piece: Piece, choices: Sequence[str], least: float) -> list[int]:
    """Which choices may be so like a piece: the mean can't be, where the letters are much less so."""
    cutoff = max(_LETTERS, 100 * (2 * least - 1))
    found = process.extract(piece.letters, choices, scorer=fuzz.ratio, score_cutoff=cutoff, limit=20)
    return [at for _, _, at in found]


def _sure(much: float, old: Piece, new: Piece, everything: Sequence[Piece], letters: Sequence[str]) -> bool:
    if much < REWORDED or numbers(old) != numbers(new):
        return False
    others = ((everything[at], piece) for piece in (old, new) for at in _like(piece, letters, much - _MARGIN))
    return not any(
        one.words not in (old.words, new.words) and likeness(one, piece) >= much - _MARGIN for one, piece in others
    )


def numbers(piece: Piece) -> list[str]:
    """What counts: digits, single letters, roman numerals; "Part A" is not "Part B"."""
    return _NUMBERS.findall(piece.letters)


def _units(piece: Piece) -> Sequence[str]:
    """Words, or letters where a script has no spaces between words."""
    return "".join(piece.bare) if len(piece.bare) < 3 and not piece.text.isascii() else piece.bare
