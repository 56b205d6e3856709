"""Turns to identify, on a real PostgreSQL server: its clock, one queue."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.store.address import PostgresAddress
from bot.store.database import Database
from bot.store.opening import open_database, turns_on
from bot.store.postgres.turns import DatabaseTurns
from bot.store.turns import GAP_SECONDS, Turns


@pytest.fixture
async def opened(postgres_address: PostgresAddress) -> AsyncIterator[Database]:
    """An open database."""
    database = await open_database(postgres_address)
    yield database
    await database.close()


@pytest.fixture
def turns(postgres_address: PostgresAddress, opened: Database) -> Turns:
    """Its turns."""
    found = turns_on(postgres_address, opened)
    assert isinstance(found, DatabaseTurns)
    return found


async def test_whoever_asks_at_once_gets_another_one(turns: Turns) -> None:
    waits = sorted(await asyncio.gather(*(turns.take(0) for _ in range(12))))
    assert waits == pytest.approx([number * GAP_SECONDS for number in range(12)], abs=1.0)  # asking takes its time
    assert len(set(waits)) == 12


async def test_each_bucket_has_its_own(turns: Turns) -> None:
    await turns.take(0)
    assert await turns.take(1) == 0
    assert await turns.take(0) > 4


@pytest.mark.parametrize(("ahead", "counts"), [(400_000, True), (700_000, False), (-10_000, False)])
async def test_a_turn_that_a_wrong_clock_gave_counts_as_none(
    turns: Turns, opened: Database, ahead: int, counts: bool
) -> None:
    """A turn further ahead than ten minutes is none; one that is past keeps nobody waiting."""
    await opened.rows(
        "INSERT INTO identify_turns VALUES (0, CAST(extract(epoch FROM clock_timestamp()) * 1000 AS bigint) + :ahead)",
        ahead=ahead,
    )
    assert (await turns.take(0) > 300) == counts
    assert (await turns.take(0) > GAP_SECONDS) == counts
