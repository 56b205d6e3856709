"""Texts that no database takes the same way: a zero character, and half of a character."""

from __future__ import annotations

from collections.abc import Iterable

from bot.store.errors import StoreError, Trouble


def refuse_unstorable(values: Iterable[object]) -> None:
    """Refuse texts with a zero character or a lone surrogate. Raises StoreError."""
    for value in values:
        if isinstance(value, str) and not _is_storable(value):
            raise StoreError("A text has a character in it that can't be stored, so nothing was saved.", Trouble.TEXT)


def _is_storable(text: str) -> bool:
    if "\0" in text:
        return False
    if text.isascii():
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
