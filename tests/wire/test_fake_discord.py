"""The fake Discord, tried with the real discord.py."""

import asyncio

import aiohttp
import discord
import pytest

from .commands import OptionValue
from .fake_discord import FakeDiscord
from .faults import cut_reply, cut_request, hold, rate_limit, refuse, server_error
from .reply import text_of
from .small_bot import SmallBot, small_bot

ADA = 1001


async def study_channel(bot: SmallBot, fake: FakeDiscord) -> discord.TextChannel:
    """The study channel as discord.py sees it."""
    channel = await bot.fetch_channel(fake.channel.id)
    assert isinstance(channel, discord.TextChannel)
    return channel


async def test_a_slash_command_is_answered(fake: FakeDiscord) -> None:
    """A command goes out over the gateway and its private answer comes back by REST."""
    async with small_bot(fake):
        reply = await fake.slash(ADA, "greet", name="Ada")
    assert (reply.text, reply.private) == ("Hello Ada", True)
    assert not fake.channel_messages()


async def test_members_who_ask_at_once_are_all_answered(fake: FakeDiscord) -> None:
    """Every command is out before the first answer is in, and each member has an answer of their own."""
    members = range(ADA, ADA + 5)
    async with small_bot(fake):
        replies = await fake.slash_at_once(members, "slow")
    asked, answered = zip(*((one.interaction.asked_at, one.interaction.answered_at) for one in replies), strict=True)
    assert max(asked) < min(answered)
    assert [reply.interaction.person.id for reply in replies] == [*members]
    assert {reply.text for reply in replies} == {"Thought about it"}


async def test_buttons_change_their_message(fake: FakeDiscord) -> None:
    """A press carries the custom_id, and the answer changes the message that everyone sees."""
    async with small_bot(fake):
        reply = await fake.slash(ADA, "count")
        await fake.press(reply, "again:0", ADA)
        again = await fake.press(reply, reply.button("again"), ADA)
        with pytest.raises(LookupError):
            await fake.press(reply, "again:0", ADA)
    assert again.text == "Counted 2\n[Again, 2]"
    assert [text_of(message) for message in fake.channel_messages()] == [again.text]


async def test_a_forged_press_reaches_the_bot(fake: FakeDiscord) -> None:
    """A custom_id that isn't in the message goes out; discord.py alone leaves it without an answer."""
    async with small_bot(fake) as bot:
        reply = await fake.slash(ADA, "count")
        heard = asyncio.create_task(bot.wait_for("interaction"))
        fake.patience = 0.2
        with pytest.raises(TimeoutError):
            await fake.press(reply, "again:41", ADA, forged=True)
        assert "again:41" in str((await heard).data)


async def test_a_deferred_answer_takes_the_place_of_thinking(fake: FakeDiscord) -> None:
    """The first followup is the answer, with its file; the second one comes after it."""
    async with small_bot(fake):
        reply = await fake.slash(ADA, "slow")
        await fake.until(lambda: len(reply.followups) > 0, "second followup")
    assert (reply.text, reply.private, reply.followups) == ("Thought about it", True, ["And again"])
    assert reply.files == {"card.png": b"picture"}


async def test_a_modal_is_filled_in(fake: FakeDiscord) -> None:
    """A modal opens, its field is sent back and answered."""
    async with small_bot(fake):
        modal = await fake.slash(ADA, "ask")
        assert modal.text == "One question\nAnswer"
        reply = await fake.submit(modal, {"answer": "yes"}, ADA)
    assert reply.text == "You said yes"


async def test_autocomplete_takes_25_choices(fake: FakeDiscord) -> None:
    """Choices come back; 26 are refused, as Discord does and discord.py doesn't."""
    async with small_bot(fake):
        assert await fake.autocomplete(ADA, "greet", "name", "Gr") == [("Grace", "grace")]
        fake.patience = 0.2
        with pytest.raises(TimeoutError):
            await fake.autocomplete(ADA, "greet", "name", "")
    assert fake.requests[-1].status == 400


@pytest.mark.parametrize(
    ("command", "options"),
    [("grete", {}), ("greet", {}), ("greet", {"name": 3}), ("greet", {"name": "Ada", "age": 3})],
)
async def test_the_picker_refuses(fake: FakeDiscord, command: str, options: dict[str, OptionValue]) -> None:
    """No unknown command, unknown option, missing or wrong value reaches the bot."""
    async with small_bot(fake):
        with pytest.raises((LookupError, ValueError)):
            await fake.slash(ADA, command, **options)


async def test_resume_after_a_drop(fake: FakeDiscord) -> None:
    """What happened while the line was cut is delivered on RESUME, without a new IDENTIFY."""
    async with small_bot(fake):
        fake.gateway.drop()
        reply = await fake.slash(ADA, "greet", name="Ada")
    assert reply.text == "Hello Ada"
    assert (fake.gateway.identified, fake.gateway.resumed) == (1, 1)


async def test_reconnect_on_request_and_close_codes(fake: FakeDiscord) -> None:
    """Discord's own requests to come back end in a RESUME too."""
    async with small_bot(fake):
        await fake.gateway.ask_to_reconnect()
        await fake.until(lambda: fake.gateway.resumed == 1, "RESUME")
        await fake.gateway.close(4000)
        await fake.until(lambda: fake.gateway.resumed == 2, "RESUME")
        assert (await fake.slash(ADA, "greet", name="Ada")).text == "Hello Ada"


