"""Ticking tasks, taking a tick back, logging study time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.actions.deeds import Deed
from bot.actions.outcomes import Outcome
from bot.roadmap import Task
from bot.study.journal import BroughtTick, Tick
from bot.study.roles import lost_without
from bot.study.taking_back import day_that_stays, span_that_stays
from bot.study.ticking import with_ticks

AGAIN = "again"
"""The kind of preview that keeps a tick which was taken back, for "Tick it again"."""
PICKING = "picking"
"""The kind that keeps for which day, and with which note, tasks are about to be chosen from a list."""


@dataclass(frozen=True, slots=True)
class Ticked(Outcome):
    """What is newly ticked, and what was before."""

    ticked: tuple[Task, ...]
    already: tuple[Task, ...]


@dataclass(frozen=True, slots=True)
class Undone(Outcome):
    """The tick that was taken back, logged or brought along; None when the task was not ticked."""

    taken: Tick | BroughtTick | None


async def tick(
    deed: Deed, tasks: Sequence[Task], day: date, minutes: int | None = None, note: str | None = None
) -> Ticked:
    """Tick tasks on a study day; a ticked one stays as it was. Raises StoreError or SavedUnseen, as all here do."""
    ids, journals = [task.id for task in tasks], deed.store.journals
    new, in_all = await deed.save(
        journals.tick(deed.walk, ids, day, deed.before.now, minutes=minutes, note=note),
        journals.ticks_in_all(deed.walk),
    )
    after = with_ticks(deed.before, [Tick(task_id, day, minutes, note) for task_id in new])
    if len(after.journal.ticks) != in_all:  # others were made meanwhile
        after = await deed.afterwards()
    ticked = tuple(task for task in tasks if task.id in new)
    return Ticked(deed.before, after, ticked, tuple(task for task in tasks if task.id not in new))


@dataclass(frozen=True, slots=True)
class TickedOrLogged(Ticked):
    """The same of one task; `is_logged`: it was ticked before, and the minutes were logged as study time."""

    is_logged: bool


async def tick_or_log(deed: Deed, task: Task, day: date, minutes: int | None, note: str | None) -> TickedOrLogged:
    """Tick a task; on a ticked one, log the minutes and the note as study time of that day."""
    if minutes is not None and deed.before.has_done(task.id):
        logged = await log_session(deed, day, minutes, note)
        return TickedOrLogged(deed.before, logged.after, (), (task,), is_logged=True)
    done = await tick(deed, [task], day, minutes, note)
    return TickedOrLogged(deed.before, done.after, done.ticked, done.already, is_logged=False)


async def tick_again(deed: Deed, task: Task, number: int) -> tuple[Ticked, date]:
    """Tick a task as it was before it was taken back by the press of this number, as long as that is kept.

    One that was brought along is brought along again.
    """
    before = deed.before
    kept = await deed.store.previews.get(*deed.who, AGAIN, number, before.now)
    had = kept.content if kept and kept.content["task"] == task.id else None
    if had and had["day"] is None:
        (new,) = await deed.save(deed.store.journals.bring(deed.walk, [task.id], before.today))
        return Ticked(before, await deed.afterwards(), (task,) if new else (), () if new else (task,)), before.today
    day = date.fromisoformat(had["day"]) if had else before.today
    minutes, note = (had["minutes"], had["note"]) if had else (None, None)
    return await tick(deed, [task], day, minutes, note), day


async def undo(deed: Deed, task: Task) -> Undone:
    """Take a tick back, with what may not change by it (§2, §4); "Tick it again" finds it under the deed's number."""
    store, before, walk = deed.store, deed.before, deed.walk
    day, span = day_that_stays(before, task.id), span_that_stays(before)
    lost = lost_without(before, task.id)
    *_, taken, brought = await deed.save(
        *([store.roles.lose(walk, lost)] if lost else []),
        *([store.journals.keep_day(walk, day)] if day else []),
        *([store.plans.note_finished(walk, span)] if span else []),
        store.previews.put_tick(walk, AGAIN, deed.number, task.id, before.now),
        store.journals.untick(walk, task.id),
        store.journals.take_brought_back(walk, task.id),
    )
    return Undone(before, await deed.afterwards(), taken or brought)


async def log_session(deed: Deed, day: date, minutes: int, note: str | None) -> Outcome:
    """Log study time on a study day."""
    await deed.save(deed.store.journals.log_session(deed.walk, deed.number, day, minutes, note))
    return Outcome(deed.before, await deed.afterwards())
