"""A database moves to PostgreSQL and back, whole or not at all."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import Any

import pytest

from bot.actions.adopting import adopt
from bot.store.address import Address, PostgresAddress
from bot.store.backing_up import back_up
from bot.store.database import Database
from bot.store.errors import CannotOpen
from bot.store.moving import move, to_postgres
from bot.store.opening import open_database
from bot.store.store import Store
from tests.databases import columns_of
from tests.store.people import ADA, BOB, GUILD, MONDAY, NOW, SMALL, TEXTS, WALK, join
from tests.store.test_personal import live


@pytest.fixture
def address(path: Path) -> Path:
    """A file that is not there yet; the other database is the one that the tests move to."""
    return path


@asynccontextmanager
async def opened(address: Address) -> AsyncGenerator[Database]:
    """A database, for as long as this lasts."""
    database = await open_database(address)
    try:
        yield database
    finally:
        await database.close()


async def all_of(address: Address) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table."""
    async with opened(address) as database:
        return {
            table: sorted(
                (tuple(dict(row).values()) for row in await database.rows(f"SELECT {', '.join(columns)} FROM {table}")),
                key=repr,
            )
            for table, columns in (await columns_of(database)).items()
        }


@pytest.fixture
async def full(path: Path) -> Path:
    """A file in which every table has rows, with words in every script."""
    async with opened(path) as database:
        store = Store(database)
        await adopt(store, SMALL, NOW)
        for user, guild in ((ADA, GUILD), (BOB, GUILD), (ADA, 7)):
            await live(store, user, guild)
        for number, text in enumerate(TEXTS):
            await store.journals.log_session(WALK, 100 + number, MONDAY, 25, text)
    return path


async def test_there_and_back_again(full: Path, postgres_address: PostgresAddress, tmp_path: Path):
    """Row by row the same, on PostgreSQL, in the file that it moves back to, and in a backup of it."""
    before = await all_of(full)
    assert sum(1 for rows in before.values() if rows) > 28
    rows = await asyncio.to_thread(move, full, postgres_address)
    assert rows == sum(map(len, before.values())) - len(before["schema_version"])
    assert await all_of(postgres_address) == before
    async with opened(postgres_address):
        await asyncio.to_thread(back_up, postgres_address, tmp_path / "backup.db")
    assert await asyncio.to_thread(move, postgres_address, tmp_path / "back.db") == rows
    for file in ("back.db", "backup.db"):
        assert await all_of(tmp_path / file) == before
    assert await all_of(full) == before


async def test_what_is_there_is_never_overwritten(full: Path, postgres_address: PostgresAddress):
    """A second move is refused; so is one into a file that is there."""
    await asyncio.to_thread(move, full, postgres_address)
    with pytest.raises(CannotOpen, match="is not empty"):
        await asyncio.to_thread(move, full, postgres_address)
    with pytest.raises(CannotOpen, match="exists already"):
        await asyncio.to_thread(move, postgres_address, full)
    with pytest.raises(CannotOpen, match="exists already"):
        await asyncio.to_thread(back_up, postgres_address, full)


async def test_a_running_bot_is_not_moved(full: Path, postgres_address: PostgresAddress, tmp_path: Path):
    """It would go on writing where nobody looks any more."""
    async with opened(full):
        with pytest.raises(CannotOpen, match="A bot is running"):
            await asyncio.to_thread(move, full, postgres_address)
    async with opened(postgres_address) as database:
        await database.rows("SELECT 1 AS one")  # the first connection comes in its own time
        with pytest.raises(CannotOpen, match="A bot is running"):
            await asyncio.to_thread(move, postgres_address, tmp_path / "back.db")
    assert not (tmp_path / "back.db").exists()


async def test_what_does_not_arrive_is_noticed(
    full: Path, postgres_address: PostgresAddress, monkeypatch: pytest.MonkeyPatch
):
    """One word that comes out otherwise, and nothing at all is moved."""
    stored = to_postgres._storable  # pyright: ignore[reportPrivateUsage]  # where a word can get lost
    words = TEXTS[0]

    def losing(row: Sequence[object]) -> Sequence[object]:
        return ["" if value == words else value for value in stored(row)]

    monkeypatch.setattr(to_postgres, "_storable", losing)
    with pytest.raises(CannotOpen, match="The table sessions did not arrive"):
        await asyncio.to_thread(move, full, postgres_address)
    assert not any(rows for table, rows in (await all_of(postgres_address)).items() if table != "schema_version")


async def test_a_zero_character_of_long_ago(path: Path, postgres_address: PostgresAddress):
    """It stands in no word, and holds nothing up."""
    async with opened(path) as database:
        await join(Store(database))
        await Store(database).journals.log_session(WALK, 1, MONDAY, 25, "a_b")
    with closing(sqlite3.connect(path)) as file:
        file.execute("UPDATE sessions SET note = 'a' || char(0) || 'b'")
        file.commit()
    await asyncio.to_thread(move, path, postgres_address)
    async with opened(postgres_address) as database:
        assert [row["note"] for row in await database.rows("SELECT note FROM sessions")] == ["a b"]


async def test_a_backup_is_of_one_moment(postgres_address: PostgresAddress, tmp_path: Path):
    """Whatever is written meanwhile: each member in it has a walk, and each walk its choice."""
    async with opened(postgres_address) as database:
        store = Store(database)

        async def come_and_go() -> None:
            for user in range(1, 60):
                await join(store, user)

        writing = asyncio.create_task(come_and_go())
        for number in range(3):
            await asyncio.to_thread(back_up, postgres_address, tmp_path / f"{number}.db")
        await writing
    for number in range(3):
        with closing(sqlite3.connect(tmp_path / f"{number}.db")) as file:
            counts = [
                file.execute(f"SELECT count(*) FROM {table}").fetchone() for table in ("members", "walks", "choices")
            ]
            assert len(set(counts)) == 1


@pytest.mark.parametrize(
    ("source", "target", "said"),
    [
        ("file", "file", "Both are files"),
        ("server", "server", "pg_dump"),
        ("nothing", "server", "There is no database at"),
        ("stranger", "server", "of another program"),
    ],
)
def test_what_cannot_be_moved(path: Path, postgres_address: PostgresAddress, source: str, target: str, said: str):
    """One sentence each."""
    if source == "stranger":
        with closing(sqlite3.connect(path)) as file:
            file.execute("CREATE TABLE customers (n INTEGER)")
    ends: dict[str, Address] = {"server": postgres_address}
    with pytest.raises(CannotOpen, match=said):
        move(ends.get(source, path), ends.get(target, path))
