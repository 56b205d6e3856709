"""Changing a plan: another pace or scope, and the three ways on when behind. Each was shown before (§3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.actions.outcomes import Outcome, afterwards
from bot.store.store import Store
from bot.study.choices import Choice
from bot.study.progress import Progress

PLAN, SHIFT, CATCH_UP, SKIP = "plan", "shift", "catch-up", "skip"
"""The kinds of previews: what a way on would do, as it was shown."""


@dataclass(frozen=True, slots=True)
class Skipped(Outcome):
    """The ids of the tasks that are newly skipped."""

    skipped: tuple[str, ...]


async def take_plan(store: Store, before: Progress, choice: Choice) -> Outcome:
    """Take another pace or scope; its preview is used up. Raises StoreError or SavedUnseen, as all here do."""
    member, change = before.member, store.deeds
    await store.together(
        change.plans.choose(member.walk, choice), change.previews.drop(member.guild_id, member.user_id, PLAN)
    )
    return Outcome(before, await afterwards(store, before))


async def shift(store: Store, before: Progress, choice: Choice) -> Outcome:
    """Let weeks come again; reminders bring back nothing any more."""
    member, change = before.member, store.deeds
    await store.together(
        change.plans.choose(member.walk, choice),
        change.plans.catch_up(member.walk, []),
        change.previews.drop(member.guild_id, member.user_id, SHIFT),
    )
    return Outcome(before, await afterwards(store, before))


async def catch_up(store: Store, before: Progress, task_ids: Sequence[str]) -> Outcome:
    """Have reminders bring back tasks, one each study day; none end it."""
    member, change = before.member, store.deeds
    await store.together(
        change.plans.catch_up(member.walk, task_ids),
        change.previews.drop(member.guild_id, member.user_id, CATCH_UP),
    )
    return Outcome(before, await afterwards(store, before))


async def skip(store: Store, before: Progress, task_ids: Sequence[str], note: str) -> Skipped:
    """Let tasks go with a word why, and tell which are newly skipped; reminders bring back nothing any more."""
    member, change = before.member, store.deeds
    skipped, *_ = await store.together(
        change.plans.skip(member.walk, task_ids, note, before.today),
        change.plans.catch_up(member.walk, []),
        change.previews.drop(member.guild_id, member.user_id, SKIP),
    )
    return Skipped(before, await afterwards(store, before), tuple(skipped))
