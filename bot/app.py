"""The only wiring: roadmap, store and clock become a bot with a ticking scheduler."""

from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import AsyncGenerator, Coroutine
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from apscheduler.schedulers.asyncio import AsyncIOScheduler  # pyright: ignore[reportMissingTypeStubs]

from bot.config import Config, load_roadmap
from bot.reminders.tick import EVERY, Tick
from bot.roadmap import Roadmap
from bot.store.sqlite import path_of
from bot.store.store import Store
from bot.ui import cogs
from bot.ui.client import Clock, Roadmate
from bot.ui.connecting import serve
from bot.ui.messenger import DiscordMessenger

_log = logging.getLogger(__name__)


def wall_clock() -> datetime:
    """The time now. Only the wiring reads it; everything below is handed a clock."""
    return datetime.now(UTC)


async def assemble(roadmap: Roadmap, store: Store, clock: Clock) -> tuple[Roadmate, Tick]:
    """The bot with all its commands, and the tick that sends its reminders."""
    bot = Roadmate(roadmap, store, clock)
    await cogs.add_all(bot)
    return bot, Tick(roadmap, store, DiscordMessenger(bot, bot.gallery), clock)


async def until_stopped(work: Coroutine[Any, Any, None]) -> None:
    """Do the work until it ends, or until SIGTERM or Ctrl+C asks for a clean end."""
    working = asyncio.ensure_future(work)
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        with suppress(NotImplementedError):  # Windows has no signal handlers here; Ctrl+C still works
            loop.add_signal_handler(name, working.cancel)
    with suppress(asyncio.CancelledError):
        await working


async def run(config: Config) -> None:
    """Run on Discord until cancelled. Raises ConfigError, BadRoadmap or CannotOpen, each in plain words."""
    token = config.token()
    roadmap = load_roadmap(config.roadmap_file)
    path = path_of(config.database_url)
    store = await Store.open(path)
    try:
        bot, tick = await assemble(roadmap, store, wall_clock)
        async with bot, ticking(bot, tick, alive_file(path)):
            await serve(bot, token)
    finally:
        await store.close()
        _log.info("stopped cleanly")


@asynccontextmanager
async def ticking(bot: Roadmate, tick: Tick, alive: Path | None = None) -> AsyncGenerator[None]:
    """The APScheduler job that looks for what is due: as soon as the bot is connected, then twice a minute."""

    async def look() -> None:
        with suppress(asyncio.CancelledError):  # at the end; what is under way then is found by the next process
            if bot.is_ready():
                await tick()
                if alive:
                    await asyncio.to_thread(alive.touch)

    scheduler = AsyncIOScheduler(timezone=UTC)
    job: Any = scheduler.add_job(  # pyright: ignore[reportUnknownMemberType]  # APScheduler 3 has no types
        look,
        "interval",
        seconds=EVERY.total_seconds(),
        next_run_time=wall_clock(),
        misfire_grace_time=None,
        coalesce=True,
        max_instances=1,
    )

    async def look_now() -> None:
        job.modify(next_run_time=wall_clock())

    bot.add_listener(look_now, "on_ready")
    scheduler.start()
    try:
        yield
    finally:
        scheduler.shutdown(wait=False)


def alive_file(database: Path) -> Path:
    """The file whose age tells that the bot of a database is alive; touched at every tick."""
    return database.with_name(database.name + ".alive")
