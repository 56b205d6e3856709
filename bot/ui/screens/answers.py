"""What is said of an answer itself: it got lost, something went wrong, or it follows below."""

from __future__ import annotations

from bot.words import tr


def saved_unseen() -> str:
    """A change is saved, and its answer did not arrive."""
    return tr("That is saved; only my answer got lost. /week and /progress show where you are.")


def forgotten_unseen() -> str:
    """A member is forgotten, and the answer did not arrive."""
    return tr("Everything about you is deleted; only my answer got lost.")


def other_version() -> str:
    """Discord showed a command as an older or newer version of the bot has it."""
    return tr(
        "That command has changed since Discord last loaded it. Type / and pick it again; if it looks the same, "
        "restart Discord. /help shows what there is."
    )


def line_lost() -> str:
    """Discord could not be reached, or answered with a fault of its own."""
    return tr("I lost touch with Discord for a moment. What you had saved is safe: please try again.")


def went_wrong(reference: str) -> str:
    """A surprise, which is in the log under a reference."""
    return tr(
        "That went wrong on my side, and what you had saved before is safe. "
        "Try again; if it happens again, give your admin the reference `{reference}`.",
        reference=reference,
    )


def went_wrong_after(saved: str, reference: str) -> str:
    """A surprise after a change was saved; `saved` says so."""
    return tr(
        "{saved} If it happens again, give your admin the reference `{reference}`.", saved=saved, reference=reference
    )


def given_back_lines(text: str) -> str:
    """What a member wrote, as it is, to copy and send again; nothing of nothing."""
    inside = text.replace("```", "`\u200b`\u200b`")  # or it would end the frame
    return tr("Here's what you wrote, to copy:\n```\n{text}\n```", text=inside) if text else ""


def shown_below() -> str:
    """The private answer to a command whose public one follows as a message of its own."""
    return tr("Here it is, for everyone to see.")
