"""One post for a server of 10,000 members: how long, how much memory, and how quick are commands meanwhile?"""

from __future__ import annotations

import asyncio
import json
import random
import sqlite3
import time
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.ground import SmallerBot, percentile, prepare
from bot.roadmap import read_roadmap
from tests.wire.due import DueNow
from tests.wire.fake_discord import FakeDiscord
from tests.wire.process import PROJECT, BotProcess

FEW, MANY = 100, 10_000
_POST = "/channels/*/messages"
_MEMBER = 1001
_PAUSE = 0.02
_MEMBERS = "INSERT INTO members (guild_id, user_id, zone, reminders, ping, joined_at) VALUES (?, ?, ?, ?, 0, 0)"
_WALKS = "INSERT INTO walks (guild_id, user_id, roadmap) VALUES (?, ?, 0)"
_CHOICES = (
    "INSERT INTO choices (guild_id, user_id, roadmap, monday, again, version, scoped_in) VALUES (?, ?, 0, ?, ?, 1, 1)"
)
_OWN_DAYS = "INSERT INTO own_days VALUES (?, ?, ?, ?)"
_TICKS = "INSERT INTO ticks VALUES (?, ?, 0, ?, ?, 30, 'what I learned today', 0)"
_SERVER = "INSERT INTO servers (guild_id, channel_id, zone, at, next_due_at) VALUES (?, ?, ?, ?, ?)"


def fill(database: Path, guild_id: int, members: int, seed: int = 13) -> None:
    """Members who joined over nine months: one to three tasks a week, every tenth with study days of their own."""
    due, draw = DueNow(), random.Random(seed)
    tasks = [task.id for task in read_roadmap((PROJECT / "roadmap.yaml").read_bytes()).tasks]
    with closing(sqlite3.connect(database, timeout=60)) as connection:
        for user in range(10_000, 10_000 + members):
            weeks = draw.randrange(1, 39)
            start = due.plan.monday - timedelta(weeks=weeks)
            where = "dm" if user % 5 == 0 else "channel"
            connection.execute(_MEMBERS, (guild_id, user, due.zone.key, where))
            connection.execute(_WALKS, (guild_id, user))
            connection.execute(_CHOICES, (guild_id, user, start.isoformat(), "[]"))
            if user % 10 == 0:
                days = json.dumps(sorted(draw.sample(range(7), draw.randrange(2, 6))))
                connection.execute(_OWN_DAYS, (guild_id, user, start.isoformat(), days))
            done = tasks[: min(len(tasks), draw.choice((3, 2, 2, 1)) * weeks)]
            for number, task in enumerate(done):
                day = start + timedelta(weeks=number * weeks // len(done), days=draw.choice((0, 2, 5)))
                connection.execute(_TICKS, (guild_id, user, task, day.isoformat()))
        connection.commit()


def make_due(database: Path, guild_id: int, channel_id: int) -> None:
    """The server is set up, and its moment has come."""
    due = DueNow()
    with closing(sqlite3.connect(database, timeout=60)) as connection:
        connection.execute(
            _SERVER, (guild_id, channel_id, due.zone.key, f"{due.at:%H:%M}", int(due.instant.timestamp()))
        )
        connection.commit()


def resident_mib(bot: BotProcess) -> float:
    """How much memory the process holds now."""
    return int(Path(f"/proc/{bot.pid}/statm").read_text("ascii").split()[1]) * 4096 / 2**20


def cpu_seconds(bot: BotProcess) -> float:
    """How much processor time the process has used."""
    user, system = Path(f"/proc/{bot.pid}/stat").read_text("ascii").rsplit(")", 1)[1].split()[11:13]
    return (int(user) + int(system)) / 100


class Watch:
    """Commands one after the other, and the memory at each of them."""

    def __init__(self, fake: FakeDiscord, bot: BotProcess) -> None:
        self._fake, self._bot = fake, bot
        self.seconds: list[float] = []
        self.mib: list[float] = []

    async def command(self) -> None:
        """One command and a pause."""
        begun = time.perf_counter()
        await self._fake.slash(_MEMBER, "progress")
        self.seconds.append(time.perf_counter() - begun)
        self.mib.append(await asyncio.to_thread(resident_mib, self._bot))
        await asyncio.sleep(_PAUSE)

    @property
    def p95(self) -> float:
        """In ms."""
        return percentile(self.seconds, 95) * 1000


async def _trial(members: int) -> None:
    with TemporaryDirectory() as folder:
        async with FakeDiscord() as fake:
            fake.patience = 60.0
            bot = SmallerBot(fake, Path(folder), TRIAL_EVERY="1")
            await prepare(bot.database)
            guild_id = fake.channel.guild_id
            assert guild_id is not None
            async with bot:
                await bot.ready()
                await fake.slash(_MEMBER, "start", zone="Europe/Berlin")
                await asyncio.to_thread(fill, bot.database, guild_id, members)
                quiet, busy = Watch(fake, bot), Watch(fake, bot)
                for _ in range(150):
                    await quiet.command()
                idle = await asyncio.to_thread(cpu_seconds, bot)
                await asyncio.to_thread(make_due, bot.database, guild_id, fake.channel.id)
                begun = time.perf_counter()
                while not fake.requests_to("POST", _POST):
                    await busy.command()
                seconds = time.perf_counter() - begun
                spent = await asyncio.to_thread(cpu_seconds, bot) - idle
    print(
        f"{members:,} members: posted {seconds:.1f} s after it was due, up to 1 s of them until the look; ",
        end="",
    )
    print(f"{spent:.1f} s of processor time with {len(busy.seconds)} commands; ", end="")
    print(f"{max(busy.mib) - max(quiet.mib):.0f} MiB more (goal: less than 50)")
    print(f"p95 of a command: {quiet.p95:.0f} ms before, {busy.p95:.0f} ms meanwhile", flush=True)


async def report() -> None:
    """With few members, then with many."""
    for members in (FEW, MANY):
        await _trial(members)
