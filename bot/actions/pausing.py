"""Taking a break, ending it, cancelling one that has yet to begin (§3)."""

from __future__ import annotations

from bot.actions.outcomes import Outcome, afterwards
from bot.store.store import Store
from bot.study.choices import Pause
from bot.study.pausing import ended, replaced_pauses
from bot.study.progress import Progress


async def pause(store: Store, before: Progress, wanted: Pause) -> Outcome:
    """Save a break in place of those that it overlaps. Raises StoreError or SavedUnseen, as all here do."""
    walk, change = before.member.walk, store.deeds
    replaced = replaced_pauses(before, wanted)
    await store.together(
        *(change.plans.drop_pause(walk, other.first) for other in replaced), change.plans.pause(walk, wanted)
    )
    return Outcome(before, await afterwards(store, before))


async def resume(store: Store, before: Progress, current: Pause) -> Outcome:
    """End the break under way: it ends yesterday, or never was when it began today."""
    walk = before.member.walk
    if short := ended(before):
        await store.plans.pause(walk, short)
    else:
        await store.plans.drop_pause(walk, current.first)
    return Outcome(before, await afterwards(store, before))


async def cancel(store: Store, before: Progress, planned: Pause) -> Outcome:
    """Undo a break that has yet to begin."""
    await store.plans.drop_pause(before.member.walk, planned.first)
    return Outcome(before, await afterwards(store, before))
