"""What can go wrong with the store: a code for the screens, and a sentence for the log and the command line."""

from __future__ import annotations

from enum import Enum, auto

from bot.refusals import CannotBeDone


class Trouble(Enum):
    """What is in the way of a change, or of a look."""

    DISK_FULL = auto()
    READ_ONLY = auto()
    BUSY = auto()
    UNCERTAIN = auto()
    TEXT = auto()
    DONE_BEFORE = auto()
    OTHER = auto()


class StoreError(CannotBeDone):
    """The store cannot do what was asked; nothing was changed, or with UNCERTAIN nobody knows whether it was.

    The message is for operators, the code for members.
    """

    def __init__(self, sentence: str, trouble: Trouble = Trouble.OTHER) -> None:
        super().__init__(sentence)
        self.trouble = trouble


class UnknownZone(LookupError):
    """A time zone that was stored is none of those that this machine knows. The message is for operators."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"The time zone {name} is not known on the machine I run on, so I can't tell your days. "
            "Ask whoever runs me to bring its time zones up to date; nothing is lost."
        )
        self.name = name


class DoneBefore(StoreError):
    """The same press or command has done it already, and it is not done twice."""

    def __init__(self) -> None:
        super().__init__("It is done already, and was asked for twice.", Trouble.DONE_BEFORE)


class NotHeld(StoreError):
    """Another process may serve this shard by now, so nothing is done here."""

    def __init__(self) -> None:
        super().__init__("It is not certain that this process serves the shard.", Trouble.BUSY)


class CannotOpen(StoreError):
    """The database cannot be opened at all; the message says what to do."""
