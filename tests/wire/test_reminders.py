"""Reminders of the real process: killed, cut off, refused or replaced, each arrives exactly once."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.sentences import ALL_WELL

from .due import DueNow, age_claims, note_due, posts_due, roadmap_of_every_day, studied_today
from .fake_discord import FakeDiscord
from .faults import Action, cut_reply, delay, hold, rate_limit, refuse, server_error
from .process import BotProcess
from .reply import text_of
from .world import Channel

ADA, BOB = 1001, 1002
POSTS = "/channels/*/messages"
SENT, NO_ANSWER, REFUSED = (f"delivery of kind rhythm: {outcome}" for outcome in ("sent", "no answer", "refused"))


@pytest_asyncio.fixture
async def bot(fake: FakeDiscord, tmp_path: Path) -> AsyncIterator[BotProcess]:
    """A bot that has not started yet; the study channel's reminder is due."""
    process = BotProcess(fake, tmp_path, ROADMAP_FILE=str(roadmap_of_every_day(tmp_path)))
    await posts_due(process.database, fake.channel)
    yield process
    await process.kill()


def another_channel(fake: FakeDiscord) -> Channel:
    """The channel of one more server."""
    return fake.world.add_guild("Another", fake.admin).channels[0]


def tries(fake: FakeDiscord, channel: Channel) -> int:
    """How often the bot asked to post in a channel."""
    return len(fake.requests_to("POST", f"/channels/{channel.id}/messages"))


async def logs(fake: FakeDiscord, bot: BotProcess, line: str, times: int = 1) -> None:
    """Wait until the bot has logged a line so often."""
    await fake.until(lambda: bot.output.count(line) >= times, f"{line!r} in\n{bot.output}", 15)


async def start(bot: BotProcess) -> None:
    """Start it and wait until it is connected."""
    await bot.start()
    await bot.ready()


async def start_after_a_lease(bot: BotProcess) -> None:
    """Start it again when the claims it left have run out."""
    age_claims(bot.database)
    await start(bot)


async def until_accepted(fake: FakeDiscord, channel: Channel) -> None:
    """Wait until Discord has a message in a channel."""
    await fake.until(lambda: len(channel.messages) > 0, "message", 15)


async def test_it_arrives_once(fake: FakeDiscord, bot: BotProcess) -> None:
    """Sent at the first tick; a later process sends what is due then and nothing else."""
    await start(bot)
    await logs(fake, bot, SENT)
    await bot.kill()
    other = another_channel(fake)
    await posts_due(bot.database, other)
    await start(bot)
    await logs(fake, bot, SENT, 2)
    (message,) = fake.channel_messages()
    assert "Read" in text_of(message)
    assert "Sorry" not in text_of(message)
    assert (len(other.messages), tries(fake, fake.channel)) == (1, 1)


@pytest.mark.parametrize("nonce_seconds", [180, 0])
async def test_killed_before_the_reply(fake: FakeDiscord, bot: BotProcess, nonce_seconds: float) -> None:
    """Accepted, then kill -9: found in the channel afterwards, even when Discord has forgotten the nonce."""
    fake.messages.nonce_seconds = nonce_seconds
    gate = asyncio.Event()
    fake.fault("POST", POSTS, hold(gate))
    await start(bot)
    await until_accepted(fake, fake.channel)
    await bot.kill()
    gate.set()
    await start_after_a_lease(bot)
    await logs(fake, bot, SENT)
    (message,) = fake.channel_messages()
    assert bot.rows("SELECT state, message_id FROM deliveries") == [("sent", int(message["id"]))]


async def test_a_claim_is_respected(fake: FakeDiscord, bot: BotProcess) -> None:
    """Within the two minutes of a lease nobody else touches what a process died over."""
    fake.fault("POST", POSTS, hold(asyncio.Event()))
    await start(bot)
    await until_accepted(fake, fake.channel)
    await bot.kill()
    await posts_due(bot.database, another_channel(fake))
    await start(bot)
    await logs(fake, bot, SENT)
    assert tries(fake, fake.channel) == 1
    assert bot.rows("SELECT count(*) FROM deliveries WHERE state = 'open'") == [(1,)]


