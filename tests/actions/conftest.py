"""A database of either kind for every test, as `deeds.fill` leaves it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.roadmap import Roadmap
from bot.store.address import Address
from bot.store.database import Database
from bot.store.moving import move
from bot.store.opening import open_database
from bot.store.store import Store
from tests.actions.deeds import fill
from tests.postgres import Emptied


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


@pytest.fixture(scope="session")
def filled_postgres(tmp_path_factory: pytest.TempPathFactory, filled: bytes, postgres_of_all: Emptied) -> Emptied:
    """The database of this worker, with the same kept in it under the name `filled`."""
    path = tmp_path_factory.mktemp("moved") / "roadmate.db"
    path.write_bytes(filled)
    move(path, postgres_of_all.anew())
    postgres_of_all.keep("filled")
    return postgres_of_all


@pytest.fixture(params=["sqlite", "postgres"])
def address(request: pytest.FixtureRequest, path: Path) -> Address:
    """A filled database of either kind."""
    if request.param == "postgres":
        return request.getfixturevalue("filled_postgres").anew("filled")
    return path


@pytest.fixture
async def database(address: Address) -> AsyncIterator[Database]:
    """That database, open."""
    opened = await open_database(address)
    yield opened
    await opened.close()
