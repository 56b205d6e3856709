"""What is said when something can't be done as asked: one sentence, with what to do next."""

from __future__ import annotations

from enum import Enum, auto

from bot.words import to_tr, tr


class Why(Enum):
    """Reasons that come up everywhere."""

    STALE = auto()
    PREVIEW_GONE = auto()
    NOT_JOINED = auto()
    JOINED_NOWHERE = auto()
    SEVERAL_SERVERS = auto()
    OTHER_ROADMAP = auto()
    NO_MANAGER = auto()
    NOT_SET_UP = auto()


_REASONS = {
    Why.STALE: to_tr("That button is from an older message and no longer works. Open a fresh one with /week or /help."),
    Why.PREVIEW_GONE: to_tr(
        "That's already done, was replaced by something newer, or is more than a day old. Please open it again."
    ),
    Why.NOT_JOINED: to_tr("You haven't joined the roadmap here yet. Type /start: it takes ten seconds."),
    Why.JOINED_NOWHERE: to_tr("You haven't joined in any server yet. Type /start in your study server first."),
    Why.SEVERAL_SERVERS: to_tr("You've joined in several servers. Which one do you mean?"),
    Why.OTHER_ROADMAP: to_tr("That belongs to a roadmap you're not on right now. /week shows where you are."),
    Why.NO_MANAGER: to_tr("Only people who can manage this server can do that."),
    Why.NOT_SET_UP: to_tr(
        "There's no study channel yet. Go to the channel you want and run /admin setup there, with zone: and your city."
    ),
}


def reason(why: Why) -> str:
    """A reason, as it is said."""
    return tr(_REASONS[why])


def zone_unknown_here(name: str) -> str:
    """A stored time zone that the machine does not know."""
    return tr(
        "The time zone {zone} isn't known on the machine I run on, so I can't tell your days. "
        "Ask whoever runs me to update its time zones; nothing is lost.",
        zone=name,
    )


def servers_zone_unknown_here(name: str) -> str:
    """The same of a server's own zone, which an admin can change."""
    return tr(
        "The time zone {zone} isn't known on the machine I run on. Ask whoever runs me to update its time zones, "
        "or choose another with /admin setup zone:, in the study channel. Nothing is lost.",
        zone=name,
    )
