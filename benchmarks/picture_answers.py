"""Answers with pictures on the started bot, over sockets: does each have its picture, and do commands wait for them?"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from contextlib import suppress
from itertools import product
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.ground import percentile
from bot.roadmap import Roadmap, read_roadmap
from tests.wire.fake_discord import FakeDiscord
from tests.wire.process import PROJECT, BotProcess
from tests.wire.reply import Reply

_AT_ONCE, _DRAWN = 50, 5
_ROUNDS, _COMMANDS = 20, 12
_MEMBERS = range(1001, 1001 + _AT_ONCE)
_PATIENCE = 60.0
_TAKEN_UP = 0.03
"""Seconds after which the five have been read and judged, and the painter is at work."""


async def _tick_apart(fake: FakeDiscord, roadmap: Roadmap) -> None:
    """All members join and tick so much of the first two phases that no two of them have the same picture."""
    first, second = ([task.id for block in phase.blocks for task in block.tasks] for phase in roadmap.phases[:2])
    counts = product(range(1, 9), range(1, 9))
    for member, (few, more) in zip(_MEMBERS, counts, strict=False):
        await fake.slash(member, "start", zone="Europe/Berlin")
        for task in (*first[:few], *second[:more]):
            await fake.slash(member, "done", task=task)


async def _progress(fake: FakeDiscord, members: Sequence[int]) -> list[Reply]:
    """They look at their progress in the same moment; returns when all have had the first word."""
    return await fake.slash_at_once(members, "progress")


async def _have_pictures(fake: FakeDiscord, replies: Sequence[Reply]) -> int:
    """How many of the answers have a picture in the end; a late one comes by an edit."""
    with suppress(TimeoutError):
        await fake.until(lambda: all(reply.files for reply in replies), "all pictures", 20)
    return sum(1 for reply in replies if reply.files)


async def _all_at_once(fake: FakeDiscord) -> None:
    begun = time.perf_counter()
    replies = await _progress(fake, _MEMBERS)
    first = [reply.seconds for reply in replies]
    pictures = await _have_pictures(fake, replies)
    seconds = time.perf_counter() - begun
    print(f"{_AT_ONCE} look at once, all at different facts: {pictures} have their picture (goal: all), ", end="")
    print(f"the last after {seconds:.1f} s; the first word after {percentile(first, 50) * 1000:.0f} ms, ", end="")
    print(f"at most {max(first) * 1000:.0f} ms", flush=True)


async def _commands(fake: FakeDiscord) -> list[float]:
    """A command that reads and draws nothing, again and again."""
    return [(await fake.slash(fake.admin.id, "help")).seconds for _ in range(_COMMANDS)]


async def _beside(fake: FakeDiscord, roadmap: Roadmap) -> None:
    """The command alone and while five pictures are drawn, by turns; each time after one more tick of each member."""
    tasks = [task.id for phase in roadmap.phases[2:] for block in phase.blocks for task in block.tasks]
    alone: list[float] = []
    beside: list[float] = []
    for number in range(_ROUNDS):
        for member in _MEMBERS[:_DRAWN]:
            await fake.slash(member, "done", task=tasks[number])
        alone += await _commands(fake)
        looking = asyncio.create_task(_progress(fake, _MEMBERS[:_DRAWN]))
        await asyncio.sleep(_TAKEN_UP)
        beside += await _commands(fake)
        await _have_pictures(fake, await looking)
    before, during = (percentile(found, 95) * 1000 for found in (alone, beside))
    print(f"A command that does nothing: p95 {before:.1f} ms alone, {during:.1f} ms while {_DRAWN} are drawn: ", end="")
    print(f"ratio {during / before:.2f} (goal: at most 2); p50 {median(alone) * 1000:.1f} and ", end="")
    print(f"{median(beside) * 1000:.1f} ms, {len(beside)} each by turns", flush=True)


async def report() -> None:
    """Both on one bot."""
    roadmap = read_roadmap((PROJECT / "roadmap.yaml").read_bytes())
    with TemporaryDirectory() as folder:
        async with FakeDiscord() as fake:
            fake.patience = _PATIENCE
            async with BotProcess(fake, Path(folder)) as bot:
                await bot.ready()
                await fake.set_up(pictures="on")
                await _tick_apart(fake, roadmap)
                await _all_at_once(fake)
                await _beside(fake, roadmap)
