"""What is said of the study channel and the help channel: why the bot can't work there, and what would help."""

from __future__ import annotations

from collections.abc import Sequence

from bot.words import listed, to_tr, tr, tr_n

_PERMISSIONS = {
    "view_channel": to_tr("View Channel"),
    "send_messages": to_tr("Send Messages"),
    "create_posts": to_tr("Create Posts"),
    "create_public_threads": to_tr("Create Public Threads"),
    "send_messages_in_threads": to_tr("Send Messages in Threads"),
}
"""As Discord calls them; `create_posts` is what it makes of `send_messages` in a forum."""


def _named(permissions: Sequence[str]) -> str:
    return listed(tr(_PERMISSIONS[name]) for name in permissions)


def not_told() -> str:
    """Discord was asked what the bot may do, and gave no answer."""
    return tr("Discord didn't tell me what I may do here, so I couldn't check the channels. Try again in a minute.")


def study_channel_gone() -> str:
    """Nothing is known of the study channel."""
    return tr("The study channel is gone, or hidden from me. Choose another with /admin setup channel:.")


def no_study_channel(channel: str) -> str:
    """The study channel is of a kind that takes no posts."""
    return tr("{channel} isn't a text channel. Choose one with /admin setup channel:.", channel=channel)


def may_not_work(channel: str, missing: Sequence[str]) -> str:
    """Permissions without which nothing works."""
    return tr("Give me {permissions} in {channel}.", permissions=_named(missing), channel=channel)


def may_not_look_back(channel: str) -> str:
    """Posts work, and after a crash it can't be seen what was sent."""
    return tr(
        "Posts work, but give me Read Message History in {channel}, so that after a crash I can see what I've sent.",
        channel=channel,
    )


def may_not_attach(channel: str) -> str:
    """Posts work, without pictures."""
    return tr(
        "Posts work, but give me Attach Files in {channel}: without it the week's last post has no picture.",
        channel=channel,
    )


def help_channel_gone() -> str:
    """Nothing is known of the help channel."""
    return tr("The help channel is gone, or hidden from me. Choose another with /admin setup help:.")


def review_channel_gone() -> str:
    """Nothing is known of the channel in which readers hear that something waits."""
    return tr(
        "The channel for those who read checkpoints is gone, or hidden from me. "
        "Choose another with /admin setup review_channel:."
    )


def no_help_channel(channel: str) -> str:
    """The help channel is of a kind in which nobody can ask."""
    return tr("{channel} is neither a text channel nor a forum. Choose one with /admin setup help:.", channel=channel)


def may_not_ask(channel: str, missing: Sequence[str]) -> str:
    """Permissions without which no question can be asked."""
    return tr(
        "Give me {permissions} in {channel}, for the questions from /stuck.",
        permissions=_named(missing),
        channel=channel,
    )


def may_not_open_threads(channel: str, missing: Sequence[str]) -> str:
    """Questions work, without a thread each."""
    return tr(
        "Questions go straight into {channel}. To open a thread for each, give me {permissions}.",
        channel=channel,
        permissions=_named(missing),
    )


def no_room_for_threads(channel: str, threads: int) -> str:
    """Questions work, without a thread each, as the server has as many as there may be."""
    return tr_n(
        "Questions go straight into {channel}, because this server has {number} open thread, the most Discord "
        "allows. Close some, and each question gets its own.",
        "Questions go straight into {channel}, because this server has {number} open threads, the most Discord "
        "allows. Close some, and each question gets its own.",
        threads,
        channel=channel,
    )


def takes_pictures_only(channel: str) -> str:
    """The help channel is a media channel."""
    return tr(
        "{channel} takes pictures only. Choose a forum or a text channel with /admin setup help:.", channel=channel
    )


def wants_a_tag(channel: str) -> str:
    """The forum wants a tag that the bot may not choose."""
    return tr(
        "{channel} requires a tag on each post, and has none that I can use. Add one that everyone can use, "
        "such as “question”.",
        channel=channel,
    )


def no_room_for_posts(channel: str, threads: int) -> str:
    """The server has as many threads as there may be, so that a forum takes no post."""
    return tr_n(
        "Close some threads: this server has {number} open, the most Discord allows, so {channel} takes no posts.",
        "Close some threads: this server has {number} open, the most Discord allows, so {channel} takes no posts.",
        threads,
        channel=channel,
    )


def the_study_channel(channel: str) -> str:
    """The study channel inside a sentence."""
    return tr("the study channel {channel}", channel=channel)


def the_help_channel(channel: str) -> str:
    """The help channel inside a sentence."""
    return tr("the help channel {channel}", channel=channel)
