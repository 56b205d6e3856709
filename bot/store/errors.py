"""What can go wrong with the store, each as a sentence for the person who has to act on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.refusals import CannotBeDone

if TYPE_CHECKING:
    import sqlite3


class StoreError(Exception):
    """The store cannot do what was asked; nothing was changed. The message is for people."""


class UnknownZone(LookupError):
    """A time zone that was stored is none of those that this machine knows. The message is for people."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"The time zone {name} is not known on the machine I run on, so I can't tell your days. "
            "Ask whoever runs me to bring its time zones up to date; nothing is lost."
        )
        self.name = name


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
