"""What the servers cost that the bot is in: `python -m benchmarks.memory`, with our cache and with discord.py's own."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from tests.wire.fake_discord import FakeDiscord
from tests.wire.process import BotProcess
from tests.wire.world import SEND, VIEW

_SERVERS, _CHANNELS, _ROLES = 2500, 30, 20
_ROUNDS = 3
_MEMBER = 1001
_PATIENCE = 60.0


class _Stock(BotProcess):
    """The same bot with discord.py's own cache."""

    command = ("-m", "benchmarks.stock_cache", "run")


_BOTS = {"lean": BotProcess, "stock": _Stock}


def _fill(fake: FakeDiscord, servers: int) -> None:
    """Servers as they are: a few channels closed to most, names that are all different."""
    fake.world.guilds.clear()
    for number in range(servers):
        guild = fake.world.add_guild(f"Study server {number}", fake.admin)
        for channel in range(1, _CHANNELS):
            made = fake.world.add_channel(guild, f"channel-{number}-{channel}")
            made.denied = {guild.id: SEND | VIEW} if channel % 3 == 0 else {}
        for _ in range(_ROLES - 2):  # everybody's and the bot's own are there
            guild.roles[fake.world.new_id()] = VIEW | SEND


async def _resident(servers: int, cache: str) -> float:
    """The resident memory, in MiB, of a bot that has heard of so many servers and answered one command."""
    with TemporaryDirectory() as folder:
        async with FakeDiscord() as fake:
            fake.patience = _PATIENCE
            _fill(fake, servers)
            async with _BOTS[cache](fake, Path(folder)) as bot:
                await bot.ready(_PATIENCE)
                await fake.slash(_MEMBER, "help", fake.world.direct(_MEMBER).id)  # what came before it has been read
                status = Path(f"/proc/{bot.pid}/status").read_text("utf-8")  # noqa: ASYNC240  # no file on a disk
    found = re.search(r"VmRSS:\s+(\d+) kB", status)
    assert found is not None
    return int(found[1]) / 1024


async def main() -> None:
    """By turns, and the medians."""
    trials = [(cache, servers) for cache in _BOTS for servers in (0, _SERVERS)]
    seen: dict[tuple[str, int], list[float]] = {trial: [] for trial in trials}
    for _ in range(_ROUNDS):
        for cache, servers in trials:
            seen[cache, servers].append(await _resident(servers, cache))
    print(f"{_SERVERS:,} servers of {_CHANNELS} channels and {_ROLES} roles, medians of {_ROUNDS} rounds")
    for cache in _BOTS:
        none, many = median(seen[cache, 0]), median(seen[cache, _SERVERS])
        each = (many - none) * 1024 / _SERVERS
        print(f"{cache}: {none:.1f} MiB with none, {many:.1f} MiB with all: {each:.2f} KiB a server")
    print("goals: at most 3 kB a server, 80 MB with all")


if __name__ == "__main__":
    asyncio.run(main())
