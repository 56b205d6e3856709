"""Who takes what, and when: a fair share of the shards, each once it has been free for a while (§11).

Nothing here waits, asks or reads a clock. What can be held is called a seat: each shard is one, and so is sending.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

SENDER = -1
"""The seat of whoever sends; all others are numbers of shards."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How long is waited for what, in seconds."""

    look: float = 1.0
    """Between two looks over the locks."""
    free: float = 1.5
    """So long a seat was seen free before it is taken: its holder may only have lost its session."""
    others: float = 4.0
    """So long a new session leaves to others what they may have served before: the database may have restarted.
    Not less than `trust`."""
    left: float = 5.0
    """So long a seat was seen free before somebody takes more than their share."""
    trust: float = 4.0
    """So long after a look was sent its answer is believed. Less than `idle`."""
    idle: float = 6.0
    """So long the server leaves a silent session its locks."""
    statement: float = 2.0
    """So long an answer of the database is waited for."""
    again: float = 0.3
    """Between two tries to open a lost session."""
    gone: float = 60.0
    """So long without a session shards are still served."""
    patience: float = 2.0
    """So long an interaction waits until it is certain who serves its shard."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What a process may take: these shards, and so many of them at most (None: no limit)."""

    shards: frozenset[int]
    most: int | None = None
    is_shared: bool = True
    """Whether others are to have their share; False where the operator said which shards are whose."""

    @property
    def seats(self) -> frozenset[int]:
        """All that may be taken."""
        return self.shards | {SENDER}

    def share(self, present: int) -> int:
        """How many shards are a fair share among so many processes."""
        fair = -(-len(self.shards) // max(present, 1)) if self.is_shared else len(self.shards)
        return fair if self.most is None else min(fair, self.most)


@dataclass(frozen=True, slots=True)
class Look:
    """What one look over the locks told."""

    at: float
    """When it was sent, in steady seconds."""
    present: int
    """How many processes there are, this one included."""
    holders: Mapping[int, int]
    """By seat, the session that holds it."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a process stands when it looks."""

    session: int
    opened_at: float
    served: frozenset[int]
    """The seats that it has, and those that it had when it lost its last session."""
    free_since: Mapping[int, float] = field(default_factory=dict[int, float])
    """By seat, when it was first seen free."""


def free_since(look: Look, before: Mapping[int, float], seats: Iterable[int]) -> dict[int, float]:
    """By seat that nobody holds, since when."""
    return {seat: before.get(seat, look.at) for seat in seats if seat not in look.holders}


def taken_by_others(look: Look, standing: Standing, own_sessions: Collection[int]) -> frozenset[int]:
    """What a process has served and another one holds; its own former session holds for nobody else."""
    return frozenset(
        seat
        for seat in standing.served
        if (holder := look.holders.get(seat)) is not None and holder != standing.session and holder not in own_sessions
    )


def may_be_taken(look: Look, standing: Standing, scope: Scope, pace: Pace) -> dict[int, float]:
    """By free seat that a process would take, from when on it may: at once what it served before."""
    free = standing.free_since
    times = {seat: look.at for seat in free if seat in standing.served}
    not_before = standing.opened_at + pace.others
    if SENDER in free and SENDER not in times:
        times[SENDER] = max(free[SENDER] + pace.free, not_before)
    held = [seat for seat, holder in look.holders.items() if holder == standing.session]
    have = len({*held, *times} - {SENDER})
    share, most = scope.share(look.present), len(scope.shards) if scope.most is None else scope.most
    others = sorted(scope.shards & free.keys() - times.keys(), key=lambda seat: (free[seat], seat))
    for number, seat in enumerate(others, start=have):
        if number >= most:
            break
        times[seat] = max(free[seat] + (pace.free if number < share else pace.left), not_before)
    return times
