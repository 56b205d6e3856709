"""Taking a break, ending it, cancelling one that has yet to begin (§3)."""

from __future__ import annotations

from bot.actions.deeds import Deed
from bot.actions.outcomes import Outcome
from bot.study.choices import Pause
from bot.study.pausing import ended, replaced_pauses


async def pause(deed: Deed, wanted: Pause) -> Outcome:
    """Save a break in place of those that it overlaps. Raises StoreError or SavedUnseen, as all here do."""
    plans, walk = deed.store.plans, deed.walk
    replaced = replaced_pauses(deed.before, wanted)
    await deed.save(*(plans.drop_pause(walk, other.first) for other in replaced), plans.pause(walk, wanted))
    return Outcome(deed.before, await deed.afterwards())


async def resume(deed: Deed, current: Pause) -> Outcome:
    """End the break under way: it ends yesterday, or never was when it began today."""
    plans, walk = deed.store.plans, deed.walk
    short = ended(deed.before)
    await deed.save(plans.pause(walk, short) if short else plans.drop_pause(walk, current.first))
    return Outcome(deed.before, await deed.afterwards())


async def cancel(deed: Deed, planned: Pause) -> Outcome:
    """Undo a break that has yet to begin."""
    await deed.save(deed.store.plans.drop_pause(deed.walk, planned.first))
    return Outcome(deed.before, await deed.afterwards())
