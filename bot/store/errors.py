"""What can go wrong with the store, each as a sentence for the person who has to act on it."""

from __future__ import annotations

from bot.refusals import CannotBeDone


class StoreError(CannotBeDone):
    """The store cannot do what was asked; nothing was changed. The message is for people."""


class UnknownZone(LookupError):
    """A time zone that was stored is none of those that this machine knows. The message is for people."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"The time zone {name} is not known on the machine I run on, so I can't tell your days. "
            "Ask whoever runs me to bring its time zones up to date; nothing is lost."
        )
        self.name = name


class DoneBefore(StoreError):
    """The same press or command has done it already, and it is not done twice."""


class CannotOpen(StoreError):
    """The database cannot be opened at all; the message says what to do."""
