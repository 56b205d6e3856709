"""What a look at the study and at the help channel finds: every kind of channel, every permission that is needed."""

from __future__ import annotations

from typing import Any

import discord
import pytest
from simcord.backend import serializers
from simcord.backend.models.channel import Overwrite
from simcord.builders import ChannelHandle
from simcord.enums import OverwriteType

from bot.ui.channels import (
    Look,
    look_at_help_channel,
    look_at_study_channel,
    name_of_help_channel,
    tags_for,
)
from bot.ui.whole_guild import whole_guild
from tests.study_server import StudyServer

KINDS = ("text", "news", "voice", "stage", "forum")

STUDY: dict[tuple[str, ...], tuple[str, str]] = {
    (): ("", ""),
    ("view_channel",): ("Give me View Channel and Send Messages in", ""),
    ("send_messages",): ("Give me Send Messages in", ""),
    ("read_message_history",): ("", "give me Read Message History"),
    ("attach_files",): ("", "give me Attach Files"),
    ("create_public_threads", "send_messages_in_threads"): ("", ""),
}
"""Of a text or announcement channel: what is denied, why it is closed, what is advised."""

HELP: dict[tuple[str, ...], tuple[str, str]] = {
    (): ("", ""),
    ("view_channel",): ("Give me View Channel in", ""),
    ("send_messages",): ("", ""),  # a thread is opened and written in without it
    ("create_public_threads",): ("", "give me Create Public Threads"),
    ("send_messages_in_threads",): ("", "give me Send Messages in Threads"),
    ("create_public_threads", "send_messages"): ("Give me Create Public Threads in", ""),
    ("send_messages_in_threads", "send_messages"): ("Give me Send Messages in Threads in", ""),
    ("read_message_history", "attach_files"): ("", ""),
}

FORUM: dict[tuple[str, ...], tuple[str, str]] = {
    (): ("", ""),
    ("view_channel",): ("Give me View Channel and Create Posts in", ""),
    ("send_messages",): ("Give me Create Posts in", ""),
    ("create_public_threads", "send_messages_in_threads"): ("", ""),
}


async def deny(server: StudyServer, channel: ChannelHandle, *permissions: str) -> discord.abc.GuildChannel:
    """Take permissions from everybody, the bot too; the channel as the bot knows it then."""
    denied = discord.Permissions(**dict.fromkeys(permissions, True)).value
    overwrite = Overwrite(server.guild.default_role.id, OverwriteType.ROLE, deny=denied)
    server.env.backend.set_overwrite(channel.id, overwrite)
    await server.env.settle()
    return await told_of(server, channel)


async def told_of(server: StudyServer, channel: ChannelHandle) -> discord.abc.GuildChannel:
    """A channel as the bot knows it when it has asked."""
    guild = await whole_guild(server.bot, server.guild.id)
    assert guild is not None
    found = guild.get_channel(channel.id)
    assert found is not None
    return found


async def becomes(
    server: StudyServer, channel: ChannelHandle, monkeypatch: pytest.MonkeyPatch, **facts: Any
) -> discord.ForumChannel:
    """Somebody changes a forum in a way that simcord has no words for: Discord tells of it when it is asked."""
    told = serializers.channel_payload

    def tells(backend: Any, asked: Any) -> Any:
        return {**told(backend, asked), **(facts if asked.id == channel.id else {})}

    monkeypatch.setattr(serializers, "channel_payload", tells)
    found = await told_of(server, channel)
    assert isinstance(found, discord.ForumChannel)
    return found


def tag(number: int, *, moderated: bool) -> dict[str, Any]:
    """A tag of a forum."""
    return {"id": str(number), "name": f"tag {number}", "moderated": moderated, "emoji_id": None, "emoji_name": None}


def found(look: Look, closed: str, advice: str) -> bool:
    """Whether a look found this, and nothing else."""
    return ((closed in look.closed) and bool(closed) == bool(look.closed) and advice in " ".join(look.advice)) and bool(
        advice
    ) == bool(look.advice)


async def test_every_permission_in_every_kind_of_channel(new_server: StudyServer):
    """Named in a sentence with the channel where the bot can't work; advised where it can, only not as well."""
    guild = new_server.guild
    made = {kind: getattr(guild, f"create_{kind}_channel")(kind) for kind in KINDS}
    for kind in ("text", "news"):
        for denied, (closed, advice) in STUDY.items():
            look = look_at_study_channel(await deny(new_server, made[kind], *denied))
            assert found(look, closed, advice), (kind, denied, look)
            assert not look.closed or made[kind].mention in look.closed
        for denied, (closed, advice) in HELP.items():
            look = look_at_help_channel(await deny(new_server, made[kind], *denied))
            assert found(look, closed, advice), (kind, denied, look)
    for denied, (closed, advice) in FORUM.items():
        look = look_at_help_channel(await deny(new_server, made["forum"], *denied))
        assert found(look, closed, advice), (denied, look)
    for kind in ("voice", "stage", "forum"):
        assert "isn't a text channel" in look_at_study_channel(await deny(new_server, made[kind])).closed
    for kind in ("voice", "stage"):
        assert "neither a text channel nor a forum" in look_at_help_channel(await deny(new_server, made[kind])).closed
    assert "study channel is gone" in look_at_study_channel(None).closed
    assert "help channel is gone" in look_at_help_channel(None).closed
    without_pictures = look_at_study_channel(await deny(new_server, made["text"], "attach_files"), pictures=False)
    assert without_pictures == Look()


