"""The only wiring: roadmap, store and clock become a bot that serves and reminds."""

from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import AsyncGenerator, Coroutine
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.actions.adopting import adopt
from bot.config import Config, load_roadmap
from bot.operations.backups import Backups, Schedule, usable
from bot.operations.census import Census
from bot.operations.health import STATUS, complaint
from bot.operations.housekeeping import Housekeeping
from bot.operations.pulse import TickPulse, pulse
from bot.reminders.tick import Tick
from bot.roadmap import Roadmap
from bot.scheduler import ticking
from bot.store.address import PostgresAddress, address_of, beside
from bot.store.holding import Holding, Wish
from bot.store.opening import holding_on, one_at_a_time
from bot.store.store import Store
from bot.ui import cogs
from bot.ui.client import Clock, Common, Roadmate
from bot.ui.fleet import Fleet
from bot.ui.messenger import DiscordMessenger
from bot.ui.rate_limit import BESIDE_THE_SENDER, SENDERS, RateLimit

if TYPE_CHECKING:
    from bot.operations.metrics import Metrics

_log = logging.getLogger(__name__)


def wall_clock() -> datetime:
    """The time now. Only the wiring reads it; everything below is handed a clock."""
    return datetime.now(UTC)


async def assemble(roadmap: Roadmap, store: Store, clock: Clock, *, accept: bool = False) -> tuple[Roadmate, Tick]:
    """One bot object that does everything on the operator's roadmap, and the tick that sends its reminders.

    Raises AnotherRoadmap when the file is hardly the roadmap that members know, unless that is accepted.
    """
    await adopt(store, roadmap, clock(), accept=accept)
    bot = await _bot(Common(store, clock, is_one=True))
    return bot, Tick(store, DiscordMessenger(bot, bot.picture_cache, bot.rate_limit), clock)


async def _bot(common: Common, shard: int | None = None, of: int | None = None) -> Roadmate:
    """A bot object with all its commands."""
    bot = Roadmate(common, shard, of)
    await cogs.add_all(bot)
    return bot


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
    address = address_of(config.database_url)
    is_shared = isinstance(address, PostgresAddress)
    if not is_shared:
        config.refuse_to_share()
    schedule = Schedule(usable(wanted[0]), wanted[1]) if (wanted := config.backups()) else None
    metrics = _metrics() if config.http() else None
    store = await Store.open(address, metrics.asked_store if metrics else None)
    try:
        async with one_at_a_time(address):
            await adopt(store, roadmap, wall_clock())
        common = Common(store, wall_clock, RateLimit(BESIDE_THE_SENDER) if is_shared else None)
        sender = await _bot(common)
        given, fingerprint = config.given_shards(), sha256(roadmap.model_dump_json().encode()).hexdigest()

        def hold(recommended: int) -> Holding:
            shards, count = given or (None, None)
            return holding_on(address, Wish(recommended, shards, count, config.most_shards()), fingerprint)

        fleet = Fleet(sender, partial(_bot, common), hold, store.turns)
        pace = RateLimit(SENDERS) if is_shared else common.rate_limit
        messenger = DiscordMessenger(sender, common.picture_cache, pace, fleet.serving, lambda: fleet.is_sender)
        tick, ticks = Tick(store, messenger, wall_clock, lambda: fleet.is_sender), TickPulse()
        backups = Backups(address, store.deletions, schedule, wall_clock)
        housekeeping = Housekeeping(address, store, fleet.is_in, wall_clock)
        if is_shared:
            backups.is_on = housekeeping.is_on = lambda: fleet.is_sender
        look = metrics.ticking(tick) if metrics else tick
        status = beside(address, STATUS)
        async with (
            sender,
            ticking(fleet, look, wall_clock, ticks, tick.take_over if is_shared else None),
            backups.running(),
            housekeeping.running(),
            pulse(status, lambda: fleet.is_well, store.bot_state, lambda: not fleet.is_sender or ticks.is_well()),
            seen_from_outside(config, metrics, common, tick, Sources(fleet, backups, status)),
        ):
            await fleet.serve(token)
    finally:
        await store.close()
        _log.info("stopped cleanly")


def _metrics() -> Metrics:
    from bot.operations.metrics import Metrics  # noqa: PLC0415  # 3 MB that only HTTP_ADDR needs

    return Metrics()


@dataclass(frozen=True, slots=True)
class Sources:
    """Where it is found how the bot is: its shards, its backups, the file of `health`."""

    fleet: Fleet
    backups: Backups
    status: Path


@asynccontextmanager
async def seen_from_outside(
    config: Config, metrics: Metrics | None, common: Common, tick: Tick, sources: Sources
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
    common.watcher = metrics.answered
    metrics.watch_requests(common.discords_clock.trace)
    census, fleet = Census(common.store.members.count_all), sources.fleet

    async def what_is_wrong() -> str | None:
        return await asyncio.to_thread(complaint, sources.status, wall_clock().timestamp())

    async def text() -> bytes:
        metrics.stands(
            well=await what_is_wrong() is None,
            shards=fleet.connected,
            held=fleet.held,
            servers=fleet.servers,
            members=await census.members(),
            backup=sources.backups.newest,
        )
        return metrics.text()

    async with serving(*address, Pages(what_is_wrong, text)), metrics.watching_the_loop():
        yield
