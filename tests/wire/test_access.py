"""What the bot may do changes in a server of whose channels and roles it keeps nothing: it hears, asks, and goes on."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest_asyncio

from . import shapes
from .answers import JSON
from .due import DueNow, posts_due, roadmap_of_every_day, studied_today
from .fake_discord import FakeDiscord
from .process import BotProcess
from .world import ATTACH, SEND, VIEW

OPEN_AGAIN = "a channel is open again"


@pytest_asyncio.fixture
async def bot(fake: FakeDiscord, tmp_path: Path) -> AsyncIterator[BotProcess]:
    """A bot that has not started yet; the study channel's reminder is due, with a picture."""
    roadmap = roadmap_of_every_day(tmp_path, last=DueNow().day.weekday())
    process = BotProcess(fake, tmp_path, ROADMAP_FILE=str(roadmap))
    await posts_due(process.database, fake.channel)
    await studied_today(process.database, fake.guild.id, 1002, 1003, 1004)
    yield process
    await process.kill()


def is_paused(bot: BotProcess) -> bool:
    """Whether the server's posts are paused."""
    return bot.rows("SELECT 1 FROM servers WHERE trouble IS NOT NULL") != []


async def refused(fake: FakeDiscord, bot: BotProcess, times: int = 1) -> None:
    """Wait until so many posts were refused: from now on posts are paused."""
    line = "delivery of kind rhythm: refused"
    await fake.until(lambda: bot.output.count(line) >= times, f"a refusal in\n{bot.output}", 15)
    assert is_paused(bot)


def pause(bot: BotProcess) -> None:
    """As after a refusal."""
    with closing(sqlite3.connect(bot.database, isolation_level=None)) as connection:
        connection.execute("UPDATE servers SET trouble = 'refused with code 50013'")


async def hears(fake: FakeDiscord, event: str, **data: object) -> None:
    """The gateway says something about the server."""
    await fake.gateway.dispatch(event, {"guild_id": str(fake.guild.id), **data}, fake.guild.id)


async def whole(fake: FakeDiscord, **data: object) -> None:
    """The gateway brings the whole server."""
    await fake.gateway.dispatch("GUILD_CREATE", {**shapes.guild(fake.world, fake.guild), **data}, fake.guild.id)


async def gone(fake: FakeDiscord, **data: object) -> None:
    """The gateway takes the server away."""
    await fake.gateway.dispatch("GUILD_DELETE", {"id": str(fake.guild.id), **data}, fake.guild.id)


def looks(fake: FakeDiscord) -> int:
    """How often Discord was asked for the server's channels."""
    return len(fake.requests_to("GET", f"/guilds/{fake.guild.id}/channels"))


async def opens(fake: FakeDiscord, bot: BotProcess, times: int) -> None:
    """Wait until the bot has found the channel open so often."""
    await fake.until(lambda: bot.output.count(OPEN_AGAIN) >= times, f"an open channel in\n{bot.output}", 15)
    assert not is_paused(bot)


async def doctor(fake: FakeDiscord) -> str:
    """What the check-up says."""
    return (await fake.slash(fake.admin.id, "admin doctor")).text


