"""A database for every test, as `deeds.fill` leaves it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.roadmap import Roadmap
from bot.store.sqlite.database import SqliteDatabase
from bot.store.store import Store
from tests.actions.deeds import fill


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory, curriculum: Roadmap) -> bytes:
    """What the database holds before anything is done."""
    path = tmp_path_factory.mktemp("filled") / "roadmate.db"

    async def make() -> None:
        store = await Store.open(path)
        await fill(store, curriculum)
        await store.close()

    asyncio.run(make())
    return path.read_bytes()


@pytest.fixture
def path(tmp_path: Path, filled: bytes) -> Path:
    """Where the database of this test is."""
    path = tmp_path / "roadmate.db"
    path.write_bytes(filled)
    return path


@pytest.fixture
async def database(path: Path) -> AsyncIterator[SqliteDatabase]:
    """That database, open."""
    opened = await SqliteDatabase.open(path)
    yield opened
    await opened.close()
