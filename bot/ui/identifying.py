"""Identifying with Discord in turn: one shard in five seconds, of all that share a bucket (§11).

A turn is waited for before the line is opened: on an open line that waits nothing is read. So only the last second of
it is waited for with the line open. A shard that comes back without its session waits where it is.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from bot.store.errors import StoreError
from bot.store.turns import GAP_SECONDS, Turns

_log = logging.getLogger(__name__)

_LINE_SECONDS = 1.0
"""So long before its turn a line is opened."""
_LATE_SECONDS = 0.5
"""After that a turn is lost, as the next one comes soon."""


class Entrance:
    """Lets the shards of this process identify. It asks for one turn of a bucket at a time."""

    def __init__(self, turns: Turns, buckets: int) -> None:
        """`buckets`: how many shards may identify at once, as Discord says (max_concurrency)."""
        self._turns = turns
        self._buckets = buckets
        self._queues = [asyncio.Lock() for _ in range(buckets)]

    def gate(self, shard: int) -> Gate:
        """The way in for one shard."""
        bucket = shard % self._buckets
        return Gate(self._turns, bucket, self._queues[bucket])


class Gate:
    """One shard's way in."""

    def __init__(self, turns: Turns, bucket: int, queue: asyncio.Lock) -> None:
        self._turns = turns
        self._bucket = bucket
        self._queue = queue
        self._turn_at = 0.0
        self._stands = False
        """Whether this shard stands at the head of the queue, with a turn."""
        self.is_waiting = False
        """Whether it waits for its turn, and for nothing else."""

    @asynccontextmanager
    async def queued(self) -> AsyncGenerator[None]:
        """Stand in the queue until it is nearly the turn; the line is opened inside, and left when that fails."""
        self.is_waiting = True
        try:
            await self._queue.acquire()
            self._stands = True
            self._turn_at = await self._take()
            await asyncio.sleep(self._turn_at - _LINE_SECONDS - _now())
            self.is_waiting = False
            yield
        finally:
            self._leave()

    async def identify(self) -> None:
        """Wait for the turn; called when a line is open, just before it is identified on."""
        self.is_waiting = True
        try:
            if not self._stands:
                await self._queue.acquire()
                self._stands, self._turn_at = True, float("-inf")
            if _now() > self._turn_at + _LATE_SECONDS:
                self._turn_at = await self._take()
            await asyncio.sleep(self._turn_at - _now())
        finally:
            self._leave()

    def _leave(self) -> None:
        self.is_waiting = False
        if self._stands:
            self._stands = False
            self._queue.release()

    async def _take(self) -> float:
        """When the next turn is, in the loop's seconds."""
        while True:
            try:
                return _now() + await self._turns.take(self._bucket)
            except StoreError as error:
                _log.warning("no turn to identify could be had: %s", error)
                await asyncio.sleep(GAP_SECONDS)


def _now() -> float:
    return asyncio.get_running_loop().time()
