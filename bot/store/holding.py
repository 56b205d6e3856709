"""Which of the bot's shards this process serves, and whether it is the one that sends (§11).

A shard is one connection to Discord, with its part of the servers. On SQLite one process has all of them; on
PostgreSQL the processes share them, and one of them all sends what is due.
"""

from __future__ import annotations

import time
from collections.abc import AsyncGenerator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from enum import Enum, auto
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Wish:
    """What the operator wants of a process, and what Discord recommends."""

    recommended: int
    """How many shards Discord recommends; it counts where nothing is fixed and nobody else is there."""
    shards: frozenset[int] | None = None
    """The shards that it is to have; None: its fair share."""
    count: int | None = None
    """How many shards there are to be in all."""
    most: int | None = None
    """How many it may take at most."""


class Mine(Enum):
    """Whether a shard is this process's at this moment."""

    YES = auto()
    UNCERTAIN = auto()
    """It was, and the database does not say."""
    ANOTHERS = auto()
    """Another process has taken it, which hears of everything there."""


class Holding(Protocol):
    """What this process has of the bot. It may change at any time; whoever watches is called then."""

    @property
    def count(self) -> int:
        """How many shards there are in all."""
        ...

    @property
    def shards(self) -> frozenset[int]:
        """The shards that this process is to serve, also while it is not certain that it still may."""
        ...

    @property
    def is_sender(self) -> bool:
        """Whether this process sends what is due, and nobody else does at this moment."""
        ...

    @property
    def is_well(self) -> bool:
        """Whether it is known what this process has."""
        ...

    async def is_mine(self, shard: int) -> Mine:
        """Whether nobody else serves a shard at this moment; waits a little where that is not certain."""
        ...

    def alone(self, what: str) -> AbstractAsyncContextManager[bool]:
        """Do something that one process does at a time; False while another one does it."""
        ...

    def watch(self, watcher: Callable[[], None]) -> None:
        """Have somebody called whenever something has changed."""
        ...

    def running(self) -> AbstractAsyncContextManager[None]:
        """While this lasts, shards are taken and kept. Raises CannotBeDone where this process can't take part."""
        ...


class AllMine:
    """Everything is this process's, as nobody else may have the database."""

    is_sender = True
    is_well = True

    def __init__(self, count: int) -> None:
        self.count = count
        self.shards = frozenset(range(count))

    async def is_mine(self, shard: int) -> Mine:
        """Always."""
        return Mine.YES

    @asynccontextmanager
    async def alone(self, what: str) -> AsyncGenerator[bool]:
        """Nobody else is there."""
        yield True

    def watch(self, watcher: Callable[[], None]) -> None:
        """Nothing ever changes."""

    @asynccontextmanager
    async def running(self) -> AsyncGenerator[None]:
        """There is nothing to take."""
        yield


def steady_seconds() -> float:
    """Seconds that nobody can set, and that go on while the machine sleeps, where the system tells them."""
    clock = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if clock is None else time.clock_gettime(clock)