@pytest.mark.parametrize(("fault", "tried"), [(cut_reply(), 1), (server_error(503), 2)])
async def test_without_an_answer(fake: FakeDiscord, bot: BotProcess, fault: Action, tried: int) -> None:
    """A broken line or an error of Discord's is tried again after the lease; what had arrived is found."""
    fake.fault("POST", POSTS, fault)
    await start(bot)
    await logs(fake, bot, NO_ANSWER)
    await bot.terminate()
    await start_after_a_lease(bot)
    await logs(fake, bot, SENT)
    assert (len(fake.channel_messages()), tries(fake, fake.channel)) == (1, tried)
    assert "Traceback" not in bot.output


@pytest.mark.parametrize(("fault", "times"), [(server_error(502), 1), (rate_limit(0.02), 2)])
async def test_a_passing_trouble(fake: FakeDiscord, bot: BotProcess, fault: Action, times: int) -> None:
    """A 502 or a 429 is waited out inside the same attempt."""
    fake.fault("POST", POSTS, fault, times=times)
    await start(bot)
    await logs(fake, bot, SENT)
    assert (len(fake.channel_messages()), tries(fake, fake.channel)) == (1, times + 1)


@pytest.mark.parametrize("fault", [server_error(502), rate_limit(0.1), delay(0.3)], ids=["502", "429", "slow"])
async def test_a_post_with_its_picture(fake: FakeDiscord, tmp_path: Path, fault: Action) -> None:
    """The week's last post carries its file over the wire, whole also when it has to be sent again, and once."""
    roadmap = roadmap_of_every_day(tmp_path, last=DueNow().day.weekday())
    bot = BotProcess(fake, tmp_path, ROADMAP_FILE=str(roadmap))
    await posts_due(bot.database, fake.channel)
    await studied_today(bot.database, fake.guild.id, 1002, 1003, 1004)
    fake.fault("POST", POSTS, fault)
    async with bot:
        await bot.ready()
        await logs(fake, bot, SENT)
    (post,) = fake.channel_messages()
    (file,) = post["attachments"]
    assert "3 members studied" in file["description"]
    assert fake.world.files[f"{file['id']}/{file['filename']}"].startswith(b"\x89PNG")


async def test_a_slow_network(fake: FakeDiscord, bot: BotProcess) -> None:
    """Every request takes its time, and the reminder arrives once."""
    for method in ("GET", "POST", "PUT"):
        fake.fault(method, "*", delay(0.3), times=None)
    await start(bot)
    await logs(fake, bot, SENT)
    assert (len(fake.channel_messages()), tries(fake, fake.channel)) == (1, 1)


async def test_the_session_is_invalidated_meanwhile(fake: FakeDiscord, bot: BotProcess) -> None:
    """The bot has to log in anew while a reminder is under way: it arrives once."""
    gate = asyncio.Event()
    fake.fault("POST", POSTS, hold(gate))
    await start(bot)
    await until_accepted(fake, fake.channel)
    await fake.gateway.invalidate()
    gate.set()
    await logs(fake, bot, SENT)
    await fake.until(lambda: fake.gateway.identified == 2, "IDENTIFY", 15)
    assert (len(fake.channel_messages()), tries(fake, fake.channel)) == (1, 1)


async def test_a_closed_channel(fake: FakeDiscord, bot: BotProcess) -> None:
    """One refusal pauses the server's posts, and a start finds the channel open again."""
    closed = fake.fault("POST", POSTS, refuse(403, 50001), times=None)
    await start(bot)
    await logs(fake, bot, REFUSED)
    await bot.kill()
    closed.stop()
    await start(bot)
    await logs(fake, bot, "a channel is open again")
    assert "Posts are paused" not in (await fake.slash(fake.admin.id, "admin doctor")).text
    assert tries(fake, fake.channel) == 1


