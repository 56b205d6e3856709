"""Deliveries: what is to be sent, once for each target, kind and study date, and what became of it (§5)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Literal

Outcome = Literal["sent", "missed", "silent", "refused"]

RHYTHM, WARNING, LATER, RING = "rhythm", "warning", "later", "ring"
"""The kinds of messages: a study day's reminder, a streak's warning, what a member put off, a focus that rings."""

COHORT_START, COHORT_END = "cohort-start", "cohort-end"
COHORT_POSTS = frozenset({COHORT_START, COHORT_END})
"""The posts of a cohort."""
REVIEW, READERS = "review", "readers"
"""And about checkpoints: an author hears of a decision, readers that something waits (§7)."""

STAYS_VALID = timedelta(hours=3)
"""How late a message may come, with a word of apology; after that it is better not sent (§5)."""

PUNCTUAL = timedelta(minutes=5)
"""What comes later than this after it was due says sorry."""

LEASE = timedelta(minutes=2)
"""How long a claim holds; a claim found after that was left by a crash."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """One message to send: to a server's channel (no user_id) or to a member."""

    target: str
    kind: str
    study_date: date
    guild_id: int
    user_id: int | None
    due_at: datetime
    valid_until: datetime
    attempts: int = field(default=0, compare=False)

    @property
    def key(self) -> str:
        """What tells this message from every other, as text; one that was put off is another message."""
        return f"{self.target}/{self.kind}/{self.study_date.isoformat()}/{self.due_at.isoformat()}"

    @property
    def is_again(self) -> bool:
        """Whether it was claimed before: it may have been sent then."""
        return self.attempts > 1


UNKNOWN_MEMBER = 10007
"""Discord's code for somebody who is not in a server."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of a message: its id when it was sent, Discord's code when it was refused, or had no reader."""

    outcome: Outcome
    message_id: int | None = None
    code: int | None = None


@dataclass(frozen=True, slots=True)
class LastPost:
    """When a server's last post was due, what became of it, and when it was sent."""

    kind: str
    due_at: datetime
    state: str
    sent_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of a server's messages over a time; `lateness` holds the seconds of those sent, ascending."""

    lateness: tuple[int, ...]
    missed: int
    refused: int

    @property
    def sent(self) -> int:
        """How many were sent."""
        return len(self.lateness)

    @property
    def late(self) -> int:
        """How many of them came with an apology."""
        return sum(1 for seconds in self.lateness if seconds > PUNCTUAL.total_seconds())

    def within(self, percent: int) -> int:
        """The seconds after which so many percent of those sent had arrived; 0 when none was sent."""
        return self.lateness[max(0, -(-len(self.lateness) * percent // 100) - 1)] if self.lateness else 0
