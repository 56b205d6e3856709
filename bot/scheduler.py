"""When the bot looks for what is due: an APScheduler job, twice a minute, in the process that sends."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime
from typing import Any, Protocol

from apscheduler.schedulers.asyncio import AsyncIOScheduler  # pyright: ignore[reportMissingTypeStubs]
from apscheduler.triggers.base import BaseTrigger  # pyright: ignore[reportMissingTypeStubs]

from bot.operations.pulse import TickPulse
from bot.reminders.tick import EVERY


class OnTheHalfMinute(BaseTrigger):
    """At :00 and :30 of each minute, as reminders are due on whole minutes; also after a look in between (§5)."""

    def get_next_fire_time(self, previous_fire_time: datetime | None, now: datetime) -> datetime:  # pyright: ignore[reportIncompatibleMethodOverride]  # inferred from a body that raises
        """The first multiple of `EVERY` after now."""
        every = EVERY.total_seconds()
        return datetime.fromtimestamp((now.timestamp() // every + 1) * every, UTC)


class Sending(Protocol):
    """Who knows whether this process is the one that sends, and tells when that changes."""

    @property
    def is_sender(self) -> bool:
        """Whether it sends at this moment."""
        ...

    def watch(self, watcher: Callable[[], None]) -> None:
        """Have somebody called whenever that may have changed."""
        ...


@asynccontextmanager
async def ticking(
    sending: Sending,
    tick: Callable[[], Awaitable[bool]],
    clock: Callable[[], datetime],
    watched: TickPulse | None = None,
    take_over: Callable[[], None] | None = None,
) -> AsyncGenerator[None]:
    """The APScheduler job that looks for what is due: as soon as this process sends, then twice a minute.

    `take_over`, where another process may have sent before, is called before the first look after it has become so.
    """
    watch, was_sender = watched or TickPulse(), False

    async def look() -> None:
        with suppress(asyncio.CancelledError):  # at the end; what is under way then is found by the next process
            if sending.is_sender:
                await watch.around(tick)

    scheduler = AsyncIOScheduler(timezone=UTC)
    job: Any = scheduler.add_job(  # pyright: ignore[reportUnknownMemberType]  # APScheduler 3 has no types
        look,
        OnTheHalfMinute(),
        next_run_time=clock(),
        misfire_grace_time=None,
        coalesce=True,
        max_instances=1,
    )

    def look_now_if_new() -> None:
        nonlocal was_sender
        if sending.is_sender and not was_sender:
            if take_over:
                take_over()
            job.modify(next_run_time=clock())
        was_sender = sending.is_sender

    async def look_although_the_clock_was_set_back() -> None:
        """The job waits by the wall clock, and this by one that nobody sets: no look comes later than its turn."""
        while True:
            await asyncio.sleep(EVERY.total_seconds())
            if job.next_run_time > clock() + EVERY:
                job.modify(next_run_time=clock())

    sending.watch(look_now_if_new)
    scheduler.start()
    watching = asyncio.create_task(look_although_the_clock_was_set_back())
    try:
        yield
    finally:
        watching.cancel()
        scheduler.shutdown(wait=False)
