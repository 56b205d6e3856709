"""The only wiring: roadmap, store and clock become a bot with a ticking scheduler."""

from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import AsyncGenerator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from apscheduler.schedulers.asyncio import AsyncIOScheduler  # pyright: ignore[reportMissingTypeStubs]
from apscheduler.triggers.base import BaseTrigger  # pyright: ignore[reportMissingTypeStubs]

from bot.actions.adopting import adopt
from bot.config import Config, load_roadmap
from bot.operations.backups import Backups, Schedule, usable
from bot.operations.census import Census
from bot.operations.health import STATUS, complaint
from bot.operations.housekeeping import Housekeeping
from bot.operations.pulse import TickPulse, pulse
from bot.reminders.tick import EVERY, Tick
from bot.roadmap import Roadmap
from bot.store.address import address_of, beside
from bot.store.store import Store
from bot.ui import cogs
from bot.ui.client import Clock, Roadmate
from bot.ui.connecting import Line, serve
from bot.ui.messenger import DiscordMessenger

if TYPE_CHECKING:
    from bot.operations.metrics import Metrics

_log = logging.getLogger(__name__)


def wall_clock() -> datetime:
    """The time now. Only the wiring reads it; everything below is handed a clock."""
    return datetime.now(UTC)


async def assemble(roadmap: Roadmap, store: Store, clock: Clock, *, accept: bool = False) -> tuple[Roadmate, Tick]:
    """The bot with all its commands on the operator's roadmap, and the tick that sends its reminders.

    Raises AnotherRoadmap when the file is hardly the roadmap that members know, unless that is accepted.
    """
    await adopt(store, roadmap, clock(), accept=accept)
    bot = Roadmate(store, clock)
    await cogs.add_all(bot)
    return bot, Tick(store, DiscordMessenger(bot, bot.picture_cache, bot.rate_limit), clock)


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
    """Run on Discord until cancelled. Raises CannotBeDone, in plain words."""
    token = config.token()
    roadmap = load_roadmap(config.roadmap_file)
    database = address_of(config.database_url)
    schedule = Schedule(usable(wanted[0]), wanted[1]) if (wanted := config.backups()) else None
    metrics = _metrics() if config.http() else None
    store = await Store.open(database, metrics.asked_store if metrics else None)
    try:
        bot, tick = await assemble(roadmap, store, wall_clock)
        line, ticks = Line(bot), TickPulse()
        backups = Backups(database, store.deletions, schedule, wall_clock)
        housekeeping = Housekeeping(database, store, bot.is_in, wall_clock)
        status = beside(database, STATUS)
        async with (
            bot,
            ticking(bot, metrics.ticking(tick) if metrics else tick, ticks),
            backups.running(),
            housekeeping.running(),
            pulse(status, lambda: line.is_up, store.bot_state, ticks),
            seen_from_outside(config, metrics, bot, tick, Sources(line, backups, status)),
        ):
            await serve(bot, token)
    finally:
        await store.close()
        _log.info("stopped cleanly")


def _metrics() -> Metrics:
    from bot.operations.metrics import Metrics  # noqa: PLC0415  # 3 MB that only HTTP_ADDR needs

    return Metrics()


@dataclass(frozen=True, slots=True)
class Sources:
    """Where it is found how the bot is: its line to Discord, its backups, the file of `health`."""

    line: Line
    backups: Backups
    status: Path


@asynccontextmanager
async def seen_from_outside(
    config: Config, metrics: Metrics | None, bot: Roadmate, tick: Tick, sources: Sources
) -> AsyncGenerator[None]:
    """While this lasts, HTTP_ADDR tells how the bot is and what it does; nothing without that setting.

    Raises CannotBeDone when nothing can be served there.
    """
    address = config.http()
    if metrics is None or address is None:
        yield
        return
    from bot.operations.http import Pages, serving  # noqa: PLC0415  # as above

    tick.watcher = metrics.delivered
    bot.watch(metrics.answered)
    metrics.watch_requests(bot.discords_clock.trace)
    census = Census(bot.store.members.count_all)

    async def what_is_wrong() -> str | None:
        return await asyncio.to_thread(complaint, sources.status, wall_clock().timestamp())

    async def text() -> bytes:
        metrics.stands(
            well=await what_is_wrong() is None,
            shards=int(sources.line.is_up),
            servers=len(bot.guilds),
            members=await census.members(),
            backup=sources.backups.newest,
        )
        return metrics.text()

    async with serving(*address, Pages(what_is_wrong, text)), metrics.watching_the_loop():
        yield


class _OnTheHalfMinute(BaseTrigger):
    """At :00 and :30 of each minute, as reminders are due on whole minutes; also after a look in between (§5)."""

    def get_next_fire_time(self, previous_fire_time: datetime | None, now: datetime) -> datetime:  # pyright: ignore[reportIncompatibleMethodOverride]  # inferred from a body that raises
        """The first multiple of `EVERY` after now."""
        every = EVERY.total_seconds()
        return datetime.fromtimestamp((now.timestamp() // every + 1) * every, UTC)


@asynccontextmanager
async def ticking(
    bot: Roadmate, tick: Callable[[], Awaitable[bool]], watched: TickPulse | None = None
) -> AsyncGenerator[None]:
    """The APScheduler job that looks for what is due: as soon as the bot is connected, then twice a minute."""

    watch = watched or TickPulse()

    async def look() -> None:
        with suppress(asyncio.CancelledError):  # at the end; what is under way then is found by the next process
            if bot.is_ready():
                await watch.around(tick)

    scheduler = AsyncIOScheduler(timezone=UTC)
    job: Any = scheduler.add_job(  # pyright: ignore[reportUnknownMemberType]  # APScheduler 3 has no types
        look,
        _OnTheHalfMinute(),
        next_run_time=wall_clock(),
        misfire_grace_time=None,
        coalesce=True,
        max_instances=1,
    )

    async def look_now() -> None:
        job.modify(next_run_time=wall_clock())

    async def look_although_the_clock_was_set_back() -> None:
        """The job waits by the wall clock, and this by one that nobody sets: no look comes later than its turn."""
        while True:
            await asyncio.sleep(EVERY.total_seconds())
            if job.next_run_time > wall_clock() + EVERY:
                job.modify(next_run_time=wall_clock())

    bot.add_listener(look_now, "on_ready")
    scheduler.start()
    watching = asyncio.create_task(look_although_the_clock_was_set_back())
    try:
        yield
    finally:
        watching.cancel()
        scheduler.shutdown(wait=False)
