"""Ticking tasks, taking a tick back, logging study time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.actions.outcomes import Outcome, afterwards
from bot.roadmap import Task
from bot.store.store import Store
from bot.study.journal import Tick
from bot.study.progress import Progress
from bot.study.taking_back import day_that_stays, span_that_stays

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
    """The tick that was taken back; None when the task was not ticked."""

    taken: Tick | None


async def tick(
    store: Store,
    before: Progress,
    tasks: Sequence[Task],
    day: date,
    minutes: int | None = None,
    note: str | None = None,
) -> Ticked:
    """Tick tasks on a study day; a ticked one stays as it was. Raises StoreError or SavedUnseen."""
    ids = [task.id for task in tasks]
    new = await store.journals.tick(before.member.walk, ids, day, before.now, minutes=minutes, note=note)
    after = await afterwards(store, before)
    ticked = tuple(task for task in tasks if task.id in new)
    return Ticked(before, after, ticked, tuple(task for task in tasks if task not in ticked))


@dataclass(frozen=True, slots=True)
class TickedOrLogged(Ticked):
    """The same of one task; `is_logged`: it was ticked before, and the minutes were logged as study time."""

    is_logged: bool


async def tick_or_log(
    store: Store, before: Progress, task: Task, number: int, day: date, minutes: int | None, note: str | None
) -> TickedOrLogged:
    """Tick a task; on a ticked one, log the minutes and the note as study time of that day."""
    done = await tick(store, before, [task], day, minutes, note)
    if done.ticked or minutes is None:
        return TickedOrLogged(before, done.after, done.ticked, done.already, is_logged=False)
    logged = await log_session(store, before, number, day, minutes, note)
    return TickedOrLogged(before, logged.after, (), done.already, is_logged=True)


async def tick_again(store: Store, before: Progress, task: Task, number: int) -> tuple[Ticked, date]:
    """Tick a task as it was before it was taken back by the press of this number, as long as that is kept."""
    member = before.member
    kept = await store.previews.get(member.guild_id, member.user_id, AGAIN, number, before.now)
    had = kept.content if kept and kept.content["task"] == task.id else None
    day = date.fromisoformat(had["day"]) if had else before.today
    minutes, note = (had["minutes"], had["note"]) if had else (None, None)
    return await tick(store, before, [task], day, minutes, note), day


async def undo(store: Store, before: Progress, task: Task, number: int) -> Undone:
    """Take a tick back and keep it under a number for "Tick it again", with what may not change by it (§2, §4)."""
    walk, change = before.member.walk, store.deeds
    day, span = day_that_stays(before, task.id), span_that_stays(before)
    *_, taken = await store.together(
        *([change.journals.keep_day(walk, day)] if day else []),
        *([change.plans.note_finished(walk, span)] if span else []),
        change.previews.put_tick(walk, AGAIN, number, task.id, before.now),
        change.journals.untick(walk, task.id),
    )
    return Undone(before, await afterwards(store, before), taken)


async def log_session(
    store: Store, before: Progress, number: int, day: date, minutes: int, note: str | None
) -> Outcome:
    """Log study time under the number of the interaction: the same one, come twice, logs it once."""
    await store.journals.log_session(before.member.walk, number, day, minutes, note)
    return Outcome(before, await afterwards(store, before))
