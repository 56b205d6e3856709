"""Measure what organisers and all may ask about thousands: `python -m benchmarks.groups [--members N]`.

A server of 2,000 members in 40 cohorts, all of them on the leaderboard; through real discord.py and a real SQLite
file, in memory. Each view takes turns with `/progress`, so that a noisy machine hits both alike: ratios count.
"""

from __future__ import annotations

import argparse
import asyncio
import time
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from bot.actions.leaderboard import score_boards
from bot.config import load_roadmap
from bot.store.store import Store
from bot.study.member import Walk
from tests.conftest import NOON
from tests.crowd import crowd, residents
from tests.study_server import MONDAY, Learner, StudyServer, study_server_on

_WEEKS = timedelta(weeks=10)
_TURNS = 15
_ROADMAP = Path(__file__).parents[1] / "roadmap.yaml"

View = Callable[[], Awaitable[object]]


async def _seconds(view: View) -> float:
    begun = time.perf_counter()
    await view()
    return time.perf_counter() - begun


async def _ratios(views: dict[str, View], progress: View) -> None:
    """Each view beside `/progress`, in turns; the medians and their ratio."""
    print("| view | ms | `/progress`, ms | ratio |\n| --- | --- | --- | --- |")
    for name, view in views.items():
        await view()
        pairs = [(await _seconds(view), await _seconds(progress)) for _ in range(_TURNS)]
        mine, theirs = (median(column) * 1000 for column in zip(*pairs, strict=True))
        ratio = median(one / other for one, other in pairs)
        print(f"| {name} | {mine:.0f} | {theirs:.0f} | **{ratio:.1f}** |")


async def _meanwhile(store: Store, export: View, ada: Walk, now: datetime) -> None:
    """The longest that a command waits for its member's record while a whole server is exported, or its board scored.

    Boards are scored by the tick, once a week: here for a week that is over by then.
    """

    async def record() -> None:
        await store.progress.of(ada.guild_id, ada.user_id, now)

    alone = [await _seconds(record) for _ in range(200)]
    print(f"\nA member's record, alone: {median(alone) * 1000:.1f} ms, at most {max(alone) * 1000:.0f} ms")
    later = now + timedelta(weeks=1)
    for name, work in (("an export of all", export), ("the scoring of a board", lambda: score_boards(store, later))):
        running, begun = asyncio.ensure_future(work()), time.perf_counter()
        found: list[float] = []
        while not running.done():
            found.append(await _seconds(record))
        await running
        print(f"{name}: {(time.perf_counter() - begun) * 1000:.0f} ms")
        print(f"Beside {name}: {median(found) * 1000:.1f} ms, at most {max(found) * 1000:.0f} ms")


def _views(server: StudyServer, ada: Learner) -> tuple[dict[str, View], View]:
    admin, channel = server.admin, server.channel

    def asks(who: Learner, command: str, **options: str) -> View:
        return lambda: who.actor.slash(channel, command, **options)

    views = {
        "`/admin members cohort:`": asks(admin, "admin members", cohort="7"),
        "`/admin members roadmap:`": asks(admin, "admin members"),
        "`/admin export cohort:`": asks(admin, "admin export", cohort="7"),
        "`/admin export roadmap:`": asks(admin, "admin export"),
        "`/admin cohort list`": asks(admin, "admin cohort list"),
        "`/cohort`": asks(ada, "cohort"),
        "`/start cohort:`": asks(server.newcomer("new"), "start", cohort="7"),
        "`/leaderboard action:show`": asks(ada, "leaderboard", action="show"),
    }
    return views, asks(ada, "progress")


async def _measure(members: int) -> None:
    roadmap = load_roadmap(_ROADMAP)
    with TemporaryDirectory() as folder:
        async with study_server_on(roadmap, Path(folder) / "roadmate.db", NOON) as server:
            await server.change_setup(zone="Europe/Berlin", pictures="off")
            server.clock.now += _WEEKS
            role = server.guild.create_role("Mentors").id
            groups = await crowd(
                server.store,
                server.guild.id,
                roadmap,
                MONDAY,
                server.clock.now,
                members=residents(server, members),
                role=role,
            )
            ada = await server.member("ada")
            await server.store.cohorts.join(groups[6], ada.id, MONDAY, "Ada")
            server.clock.now += timedelta(minutes=1)
            await server.tick()
            views, progress = _views(server, ada)
            await _ratios(views, progress)
            await _meanwhile(server.store, views["`/admin export roadmap:`"], ada.walk, server.clock.now)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--members", type=int, default=2_000)
    asyncio.run(_measure(parser.parse_args().members))
