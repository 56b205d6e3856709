"""What a look at the study and at the help channel finds: every kind of channel, every permission that is needed."""

from __future__ import annotations

from typing import Any

import discord
from simcord.backend import serializers
from simcord.backend.models.channel import Overwrite
from simcord.builders import ChannelHandle
from simcord.enums import OverwriteType

from bot.ui.channels import (
    Look,
    look_at_help_channel,
    look_at_study_channel,
    name_of_help_channel,
    questions_are_closed,
    tags_for,
)
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
    found = server.bot.get_channel(channel.id)
    assert isinstance(found, discord.abc.GuildChannel)
    return found


async def becomes(server: StudyServer, channel: ChannelHandle, **facts: Any) -> discord.ForumChannel:
    """Somebody changes a forum in a way that simcord has no words for: Discord tells of it."""
    payload = dict(serializers.channel_payload(server.env.backend, server.env.backend.get_channel(channel.id)))
    server.env.backend.emit("CHANNEL_UPDATE", payload | facts)
    await server.env.settle()
    found = server.bot.get_channel(channel.id)
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


async def test_tags_media_and_the_limit_of_threads(new_server: StudyServer):
    """A tag that must be chosen is chosen, unless none may be; pictures take no question; a full server no thread."""
    handle = new_server.guild.create_forum_channel("questions")
    await deny(new_server, handle, "manage_threads")
    forum = await becomes(new_server, handle, available_tags=[tag(1, moderated=True), tag(2, moderated=False)])
    assert (list(tags_for(forum)), look_at_help_channel(forum)) == ([], Look())
    must = {"flags": 1 << 4}
    forum = await becomes(new_server, handle, available_tags=[tag(1, moderated=True), tag(2, moderated=False)], **must)
    assert ([one.id for one in tags_for(forum)], look_at_help_channel(forum)) == ([2], Look())
    forum = await becomes(new_server, handle, available_tags=[tag(1, moderated=True)], **must)
    assert "requires a tag on each post, and has none that I can use" in look_at_help_channel(forum).closed
    payload = dict(serializers.channel_payload(new_server.env.backend, new_server.env.backend.get_channel(handle.id)))
    new_server.env.backend.emit("CHANNEL_CREATE", {**payload, "id": "77", "type": 16})
    await new_server.env.settle()
    media = new_server.bot.get_channel(77)
    assert isinstance(media, discord.ForumChannel)
    assert "takes pictures only" in look_at_help_channel(media).closed

    guild = new_server.bot.get_guild(new_server.guild.id)
    text, news = await deny(new_server, new_server.channel), await becomes(new_server, handle, type=15)
    assert guild is not None
    one = {"guild_id": str(guild.id), "parent_id": str(text.id), "owner_id": "1", "name": "t", "type": 11}
    one |= {"message_count": 0, "member_count": 1, "rate_limit_per_user": 0, "flags": 0}
    meta = {"archived": False, "auto_archive_duration": 60, "archive_timestamp": "2026-03-02T12:00:00+00:00"}
    for number in range(1000):
        new_server.env.backend.emit("THREAD_CREATE", {**one, "id": str(10**17 + number), "thread_metadata": meta})
    await new_server.env.settle()
    assert len(guild.threads) == 1000
    assert "this server has 1,000 open threads" in look_at_help_channel(text).advice[0]
    assert "takes no posts" in look_at_help_channel(news).closed


async def test_a_server_that_discord_has_not_told_of_yet_is_not_accused(study_server: StudyServer):
    """Right after a start nothing is known: it is tried. And the study channel is not called the help channel."""
    settings = await study_server.settings()
    assert not questions_are_closed(None, settings.asks_in)
    assert name_of_help_channel(settings) == f"the study channel <#{study_server.channel.id}>"


async def test_setup_and_questions_from_every_kind_of_channel(new_server: StudyServer):
    """Where no posts can come, setup asks for a channel and keeps nothing; with one, it is set up from anywhere."""
    guild, admin = new_server.guild, new_server.admin
    text, forum = new_server.bot.get_channel(new_server.channel.id), guild.create_forum_channel("questions")
    await new_server.env.settle()
    posts = new_server.bot.get_channel(forum.id)
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
