"""The ground of the trials: many servers due at once, each with three members and its own channel."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import Awaitable
from contextlib import closing
from pathlib import Path

from bot.store.store import Store
from tests.wire.due import DueNow, roadmap_of_every_day
from tests.wire.fake_discord import FakeDiscord
from tests.wire.process import BotProcess
from tests.wire.world import Channel

_BEAT = 0.001
USERS = (1001, 1002, 1003)
"""Fewer in a server would be looked up before a post, and the gateway lists none of these servers."""
SERVERS = "INSERT INTO servers (guild_id, zone, at, channel_id, next_due_at) VALUES (?, ?, ?, ?, ?)"
_MEMBERS = "INSERT INTO members (guild_id, user_id, zone, reminders, ping, joined_at) VALUES (?, ?, ?, 'channel', 0, ?)"
WALKS = """
INSERT INTO walks (guild_id, user_id, roadmap) SELECT guild_id, user_id, 0 FROM members WHERE true
ON CONFLICT DO NOTHING
"""
_CHOICES = """
INSERT INTO choices (guild_id, user_id, roadmap, monday, again, version, scoped_in)
SELECT guild_id, user_id, 0, ?, '[]', 1, 1 FROM members WHERE true
ON CONFLICT DO NOTHING
"""


class SmallerBot(BotProcess):
    """The bot through `benchmarks.runner`, on the roadmap with a rhythm every day."""

    command = ("-m", "benchmarks.runner", "run")

    def __init__(self, fake: FakeDiscord, folder: Path, **environment: str) -> None:
        super().__init__(fake, folder, ROADMAP_FILE=str(roadmap_of_every_day(folder)), **environment)


def add_channels(fake: FakeDiscord, count: int) -> list[Channel]:
    """Channels of as many servers. The gateway does not list these servers: posts go by ids alone."""
    channels: list[Channel] = []
    for _ in range(count):
        channel = Channel(fake.world.new_id(), "study", guild_id=fake.world.new_id())
        fake.world.channels[channel.id] = channel
        channels.append(channel)
    return channels


async def prepare(database: Path) -> None:
    """A fresh database."""
    await (await Store.open(database)).close()


def fill(database: Path, channels: list[Channel]) -> None:
    """Servers with three members each, due this minute; also while the bot runs on the file."""
    due = DueNow()
    moment = due.instant
    zone, at, seconds = due.zone.key, f"{moment.astimezone(due.zone):%H:%M}", int(moment.timestamp())
    with closing(sqlite3.connect(database)) as connection:
        connection.executemany(SERVERS, [(one.guild_id, zone, at, one.id, seconds) for one in channels])
        connection.executemany(_MEMBERS, [(one.guild_id, user, zone, seconds) for one in channels for user in USERS])
        connection.execute(WALKS)
        connection.execute(_CHOICES, (due.plan.monday.isoformat(),))
        connection.commit()


def percentile(values: list[float], percent: int) -> float:
    """The smallest value that so many percent do not exceed."""
    return sorted(values)[max(0, -(-len(values) * percent // 100) - 1)]


async def longest_stall(work: Awaitable[object]) -> float:
    """The longest time for which the event loop did not come round while some work was done, in ms."""
    longest, busy = 0.0, True

    async def beat() -> None:
        nonlocal longest
        while busy:
            begun = time.perf_counter()
            await asyncio.sleep(_BEAT)
            longest = max(longest, time.perf_counter() - begun - _BEAT)

    beating = asyncio.create_task(beat())
    await work
    busy = False
    await beating
    return longest * 1000
