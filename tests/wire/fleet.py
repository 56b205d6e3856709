"""Several processes of the bot on one PostgreSQL database, and where each server is served."""

import os
import signal
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

from bot.store.address import PostgresAddress

from .fake_discord import FakeDiscord
from .process import BotProcess
from .world import Channel, Guild

HURRY = 4.0
NOTHING_DONE = "nothing was done for an interaction"


class FleetProcess(BotProcess):
    """One of them, in a hurry; its files are its own."""

    command = ("-m", "tests.wire.hurried_bot", "run")

    def __init__(self, fake: FakeDiscord, folder: Path, address: PostgresAddress, **environment: str) -> None:
        folder.mkdir(exist_ok=True)
        here = {"DATABASE_URL": address.url, "TMPDIR": str(folder), "HURRY": str(HURRY)}
        super().__init__(fake, folder, **(here | environment))

    def has(self, shard: int) -> bool:
        """Whether it is the one that took a shard last, as its log says."""
        return f" servers, shard {shard} of" in self.output

    @property
    def sends(self) -> bool:
        """Whether it has taken the sending."""
        return "the sending from now on" in self.output

    def freeze(self) -> None:
        """It stands still; its sockets stay open."""
        os.kill(self.pid, signal.SIGSTOP)

    def thaw(self) -> None:
        """It goes on."""
        os.kill(self.pid, signal.SIGCONT)


class Fleet:
    """All of them."""

    def __init__(self, fake: FakeDiscord, address: PostgresAddress, folder: Path) -> None:
        self.fake = fake
        self._address = address
        self._folder = folder
        self._stack = AsyncExitStack()
        self.all: list[FleetProcess] = []

    async def start(self, **environment: str) -> FleetProcess:
        """One more."""
        number = len(self.all)
        process = FleetProcess(self.fake, self._folder / f"process-{number}", self._address, **environment)
        self.all.append(await self._stack.enter_async_context(process))
        return process

    async def serve(self, shards: int, seconds: float = 30.0) -> None:
        """Wait until somebody is on the line for every shard."""
        await self.fake.until(lambda: len(self.fake.gateway.served) == shards, f"{shards} shards", seconds)

    async def close(self) -> None:
        """End all."""
        await self._stack.aclose()


@asynccontextmanager
async def fleet_on(fake: FakeDiscord, address: PostgresAddress, folder: Path) -> AsyncGenerator[Fleet]:
    """None yet; all end with this."""
    fleet = Fleet(fake, address, folder)
    try:
        yield fleet
    finally:
        await fleet.close()


def server_on(fake: FakeDiscord, shard: int, of: int) -> Channel:
    """The study channel of a new server on a shard."""
    world = fake.world
    some_id = world.new_id()
    moment = (some_id >> 22) // of * of + shard
    guild = Guild((moment << 22) | some_id & 0x3FFFFF, "Study server", fake.admin.id, world.new_id())
    world.guilds[guild.id] = guild
    return world.add_channel(guild, "study")
