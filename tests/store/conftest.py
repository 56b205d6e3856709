"""A real SQLite file for every test."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.store.sqlite.database import SqliteDatabase
from bot.store.store import Store


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the database of this test is."""
    return tmp_path / "roadmate.db"


@pytest.fixture(scope="session")
def fresh_database(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """What a new database holds, so that not every test waits for its migrations."""
    path = tmp_path_factory.mktemp("fresh") / "roadmate.db"

    async def make() -> None:
        await (await SqliteDatabase.open(path)).close()

    asyncio.run(make())
    return path.read_bytes()


@pytest.fixture
async def database(path: Path, fresh_database: bytes) -> AsyncIterator[SqliteDatabase]:
    """An open, migrated database."""
    await asyncio.to_thread(path.write_bytes, fresh_database)
    opened = await SqliteDatabase.open(path)
    yield opened
    await opened.close()


@pytest.fixture
def store(database: SqliteDatabase) -> Store:
    """The store on that database."""
    return Store(database)
