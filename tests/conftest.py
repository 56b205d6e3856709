"""What many tests start from."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.study.days import instant_of
from bot.study.roadmap import Roadmap, read_roadmap
from tests.study_server import MONDAY, StudyServer, study_server_on

_ROADMAP_FILE = Path(__file__).parent.parent / "roadmap.yaml"


@pytest.fixture(scope="session")
def curriculum() -> Roadmap:
    """The roadmap that the project ships with."""
    return read_roadmap(_ROADMAP_FILE.read_bytes())


@pytest.fixture
async def study_server(curriculum: Roadmap, tmp_path: Path) -> AsyncIterator[StudyServer]:
    """A server that was set up on a Monday at noon in Berlin."""
    noon = instant_of(MONDAY, time(12), ZoneInfo("Europe/Berlin"))
    async with study_server_on(curriculum, tmp_path / "roadmate.db", noon) as server:
        await server.set_up()
        yield server
