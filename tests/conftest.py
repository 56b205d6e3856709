"""What many tests start from."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Iterator
from datetime import time
from pathlib import Path
from zoneinfo import ZoneInfo

import hypothesis
import pytest
import simcord

from bot.roadmap import Roadmap, read_roadmap
from bot.store.address import Address, PostgresAddress
from bot.study.days import instant_of
from bot.ui import responding
from bot.words import DEFAULT, teach
from tests import postgres
from tests.postgres import Emptied
from tests.study_server import MONDAY, StudyServer, study_server_on
from tests.words.coverage import EverySentence
from tests.words.marked import Heard

# simcord looks again after 50 ms when a handler ended without ever waiting for something; 1 ms is as good.
_SETTLING = simcord.Env._settle_internal.__kwdefaults__  # pyright: ignore[reportPrivateUsage]  # it has no setting
assert _SETTLING is not None
_SETTLING["idle"] = 0.001

# A loaded machine is slow at times, and no answer is deferred for that: tests/ui/test_slow.py counts time instead.
PATIENCE = responding.PATIENCE
responding.PATIENCE = 3600.0

teach(DEFAULT, Heard())

# A loaded machine is slow at times; that says nothing about a rule. And a change is judged by what it does, not by
# the luck of the draw: `make test` tries the same examples each time, `make search` new ones, and many more.
hypothesis.settings.register_profile("same", deadline=None, derandomize=True)
hypothesis.settings.register_profile("search", deadline=None, max_examples=2_000, print_blob=True)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))

_ROADMAP_FILE = Path(__file__).parent.parent / "roadmap.yaml"

NOON = instant_of(MONDAY, time(12), ZoneInfo("Europe/Berlin"))


def pytest_configure(config: pytest.Config) -> None:
    """Listen to what is said in all tests; start PostgreSQL, once for all workers."""
    config.pluginmanager.register(EverySentence())
    if not hasattr(config, "workerinput") and (server := postgres.start()):
        config.add_cleanup(server.stop)


@pytest.fixture(scope="session")
def postgres_of_all() -> Iterator[Emptied]:
    """A PostgreSQL database for all tests of this worker."""
    database = Emptied(f"roadmate_test_{os.getpid()}")
    yield database
    database.drop()


@pytest.fixture
def postgres_address(postgres_of_all: Emptied) -> PostgresAddress:
    """A new PostgreSQL database."""
    return postgres_of_all.anew()


@pytest.fixture(scope="session")
def curriculum() -> Roadmap:
    """The roadmap that the project ships with."""
    return read_roadmap(_ROADMAP_FILE.read_bytes())


@pytest.fixture
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Address:
    """A new database: a file, unless the test wants both kinds, or all are to be on the other one."""
    kind = getattr(request, "param", os.environ.get("WALKS_ON", "sqlite"))
    return request.getfixturevalue("postgres_address") if kind == "postgres" else tmp_path / "roadmate.db"


@pytest.fixture
async def study_server(curriculum: Roadmap, address: Address) -> AsyncIterator[StudyServer]:
    """A server that was set up on a Monday at noon in Berlin."""
    async with study_server_on(curriculum, address, NOON) as server:
        await server.set_up()
        yield server


@pytest.fixture
async def new_server(curriculum: Roadmap, address: Address) -> AsyncIterator[StudyServer]:
    """A server that just added the bot: no admin has set it up."""
    async with study_server_on(curriculum, address, NOON) as server:
        yield server
