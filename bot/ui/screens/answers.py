"""What is said of an answer itself: it got lost, something went wrong, or it follows below."""

from __future__ import annotations

from bot.store.errors import Trouble
from bot.ui.screens.layout import Screen, button, press
from bot.ui.screens.verbs import Verb
from bot.words import to_tr, tr

_TROUBLE = {
    Trouble.DISK_FULL: to_tr(
        "The disk I'm on is full, so nothing was saved. Everything you had saved before is safe. "
        "Ask whoever runs me to free some space, then try again."
    ),
    Trouble.READ_ONLY: to_tr(
        "I can't write to my database right now, so nothing was saved. Everything you had saved before is safe. "
        "Ask whoever runs me to look into it."
    ),
    Trouble.BUSY: to_tr("My database is busy, so nothing was saved. Try again in a moment."),
    Trouble.UNCERTAIN: to_tr(
        "I lost my database for a moment, so I can't tell if that was saved. /week shows where you are."
    ),
    Trouble.TEXT: to_tr("There's a character in your text that I can't save. Take it out and try again."),
    Trouble.DONE_BEFORE: to_tr("You've already done that. /week shows where you are."),
    Trouble.OTHER: to_tr(
        "My database couldn't do that, so nothing was saved. Try again in a moment; "
        "if it happens again, tell whoever runs me."
    ),
}


def nothing_saved(trouble: Trouble) -> str:
    """Why the store did not do what was asked."""
    return tr(_TROUBLE[trouble])


def saved_unseen() -> str:
    """A change is saved, and its answer did not arrive."""
    return tr("That's saved, but my answer got lost. /week and /progress show where you are.")


def forgotten_unseen() -> str:
    """A member is forgotten, and the answer did not arrive."""
    return tr("Everything about you has been deleted, but my answer got lost.")


def other_version() -> str:
    """Discord showed a command as an older or newer version of the bot has it."""
    return tr(
        "That command has changed since Discord last loaded it. Type / and pick it again. If it looks the "
        "same, restart Discord. /help shows what there is."
    )


def line_lost() -> str:
    """Discord could not be reached, or answered with a fault of its own."""
    return tr("I lost touch with Discord for a moment. Everything you had saved is safe. Please try again.")


def went_wrong(reference: str) -> str:
    """A surprise, which is in the log under a reference."""
    return tr(
        "Something went wrong on my side. Everything you had saved before is safe. Try again, and if it keeps "
        "happening, give your admin the reference `{reference}`.",
        reference=reference,
    )


def went_wrong_after(saved: str, reference: str) -> str:
    """A surprise after a change was saved; `saved` says so."""
    return tr(
        "{saved} If it keeps happening, give your admin the reference `{reference}`.", saved=saved, reference=reference
    )


def given_back_lines(text: str) -> str:
    """What a member wrote, as it is, to copy and send again; nothing of nothing."""
    inside = text.replace("```", "`\u200b`\u200b`")  # or it would end the frame
    return tr("Here's what you wrote, to copy:\n```\n{text}\n```", text=inside) if text else ""


def shown_below() -> str:
    """The private answer to a command whose public one follows as a message of its own."""
    return tr("Here it is, for everyone to see.")


def with_my_week(screen: Screen) -> Screen:
    """The way on from where something was that is gone."""
    return screen.row(button(tr("My week"), press(Verb.WEEK)))
