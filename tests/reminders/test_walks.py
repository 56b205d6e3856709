"""Two hundred members walk at random for four weeks, and every message of every half hour is judged."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.reminders.walk.world import World

A_WORLD = 20


@pytest.mark.parametrize("seed", range(10))
async def test_nothing_doubled_nothing_missing_nothing_unwanted(seed: int, tmp_path: Path):
    """`python -m benchmarks.walks` does the same with thousands."""
    world = await World.on(tmp_path / "walk.db", seed, A_WORLD)
    try:
        await world.walk()
    finally:
        await world.store.close()
