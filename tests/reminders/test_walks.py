"""Two hundred members walk at random for four weeks, and every message of every half hour is judged."""

from __future__ import annotations

import pytest

from bot.store.address import Address
from tests.reminders.walk.world import World

A_WORLD = 20


A_WEEK = 7 * 48
WALKS = [*((seed, 4 * A_WEEK, "sqlite") for seed in range(10)), *((seed, A_WEEK, "postgres") for seed in range(2))]


@pytest.mark.parametrize(("seed", "looks", "address"), WALKS, indirect=["address"])
async def test_nothing_doubled_nothing_missing_nothing_unwanted(seed: int, looks: int, address: Address):
    """`python -m benchmarks.walks` does the same with thousands."""
    world = await World.on(address, seed, A_WORLD)
    try:
        await world.walk(looks)
    finally:
        await world.store.close()
