"""What can go wrong with the store, each as a sentence for the person who has to act on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.refusals import CannotBeDone

if TYPE_CHECKING:
    import sqlite3


class StoreError(Exception):
    """The store cannot do what was asked; nothing was changed. The message is for people."""


class CannotOpen(StoreError, CannotBeDone):
    """The database cannot be opened at all; the message says what to do."""


def plainly(error: sqlite3.Error) -> StoreError:
    """A driver's error as a sentence: what happened, that nothing is lost, what to do."""
    text = str(error)
    if "full" in text:
        return StoreError("The disk is full, so nothing was saved. What was saved before is safe.")
    if "readonly" in text:
        return StoreError("The database is read-only, so nothing was saved. What was saved before is safe.")
    if "locked" in text or "busy" in text:
        return StoreError("The database is busy, so nothing was saved. Try again in a moment.")
    return StoreError("The database could not do that, so nothing was saved.")
