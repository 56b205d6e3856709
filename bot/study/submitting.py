"""A member's checkpoints and their reviews: what can be submitted, to whom, and what there is to hear (§7)."""

from __future__ import annotations

import hashlib
import json

from bot.roadmap import CheckpointItem, Phase
from bot.study.progress import Progress
from bot.study.review import FrozenItem, Policy, Readers, Review, State


def review_of(progress: Progress, phase_id: str) -> Review | None:
    """Where the review of a phase's checkpoint stands now; None when it was never submitted."""
    found = next((review for review in progress.record.reviews if review.phase_id == phase_id), None)
    return found.at(progress.now) if found else None


def readers_for(progress: Progress, phase_id: str) -> Readers:
    """Who is to read a checkpoint: one that was submitted goes on as it began, else it is as the server has it."""
    review = review_of(progress, phase_id)
    return review.readers if review else progress.record.readers


def items_of(phase: Phase) -> tuple[CheckpointItem, ...]:
    """The items of a phase's checkpoint."""
    return tuple(phase.checkpoint.items) if phase.checkpoint else ()


def is_shown(progress: Progress, phase: Phase) -> bool:
    """Whether every item of a checkpoint is shown; nothing of nothing never is."""
    items = items_of(phase)
    return bool(items) and all(progress.has_shown(item.id) for item in items)


def may_submit(progress: Progress, phase: Phase) -> bool:
    """Whether *Submit* is there: every item is shown, somebody is to read it, and nobody has it or had it yet."""
    review = review_of(progress, phase.id)
    state = review.state if review else State.OPEN
    is_read = readers_for(progress, phase.id).policy is not Policy.SELF
    return is_read and state in (State.OPEN, State.RETURNED) and is_shown(progress, phase)


def frozen_items(progress: Progress, phase: Phase) -> tuple[FrozenItem, ...]:
    """A checkpoint's items with the evidence of this moment."""
    given = progress.journal.evidence_by_item
    return tuple(FrozenItem(item.id, item.text, given[item.id].text) for item in items_of(phase) if item.id in given)


def seal_of(progress: Progress, phase: Phase) -> str:
    """What a member was shown before they submit, in 16 letters: who reads it, and what."""
    readers = readers_for(progress, phase.id)
    items = [[item.item_id, item.words, item.evidence] for item in frozen_items(progress, phase)]
    shown = json.dumps([phase.id, readers.policy, readers.role_id, items])
    return hashlib.blake2b(shown.encode(), digest_size=8).hexdigest()


def reviews_to_tell(progress: Progress) -> tuple[Review, ...]:
    """Decisions that a member has not heard of, on the roadmap that they walk."""
    return tuple(review for review in progress.record.reviews if review.has_news)
