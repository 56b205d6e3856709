"""Ticking checkpoint items with evidence, and opening them again (§7)."""

from __future__ import annotations

from bot.actions.outcomes import Outcome, afterwards
from bot.roadmap import CheckpointItem
from bot.store.store import Store
from bot.study.progress import Progress
from bot.study.taking_back import day_that_stays


async def show_evidence(store: Store, before: Progress, item: CheckpointItem, words: str) -> Outcome:
    """Words tick an item, or replace those it has; no words open it again. Raises StoreError or SavedUnseen."""
    walk = before.member.walk
    if words:
        await store.journals.give_evidence(walk, item.id, words, before.today, before.now)
    else:
        day = day_that_stays(before, item.id)
        await store.together(
            *([store.deeds.journals.keep_day(walk, day)] if day else []),
            store.deeds.journals.take_evidence_back(walk, item.id),
        )
    return Outcome(before, await afterwards(store, before))
