"""The running bot writes down when each of its parts was last seen well, for `python -m bot health`."""

from __future__ import annotations

import asyncio
import json
import logging
import time
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from bot.operations.health import WITHIN_SECONDS
from bot.store.bot_state import BotState
from bot.store.errors import StoreError
from bot.store.sqlite.copying import write_whole

_log = logging.getLogger(__name__)

_EVERY_SECONDS = 15
_UNTIL_WELL_SECONDS = 3
_LONGEST_TICK_SECONDS = 900
"""Sending to thousands takes its time, at 50 a second; a tick that takes longer than this hangs."""


class TickPulse:
    """Whether the reminder tick is well: the last one went well and is not long ago, or one is still under way."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._begun: float | None = None
        self._ended: float | None = None
        self._went_well = True

    async def around(self, tick: Callable[[], Awaitable[bool]]) -> None:
        """Run one tick and remember how it went."""
        self._begun = self._clock()
        try:
            self._went_well = await tick()
        finally:
            self._begun, self._ended = None, self._clock()

    def is_well(self) -> bool:
        """Whether reminders go out."""
        if self._begun is not None:
            return self._went_well and self._clock() - self._begun < _LONGEST_TICK_SECONDS
        return self._went_well and self._ended is not None and self._clock() - self._ended < WITHIN_SECONDS


@asynccontextmanager
async def pulse(
    file: Path, discord: Callable[[], bool], facts: BotState, tick: Callable[[], bool]
) -> AsyncGenerator[None]:
    """While this lasts, the file says when Discord, the database and the tick were last well."""
    seen: dict[str, float] = {}

    async def look() -> bool:
        now = time.time()
        well = {"discord": discord(), "tick": tick(), "database": await _can_write(facts, now)}
        seen.update((part, now) for part, is_well in well.items() if is_well)
        try:
            await asyncio.to_thread(write_whole, file, json.dumps(seen))
        except OSError as error:
            _log.warning("the health file could not be written: %s", error.strerror)
        return all(well.values())

    async def beat() -> None:
        while True:
            is_well = await look()
            await asyncio.sleep(_EVERY_SECONDS if is_well else _UNTIL_WELL_SECONDS)

    beating = asyncio.create_task(beat())
    try:
        yield
    finally:
        beating.cancel()
        with suppress(asyncio.CancelledError):
            await beating
        await asyncio.to_thread(file.unlink, missing_ok=True)


async def _can_write(facts: BotState, now: float) -> bool:
    try:
        await facts.put("last seen well", str(int(now)))
    except StoreError:
        return False
    return True
