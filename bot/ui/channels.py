"""What the bot may do in a server's study and help channel, by what the gateway has told; Discord is asked nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import discord

from bot.study.member import Server

Channel = discord.abc.GuildChannel

MOST_THREADS = 1000
"""Discord keeps at most so many threads of a server open."""

_NAMES = {
    "view_channel": "View Channel",
    "send_messages": "Send Messages",
    "read_message_history": "Read Message History",
    "attach_files": "Attach Files",
    "create_public_threads": "Create Public Threads",
    "send_messages_in_threads": "Send Messages in Threads",
}
_IN_A_FORUM = _NAMES | {"send_messages": "Create Posts"}

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
        return Look("The study channel is gone, or hidden from me. Choose another with /admin setup channel:.")
    if not isinstance(channel, discord.TextChannel):
        return Look(f"{channel.mention} is no text channel. Choose one with /admin setup channel:.")
    if missing := _missing(channel, _TO_POST):
        return Look(f"Give me {_list(missing)} in {channel.mention}.")
    advice: list[str] = []
    if _missing(channel, ["read_message_history"]):
        advice.append(
            f"Posts work, but give me Read Message History in {channel.mention}: with it I can see after a crash what "
            "I have sent."
        )
    lacks_files = pictures and bool(_missing(channel, ["attach_files"]))
    if lacks_files:
        advice.append(
            f"Posts work, but give me Attach Files in {channel.mention}: without it the week's last post has no "
            "picture."
        )
    return Look("", tuple(advice), lacks_files)


def look_at_help_channel(channel: Channel | None) -> Look:
    """Whether questions can be asked; None is a channel that is gone."""
    if channel is None:
        return Look("The help channel is gone, or hidden from me. Choose another with /admin setup help:.")
    if isinstance(channel, discord.ForumChannel):
        return Look(_closed_forum(channel))
    if not isinstance(channel, discord.TextChannel):
        return Look(f"{channel.mention} is no text channel and no forum. Choose one with /admin setup help:.")
    if missing := _missing(channel, ["view_channel"]):
        return Look(f"Give me {_list(missing)} in {channel.mention}.")
    threads = _missing(channel, _TO_OPEN_THREADS)
    if not threads and not is_full_of_threads(channel.guild):
        return Look()
    if missing := _missing(channel, ["send_messages"]):
        return Look(f"Give me {_list(threads or missing)} in {channel.mention}, for the questions of /stuck.")
    why = f"give me {_list(threads)}" if threads else _TOO_MANY_THREADS
    return Look("", (f"Questions stand in {channel.mention} itself: for a thread each, {why}.",))


_TOO_MANY_THREADS = f"close some threads, as this server has {MOST_THREADS:,} open ones, the most that Discord allows"


def _closed_forum(forum: discord.ForumChannel) -> str:
    """Why no question can be posted in a forum; nothing when it can."""
    if forum.is_media():
        return f"{forum.mention} takes pictures only. Choose a forum or a text channel with /admin setup help:."
    if missing := _missing(forum, _TO_POST, _IN_A_FORUM):
        return f"Give me {_list(missing)} in {forum.mention}, for the questions of /stuck."
    if forum.flags.require_tag and not tags_for(forum):
        return (
            f"{forum.mention} wants a tag on each post, and has none that I may choose. Add one that everybody may "
            "use, such as “question”."
        )
    if is_full_of_threads(forum.guild):
        return f"No post can be opened in {forum.mention}: {_TOO_MANY_THREADS}."
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
    return guild is not None and not guild.unavailable and (not channel_id or guild.get_channel(channel_id) is None)


def questions_are_closed(guild: discord.Guild | None, server: Server) -> bool:
    """Whether a question would be refused, as far as it is known without asking; unknown servers are tried."""
    if guild is None or server.asks_in is None or guild.unavailable:
        return False
    return bool(look_at_help_channel(guild.get_channel(server.asks_in)).closed)


def name_of_help_channel(server: Server) -> str:
    """Where questions go, as it is called: it may be a channel of its own, or the study channel."""
    which = "study" if server.asks_in == server.channel_id else "help"
    return f"the {which} channel <#{server.asks_in}>"


def _missing(channel: Channel, needed: Sequence[str], names: dict[str, str] = _NAMES) -> list[str]:
    allowed = channel.permissions_for(channel.guild.me)
    return [names[name] for name in needed if not getattr(allowed, name)]


def _list(names: Sequence[str]) -> str:
    return " and ".join(names)
