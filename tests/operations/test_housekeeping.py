"""What is over is deleted: a little at a time, and never because a clock jumped."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.operations.housekeeping import STEADY, Housekeeping
from bot.store.sqlite.database import SqliteDatabase
from bot.store.store import Store
from tests.store.people import ADA, GUILD, NOW, join, set_up

DAY, HALF_A_MINUTE = timedelta(days=1), timedelta(seconds=30)


@dataclass
class House:
    """A database with its housekeeping, whose clocks go as the test says."""

    store: Store
    database: SqliteDatabase
    path: Path
    now: datetime = NOW
    seconds: float = 0.0
    servers: set[int] | None = field(default_factory=set[int])

    def __post_init__(self) -> None:
        self.keeping = Housekeeping(
            self.path,
            self.store,
            self._is_in,
            lambda: self.now,
            lambda: self.seconds,
        )

    async def _is_in(self, guild_id: int) -> bool | None:
        return None if self.servers is None else guild_id in self.servers

    async def looks(self, times: int, every: timedelta = HALF_A_MINUTE) -> None:
        """So many looks, each a while after the one before, by both clocks."""
        for _ in range(times):
            self.now += every
            self.seconds += every.total_seconds()
            await self.keeping.look()

    async def count(self, table: str) -> int:
        """How many rows a table has."""
        (row,) = await self.database.rows(f"SELECT count(*) AS n FROM {table}")
        return row["n"]


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    """One server with a member and 2,000 messages of the last year, the bot just started."""
    database = await SqliteDatabase.open(tmp_path / "roadmate.db")
    store = Store(database)
    await set_up(store, GUILD, 5, NOW)
    await join(store, ADA)
    await database.rows(
        "WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 2000) "
        "INSERT INTO deliveries (target, kind, study_date, guild_id, user_id, due_at, valid_until, state) "
        "SELECT 'member:' || n, 'rhythm', '2026-03-02', :guild, :user, :now - n * 15768, 0, 'sent' FROM n",
        guild=GUILD,
        user=ADA,
        now=int(NOW.timestamp()),
    )
    yield House(store, database, tmp_path / "roadmate.db")
    await database.close()


async def test_messages_go_after_sixty_days_a_little_at_a_time(house: House):
    """Not all at once, and not one too many."""
    looks = int(STEADY / HALF_A_MINUTE)
    await house.looks(looks)
    assert await house.count("deliveries") == 2000
    await house.looks(1)
    assert await house.count("deliveries") == 1000
    await house.looks(5)
    young = int(60 * DAY / timedelta(seconds=15768))
    assert young - 1 <= await house.count("deliveries") <= young
    (counts,) = await house.database.rows("SELECT state, n FROM delivery_counts")
    assert counts["n"] == 2000 - await house.count("deliveries")


@pytest.mark.parametrize("jump", [timedelta(days=70), timedelta(days=400), -timedelta(days=70)])
async def test_a_clock_that_jumps_deletes_nothing(house: House, jump: timedelta):
    """Ahead for a look, or for a few minutes, and back again: nothing is older for it."""
    await house.store.departures.note(GUILD, NOW)
    await house.looks(3)
    house.now += jump
    await house.looks(19)
    house.now -= jump
    await house.looks(19)
    assert (await house.count("deliveries"), await house.count("members")) == (2000, 1)


async def test_a_server_is_forgotten_after_thirty_days(house: House, tmp_path: Path):
    """With its members, a few a look; its deletion is noted, and no trace of it stays."""
    for user in range(1, 101):
        await join(house.store, user)
        await house.store.members.set_visible(GUILD, user, visible=True)
    await house.store.departures.note(GUILD, house.now)
    await house.looks(21)
    assert await house.count("members") == 101
    await house.looks(1, timedelta(days=30))
    assert await house.count("members") == 61
    await house.looks(3)
    assert [await house.count(table) for table in ("members", "servers", "deliveries", "departures")] == [0, 0, 0, 0]
    assert await house.count("deletions") == 1
    assert (tmp_path / "roadmate.db-wal").stat().st_size == 0


@pytest.mark.parametrize("servers", [{GUILD}, None])
async def test_a_server_that_is_there_or_may_be_stays(house: House, servers: set[int] | None):
    """However long ago it was noted: while the bot is not connected nothing is known of any server."""
    await house.store.departures.note(GUILD, house.now)
    house.servers = servers
    await house.looks(30, timedelta(days=2))
    assert (await house.count("members"), await house.count("servers")) == (1, 1)
    assert await house.count("departures") == (servers is None)


async def test_copies_made_before_an_update_go_while_the_bot_runs(house: House, tmp_path: Path):
    """Not only at a start, of which a bot that runs for months has none."""
    copy = tmp_path / "roadmate.before-0006.db"
    copy.touch()
    old = datetime.now(UTC) - timedelta(days=31)
    os.utime(copy, (old.timestamp(), old.timestamp()))
    await house.looks(22)
    assert not copy.exists()


async def test_a_database_that_fails_is_tried_again(house: House, caplog: pytest.LogCaptureFixture):
    """In one sentence; the next look does it."""
    await house.looks(20)
    await house.database.rows("ALTER TABLE deliveries RENAME TO elsewhere")
    await house.looks(1)
    assert "tried again" in caplog.text
    await house.database.rows("ALTER TABLE elsewhere RENAME TO deliveries")
    await house.looks(1)
    assert await house.count("deliveries") == 1000
