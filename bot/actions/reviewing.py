"""Submitting a checkpoint, reading somebody's, and deciding about it; nothing else waits for any of it (§7)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum, auto

from bot.actions.deeds import Deed
from bot.actions.outcomes import Outcome
from bot.roadmap import Phase
from bot.store.store import Store
from bot.study.review import HELD_FOR, MOST_HELD, Reader, Reading, Review, State
from bot.study.submitting import frozen_items, readers_for


@dataclass(frozen=True, slots=True)
class Reviewed(Outcome):
    """`is_done`: what an author asked for was done; else their review stood elsewhere by then."""

    is_done: bool


async def submit(deed: Deed, phase: Phase, *, is_named: bool) -> Reviewed:
    """Submit a checkpoint with the evidence of this moment. Raises StoreError or SavedUnseen, as all of authors do."""
    before = deed.before
    title = phase.checkpoint.title if phase.checkpoint else phase.title
    review = Review(phase.id, deed.number, title, readers_for(before, phase.id), before.now)
    change = deed.store.reviews.submit(deed.walk, review, frozen_items(before, phase), is_named=is_named)
    (is_done,) = await deed.save(change)
    return Reviewed(before, await deed.afterwards(), is_done)


async def withdraw(deed: Deed, phase_id: str) -> Reviewed:
    """Take a submission back, unless somebody has decided."""
    (is_done,) = await deed.save(deed.store.reviews.withdraw(deed.walk, phase_id, deed.before.now))
    return Reviewed(deed.before, await deed.afterwards(), is_done)


async def sign_self(deed: Deed, phase_id: str) -> Reviewed:
    """Have an author sign a checkpoint that came back twice."""
    (is_done,) = await deed.save(deed.store.reviews.sign_self(deed.walk, phase_id, deed.before.now))
    return Reviewed(deed.before, await deed.afterwards(), is_done)


class WhyNot(Enum):
    """Why somebody can't read a submission, or decide about it."""

    NOT_THEIRS = auto()
    """They are not among those who may, or they are its author."""
    GONE = auto()
    """Another one has it, it was withdrawn, or its time is over."""
    NOT_HELD = auto()
    """They have not taken it, or their time with it is over."""
    ENOUGH = auto()
    """They hold as many as they may."""


async def take(store: Store, reader: Reader, number: int, deed: int, now: datetime) -> Reading | WhyNot:
    """Hold a submission, and read it; who holds it already just reads it. Raises StoreError, as all of readers do."""
    found = await store.review_queue.one_waiting(reader.guild_id, reader.user_id, number, now)
    if found is None:
        return WhyNot.GONE
    if not reader.may_read(found.waiting):
        return WhyNot.NOT_THEIRS
    if found.waiting.held_until:
        return found
    (is_taken,) = await store.once(deed, now, store.review_queue.take(reader.guild_id, reader.user_id, number, now))
    if is_taken:
        return replace(found, waiting=replace(found.waiting, held_until=now + HELD_FOR))
    waiting = await store.review_queue.waiting(reader.guild_id, reader.user_id, now)
    return WhyNot.ENOUGH if sum(1 for one in waiting if one.held_until) >= MOST_HELD else WhyNot.GONE


async def read(store: Store, reader: Reader, number: int, now: datetime) -> Reading | WhyNot:
    """What a reader holds."""
    found = await store.review_queue.one_waiting(reader.guild_id, reader.user_id, number, now)
    if found is None or not found.waiting.held_until:
        return WhyNot.NOT_HELD
    return found if reader.may_go_on(found.waiting) else WhyNot.NOT_THEIRS


async def put_back(store: Store, reader: Reader, number: int, deed: int, now: datetime) -> bool:
    """Let others take what a reader holds; False when they don't hold it."""
    (is_done,) = await store.once(deed, now, store.review_queue.put_back(reader.guild_id, reader.user_id, number))
    return is_done


async def decide(
    store: Store, reader: Reader, number: int, state: State, words: str, deed: int, now: datetime
) -> Reading | WhyNot:
    """Sign or return what a reader holds; returns what was decided about."""
    found = await read(store, reader, number, now)
    if isinstance(found, WhyNot):
        return found
    change = store.review_queue.decide(reader.guild_id, reader.user_id, number, state, words, now, deed)
    (is_done,) = await store.once(deed, now, change)
    return found if is_done else WhyNot.GONE
