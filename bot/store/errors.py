"""What can go wrong with the store, each as a sentence for the person who has to act on it."""

from __future__ import annotations

from bot.refusals import CannotBeDone


class StoreError(CannotBeDone):
    """The store cannot do what was asked; nothing was changed. The message is for people."""


class DoneBefore(StoreError):
    """The same press or command has done it already, and it is not done twice."""


class CannotOpen(StoreError):
    """The database cannot be opened at all; the message says what to do."""
