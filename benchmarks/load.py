"""Five thousand servers due in the same minute: how fast, without a 429, and how quick are commands meanwhile?"""

from __future__ import annotations

import asyncio
import time
from collections import deque
from pathlib import Path
from tempfile import TemporaryDirectory

from aiohttp import web

from benchmarks.ground import SmallerBot, add_channels, fill, percentile, prepare
from tests.wire.fake_discord import FakeDiscord
from tests.wire.faults import Answer, rate_limit

CEILING = 50
_COMMANDS = 150
_PAUSE = 0.1
_EVERY = 0.25
"""Seconds between two looks for what is due."""
_POST = "/channels/*/messages"
_MEMBER = 1001


class Meter:
    """Discord's global limit: more than 50 requests in any second are answered with 429."""

    def __init__(self) -> None:
        self.times: deque[float] = deque()
        self.first = self.last = 0.0
        self.posts = self.refused = 0
        self._refuse = rate_limit(1.0, everywhere=True)

    async def act(self, request: web.Request, proceed: Answer) -> web.StreamResponse:
        """Count one request to post, and refuse it when it is one too many."""
        now = time.monotonic()
        while self.times and self.times[0] <= now - 1:
            self.times.popleft()
        if len(self.times) >= CEILING:
            self.refused += 1
            return await self._refuse(request, proceed)
        self.times.append(now)
        self.first = self.first or now
        self.last = now
        self.posts += 1
        return await proceed()


async def _command_seconds(fake: FakeDiscord) -> list[float]:
    """How long /progress takes to be answered, so many times with a pause between."""
    found: list[float] = []
    for _ in range(_COMMANDS):
        begun = time.perf_counter()
        await fake.slash(_MEMBER, "progress")
        found.append(time.perf_counter() - begun)
        await asyncio.sleep(_PAUSE)
    return found


async def report(servers: int) -> None:
    """The burst, and commands before it and during it, in one run."""
    with TemporaryDirectory() as folder:
        async with FakeDiscord() as fake:
            fake.patience = 30.0
            meter = Meter()
            fake.fault("POST", _POST, meter.act, None)
            bot = SmallerBot(fake, Path(folder), TRIAL_EVERY=str(_EVERY))
            await prepare(bot.database)
            async with bot:
                await bot.ready()
                await fake.slash(_MEMBER, "start", zone="Europe/Berlin")
                quiet = await _command_seconds(fake)
                fill(bot.database, add_channels(fake, servers))
                filled = time.monotonic()
                await fake.until(lambda: meter.posts >= min(50, servers), "the burst", 60)
                busy = await _command_seconds(fake)
                await fake.until(lambda: meter.posts >= servers, "the end of the burst", servers / 20 + 60)
    rate = (meter.posts - 1) / (meter.last - meter.first)
    before, during = percentile(quiet, 99) * 1000, percentile(busy, 99) * 1000
    print(f"{servers:,} servers due in one minute: {rate:.1f} messages a second, ", end="")
    print(f"{rate / CEILING:.3f} of the ceiling (goal: at least 0.95), {meter.refused} answered with 429 (goal: 0)")
    print(f"The first one came {meter.first - filled:.2f} s after all were due, ", end="")
    print(f"up to {_EVERY} s of it until the look (goal: 1 s after it)")
    print(f"p99 of a command: {before:.0f} ms before, {during:.0f} ms during the burst: ", end="")
    print(f"ratio {during / before:.2f} (goal: at most 1.5)", flush=True)
