"""Backups that the bot makes by itself: when, where to, how many, and what happens when they fail."""

from __future__ import annotations

import asyncio
import logging
import os
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.operations.backups import Backups, Schedule, usable
from bot.store.address import Address, PostgresAddress
from bot.store.deletions import deletion_of, read_ledger
from bot.store.errors import CannotOpen
from bot.store.store import Store
from tests.store.people import ADA, BOB, GUILD, join

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
DAY = timedelta(days=1)


class Keeper:
    """The bot's backups, with a clock that is moved."""

    def __init__(self, store: Store, database: Address, folder: Path, every: timedelta = DAY) -> None:
        self.now = NOW
        self.store = store
        self.folder = folder
        self.backups = Backups(database, store.deletions, Schedule(usable(folder), every), lambda: self.now)

    async def look(self, later: timedelta = timedelta()) -> list[str]:
        """Let some time pass, look once; the backups that there are."""
        self.now += later
        await self.backups.look()
        return sorted(file.name for file in self.folder.glob("*.db"))


@pytest.fixture
async def keeper(tmp_path: Path) -> AsyncIterator[Keeper]:
    """A database with one member, backed up once a day."""
    store = await Store.open(tmp_path / "roadmate.db")
    await join(store)
    yield Keeper(store, tmp_path / "roadmate.db", tmp_path / "backups")
    await store.close()


async def test_the_first_look_backs_up_and_the_next_waits_for_a_day(keeper: Keeper):
    """By what lies in the folder, so that a restart makes none too many."""
    first = await keeper.look()
    assert first == ["roadmate-2026-11-26-120000.db"]
    assert await keeper.look(DAY - timedelta(seconds=1)) == first
    assert await keeper.look(timedelta(seconds=1)) == [*first, "roadmate-2026-11-27-120000.db"]


async def test_of_several_processes_the_one_that_sends_backs_up(postgres_address: PostgresAddress, tmp_path: Path):
    """On PostgreSQL too a backup is a SQLite file, with what the database holds."""
    store = await Store.open(postgres_address)
    await join(store)
    keeper = Keeper(store, postgres_address, tmp_path / "backups")
    sends = False
    keeper.backups.is_on = lambda: sends
    assert await keeper.look() == []
    sends = True
    (name,) = await keeper.look()
    assert await keeper.look(DAY / 2) == [name]
    await store.close()
    copy = await Store.open(keeper.folder / name)
    assert await copy.members.record(GUILD, ADA)
    await copy.close()


async def test_two_months_of_backups(keeper: Keeper):
    """At most eleven files, and never one that is older than 35 days."""
    names = [await keeper.look(DAY) for _ in range(60)][-1]
    assert len(names) <= 11
    assert names[-1] == "roadmate-2027-01-25-120000.db"
    assert names[0] >= "roadmate-2026-12-21"


async def test_other_files_stay(keeper: Keeper):
    """Whatever an operator puts there, also a backup with a name that looks similar."""
    other = keeper.folder / "roadmate-2020-01-01.db"
    other.write_text("mine", "utf-8")
    for _ in range(3):
        await keeper.look(DAY * 40)
    assert other.read_text("utf-8") == "mine"


async def test_a_clock_that_was_ahead(keeper: Keeper):
    """A backup of the future does not keep today's from being made, and is kept until its time has come."""
    keeper.now = NOW + DAY * 400
    await keeper.look()
    keeper.now = NOW
    assert await keeper.look() == ["roadmate-2026-11-26-120000.db", "roadmate-2027-12-31-120000.db"]


async def test_deletions_lie_beside_the_database_and_beside_its_backups(keeper: Keeper, tmp_path: Path):
    """Brought to another machine together with them; after 35 days they are over."""
    await join(keeper.store, BOB)
    await keeper.look()
    await keeper.store.personal.forget(GUILD, BOB, keeper.now)
    await keeper.look(timedelta(minutes=1))
    for folder in (tmp_path, keeper.folder):
        (gone,) = read_ledger(folder / "roadmate.db.deletions")
        assert gone.means(GUILD, BOB, NOW - DAY)
        assert not gone.means(GUILD, ADA, NOW - DAY)
        assert not gone.means(GUILD, BOB, NOW + DAY)
        assert (gone.salt, gone.digest) != (deletion_of(GUILD, BOB, NOW).salt, deletion_of(GUILD, BOB, NOW).digest)
    await keeper.look(DAY * 36)
    assert read_ledger(keeper.folder / "roadmate.db.deletions") == []


async def test_a_backup_that_fails_is_said_and_tried_again(keeper: Keeper, caplog: pytest.LogCaptureFixture):
    """One sentence a quarter of an hour; the bot goes on."""
    keeper.folder.rename(keeper.folder.with_name("away"))
    with caplog.at_level(logging.ERROR):
        assert await keeper.look() == []
        assert await keeper.look(timedelta(minutes=1)) == []
    (record,) = caplog.records
    assert record.exc_info is None
    assert "No such file or directory" in record.getMessage()
    keeper.folder.with_name("away").rename(keeper.folder)
    assert await keeper.look(timedelta(minutes=15)) != []


async def test_a_stop_does_not_wait_for_a_backup(keeper: Keeper, tmp_path: Path):
    """One that is under way is given up, and nothing of it stays."""
    with closing(sqlite3.connect(tmp_path / "roadmate.db", isolation_level=None)) as connection:
        many = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 400000) "
        connection.execute(
            f"INSERT INTO ticks {many} SELECT ?, ?, 0, 'task-' || i, '2026-03-02', 5, hex(zeroblob(30)), 0 FROM n",
            (GUILD, ADA),
        )
    async with keeper.backups.running(), asyncio.timeout(10):
        while not list(keeper.folder.glob("*.roadmate-part")):  # noqa: ASYNC110  # a file sets no event
            await asyncio.sleep(0)
    assert list(keeper.folder.glob("*.db*")) == [keeper.folder / "roadmate.db.deletions"]


async def test_without_a_folder_only_the_deletions_are_kept(tmp_path: Path):
    """Backups are off unless they are asked for."""
    store = await Store.open(tmp_path / "roadmate.db")
    await Backups(tmp_path / "roadmate.db", store.deletions, None, lambda: NOW).look()
    await store.close()
    names = await asyncio.to_thread(os.listdir, tmp_path)
    assert sorted(names) == ["roadmate.db", "roadmate.db.deletions", "roadmate.db.lock"]


def test_a_folder_that_cannot_be_made(tmp_path: Path):
    """Found out at the start, not at night."""
    (tmp_path / "file").touch()
    with pytest.raises(CannotOpen, match=r"Cannot write in BACKUP_DIR .*file/backups: .*\. Name a folder that the bot"):
        usable(tmp_path / "file" / "backups")
