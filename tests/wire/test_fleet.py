"""The bot in several processes on PostgreSQL: whoever dies or stands still is replaced, and nothing is done twice."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.store.address import PostgresAddress

from .due import posts_due, roadmap_of_every_day
from .fake_discord import FakeDiscord
from .fleet import NOTHING_DONE, Fleet, fleet_on, server_on
from .process import BotProcess
from .world import Channel

ADA, BOB = 1001, 1002
SHARDS = 3


@pytest.fixture
async def fleet(fake: FakeDiscord, postgres_address: PostgresAddress, tmp_path: Path) -> AsyncIterator[Fleet]:
    """No process yet, and a Discord that recommends three shards and lets them in at once."""
    fake.recommend(SHARDS, concurrency=SHARDS)
    async with fleet_on(fake, postgres_address, tmp_path) as started:
        yield started


async def joins(fake: FakeDiscord, channel: Channel) -> None:
    """Ada joins in a server."""
    await fake.slash(ADA, "start", channel.id, zone="Europe/Berlin")


async def does(fake: FakeDiscord, channel: Channel, task: str) -> str:
    """Ada has done a task; what she is told."""
    return (await fake.slash(ADA, "done", channel.id, task=task)).text


async def test_whoever_dies_is_replaced(
    fake: FakeDiscord, fleet: Fleet, postgres_address: PostgresAddress, tmp_path: Path
) -> None:
    """Killed, its shards are served by the other one, which has what was stored, and sends what is due; once."""
    channels = [server_on(fake, shard, SHARDS) for shard in range(SHARDS)]
    every_day = str(roadmap_of_every_day(tmp_path))
    first = await fleet.start(ROADMAP_FILE=every_day)
    await fleet.serve(SHARDS)
    for channel in channels:
        await joins(fake, channel)
        assert "1 of 14 tasks" in await does(fake, channel, "backprop")
    second = await fleet.start(ROADMAP_FILE=every_day)
    await fake.until(lambda: "logging in" in second.output, "a second process", 20)
    await first.kill()
    await fake.until(lambda: not fake.gateway.served, "an end")
    await posts_due(postgres_address, *channels, user_id=BOB)
    await fleet.serve(SHARDS)
    for channel in channels:
        assert "2 of 14 tasks" in await does(fake, channel, "optimizers")
    await fake.until(lambda: all(fake.channel_messages(channel.id) for channel in channels), "all posts", 20)
    assert [len(fake.channel_messages(channel.id)) for channel in channels] == [1] * SHARDS
    code, seconds = await second.terminate()
    assert (code, seconds < 10) == (0, True)
    assert "Traceback" not in first.output + second.output


async def test_what_a_frozen_process_hears_late_is_no_deed(fake: FakeDiscord, fleet: Fleet) -> None:
    """Its shards are another's by then. What both heard is done once."""
    channels = [server_on(fake, shard, SHARDS) for shard in range(SHARDS)]
    first = await fleet.start()
    await fleet.serve(SHARDS)
    await joins(fake, channels[0])
    second = await fleet.start()
    await fake.until(lambda: "logging in" in second.output, "a second process", 20)
    first.freeze()
    unheard = asyncio.create_task(does(fake, channels[0], "backprop"))
    await fake.until(lambda: all(second.has(shard) for shard in range(SHARDS)), "another one", 30)
    assert "1 of 14 tasks" in await does(fake, channels[0], "optimizers")
    first.thaw()
    await fake.until(lambda: NOTHING_DONE in first.output, "late interactions", 20)
    await fake.until(lambda: len(fake.gateway.served) == SHARDS, "all")
    assert "2 of 14 tasks" in await does(fake, channels[0], "losses-regularization")
    unheard.cancel()


async def test_on_a_file_one_process_has_all_shards(fake: FakeDiscord, tmp_path: Path) -> None:
    """As many as Discord recommends; each server is served by its own."""
    fake.recommend(2, concurrency=2)
    channels = [server_on(fake, shard, 2) for shard in range(2)]
    async with BotProcess(fake, tmp_path) as process:
        await fake.until(lambda: len(fake.gateway.served) == 2, "both shards", 20)
        for channel in channels:
            await joins(fake, channel)
            assert "1 of 14 tasks" in await does(fake, channel, "backprop")
        assert (await process.terminate())[0] == 0
        assert "Traceback" not in process.output
