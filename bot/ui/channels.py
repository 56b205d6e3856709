"""What the bot may do in a server's study and help channel, judged by what Discord told when it was asked."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass

import discord

from bot.study.member import Server
from bot.ui.responding import in_time
from bot.ui.screens import channels as said
from bot.ui.whole_guild import Turn, guild_here, whole_guild

Channel = discord.abc.GuildChannel

MOST_THREADS = 1000
"""Discord keeps at most so many threads of a server open."""

_TO_POST = ("view_channel", "send_messages")
_TO_OPEN_THREADS = ("create_public_threads", "send_messages_in_threads")


@dataclass(frozen=True, slots=True)
class Look:
    """What a look at a channel found, in sentences with their remedy.

    `closed`: why the bot can't do its work there; empty when it can. `advice`: what works without, and better with it.
    `lacks_files`: pictures are wanted, and may not be sent.
    """

    closed: str = ""
    advice: tuple[str, ...] = ()
    lacks_files: bool = False


def look_at_study_channel(channel: Channel | None, *, pictures: bool = True) -> Look:
    """Whether posts can be sent; None is a channel that is gone."""
    if channel is None:
        return Look(said.study_channel_gone())
    if not isinstance(channel, discord.TextChannel):
        return Look(said.no_study_channel(channel.mention))
    if missing := _missing(channel, _TO_POST):
        return Look(said.may_not_work(channel.mention, missing))
    advice: list[str] = []
    if _missing(channel, ["read_message_history"]):
        advice.append(said.may_not_look_back(channel.mention))
    lacks_files = pictures and bool(_missing(channel, ["attach_files"]))
    if lacks_files:
        advice.append(said.may_not_attach(channel.mention))
    return Look("", tuple(advice), lacks_files)


def look_at_review_channel(channel: Channel | None) -> Look:
    """Whether readers can be told that something waits; None is a channel that is gone."""
    if channel is None:
        return Look(said.review_channel_gone())
    missing = _missing(channel, _TO_POST)
    return Look(said.may_not_work(channel.mention, missing)) if missing else Look()


def look_at_help_channel(channel: Channel | None) -> Look:
    """Whether questions can be asked; None is a channel that is gone."""
    if channel is None:
        return Look(said.help_channel_gone())
    if isinstance(channel, discord.ForumChannel):
        return Look(_closed_forum(channel))
    if not isinstance(channel, discord.TextChannel):
        return Look(said.no_help_channel(channel.mention))
    if missing := _missing(channel, ["view_channel"]):
        return Look(said.may_not_work(channel.mention, missing))
    threads = _missing(channel, _TO_OPEN_THREADS)
    if not threads and not is_full_of_threads(channel.guild):
        return Look()
    if missing := _missing(channel, ["send_messages"]):
        return Look(said.may_not_ask(channel.mention, threads or missing))
    if threads:
        return Look("", (said.may_not_open_threads(channel.mention, threads),))
    return Look("", (said.no_room_for_threads(channel.mention, MOST_THREADS),))


def _closed_forum(forum: discord.ForumChannel) -> str:
    """Why no question can be posted in a forum; nothing when it can."""
    if forum.is_media():
        return said.takes_pictures_only(forum.mention)
    if missing := _missing(forum, _TO_POST):
        called = ["create_posts" if name == "send_messages" else name for name in missing]
        return said.may_not_ask(forum.mention, called)
    if forum.flags.require_tag and not tags_for(forum):
        return said.wants_a_tag(forum.mention)
    if is_full_of_threads(forum.guild):
        return said.no_room_for_posts(forum.mention, MOST_THREADS)
    return ""


def tags_for(forum: discord.ForumChannel) -> Sequence[discord.ForumTag]:
    """The tags of a question: none where none is needed, else the first one that the bot may choose."""
    if not forum.flags.require_tag:
        return ()
    may_choose_all = forum.permissions_for(forum.guild.me).manage_threads
    return [tag for tag in forum.available_tags if may_choose_all or not tag.moderated][:1]


def may_write_in_threads(channel: discord.TextChannel) -> bool:
    """Whether threads can be opened in a text channel and written in; without writing they would stay empty."""
    return not _missing(channel, _TO_OPEN_THREADS)


def is_full_of_threads(guild: discord.Guild) -> bool:
    """Whether a server has as many open threads as Discord allows, of those that the bot can see."""
    return len(guild.threads) >= MOST_THREADS


def is_gone(guild: discord.Guild | None, channel_id: int | None) -> bool:
    """Whether a channel is known not to be there."""
    return guild is not None and (not channel_id or guild.get_channel(channel_id) is None)


async def questions_are_closed(interaction: discord.Interaction, channel_id: int | None) -> bool:
    """Whether a question in a channel would be refused, as far as Discord tells in time; else it is tried."""
    if channel_id is None or (interaction.channel_id == channel_id and _may_ask_here(interaction)):
        return False
    guild = await in_time(interaction, guild_here(interaction))
    return guild is not None and bool(look_at_help_channel(guild.get_channel(channel_id)).closed)


def _may_ask_here(interaction: discord.Interaction) -> bool:
    """Whether a question can be asked in the text channel of an interaction, which says what the bot may do there."""
    allowed = interaction.app_permissions
    may_open_threads = all(getattr(allowed, name) for name in _TO_OPEN_THREADS)
    is_text = isinstance(interaction.channel, discord.TextChannel)
    return is_text and allowed.view_channel and (allowed.send_messages or may_open_threads)


def name_of_help_channel(server: Server) -> str:
    """Where questions go, as it is called: it may be a channel of its own, or the study channel."""
    mention = f"<#{server.asks_in}>"
    is_study_channel = server.asks_in == server.channel_id
    return said.the_study_channel(mention) if is_study_channel else said.the_help_channel(mention)


def _missing(channel: Channel, needed: Sequence[str]) -> list[str]:
    allowed = channel.permissions_for(channel.guild.me)
    return [name for name in needed if not getattr(allowed, name)]


async def is_open(
    client: discord.Client, server: Server, channel_id: int | None = None, turn: Turn = nullcontext
) -> bool:
    """Whether the bot may post in a server's study channel, or in another one; not while Discord does not tell."""
    guild, channel_id = await whole_guild(client, server.guild_id, turn), channel_id or server.channel_id
    channel = guild.get_channel(channel_id) if guild and channel_id else None
    if guild is None or channel is None:
        return False
    allowed = channel.permissions_for(guild.me)
    return allowed.view_channel and allowed.send_messages