async def test_an_invalid_session_identifies_again(fake: FakeDiscord) -> None:
    """After INVALID_SESSION there is a second IDENTIFY, and commands work."""
    async with small_bot(fake):
        await fake.gateway.invalidate()
        await fake.until(lambda: fake.gateway.identified == 2, "second IDENTIFY")
        assert (await fake.slash(ADA, "greet", name="Ada")).text == "Hello Ada"


async def test_unanswered_heartbeats_make_it_reconnect(fake: FakeDiscord) -> None:
    """A line on which nothing comes back is given up and resumed."""
    fake.gateway.heartbeat_seconds = 0.05
    async with small_bot(fake, heartbeat_timeout=0.3):
        await fake.until(lambda: fake.gateway.heartbeats > 8, "heartbeats")
        assert fake.gateway.resumed == 0
        fake.gateway.answers_heartbeats = False
        await fake.until(lambda: fake.gateway.resumed > 0, "RESUME")


async def test_a_nonce_is_posted_once(fake: FakeDiscord) -> None:
    """The same nonce within minutes brings back the earlier message; history doesn't know nonces."""
    async with small_bot(fake) as bot:
        channel = await study_channel(bot, fake)
        first = await channel.send("one", nonce="n1")
        assert (await channel.send("two", nonce="n1")).id == first.id
        await channel.send("three", nonce="n2")
        assert [message.nonce async for message in channel.history()] == [None, None]
        fake.messages.nonce_seconds = 0
        await channel.send("four", nonce="n1")
    assert [text_of(message) for message in fake.channel_messages()] == ["one", "three", "four"]


async def test_a_cut_reply_was_accepted(fake: FakeDiscord) -> None:
    """The bot sees a broken line, the channel the message; the same nonce then posts nothing new."""
    fault = fake.fault("POST", "/channels/*/messages", cut_reply())
    async with small_bot(fake) as bot:
        channel = await study_channel(bot, fake)
        with pytest.raises(aiohttp.ClientError):
            await channel.send("one", nonce="n1")
        await channel.send("one", nonce="n1")
    assert (fault.hits, len(fake.channel_messages())) == (1, 1)


async def test_a_cut_request_was_not(fake: FakeDiscord) -> None:
    """Hung up before anything was done."""
    fake.fault("POST", "/channels/*/messages", cut_request())
    async with small_bot(fake) as bot:
        with pytest.raises(aiohttp.ClientError):
            await (await study_channel(bot, fake)).send("one")
    assert not fake.channel_messages()


async def test_a_rate_limit_is_waited_out(fake: FakeDiscord) -> None:
    """discord.py understands the 429 and tries again."""
    fake.fault("POST", "/channels/*/messages", rate_limit(0.01), times=2)
    async with small_bot(fake) as bot:
        await (await study_channel(bot, fake)).send("one")
    assert [request.status for request in fake.requests_to("POST", "/channels/*")] == [429, 429, 200]


async def test_errors_carry_their_code(fake: FakeDiscord) -> None:
    """403 with a code for one person's channel only, 503 for one text only."""
    closed = fake.world.direct(ADA)
    fake.fault("POST", f"/channels/{closed.id}/messages", refuse(403, 50007), times=None)
    fake.fault("POST", "/channels/*", server_error(503), when=lambda seen: "two" in seen.json["content"])
    async with small_bot(fake) as bot:
        ada = discord.Object(ADA)
        with pytest.raises(discord.Forbidden) as refused:
            await (await bot.create_dm(ada)).send("hello")
        channel = await study_channel(bot, fake)
        await channel.send("one")
        with pytest.raises(discord.DiscordServerError):
            await channel.send("two")
        with pytest.raises(discord.NotFound) as unknown:
            await bot.fetch_channel(1)
    assert (refused.value.code, unknown.value.code) == (50007, 10003)
    assert not fake.direct_messages(ADA)


async def test_a_held_answer_comes_when_the_gate_opens(fake: FakeDiscord) -> None:
    """The message is there before the bot hears of it."""
    gate = asyncio.Event()
    fake.fault("POST", "/channels/*", hold(gate))
    async with small_bot(fake) as bot:
        channel = await study_channel(bot, fake)
        sending = asyncio.create_task(channel.send("one"))
        await fake.until(lambda: len(fake.channel_messages()) == 1)
        gate.set()
        await sending


async def test_a_wrong_token_is_refused(fake: FakeDiscord) -> None:
    """401, as Discord says it."""
    fake.token = "another"
    with pytest.raises(discord.LoginFailure):
        async with small_bot(fake):
            pass


async def test_only_allowed_mentions_ping(fake: FakeDiscord) -> None:
    """A message lists the people it really pings."""
    grace = 1002
    async with small_bot(fake) as bot:
        channel = await study_channel(bot, fake)
        allowed = discord.AllowedMentions(users=[discord.Object(ADA)])
        await channel.send(f"<@{ADA}> and <@{grace}>", allowed_mentions=allowed)
        await channel.send(f"<@{ADA}>", allowed_mentions=discord.AllowedMentions.none())
    pinged = [[user["id"] for user in message["mentions"]] for message in fake.channel_messages()]
    assert pinged == [[str(ADA)], []]


async def test_limits_are_kept(fake: FakeDiscord) -> None:
    """What discord.py lets through and Discord refuses is refused here."""
    async with small_bot(fake) as bot:
        channel = await study_channel(bot, fake)
        long = discord.ui.LayoutView().add_item(discord.ui.TextDisplay("a" * 4001))
        with pytest.raises(discord.HTTPException) as refused:
            await channel.send(view=long)
        with pytest.raises(discord.HTTPException):
            await channel.send("one", nonce="n" * 26)
    assert refused.value.code == 50035
    assert "4000 at most" in str(refused.value)
