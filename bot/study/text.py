"""Cutting texts where people would."""

from __future__ import annotations


def shortened(text: str, most: int) -> str:
    """A text of at most so many characters, cut between two words where that leaves most of it, with a sign of it."""
    if len(text) <= most:
        return text
    cut = text[: most - 1]
    word = cut.rfind(" ") if text[most - 1] != " " else -1
    return (cut[:word] if word > most // 2 else cut).rstrip(" ,;:·(-") + "…"
