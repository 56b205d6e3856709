"""Ticking checkpoint items with evidence, and opening them again (§7)."""

from __future__ import annotations

from bot.actions.deeds import Deed
from bot.actions.outcomes import Outcome
from bot.roadmap import CheckpointItem
from bot.study.taking_back import day_that_stays


async def show_evidence(deed: Deed, item: CheckpointItem, words: str) -> Outcome:
    """Words tick an item, or replace those it has; no words open it again. Raises StoreError or SavedUnseen."""
    journals, before, walk = deed.store.journals, deed.before, deed.walk
    if words:
        await deed.save(journals.give_evidence(walk, item.id, words, before.today, before.now))
    else:
        day = day_that_stays(before, item.id)
        await deed.save(
            *([journals.keep_day(walk, day)] if day else []),
            journals.take_evidence_back(walk, item.id),
        )
    return Outcome(before, await deed.afterwards())
