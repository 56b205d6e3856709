"""Whoever reads, decides and writes does so alone, over all processes."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.store.address import PostgresAddress
from bot.store.errors import StoreError, Trouble
from bot.store.postgres import session_locks
from bot.store.postgres.database import PostgresDatabase
from bot.store.store import Store
from tests.store.people import WALK
from tests.store.postgres.test_database import END_ALL


@pytest.fixture
async def processes(address: PostgresAddress) -> AsyncIterator[list[Store]]:
    """Two processes on one database."""
    opened = [Store(await PostgresDatabase.open(address)) for _ in range(2)]
    yield opened
    for store in opened:
        await store.close()


async def count_up(store: Store) -> None:
    """A change that rests on what it read."""
    async with store.locks.of(("count", WALK)):
        read = int(await store.bot_state.get("count") or 0)
        await asyncio.sleep(0)
        await store.bot_state.put("count", str(read + 1))


async def test_nothing_is_lost_between_reading_and_writing(processes: list[Store]):
    """Ten in each process, all at once."""
    await asyncio.gather(*(count_up(store) for store in processes for _ in range(10)))
    assert await processes[0].bot_state.get("count") == "20"


async def test_what_is_held_elsewhere_is_not_waited_for_long(processes: list[Store], monkeypatch: pytest.MonkeyPatch):
    """Another thing is free; and this one, too, as soon as the connection of its holder has gone."""
    monkeypatch.setattr(session_locks, "PATIENCE", 0.1)
    ours, theirs = processes
    async with theirs.locks.of("it"):
        async with ours.locks.of("something else"):
            pass
        with pytest.raises(StoreError) as busy:
            async with ours.locks.of("it"):
                pass
        assert busy.value.trouble is Trouble.BUSY
        await ours._database.rows(END_ALL)  # pyright: ignore[reportPrivateUsage]  # as a restart of the server does
        for _ in range(2):
            try:
                async with ours.locks.of("it"):
                    break
            except StoreError:  # ours has gone with it, and is opened anew
                continue
        else:
            pytest.fail("it stays held")
