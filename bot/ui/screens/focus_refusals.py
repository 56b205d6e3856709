"""What is said of a study timer that can't go on as asked, and of one that is there already (§13)."""

from __future__ import annotations

from bot.study.focus import LONGEST
from bot.words import duration, tr


def no_channel_here() -> str:
    """There is no channel in a direct message."""
    return tr("There's no channel here. Use it in your study server, or leave out together: and ring:channel.")


def too_long(minutes: int) -> str:
    """The rounds and rests come to more than a focus may last."""
    return tr(
        "That would take {time}. A focus can last up to {longest}: choose fewer or shorter rounds.",
        time=duration(minutes),
        longest=duration(LONGEST),
    )


def no_longer_than_that() -> str:
    """It can't be made longer."""
    return tr("A focus can last up to {longest}. Start another when this one is over.", longest=duration(LONGEST))


def may_not_post() -> str:
    """The message with which others join can't be posted."""
    return tr(
        "I can't post in this channel, so nobody can join and this focus is just yours. "
        "An admin can allow it: View Channel and Send Messages."
    )


def maybe_posted() -> str:
    """Nobody knows whether Discord took the message with which others join."""
    return tr(
        "I lost touch with Discord for a moment. If there's no message in the channel, press **Leave** and try again."
    )


def runs_already() -> str:
    """Another one has to end first."""
    return tr("You already have a focus running. End it first: /focus shows it.")


def is_over() -> str:
    """It has ended."""
    return tr("That focus is over. Start another with /focus.")


def not_in_it() -> str:
    """Somebody leaves who never joined."""
    return tr("You're not in this focus. Press **Join** to take part.")


def task_left_the_roadmap() -> str:
    """Its task can't be ticked."""
    return tr("That task is no longer in the roadmap. **Stop** ends the focus.")


def in_it_already() -> str:
    """Somebody joins twice."""
    return tr("You're already in.")


def changed_meanwhile() -> str:
    """It is shown as it is now."""
    return tr("It has changed in the meantime. Here's how it looks now:")


def lengthened() -> str:
    """It was made longer."""
    return tr("5 more minutes.")


def this_one_runs() -> str:
    """It was begun before."""
    return tr("You already have this one running.")
