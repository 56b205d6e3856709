"""Where a question could not be asked, or not in a thread of its own: what its author hears."""

from __future__ import annotations

from bot.words import tr


def nothing_open() -> str:
    """That no task is left to ask about by itself."""
    return tr("Every task is done. Use the task option to pick the one you're stuck on.")


def asked_before() -> str:
    """That the same was asked already."""
    return tr("You've already asked this, and your question is still open.")


def just_closed() -> str:
    """That the question was closed while it was looked up."""
    return tr("Your question about this was just closed. Use /stuck again to ask a new one.")


def no_channel() -> str:
    """That the server has no channel for questions."""
    return tr("There's no study channel yet. An admin can choose one with /admin setup; then ask again.")


def no_threads() -> str:
    """That the question stands in the channel itself, as the bot may open no threads."""
    return tr(
        "I can't open threads there, so I asked in the channel itself. An admin can change that by giving me "
        "Create Public Threads and Send Messages in Threads."
    )


def threads_full() -> str:
    """That the question stands in the channel itself, as Discord opens no more threads."""
    return tr(
        "This server has as many open threads as Discord allows, so I asked in the channel itself. "
        "An admin can close old ones."
    )


def not_asked(where: str) -> str:
    """That the bot can't post in the channel for questions."""
    return tr(
        "I can't ask in {channel} right now. An admin can find out why with /admin doctor. Your question wasn't sent.",
        channel=where,
    )


def not_asked_threads_full(where: str) -> str:
    """That the forum takes no post, as Discord opens no more threads."""
    return tr(
        "This server has as many open threads as Discord allows, so I couldn't ask in {channel}. "
        "Your question wasn't sent.",
        channel=where,
    )


def not_asked_tag_needed(where: str) -> str:
    """That the forum wants a tag that only its moderators may set."""
    return tr(
        "Posts in {channel} need a tag that I'm not allowed to set. An admin can see what to do with /admin doctor. "
        "Your question wasn't sent.",
        channel=where,
    )


def maybe_asked(channel_id: int) -> str:
    """That nobody knows whether Discord took the question."""
    return tr(
        "I lost the connection to Discord, so your question may or may not be in {channel}. Have a look; "
        "if it isn't there, /stuck on the same task shows what to do.",
        channel=f"<#{channel_id}>",
    )


def only_its_author() -> str:
    """That a question is closed by who asked it."""
    return tr("Only the person who asked can close this. If you can help, please answer here.")


def helps_from_now(helps: bool) -> str:
    """What it means to be asked for help, or no more."""
    if helps:
        return tr("When someone is stuck on a task you've finished, I'll mention you in their thread.")
    return tr("I'll no longer mention you when others are stuck.")


def task_gone() -> str:
    """That the task asked about has left the roadmap meanwhile."""
    return tr("That task is no longer in the roadmap.")
