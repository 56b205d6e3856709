"""Why something can't be done with a roadmap or its file, each in one sentence with what to do next (§9)."""

from __future__ import annotations

from bot.actions.bringing import NoTicks
from bot.actions.importing import NotImported, Obstacle
from bot.actions.shelving import Hindrance
from bot.roadmap.files.jobs import LIMITS
from bot.roadmap.files.syntax import MOST_BYTES
from bot.study.shelf import MOST_KEPT, MOST_OWN
from bot.ui.screens.layout import plain, short
from bot.words import to_tr, tr

_HINDRANCES = {
    Hindrance.NOT_THERE: to_tr("I can't find that roadmap. /admin roadmap list shows what this server has."),
    Hindrance.IS_ARCHIVED: to_tr("That roadmap is archived. Bring it back first, with /admin roadmap restore."),
    Hindrance.ARCHIVED_BEFORE: to_tr("That roadmap is already archived. /admin roadmap restore brings it back."),
    Hindrance.ONLY_ONE: to_tr(
        "That's the only roadmap in use, and members need one to start. Import another one first, or bring back an "
        "archived one."
    ),
}


def too_large(file: str, size: int) -> str:
    """A file has too many bytes to be read: the sentence of whatever reads it, said before it is fetched."""
    return tr(
        "{file} has {size} bytes, at most {most} are read; shorten it.",
        file=plain(file),
        size=size,
        most=MOST_BYTES,
    )


def not_shelved(why: Hindrance) -> str:
    """A server can't do that with its roadmap."""
    if why is Hindrance.NO_ROOM:
        return tr(
            "This server already has {most} roadmaps of its own in use, the most it can have. Archive another one "
            "first.",
            most=MOST_OWN,
        )
    return tr(_HINDRANCES[why])


def not_imported(refused: NotImported, file: str) -> str:
    """A file, or a former version, does not become a roadmap."""
    match refused.why:
        case Obstacle.FAULTY_FILE:
            return plain(refused.fault)
        case Obstacle.NOT_THERE:
            return not_shelved(Hindrance.NOT_THERE)
        case Obstacle.VERSION_GONE:
            return tr("That version is no longer kept. You can restore the last 5.")
        case Obstacle.TOO_MUCH_WORK:
            return tr(
                "{file} takes more than {seconds} seconds or {megabytes} MB to read, so I stopped. Shorten it, or "
                "import one part of it with section:.",
                file=plain(file),
                seconds=LIMITS.seconds,
                megabytes=LIMITS.megabytes,
            )
        case Obstacle.FULL:
            return tr(
                "This server already has {most} roadmaps of its own, the most it can have. Archive one with "
                "/admin roadmap archive, or import the file as a new version of one with onto:.",
                most=MOST_OWN,
            )
        case Obstacle.FULL_WITH_ARCHIVED:
            return tr(
                "This server already keeps {most} roadmaps, archived ones included, the most it can. Bring an "
                "archived one back with /admin roadmap restore, then import the file as its new version with onto:.",
                most=MOST_KEPT,
            )


def no_ticks(refused: NoTicks, file: str) -> str:
    """A member's file has no ticks to bring along."""
    if refused.fault:
        return plain(refused.fault)
    if refused.takes_too_long:
        return tr("{file} takes too long to read. Remove everything but the task list and try again.", file=plain(file))
    return tr("{file} has no ticked boxes. A ticked box looks like this: `- [x] Read chapter 1`", file=plain(file))


def no_such_roadmap(typed: str, *, several: bool) -> str:
    """What was typed names no roadmap, or more than one."""
    said = plain(short(typed, 60))
    if several:
        return tr("“{typed}” fits several roadmaps. Start typing and pick one from the list.", typed=said)
    return tr("“{typed}” isn't a roadmap on this server. Start typing and pick one from the list.", typed=said)
