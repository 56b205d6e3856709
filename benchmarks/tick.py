"""The cost of a tick with nothing due: does it grow with what is stored?"""

from __future__ import annotations

import os
import time
from collections.abc import Generator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.multitude import store_many
from bot.app import assemble
from bot.reminders.tick import Tick
from bot.roadmap import Roadmap, read_roadmap
from bot.store.store import Store

FEW, MANY = 1_000, 1_000_000
_ROUNDS, _TICKS = 40, 25
_ROADMAP = Path(__file__).parents[1] / "roadmap.yaml"


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
    await store_many(database, members)
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
