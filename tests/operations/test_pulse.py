"""What the running bot writes down for the health check."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.operations.health import complaint
from bot.operations.pulse import TickPulse, pulse
from bot.store.store import Store


class Watch:
    """A clock that is moved."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        """Seconds since whenever."""
        return self.now


async def ok() -> bool:
    return True


async def fails() -> bool:
    return False


async def test_a_tick_is_well_while_it_goes_well():
    """Not before the first one, not after one that failed, and not when the last one is long ago."""
    watch = Watch()
    tick = TickPulse(watch)
    assert not tick.is_well()
    await tick.around(ok)
    assert tick.is_well()
    await tick.around(fails)
    assert not tick.is_well()
    await tick.around(ok)
    watch.now += 119
    assert tick.is_well()
    watch.now += 2
    assert not tick.is_well()


async def test_a_tick_that_sends_to_thousands_is_well():
    """It may take minutes; one that takes a quarter of an hour hangs."""
    watch, gate = Watch(), asyncio.Event()
    tick = TickPulse(watch)

    async def long() -> bool:
        await gate.wait()
        return True

    sending = asyncio.create_task(tick.around(long))
    await asyncio.sleep(0)
    watch.now += 600
    assert tick.is_well()
    watch.now += 600
    assert not tick.is_well()
    gate.set()
    await sending
    assert tick.is_well()


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    opened = await Store.open(tmp_path / "roadmate.db")
    yield opened
    await opened.close()


async def written(file: Path) -> dict[str, float]:
    """What the file says, once it is there."""
    async with asyncio.timeout(10):
        while not await asyncio.to_thread(file.exists):  # noqa: ASYNC110  # a file sets no event
            await asyncio.sleep(0)
    return json.loads(await asyncio.to_thread(file.read_text, "utf-8"))


async def test_the_file_says_what_is_well_and_goes_with_the_bot(store: Store, tmp_path: Path):
    """Discord is away here, the rest is well."""
    tick, file = TickPulse(), tmp_path / "roadmate.db.health"
    await tick.around(ok)
    async with pulse(file, lambda: False, store.bot_state, tick.is_well):
        assert set(await written(file)) == {"tick", "database"}
        said = complaint(file, time.time())
        assert said == "The bot has not been connected to Discord in the last two minutes: see its log."
    assert not file.exists()


async def test_a_database_that_takes_nothing_is_not_well(store: Store, tmp_path: Path):
    """It is written to, not only opened."""
    database = store.bot_state._db  # pyright: ignore[reportPrivateUsage]  # the store has no way to break it
    await database.rows("PRAGMA query_only = 1")
    tick, file = TickPulse(), tmp_path / "roadmate.db.health"
    await tick.around(ok)
    async with pulse(file, lambda: True, store.bot_state, tick.is_well):
        assert set(await written(file)) == {"tick", "discord"}