async def test_tags_media_and_the_limit_of_threads(new_server: StudyServer, monkeypatch: pytest.MonkeyPatch):
    """A tag that must be chosen is chosen, unless none may be; pictures take no question; a full server no thread."""
    handle = new_server.guild.create_forum_channel("questions")
    await deny(new_server, handle, "manage_threads")
    tags = [tag(1, moderated=True), tag(2, moderated=False)]
    forum = await becomes(new_server, handle, monkeypatch, available_tags=tags)
    assert (list(tags_for(forum)), look_at_help_channel(forum)) == ([], Look())
    forum = await becomes(new_server, handle, monkeypatch, flags=1 << 4)
    assert ([one.id for one in tags_for(forum)], look_at_help_channel(forum)) == ([2], Look())
    forum = await becomes(new_server, handle, monkeypatch, available_tags=[tag(1, moderated=True)])
    assert "requires a tag on each post, and has none that I can use" in look_at_help_channel(forum).closed
    media = await becomes(new_server, new_server.guild.create_forum_channel("pictures"), monkeypatch, type=16)
    assert "takes pictures only" in look_at_help_channel(media).closed

    backend, admin = new_server.env.backend, new_server.admin.id
    for number in range(1000):
        backend.create_thread(new_server.channel.id, f"thread {number}", admin, broadcast=False)
    text = await deny(new_server, new_server.channel)
    assert "this server has 1,000 open threads" in look_at_help_channel(text).advice[0]
    assert "takes no posts" in look_at_help_channel(await becomes(new_server, handle, monkeypatch, flags=0)).closed


async def test_a_server_of_which_discord_does_not_tell_is_not_accused(study_server: StudyServer):
    """It is tried, and the check-up says that it could not look."""
    server, backend, path = study_server, study_server.env.backend, f"/guilds/{study_server.guild.id}/channels"
    ada, forum = await server.member("ada"), server.guild.create_forum_channel("questions")
    await server.change_setup(help=forum)
    server.env.inject_error("GET", path, status=500, times=None)
    assert "Discord didn't tell me" in (await server.admin.slash("admin doctor")).text
    assert (await ada.slash("stuck", task="ppo")).result.modal is not None
    server.heal()
    assert "Everything looks good" in (await server.admin.slash("admin doctor")).text
    backend.emit("GUILD_DELETE", {"id": str(server.guild.id), "unavailable": True})
    assert "Discord didn't tell me" in (await server.admin.slash("admin doctor")).text
    assert name_of_help_channel(await server.settings()) == f"the help channel {forum.mention}"


async def test_setup_and_questions_from_every_kind_of_channel(new_server: StudyServer):
    """Where no posts can come, setup asks for a channel and keeps nothing; with one, it is set up from anywhere."""
    guild, admin = new_server.guild, new_server.admin
    forum = guild.create_forum_channel("questions")
    text, posts = await told_of(new_server, new_server.channel), await told_of(new_server, forum)
    assert isinstance(text, discord.TextChannel)
    assert isinstance(posts, discord.ForumChannel)
    await text.create_thread(name="aside", type=discord.ChannelType.public_thread)
    await posts.create_thread(name="post", content="Hello")
    await new_server.env.settle()
    voice, stage = guild.create_voice_channel("talk"), guild.create_stage_channel("stage")
    news = guild.create_news_channel("news")
    elsewhere = [*new_server.channel.threads, *forum.threads, voice, stage]
    assert len(elsewhere) == 4
    for place in elsewhere:
        asked = await admin.answer(admin.actor.slash(place, "admin setup", zone="Europe/Berlin", time="19:00"))
        assert "Choose a text channel for the reminders" in asked.text, place.name
        assert asked.labels == []
    assert await new_server.store.servers.get(guild.id) is None
    shown = await admin.answer(admin.actor.slash(voice, "admin setup", channel=news, zone="Europe/Berlin"))
    assert "All set" in (await shown.press("Set it up")).text
    assert (await new_server.settings()).channel_id == news.id
    ada = await new_server.member("ada")
    for place in elsewhere:
        asking = await ada.answer(ada.actor.slash(place, "stuck", task="ppo"))
        assert asking.result.modal is not None, place.name