async def test_posts_go_on_whatever_opens_the_channel(fake: FakeDiscord, bot: BotProcess) -> None:
    """A channel, a role, the bot's own roles, an outage's end, an invitation, a restart; and only if paused."""
    guild, channel, world = fake.guild, fake.channel, fake.world
    channel.denied[guild.id] = SEND
    await bot.start()
    await bot.ready()
    await refused(fake, bot)
    assert "Give me Send Messages in" in await doctor(fake)

    asked = looks(fake)
    await hears(fake, "CHANNEL_UPDATE", **shapes.channel(world, channel))  # only its topic, say
    await fake.until(lambda: looks(fake) > asked, "a look")
    assert is_paused(bot)
    channel.denied.clear()
    await hears(fake, "CHANNEL_UPDATE", **shapes.channel(world, channel))
    await opens(fake, bot, 1)

    guild.everyones_permissions, guild.bot_permissions = VIEW, VIEW
    asked = looks(fake)
    await hears(fake, "GUILD_ROLE_UPDATE", role=shapes.roles(guild)[0])
    assert "Give me Send Messages in" in await doctor(fake)
    assert looks(fake) == asked + 1, "a server that is not paused is not asked about but by its admin"
    pause(bot)
    guild.bot_permissions |= SEND
    await hears(fake, "GUILD_ROLE_UPDATE", role=shapes.roles(guild)[1])
    await opens(fake, bot, 2)

    guild.bot_permissions = VIEW
    pause(bot)
    role_id = world.new_id()
    guild.roles[role_id] = SEND
    await hears(fake, "GUILD_ROLE_CREATE", role=shapes.roles(guild)[-1])
    assert "Give me Send Messages in" in await doctor(fake)
    guild.bot_roles.append(role_id)
    await hears(fake, "GUILD_MEMBER_UPDATE", **shapes.member(world.bot, guild))
    await opens(fake, bot, 3)

    pause(bot)
    await gone(fake, unavailable=True)
    assert "Discord didn't tell me" in await doctor(fake)
    assert is_paused(bot)
    await whole(fake)
    await opens(fake, bot, 4)

    pause(bot)
    await gone(fake)
    invited = {name: told for name, told in shapes.guild(world, guild).items() if name != "unavailable"}
    await fake.gateway.dispatch("GUILD_CREATE", invited, guild.id)
    await opens(fake, bot, 5)

    pause(bot)
    await bot.kill()
    await bot.start()
    await bot.ready()
    await opens(fake, bot, 6)
    assert "Give me Send Messages" not in await doctor(fake)
    assert "Traceback" not in bot.output


async def test_many_changes_at_once_are_few_looks(fake: FakeDiscord, bot: BotProcess) -> None:
    """Somebody moves a role up: Discord tells of each. The look under way is followed by one more, not by thirty."""
    other = fake.world.add_guild("Another", fake.admin)
    await posts_due(bot.database, other.channels[0])
    fake.channel.denied[fake.guild.id] = other.channels[0].denied[other.id] = SEND
    await bot.start()
    await bot.ready()
    await refused(fake, bot, 2)
    asked = looks(fake)
    await asyncio.gather(*(hears(fake, "GUILD_ROLE_UPDATE", role=shapes.roles(fake.guild)[0]) for _ in range(30)))
    other.channels[0].denied.clear()
    moved = {"guild_id": str(other.id), "role": shapes.roles(other)[0]}
    await fake.gateway.dispatch("GUILD_ROLE_UPDATE", moved, other.id)
    await fake.until(lambda: OPEN_AGAIN in bot.output, "an open channel")  # asked about after the thirty, one by one
    assert 1 <= looks(fake) - asked <= 5


async def test_setup_and_questions_know_what_is_allowed(fake: FakeDiscord, bot: BotProcess) -> None:
    """Of a channel that came after the start; a post whose picture may not be sent goes without."""
    fake.channel.denied[fake.guild.id] = ATTACH
    await bot.start()
    await bot.ready()
    await fake.until(lambda: bool(fake.channel.messages), "the post", 15)
    (post,) = fake.channel_messages()
    assert post["attachments"] == []
    assert "Attach Files" in await doctor(fake)
    other = fake.world.add_channel(fake.guild, "later")
    other.denied[fake.guild.bot_role_id] = SEND
    made: JSON = shapes.channel(fake.world, other)
    await hears(fake, "CHANNEL_CREATE", **made)
    refused = await fake.slash(fake.admin.id, "admin setup", channel=other.id)
    assert "Give me Send Messages in" in refused.text
    other.denied.clear()
    assert f"<#{other.id}>" in (await fake.change_setup(channel=other.id)).text
    shown = await fake.slash(1002, "stuck", fake.channel.id)
    assert shown.interaction.modal is not None
