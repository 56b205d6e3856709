"""Identifying in turn: never two of a bucket within five seconds, whoever is slow, fails or comes back."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from itertools import pairwise
from typing import Any

from bot.store.errors import StoreError
from bot.store.turns import GAP_SECONDS, OwnTurns
from bot.ui.identifying import Entrance
from tests.hurried import HurriedLoop, hurried


class Shards:
    """Shards that identify, in one process or several: each process has an entrance, and the turns are of all."""

    def __init__(self, buckets: int = 1) -> None:
        self.loop = asyncio.get_running_loop()
        self.turns = OwnTurns(self.loop.time)
        self.buckets = buckets
        self.identified: list[tuple[float, int]] = []
        self.opened: dict[int, float] = {}

    async def starts(self, entrance: Entrance, *shards: int) -> None:
        """A process connects some shards at once."""
        await asyncio.gather(*(self.connects(entrance, shard) for shard in shards))

    async def connects(self, entrance: Entrance, shard: int, tries_in_vain: int = 0, slowly: float = 0.0) -> None:
        """One of them, whose line fails so often before it stands, and takes so long to stand."""
        gate = entrance.gate(shard)
        for _ in range(tries_in_vain):
            async with gate.queued():
                pass
        async with gate.queued():
            self.opened[shard] = self.loop.time()
            await asyncio.sleep(slowly)
            await gate.identify()
            self.identified.append((self.loop.time(), shard))

    def entrance(self) -> Entrance:
        """That of one process more."""
        return Entrance(self.turns, self.buckets)

    def gaps(self) -> list[float]:
        """How long after the one before each identified."""
        times = sorted(at for at, _ in self.identified)
        return [round(later - earlier, 3) for earlier, later in pairwise(times)]


def test_one_after_the_other_and_the_line_waits_only_for_a_second() -> None:
    async def story() -> None:
        shards = Shards()
        await shards.starts(shards.entrance(), 0, 1, 2)
        assert shards.gaps() == [GAP_SECONDS] * 2
        assert all(at - shards.opened[shard] <= 1.0 for at, shard in shards.identified)

    hurried(story())


def test_processes_stand_in_one_queue() -> None:
    async def story() -> None:
        shards = Shards()
        one, other = shards.entrance(), shards.entrance()
        await asyncio.gather(shards.starts(one, 0, 2), shards.starts(other, 1, 3))
        assert shards.gaps() == [GAP_SECONDS] * 3

    hurried(story())


def test_as_many_at_once_as_discord_allows() -> None:
    async def story() -> None:
        shards = Shards(buckets=2)
        await shards.starts(shards.entrance(), 0, 1, 2, 3)
        assert sorted(round(at, 3) for at, _ in shards.identified) == [0, 0, GAP_SECONDS, GAP_SECONDS]

    hurried(story())


def test_a_turn_that_was_missed_is_not_used() -> None:
    """A line that takes eight seconds to stand, or that fails: the next one's turn is not disturbed."""

    async def story() -> None:
        shards = Shards()
        one, other = shards.entrance(), shards.entrance()
        await asyncio.gather(
            shards.connects(one, 0, slowly=8.0), shards.connects(other, 1), shards.connects(other, 2, tries_in_vain=2)
        )
        assert len(shards.identified) == 3
        assert min(shards.gaps()) >= GAP_SECONDS - 0.001

    hurried(story())


def test_one_that_comes_back_without_a_session_waits_where_it_is() -> None:
    async def story() -> None:
        shards = Shards()
        entrance = shards.entrance()
        gate = entrance.gate(0)
        async with gate.queued():
            await gate.identify()
        shards.identified.append((shards.loop.time(), 0))
        await asyncio.gather(_again(shards, gate.identify(), 0), shards.connects(entrance, 1))
        assert shards.gaps() == [GAP_SECONDS] * 2
        assert not gate.is_waiting

    hurried(story())


def test_a_database_that_is_away_is_waited_for() -> None:
    class Away(OwnTurns):
        tries = 0

        async def take(self, bucket: int) -> float:
            self.tries += 1
            if self.tries < 3:
                raise StoreError("away")
            return await super().take(bucket)

    async def story() -> None:
        loop = asyncio.get_running_loop()
        assert isinstance(loop, HurriedLoop)
        gate = Entrance(Away(loop.time), 1).gate(0)
        async with gate.queued():
            await gate.identify()
        assert round(loop.time(), 3) == 2 * GAP_SECONDS

    hurried(story())


async def _again(shards: Shards, identifying: Coroutine[Any, Any, None], shard: int) -> None:
    await identifying
    shards.identified.append((shards.loop.time(), shard))
