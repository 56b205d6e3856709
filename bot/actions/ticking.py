"""Ticking tasks, taking a tick back, logging study time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.actions.deeds import Deed
from bot.actions.outcomes import Outcome
from bot.roadmap import Task
from bot.study.journal import Tick
from bot.study.taking_back import day_that_stays, span_that_stays

AGAIN = "again"
"""The kind of preview that keeps a tick which was taken back, for "Tick it again"."""


@dataclass(frozen=True, slots=True)
class Ticked(Outcome):
    """What is newly ticked, and what was before."""

    ticked: tuple[Task, ...]
    already: tuple[Task, ...]


@dataclass(frozen=True, slots=True)
class Undone(Outcome):
    """The tick that was taken back; None when the task was not ticked."""

    taken: Tick | None


async def tick(
    deed: Deed, tasks: Sequence[Task], day: date, minutes: int | None = None, note: str | None = None
) -> Ticked:
    """Tick tasks on a study day; a ticked one stays as it was. Raises StoreError or SavedUnseen, as all here do."""
    ids = [task.id for task in tasks]
    change = deed.store.journals.tick(deed.walk, ids, day, deed.before.now, minutes=minutes, note=note)
    (new,) = await deed.save(change)
    after = await deed.afterwards()
    ticked = tuple(task for task in tasks if task.id in new)
    return Ticked(deed.before, after, ticked, tuple(task for task in tasks if task not in ticked))


async def tick_again(deed: Deed, task: Task, number: int) -> tuple[Ticked, date]:
    """Tick a task as it was before it was taken back by the press of this number, as long as that is kept."""
    kept = await deed.store.previews.get(*deed.who, AGAIN, number, deed.before.now)
    had = kept.content if kept and kept.content["task"] == task.id else None
    day = date.fromisoformat(had["day"]) if had else deed.before.today
    minutes, note = (had["minutes"], had["note"]) if had else (None, None)
    return await tick(deed, [task], day, minutes, note), day


async def undo(deed: Deed, task: Task) -> Undone:
    """Take a tick back, with what may not change by it (§2, §4); "Tick it again" finds it under the deed's number."""
    store, before, walk = deed.store, deed.before, deed.walk
    day, span = day_that_stays(before, task.id), span_that_stays(before)
    *_, taken = await deed.save(
        *([store.journals.keep_day(walk, day)] if day else []),
        *([store.plans.note_finished(walk, span)] if span else []),
        store.previews.put_tick(walk, AGAIN, deed.number, task.id, before.now),
        store.journals.untick(walk, task.id),
    )
    return Undone(before, await deed.afterwards(), taken)


async def log_session(deed: Deed, day: date, minutes: int, note: str | None) -> Outcome:
    """Log study time on a study day."""
    await deed.save(deed.store.journals.log_session(deed.walk, deed.number, day, minutes, note))
    return Outcome(deed.before, await deed.afterwards())
