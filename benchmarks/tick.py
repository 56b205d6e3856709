"""The cost of a tick with nothing due: does it grow with what is stored?"""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.app import assemble
from bot.reminders.tick import Tick
from bot.store.store import Store
from bot.study.roadmap import Roadmap, read_roadmap

FEW, MANY = 1_000, 1_000_000
_MEMBERS_A_SERVER = 100
_TICKS = 400
_ROADMAP = Path(__file__).parents[1] / "roadmap.yaml"

_NUMBERS = "WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < :count)"
_SERVERS = f"""
{_NUMBERS} INSERT INTO servers (guild_id, zone, at, channel_id, next_due_at)
SELECT n, 'Europe/Berlin', '18:00', n, :due FROM numbers
"""  # only the list of numbers
_MEMBERS = f"""
{_NUMBERS} INSERT INTO members (guild_id, user_id, zone, reminders, ping, joined_at, next_due_at)
SELECT 1 + n / {_MEMBERS_A_SERVER}, n, 'Europe/Berlin', CASE n % 3 WHEN 0 THEN 'dm' ELSE 'channel' END, 0, :due,
    CASE n % 3 WHEN 0 THEN :due END FROM numbers
"""  # only the list of numbers


class Ground:
    """A tick over so many members, none of whom has anything due."""

    def __init__(self, store: Store, tick: Tick) -> None:
        self.store = store
        self.tick = tick
        self.seconds: list[float] = []

    async def measure(self) -> None:
        """One tick."""
        begun = time.perf_counter()
        await self.tick()
        self.seconds.append(time.perf_counter() - begun)

    @property
    def median(self) -> float:
        """The middle one, in milliseconds."""
        return sorted(self.seconds)[len(self.seconds) // 2] * 1000


async def _ground(roadmap: Roadmap, database: Path, members: int) -> Ground:
    await (await Store.open(database)).close()
    later = int((datetime.now(UTC) + timedelta(hours=6)).timestamp())
    with closing(sqlite3.connect(database)) as connection:
        connection.execute(_SERVERS, {"count": max(1, members // _MEMBERS_A_SERVER), "due": later})
        connection.execute(_MEMBERS, {"count": members, "due": later})
        connection.commit()
        connection.execute("ANALYZE")
    store = await Store.open(database)
    _, tick = await assemble(roadmap, store, lambda: datetime.now(UTC))
    return Ground(store, tick)


async def report() -> None:
    """Ticks over few and many members by turns, and their ratio."""
    roadmap = read_roadmap(_ROADMAP.read_bytes())
    with TemporaryDirectory() as folder:
        few = await _ground(roadmap, Path(folder) / "few.db", FEW)
        many = await _ground(roadmap, Path(folder) / "many.db", MANY)
        for _ in range(_TICKS):
            await few.measure()
            await many.measure()
        print(f"Tick with nothing due, {_TICKS} by turns: {few.median:.2f} ms at {FEW:,} members, ", end="")
        print(f"{many.median:.2f} ms at {MANY:,}: ratio {many.median / few.median:.2f} (goal: at most 1.5)", flush=True)
        await few.store.close()
        await many.store.close()