async def test_the_gateway_drops_meanwhile(fake: FakeDiscord, bot: BotProcess) -> None:
    """While a reminder is under way the connection is lost and resumed: it arrives once."""
    gate = asyncio.Event()
    fake.fault("POST", POSTS, hold(gate))
    await start(bot)
    await until_accepted(fake, fake.channel)
    fake.gateway.drop()
    await fake.until(lambda: fake.gateway.resumed == 1, "RESUME")
    gate.set()
    await logs(fake, bot, SENT)
    assert ALL_WELL in (await fake.slash(fake.admin.id, "admin doctor")).text
    assert (len(fake.channel_messages()), tries(fake, fake.channel)) == (1, 1)


async def test_heartbeats_go_unanswered_meanwhile(fake: FakeDiscord, tmp_path: Path) -> None:
    """The line dies without a word while a reminder is under way: it is given up, and the reminder arrives once."""
    gate = asyncio.Event()
    fake.fault("POST", POSTS, hold(gate))
    fake.gateway.heartbeat_seconds = 0.2
    roadmap = str(roadmap_of_every_day(tmp_path))
    bot = BotProcess(fake, tmp_path, ROADMAP_FILE=roadmap, FAKE_PATIENCE="2")
    await posts_due(bot.database, fake.channel)
    async with bot:
        await bot.ready()
        await until_accepted(fake, fake.channel)
        fake.gateway.answers_heartbeats = False
        await fake.until(lambda: fake.gateway.resumed >= 1, "RESUME", 15)
        fake.gateway.answers_heartbeats = True
        gate.set()
        await logs(fake, bot, SENT)
        assert (len(fake.channel_messages()), tries(fake, fake.channel)) == (1, 1)


async def test_a_second_process_takes_over(fake: FakeDiscord, bot: BotProcess, tmp_path: Path) -> None:
    """It sends what the first had not, finds what the first had, and repeats nothing."""
    accepted, unheard = another_channel(fake), another_channel(fake)
    await posts_due(bot.database, accepted, unheard)
    fake.fault("POST", f"/channels/{accepted.id}/messages", hold(asyncio.Event()))
    fake.fault("POST", f"/channels/{unheard.id}/messages", delay(60))
    await start(bot)
    await logs(fake, bot, SENT)
    await until_accepted(fake, accepted)
    await fake.until(lambda: tries(fake, unheard) == 1, "try", 15)
    async with BotProcess(fake, tmp_path, ROADMAP_FILE=str(roadmap_of_every_day(tmp_path))) as second:
        await fake.until(lambda: "waiting" in second.output, "word that it waits", 15)
        age_claims(bot.database)
        await bot.kill()
        await second.ready()
        await logs(fake, second, SENT, 2)
        assert [len(channel.messages) for channel in (fake.channel, accepted, unheard)] == [1, 1, 1]
        assert [tries(fake, channel) for channel in (fake.channel, accepted, unheard)] == [1, 1, 2]
        assert second.rows("SELECT DISTINCT state FROM deliveries") == [("sent",)]


async def test_closed_direct_messages(fake: FakeDiscord, bot: BotProcess) -> None:
    """A refused note turns direct messages off; the next private answer says so, once."""
    fake.world.person(BOB)
    await note_due(bot.database, fake.guild.id, BOB)
    fake.fault("POST", f"/channels/{fake.world.direct(BOB).id}/messages", refuse(403, 50007), times=None)
    await start(bot)
    await logs(fake, bot, REFUSED)
    assert bot.rows("SELECT reminders, next_due_at FROM members WHERE user_id = ?", BOB) == [("off", None)]
    told = [(await fake.slash(BOB, "week")) for _ in range(2)]
    said = ["didn't let me message you" in "\n".join([reply.text, *reply.followups]) for reply in told]
    assert said == [True, False]
    assert tries(fake, fake.world.direct(BOB)) == 1
