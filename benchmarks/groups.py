"""Measure what organisers and all may ask about thousands: `python -m benchmarks.groups [--members N]`.

A server of 2,000 members in 40 cohorts, all of them on the leaderboard; through real discord.py and a real SQLite
file, in memory. Each view takes turns with `/progress`, so that a noisy machine hits both alike: ratios count.
"""

from __future__ import annotations

import argparse
import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

from benchmarks.ground import longest_stall, percentile
from bot.actions.leaderboard import score_boards
from bot.config import load_roadmap
from bot.roadmap import Roadmap
from bot.store.change import Change
from bot.store.store import Store
from bot.study.choices import Choice, OwnDays, Pause, Scope
from bot.study.days import study_day
from bot.study.member import Walk
from bot.ui.cogs import members
from tests.conftest import NOON
from tests.crowd import crowd, residents
from tests.store.people import BERLIN
from tests.study_server import MONDAY, Learner, StudyServer, study_server_on

_WEEKS = timedelta(weeks=10)
_TURNS = 15
_ALONE = 200
_EXPORT = "`/admin export roadmap:`"
_EXPORT_ALONE = "the same, without asking Discord who is here"
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


async def _meanwhile(store: Store, exports: dict[str, View], ada: Walk, now: datetime) -> None:
    """How long a command waits for its member's record while a whole server is exported, or its board is scored.

    Boards are scored by the tick, once a week: here for a week that is over by then.
    """

    async def record() -> None:
        await store.progress.of(ada.guild_id, ada.user_id, now)

    async def alone() -> None:
        for _ in range(_ALONE):
            await record()

    async def found_beside(work: Awaitable[object]) -> list[float]:
        running, found = asyncio.ensure_future(work), list[float]()
        while not running.done():
            found.append(await _seconds(record))
        await running
        return found

    def say(name: str, found: list[float], stall: float) -> None:
        p50, p95, most = (percentile(found, percent) * 1000 for percent in (50, 95, 100))
        print(f"| {name} | {p50:.1f} | {p95:.1f} | {most:.0f} | {stall:.0f} |")

    print("\n| a member's record | p50, ms | p95, ms | at most | longest stall |\n| --- | --- | --- | --- | --- |")
    say("alone", [await _seconds(record) for _ in range(_ALONE)], await longest_stall(alone()))
    for name, view in exports.items():
        found = [one for _ in range(_TURNS) for one in await found_beside(view())]
        stalls = [await longest_stall(view()) for _ in range(_TURNS)]
        say(f"beside {name}", found, median(stalls))
    boards = await found_beside(score_boards(store, now + timedelta(weeks=1)))
    say("beside the scoring of a board", boards, await longest_stall(score_boards(store, now + timedelta(weeks=2))))


async def _nobody_has_left(*_: object) -> frozenset[int]:
    return frozenset()


def _without_asking(view: View) -> View:
    """A view that takes it that all are here: Discord's part is played by this process, too."""

    async def shown() -> None:
        with patch.object(members, "who_has_left", _nobody_has_left):
            await view()

    return shown


async def _live(server: StudyServer, residents: Sequence[int], roadmap: Roadmap) -> None:
    """Let members differ, as they do: ticks and skips, whether they studied today, days, scopes, breaks."""
    store, chance, changes = server.store, Random(17), list[Change[Any]]()
    today = study_day(server.clock.now, BERLIN)
    for user_id in residents:
        walk, tasks = Walk(server.guild.id, user_id), chance.sample(roadmap.tasks, 6)
        changes.append(store.journals.tick(walk, [task.id for task in tasks[:4]], MONDAY, server.clock.now))
        kind = chance.randrange(20)
        if kind < 4:
            changes.append(store.journals.log_session(walk, 999, today, 30, None))
        elif kind == 4:
            changes.append(store.plans.skip(walk, [task.id for task in tasks[4:]], "", today))
        elif kind == 5:
            changes.append(store.plans.set_own_days(walk, OwnDays(MONDAY, (chance.randrange(7),))))
        elif kind == 6:
            first = MONDAY + timedelta(weeks=chance.randrange(8))
            changes.append(store.plans.pause(walk, Pause(first, first + timedelta(weeks=1))))
        elif kind == 7:
            scope = Scope(chance.choice(roadmap.phases[1:]).id)
            changes.append(store.plans.choose(walk, Choice(MONDAY + timedelta(weeks=chance.randrange(8)), scope)))
    await store.together(*changes)


def _views(server: StudyServer, ada: Learner) -> tuple[dict[str, View], View]:
    admin, channel = server.admin, server.channel

    def asks(who: Learner, command: str, **options: str) -> View:
        return lambda: who.actor.slash(channel, command, **options)

    export = asks(admin, "admin export")
    views = {
        "`/admin members cohort:`": asks(admin, "admin members", cohort="7"),
        "`/admin members roadmap:`": asks(admin, "admin members"),
        "`/admin export cohort:`": asks(admin, "admin export", cohort="7"),
        _EXPORT: export,
        _EXPORT_ALONE: _without_asking(export),
        "`/admin cohort list`": asks(admin, "admin cohort list"),
        "`/cohort`": asks(ada, "cohort"),
        "`/start cohort:`": asks(server.newcomer("new"), "start", cohort="7"),
        "`/leaderboard action:show`": asks(ada, "leaderboard", action="show"),
    }
    return views, asks(ada, "progress")


async def _measure(count: int) -> None:
    roadmap = load_roadmap(_ROADMAP)
    with TemporaryDirectory() as folder:
        async with study_server_on(roadmap, Path(folder) / "roadmate.db", NOON) as server:
            await server.change_setup(zone="Europe/Berlin", pictures="off")
            server.clock.now += _WEEKS
            role = server.guild.create_role("Mentors").id
            people, now = residents(server, count), server.clock.now
            groups = await crowd(server.store, server.guild.id, roadmap, MONDAY, now, members=people, role=role)
            await _live(server, people, roadmap)
            ada = await server.member("ada")
            await server.store.cohorts.join(groups[6], ada.id, MONDAY, "Ada")
            server.clock.now += timedelta(minutes=1)
            await server.tick()
            views, progress = _views(server, ada)
            await _ratios(views, progress)
            exports = {name: views[name] for name in (_EXPORT, _EXPORT_ALONE)}
            await _meanwhile(server.store, exports, ada.walk, server.clock.now)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--members", type=int, default=2_000)
    asyncio.run(_measure(parser.parse_args().members))
