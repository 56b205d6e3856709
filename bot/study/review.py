"""Review that never blocks: what becomes of a checkpoint that was submitted, and who may read it (§7)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from math import ceil
from statistics import median

TAKES_AT_MOST = timedelta(hours=7 * 24)
"""After so long without a decision a submission is signed: nobody looked. Hours, whatever the clocks do meanwhile."""

HELD_FOR = timedelta(hours=48)
"""So long a submission is one reader's; then it goes back by itself."""

MOST_HELD = 3
RETURNS_UNTIL_SELF = 2
"""After so many returns the author may sign it themselves."""

FEWEST_PEERS = 3
"""While fewer have passed a phase, whoever has submitted it may read, too."""

FEWEST_TIMES, MOST_TIMES = 5, 20
"""Of so many decisions at least, and the last so many at most, it is said how long one usually takes."""

_DAY = timedelta(days=1)


class Policy(StrEnum):
    """Who reads checkpoints in a server."""

    SELF = "self"
    """Nobody: shown is done."""
    PEER = "peer"
    MENTOR = "mentor"


class State(StrEnum):
    """Where a checkpoint's review stands."""

    OPEN = "open"
    """Not submitted."""
    SUBMITTED = "submitted"
    RETURNED = "returned"
    SIGNED = "signed"


class Mark(StrEnum):
    """Who signed."""

    MENTOR = "mentor"
    PEER = "peer"
    SELF = "self"
    """The author, after two returns."""
    NOBODY = "nobody"
    """Nobody looked in 7 days."""


class Move(StrEnum):
    """What can be done about a review."""

    SUBMIT = "submit"
    WITHDRAW = "withdraw"
    TAKE = "take"
    SIGN = "sign"
    RETURN = "return"
    SIGN_SELF = "sign-self"


LEADS_TO: Mapping[State, Mapping[Move, State]] = {
    State.OPEN: {Move.SUBMIT: State.SUBMITTED},
    State.SUBMITTED: {
        Move.WITHDRAW: State.OPEN,  # to where it was before: one that had been returned is again
        Move.TAKE: State.SUBMITTED,
        Move.SIGN: State.SIGNED,
        Move.RETURN: State.RETURNED,
    },
    State.RETURNED: {Move.SUBMIT: State.SUBMITTED, Move.SIGN_SELF: State.SIGNED},
    State.SIGNED: {},
}
"""Which move leads from where to where; every other one changes nothing."""


@dataclass(frozen=True, slots=True)
class Hold:
    """Somebody reads a submission: from when, and until when it is theirs."""

    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Readers:
    """Who is to read: a server's policy, and under `mentor` the role."""

    policy: Policy = Policy.SELF
    role_id: int | None = None


UNREAD = Readers()
"""Nobody reads: shown is done."""


@dataclass(frozen=True, slots=True)
class Review:
    """The review of one member's checkpoint. Instants are stored; what they come to by now is worked out."""

    phase_id: str
    number: int
    title: str
    readers: Readers
    submitted_at: datetime
    state: State = State.SUBMITTED
    mark: Mark | None = None
    decided_at: datetime | None = None
    words: str = ""
    returns: int = 0
    is_told: bool = True
    hold: Hold | None = None

    @property
    def ends_at(self) -> datetime:
        """When it is signed although nobody decided; a hold at that hour runs to its end."""
        deadline = self.submitted_at + TAKES_AT_MOST
        return self.hold.until if self.hold and self.hold.since <= deadline < self.hold.until else deadline

    def at(self, now: datetime) -> Review:
        """Where it stands at an instant, whether or not anybody has looked since."""
        if self.state is State.SUBMITTED and now >= self.ends_at:
            return replace(self, state=State.SIGNED, mark=Mark.NOBODY, decided_at=self.ends_at, hold=None)
        return self

    def is_being_read(self, now: datetime) -> bool:
        """Whether somebody holds it."""
        return self.state is State.SUBMITTED and self.hold is not None and now < self.hold.until

    @property
    def may_sign_self(self) -> bool:
        """Whether its author may sign it themselves."""
        return self.state is State.RETURNED and self.returns >= RETURNS_UNTIL_SELF

    @property
    def has_news(self) -> bool:
        """Whether there is a decision that its author has not heard of."""
        return not self.is_told and self.state in (State.RETURNED, State.SIGNED)


@dataclass(frozen=True, slots=True)
class FrozenItem:
    """A checkpoint's item with the evidence for it, as they were when they were submitted."""

    item_id: str
    words: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Peers:
    """How many have passed a phase, and how far the one has come who would read it."""

    passed: int = 0
    has_passed: bool = False
    has_submitted: bool = False

    @property
    def may_read(self) -> bool:
        """Whether this one may read another's submission of the phase."""
        return self.has_passed or (self.passed < FEWEST_PEERS and self.has_submitted)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A submission in the eyes of one reader: what tells whether they may take it. Its evidence is not in here."""

    number: int
    author_id: int
    title: str
    readers: Readers
    is_named: bool
    submitted_at: datetime
    items: int
    returns: int
    """How often it came back before it was submitted this time."""
    held_until: datetime | None
    """Until when this reader holds it; None when nobody does."""
    peers: Peers


@dataclass(frozen=True, slots=True)
class Reading:
    """A submission with its evidence, for the one who holds it."""

    waiting: Waiting
    items: tuple[FrozenItem, ...]

    @property
    def author(self) -> int | None:
        """Whose it is, as far as its reader may know."""
        waiting = self.waiting
        is_known = waiting.readers.policy is Policy.MENTOR or waiting.is_named
        return waiting.author_id if is_known else None


def may_read(waiting: Waiting, reader_id: int, role_ids: Collection[int]) -> bool:
    """Whether somebody with these roles may read a submission: never its author (§7)."""
    if reader_id == waiting.author_id:
        return False
    if waiting.readers.policy is Policy.MENTOR:
        return waiting.readers.role_id in role_ids
    return waiting.peers.may_read


def usual_days(times: Sequence[timedelta]) -> int | None:
    """Within how many days a decision usually comes: the median of the last ones; None of too few."""
    if len(times) < FEWEST_TIMES:
        return None
    return max(1, ceil(median(time / _DAY for time in times)))


@dataclass(frozen=True, slots=True)
class Reader:
    """Whoever would read in a server, with the roles that they have there."""

    guild_id: int
    user_id: int
    role_ids: frozenset[int] = frozenset()

    def may_read(self, waiting: Waiting) -> bool:
        """Whether a submission is for them to take."""
        return may_read(waiting, self.user_id, self.role_ids)

    def may_go_on(self, waiting: Waiting) -> bool:
        """Whether they may go on with what they hold: a mentor as long as they are one, a peer to the end."""
        is_theirs = waiting.held_until is not None and self.user_id != waiting.author_id
        return is_theirs and (waiting.readers.policy is Policy.PEER or self.may_read(waiting))
