"""One process whose shards change: what it takes up it serves, and what it loses it ends in order."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from unittest.mock import patch

import pytest
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.actions.adopting import adopt
from bot.roadmap import Roadmap
from bot.store.holding import AllMine
from bot.store.store import Store
from bot.ui import cogs
from bot.ui.client import Common, Roadmate
from bot.ui.fleet import Fleet

from .fake_discord import FakeDiscord
from .faults import delay
from .fleet import server_on
from .world import Channel

ADA = 1001
SHARDS = 2


class AtOnce:
    """Turns that nobody has to wait for."""

    async def take(self, bucket: int) -> float:
        return 0.0


class Given(AllMine):
    """What is held is what the test says."""

    def __init__(self) -> None:
        super().__init__(SHARDS)
        self._watchers: list[Callable[[], None]] = []

    def watch(self, watcher: Callable[[], None]) -> None:
        self._watchers.append(watcher)

    def become(self, *shards: int) -> None:
        """From now on it is these."""
        self.shards = frozenset(shards)
        for watcher in self._watchers:
            watcher()


class Process:
    """The process, and the servers of which each is on its own shard."""

    def __init__(self, fake: FakeDiscord, fleet: Fleet, holding: Given) -> None:
        self.fake = fake
        self.fleet = fleet
        self.holding = holding
        self.channels = [server_on(fake, shard, SHARDS) for shard in range(SHARDS)]

    async def serves(self, *shards: int) -> None:
        """Wait until it is on the line for these shards, and no others."""
        await self.fake.until(lambda: self.fake.gateway.served == frozenset(shards), f"shards {shards}", 10)

    def of(self, channel: Channel) -> int:
        """The id of a channel's server."""
        return channel.guild_id or 0


@pytest.fixture
async def process(fake: FakeDiscord, curriculum: Roadmap, tmp_path: Path) -> AsyncIterator[Process]:
    """A process with both shards, connected."""
    fake.recommend(SHARDS, concurrency=SHARDS)
    store = await Store.open(tmp_path / "roadmate.db")
    await adopt(store, curriculum, datetime.now(UTC))
    common, holding = Common(store, lambda: datetime.now(UTC)), Given()

    async def make(shard: int | None = None, of: int | None = None) -> Roadmate:
        bot = Roadmate(common, shard, of)
        await cogs.add_all(bot)
        return bot

    here = Process(fake, Fleet(await make(), make, lambda _: holding, AtOnce()), holding)
    with (
        patch.object(Route, "BASE", f"http://{fake.address}/api/v10"),
        patch.object(DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(f"ws://{fake.address}/gateway")),
    ):
        async with here.fleet.sender:
            serving = asyncio.create_task(here.fleet.serve(fake.token))
            await here.serves(0, 1)
            yield here
            serving.cancel()
            with suppress(asyncio.CancelledError):
                await serving
    assert not fake.gateway.connected
    await store.close()


async def test_what_is_under_way_on_a_shard_that_is_lost_is_answered(process: Process) -> None:
    """Then its line is closed; the other one stays, and a shard that comes back is served again."""
    fake, (first, second) = process.fake, process.channels
    for channel in (first, second):
        await fake.slash(ADA, "start", channel.id, zone="Europe/Berlin")
    fault = fake.fault("POST", "/interactions/*/callback", delay(0.3))
    answering = asyncio.create_task(fake.slash(ADA, "done", first.id, task="backprop"))
    await fake.until(lambda: fault.hits > 0, "an answer on its way")
    process.holding.become(1)
    assert "1 of 14 tasks" in (await answering).text
    await process.serves(1)
    assert "1 of 14 tasks" in (await fake.slash(ADA, "done", second.id, task="backprop")).text
    process.holding.become(0, 1)
    await process.serves(0, 1)
    assert "2 of 14 tasks" in (await fake.slash(ADA, "done", first.id, task="optimizers")).text


async def test_what_is_known_of_servers_elsewhere(process: Process) -> None:
    """Whether the bot is in a server of another process is asked of Discord, and its own shard is not needed for it."""
    fake, fleet, (first, second) = process.fake, process.fleet, process.channels
    for channel in (first, second):
        await fake.slash(ADA, "start", channel.id, zone="Europe/Berlin")
    assert (fleet.held, fleet.is_sender, fleet.is_well) == (SHARDS, True, True)
    process.holding.become(1)
    await process.serves(1)
    assert fleet.serving(process.of(first)) is None
    assert [await fleet.is_in(process.of(channel)) for channel in (first, second)] == [True, True]
    assert await fleet.is_in(5) is False
    assert (fleet.held, fleet.connected) == (1, 1)
