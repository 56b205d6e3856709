"""Turns to identify with Discord: one in five seconds for all shards of a bucket together (§11)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from bot.store.holding import steady_seconds

GAP_SECONDS = 5.1
"""Discord asks for 5, and a turn may be used a little late."""


class Turns(Protocol):
    """Gives turns; one that is not used is lost."""

    async def take(self, bucket: int) -> float:
        """Take the next turn of a bucket; returns in how many seconds it is. Raises StoreError."""
        ...


class OwnTurns:
    """The turns of a process that has all shards."""

    def __init__(self, clock: Callable[[], float] = steady_seconds) -> None:
        self._clock = clock
        self._next: dict[int, float] = {}

    async def take(self, bucket: int) -> float:
        """Take the next turn of a bucket; returns in how many seconds it is."""
        return self.take_now(bucket)

    def take_now(self, bucket: int) -> float:
        """The same, as it is known at once."""
        now = self._clock()
        at = max(now, self._next.get(bucket, now))
        self._next[bucket] = at + GAP_SECONDS
        return at - now
