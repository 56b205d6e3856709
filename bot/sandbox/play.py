"""Opening the sandbox: in the browser, or as a tour in text."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.app import assemble, wall_clock
from bot.config import load_roadmap
from bot.reminders.tick import Tick
from bot.roadmap import Roadmap
from bot.roadmap.versions import is_another_roadmap, part_ids
from bot.sandbox.mirror import mirror_direct_messages, mirror_threads
from bot.sandbox.page import page_of
from bot.sandbox.stories import tell_stories
from bot.sandbox.tour import Tour
from bot.sandbox.travel import Travel
from bot.sandbox.world import ZONE, SavedClock, World
from bot.scheduler import ticking
from bot.store.holding import AllMine
from bot.store.store import Store
from bot.study.days import instant_of, week_of

_MORNING = time(9)
_TOUR_MONDAY = date(2026, 3, 2)

_WELCOME = (
    "Welcome to the study hall! Type **/** in the box below. "
    "“Viewing as” at the top changes who you are: **Noor** is new here (try `/start`), **Ada** is in week 9, "
    "**Ben** is behind, **Mia** reads checkpoints (`/review`), and I am the admin (`/admin members`). Ada and Ben are "
    "in a group (`/cohort`, `/leaderboard`). `/sandbox next-reminder` moves the clock on, `/sandbox checklist` has a "
    "file for me to import."
)


@dataclass(frozen=True, slots=True)
class Sandbox:
    """A running sandbox."""

    world: World
    tick: Tick
    news: str = ""
    """What has changed since the last start."""


async def serve(roadmap_file: Path, folder: Path, port: int, reset: bool) -> None:
    """Serve the sandbox until Ctrl+C. Its state stays in `folder` until it is reset."""
    if reset:
        await asyncio.to_thread(shutil.rmtree, folder, ignore_errors=True)
    roadmap = load_roadmap(roadmap_file)
    this_monday = week_of(wall_clock().astimezone(ZoneInfo(ZONE)).date())
    async with (
        opened(roadmap, folder, _morning_of(this_monday)) as sandbox,
        ticking(AllMine(1), sandbox.tick, wall_clock),
        page_of(sandbox.world, port) as page,
    ):
        mirror_direct_messages(sandbox.world)
        mirror_threads(sandbox.world)
        await sandbox.world.maya.send(sandbox.world.channel, _WELCOME)
        print(f"\nRoadmate's sandbox is open:\n\n    {page.url}\n")
        print("Open it in a browser. You are Noor: try /start, and /help for the rest.")
        print(f"What you do is kept in {folder} until you start with RESET=1. Ctrl+C ends it.", flush=True)
        if sandbox.news:
            print(sandbox.news, flush=True)
        await page.wait_closed()


async def tour(roadmap_file: Path) -> None:
    """Play a first week in a folder of its own and print it."""
    roadmap = load_roadmap(roadmap_file)
    with tempfile.TemporaryDirectory() as folder:
        async with opened(roadmap, Path(folder), _morning_of(_TOUR_MONDAY)) as sandbox:
            with sandbox.world.env.time_context():
                await Tour(sandbox.world, sandbox.tick, roadmap).play()


@asynccontextmanager
async def opened(roadmap: Roadmap, folder: Path, first_morning: datetime) -> AsyncGenerator[Sandbox]:
    """The bot in its world, on the state of `folder`; a fresh one begins on `first_morning`."""
    database = folder / "sandbox.db"
    is_new = not database.exists()
    store = await Store.open(database)
    clock = SavedClock(folder / "clock")
    try:
        world: World | None = None

        def now() -> datetime:
            return world.now() if world else first_morning

        news = await _news_of(store, roadmap)
        bot, tick = await assemble(roadmap, store, now, accept=True)
        world = World(bot)
        world.move_to(clock.read(first_morning))
        clock.save(world.now())
        await bot.take(Travel(bot, world, tick, clock.save))
        if is_new:
            await tell_stories(world, store, roadmap)
        await world.start()
        try:
            yield Sandbox(world, tick, news)
        finally:
            await world.stop()
    finally:
        await store.close()


async def _news_of(store: Store, roadmap: Roadmap) -> str:
    """That the roadmap is not the one of the last start, and what that means; nothing when it is."""
    known = await store.roadmaps.edition(0, 0)
    if known is None or known.roadmap == roadmap:
        return ""
    old, new = part_ids(known.roadmap), part_ids(roadmap)
    same = f"{len(old & new)} of {len(old):,} tasks and checkpoint items"
    if is_another_roadmap(old, new):
        return f"The roadmap is another one than last time: {same} are in it still. RESET=1 begins anew with it."
    return f"The roadmap has changed since last time: {same} are in it still, and its people go on where they stood."


def _morning_of(monday: date) -> datetime:
    return instant_of(monday, _MORNING, ZoneInfo(ZONE))
