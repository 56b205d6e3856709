"""The cost of a tick with nothing due: does it grow with what is stored?"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Generator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.app import assemble
from bot.reminders.tick import Tick
from bot.roadmap import Roadmap, read_roadmap
from bot.store.store import Store

FEW, MANY = 1_000, 1_000_000
_MEMBERS_A_SERVER = 100
_ROUNDS, _TICKS = 40, 25
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
_WALKS = "INSERT INTO walks (guild_id, user_id, roadmap) SELECT guild_id, user_id, 0 FROM members"
_CHOICES = """
INSERT INTO choices (guild_id, user_id, roadmap, monday, again, version, scoped_in)
SELECT guild_id, user_id, 0, '2026-01-05', '[]', 1, 1 FROM members
"""
_HISTORY = """
INSERT INTO deliveries (target, kind, study_date, guild_id, user_id, due_at, valid_until, state, sent_at)
SELECT 'member:' || guild_id || ':' || user_id, 'rhythm', '2026-01-05', guild_id, user_id, :due, :due, 'sent', :due
FROM members
"""


class Ground:
    """A tick over so many members, none of whom has anything due."""

    def __init__(self, store: Store, tick: Tick) -> None:
        self.store = store
        self.tick = tick
        self.seconds: list[float] = []

    async def measure(self, ticks: int) -> None:
        """So many ticks in a row."""
        for _ in range(ticks):
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
        connection.execute(_WALKS)
        connection.execute(_CHOICES)
        connection.execute(_HISTORY, {"due": later - 7 * 86_400})
        connection.commit()
        connection.execute("ANALYZE")
    store = await Store.open(database)
    _, tick = await assemble(roadmap, store, lambda: datetime.now(UTC))
    return Ground(store, tick)


@contextmanager
def _on_one_core() -> Generator[None]:
    """Where a store's thread happens to run makes a hop take 0.02 or 0.12 ms, more than what is to be seen here."""
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(before)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


async def report() -> None:
    """Ticks over few and many members by turns, and their ratio; and few against few, to see what is chance."""
    roadmap = read_roadmap(_ROADMAP.read_bytes())
    with TemporaryDirectory() as folder, _on_one_core():
        few, same, many = [
            await _ground(roadmap, Path(folder) / f"{number}.db", members)
            for number, members in enumerate((FEW, FEW, MANY))
        ]
        for turn in range(_ROUNDS):
            for ground in (few, same, many) if turn % 2 else (many, same, few):
                await ground.measure(_TICKS)
        print(f"Tick with nothing due, {_ROUNDS * _TICKS} each by turns: ", end="")
        print(f"{few.median:.3f} ms at {FEW:,} members, {many.median:.3f} ms at {MANY:,}: ", end="")
        print(f"ratio {many.median / few.median:.2f} (goal: at most 1.5); ", end="")
        print(f"{FEW:,} against another {FEW:,}: {same.median / few.median:.2f}", flush=True)
        for ground in (few, same, many):
            await ground.store.close()
