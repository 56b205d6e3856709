"""Planning due servers, a hundred at a time as a look does: what does one cost, with one member and with twenty?"""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.multitude import store_many
from bot.actions.adopting import adopt
from bot.reminders.planning import Planner
from bot.roadmap import Roadmap, read_roadmap
from bot.store.store import Store

_SERVERS, _AT_ONCE = 1_000, 100
_ROADMAP = Path(__file__).parents[1] / "roadmap.yaml"
_NOW = datetime(2026, 11, 25, 17, tzinfo=UTC)  # a Wednesday, 18:00 in Berlin
_GOALS = {1: 0.35, 20: 2.0}
"""How many members a server has, and how many ms one may take."""

_ALL_DUE = (
    "UPDATE servers SET next_due_at = :now",
    "UPDATE members SET reminders = 'channel', next_due_at = NULL",
    "UPDATE choices SET monday = '2026-11-16'",
    "DELETE FROM deliveries",
)


async def _due(roadmap: Roadmap, database: Path, a_server: int) -> Store:
    """Servers whose moment has come, with members who are in their second week and have not studied today."""
    await store_many(database, _SERVERS * a_server, a_server=a_server)
    with closing(sqlite3.connect(database)) as connection:
        for statement in _ALL_DUE:
            connection.execute(statement, {"now": int(_NOW.timestamp())})
        connection.commit()
    store = await Store.open(database)
    await adopt(store, roadmap, _NOW - timedelta(days=365))
    return store


async def report() -> None:
    """Servers with one member, then with twenty."""
    roadmap = read_roadmap(_ROADMAP.read_bytes())
    for members, goal in _GOALS.items():
        with TemporaryDirectory() as folder:
            store = await _due(roadmap, Path(folder) / "due.db", members)
            planner, spent = Planner(store), list[float]()
            while servers := await store.servers.due(_NOW, _AT_ONCE):
                begun = time.process_time()
                await planner.servers(servers, _NOW)
                spent.append((time.process_time() - begun) / len(servers) * 1000)
            planned = len(await store.deliveries.claim("this trial", _NOW, 2 * _SERVERS))
            await store.close()
        print(f"Planning a due server of {members}, {planned:,} posts written down: ", end="")
        print(f"{median(spent):.2f} ms of processor time (goal: at most {goal})", flush=True)
