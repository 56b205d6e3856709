"""Measure `/admin roadmap import`: `python -m benchmarks.importing`. How long 1 MiB takes, and who waits for it.

The started bot, over sockets: a member's /done alone and while an admin imports, by turns; and the memory of the bot
with the process that reads, each page that both use counted once.
"""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from benchmarks.ground import SmallerBot, percentile, prepare
from tests.wire.commands import Upload
from tests.wire.fake_discord import FakeDiscord

_MEMBER = 1001
_TURNS, _COMMANDS = 12, 60
_SIZE = 2**20
_TASKS, _A_WEEK = 1_900, 20
_WORDS = (
    "read write the paper about attention garden soil compost build small model chapter exercise solve notes review"
)


def large_checklist() -> bytes:
    """A checklist of 1 MiB, as large ones are: tasks with links, and a paragraph of prose below each."""
    draw = Random(1)
    words = _WORDS.split()
    lines = ["# A large one"]
    for number in range(_TASKS):
        if number % _A_WEEK == 0:
            lines.append(f"\n## Week {number // _A_WEEK + 1}: {' '.join(draw.choices(words, k=3))}\n")
        lines.append(f"- [ ] [{' '.join(draw.choices(words, k=8))} {number}](https://example.org/{number})")
        lines.append(f"\n  {' '.join(draw.choices(words, k=70))}\n")
    return "\n".join(lines).encode()[:_SIZE]


async def main() -> None:
    """Measure everything."""
    data = large_checklist()
    alone: list[float] = []
    beside: list[float] = []
    reports: list[float] = []
    most = 0.0
    with TemporaryDirectory() as folder:
        async with FakeDiscord() as fake:
            fake.patience = 30
            bot = SmallerBot(fake, Path(folder))
            await prepare(bot.database)
            async with bot:
                await bot.ready()
                await fake.slash(_MEMBER, "start", zone="Europe/Berlin")
                await _import(fake, data)
                before = _memory(bot.pid)
                for _ in range(_TURNS):
                    alone += [await _done(fake) for _ in range(_COMMANDS)]
                    importing = asyncio.ensure_future(_import(fake, data))
                    while not importing.done():
                        beside.append(await _done(fake))
                        most = max(most, _memory(bot.pid))
                    reports.append(await importing)
    print(f"A file of {len(data) / 2**20:.2f} MiB with {_TASKS:,} tasks, {_TURNS} times. From file to report: ", end="")
    print(f"p50 {percentile(reports, 50):.2f} s, longest {max(reports):.2f} s (goal: 2 s), with /done all the while.")
    calm, busy = (percentile(found, 99) * 1000 for found in (alone, beside))
    print(f"/done, p99: alone {calm:.0f} ms ({len(alone)}), meanwhile {busy:.0f} ms ({len(beside)}), ", end="")
    print(f"ratio {busy / calm:.2f} (goal: 1.5)")
    print(f"Memory: {before:.0f} MiB before, {most:.0f} MiB at most, {most - before:.0f} MiB more (goal: 60)")


async def _done(fake: FakeDiscord) -> float:
    begun = time.perf_counter()
    await fake.slash(_MEMBER, "done", minutes=25)
    return time.perf_counter() - begun


async def _import(fake: FakeDiscord, data: bytes) -> float:
    begun = time.perf_counter()
    reply = await fake.slash(fake.admin.id, "admin roadmap import", file=Upload("large.md", data))
    assert "in 95 weeks" in reply.text, reply.text
    return time.perf_counter() - begun


def _memory(pid: int) -> float:
    """What a process and its children hold, in MiB; a page that several share counts by its share."""
    found = 0
    for one in (pid, *_children(pid)):
        with suppress(OSError):
            rollup = Path(f"/proc/{one}/smaps_rollup").read_text()
            found += next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:"))
    return found / 1024


def _children(pid: int) -> list[int]:
    with suppress(OSError):
        return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return []


if __name__ == "__main__":
    asyncio.run(main())
