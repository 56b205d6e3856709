"""Reviews in words: who reads, how long it takes, who signed (§7)."""

from __future__ import annotations

from bot.study.review import Mark, Policy, Readers, State
from bot.words.catalogue import to_tr, tr, tr_n

_SIGNED = {
    Mark.MENTOR: to_tr("signed by a mentor"),
    Mark.PEER: to_tr("signed by a peer"),
    Mark.SELF: to_tr("signed by yourself, after review"),
    Mark.NOBODY: to_tr("signed, as nobody looked in 7 days"),
}

_STATES = {
    State.SUBMITTED: to_tr("submitted"),
    State.RETURNED: to_tr("returned"),
}


def state_name(state: State, mark: Mark | None) -> str:
    """Where a review stands, in a few words: "submitted", "signed by a mentor"."""
    return tr(_SIGNED[mark]) if mark else tr(_STATES[state])


def takes_line(days: int | None) -> str:
    """How long a decision takes: as it usually was here, or at most."""
    if days is None:
        return tr("It takes at most 7 days.")
    return tr_n("It usually takes a day, at most 7.", "It usually takes {number} days, at most 7.", days)


def readers_line(readers: Readers) -> str:
    """Who will read a checkpoint: what its author agrees to."""
    if readers.policy is Policy.MENTOR:
        return tr(
            "One person with the role {role} will read it, and see your name.", role=f"<@&{readers.role_id or 0}>"
        )
    return tr(
        "One member who has passed this phase will read it. While fewer than three have, it can be someone who has "
        "submitted it."
    )
