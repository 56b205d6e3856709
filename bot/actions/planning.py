"""Changing a plan: another pace or scope, and the three ways on when behind. Each was shown before (§3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.actions.deeds import Deed
from bot.actions.outcomes import Outcome
from bot.study.choices import Choice

PLAN, SHIFT, CATCH_UP, SKIP = "plan", "shift", "catch-up", "skip"
"""The kinds of previews: what a way on would do, as it was shown."""


@dataclass(frozen=True, slots=True)
class Skipped(Outcome):
    """The ids of the tasks that are newly skipped."""

    skipped: tuple[str, ...]


async def take_plan(deed: Deed, choice: Choice) -> Outcome:
    """Take another pace or scope; its preview is used up. Raises StoreError or SavedUnseen, as all here do."""
    store = deed.store
    await deed.save(store.plans.choose(deed.walk, choice), store.previews.drop(*deed.who, PLAN))
    return Outcome(deed.before, await deed.afterwards())


async def shift(deed: Deed, choice: Choice) -> Outcome:
    """Let weeks come again; reminders bring back nothing any more."""
    store = deed.store
    await deed.save(
        store.plans.choose(deed.walk, choice),
        store.plans.catch_up(deed.walk, []),
        store.previews.drop(*deed.who, SHIFT),
    )
    return Outcome(deed.before, await deed.afterwards())


async def catch_up(deed: Deed, task_ids: Sequence[str]) -> Outcome:
    """Have reminders bring back tasks, one each study day; none end it."""
    store = deed.store
    await deed.save(store.plans.catch_up(deed.walk, task_ids), store.previews.drop(*deed.who, CATCH_UP))
    return Outcome(deed.before, await deed.afterwards())


async def skip(deed: Deed, task_ids: Sequence[str], note: str) -> Skipped:
    """Let tasks go with a word why, and tell which are newly skipped; reminders bring back nothing any more."""
    store = deed.store
    skipped, *_ = await deed.save(
        store.plans.skip(deed.walk, task_ids, note, deed.before.today),
        store.plans.catch_up(deed.walk, []),
        store.previews.drop(*deed.who, SKIP),
    )
    return Skipped(deed.before, await deed.afterwards(), tuple(skipped))
