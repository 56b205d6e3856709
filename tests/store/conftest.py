"""Real databases for every test: a SQLite file, and PostgreSQL."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.store.address import Address
from bot.store.database import Database
from bot.store.opening import open_database
from bot.store.sqlite.database import SqliteDatabase
from bot.store.store import Store


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the SQLite file of this test is."""
    return tmp_path / "roadmate.db"


@pytest.fixture(scope="session")
def fresh_database(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """What a new file holds, so that not every test waits for its migrations."""
    path = tmp_path_factory.mktemp("fresh") / "roadmate.db"

    async def make() -> None:
        await (await SqliteDatabase.open(path)).close()

    asyncio.run(make())
    return path.read_bytes()


@pytest.fixture(params=["sqlite", "postgres"])
def address(request: pytest.FixtureRequest, path: Path, fresh_database: bytes) -> Address:
    """A new, migrated database of either kind."""
    if request.param == "postgres":
        return request.getfixturevalue("postgres_address")
    path.write_bytes(fresh_database)
    return path


@pytest.fixture
async def database(address: Address) -> AsyncIterator[Database]:
    """An open, migrated database."""
    opened = await open_database(address)
    yield opened
    await opened.close()


@pytest.fixture
def store(database: Database) -> Store:
    """The store on that database."""
    return Store(database)
