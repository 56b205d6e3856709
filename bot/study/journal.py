"""What a member has logged: ticks, study sessions and checkpoint evidence."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import NamedTuple


class Tick(NamedTuple):
    """A task done on a study day; minutes and note are what the member said about it.

    A tuple, as hundreds of them are made for each record that is read.
    """

    task_id: str
    study_day: date
    minutes: int | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class BroughtTick:
    """A task that was ticked in a member's own copy of the list, and when it came along: it has no study day (§9)."""

    task_id: str
    brought_on: date


@dataclass(frozen=True, slots=True)
class Session:
    """Study time on a study day that belongs to no task; `number` tells it from others of the day."""

    study_day: date
    minutes: int
    note: str | None = None
    number: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A checkpoint item ticked on a study day with a link or note that shows it."""

    item_id: str
    study_day: date
    text: str


@dataclass(frozen=True, slots=True)
class Skip:
    """A task that a member chose not to do, why, and on which study day."""

    task_id: str
    note: str
    study_day: date = date.min


@dataclass(frozen=True, slots=True)
class FinishedSpan:
    """Weeks in which the roadmap was finished, before something was opened again: Mondays after `first`, to `last`."""

    first: date
    last: date


@dataclass(frozen=True)
class Journal:
    """Everything a member has logged on one roadmap in one server."""

    ticks: tuple[Tick, ...] = ()
    sessions: tuple[Session, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    skips: tuple[Skip, ...] = ()
    kept_days: tuple[date, ...] = ()
    """Study days of closed weeks whose entries were taken back later (§2)."""
    finished: tuple[FinishedSpan, ...] = ()
    brought: tuple[BroughtTick, ...] = ()
    """Ticks that came along from elsewhere: they count for progress, and for nothing that goes by days."""

    @cached_property
    def done(self) -> frozenset[str]:
        """The ids of the tasks that are ticked."""
        return frozenset(tick.task_id for tick in (*self.ticks, *self.brought))

    def day_of(self, entry_id: str) -> date | None:
        """The study day on which a task or a checkpoint item was ticked."""
        entries = ((tick.task_id, tick.study_day) for tick in self.ticks)
        given = self.evidence_by_item.get(entry_id)
        return given.study_day if given else dict(entries).get(entry_id)

    @cached_property
    def settled(self) -> dict[str, date]:
        """The day on which each task that is not open was ticked, came along or was skipped, whichever was first."""
        found = {tick.task_id: tick.brought_on for tick in self.brought}
        found |= {tick.task_id: tick.study_day for tick in self.ticks}
        for skip in self.skips:
            found[skip.task_id] = min(skip.study_day, found.get(skip.task_id, skip.study_day))
        return found

    def was_finished_in(self, monday: date) -> bool:
        """Whether the roadmap was finished in a week, though something was opened again later."""
        return any(span.first < monday <= span.last for span in self.finished)

    @cached_property
    def skipped(self) -> frozenset[str]:
        """The ids of the tasks that are skipped; ticking one all the same makes it count again."""
        return frozenset(skip.task_id for skip in self.skips) - self.done

    @cached_property
    def evidence_by_item(self) -> dict[str, Evidence]:
        """Evidence by the id of its checkpoint item."""
        return {given.item_id: given for given in self.evidence}

    @cached_property
    def study_days(self) -> frozenset[date]:
        """The days that count for the streak: anything logged on them (§4)."""
        logged = (entry.study_day for entry in (*self.ticks, *self.sessions, *self.evidence))
        return frozenset((*logged, *self.kept_days))

    def minutes(self, first: date = date.min, until: date = date.max) -> int:
        """Minutes logged on the study days from `first` up to, not including, `until`."""
        return sum(entry.minutes or 0 for entry in (*self.ticks, *self.sessions) if first <= entry.study_day < until)
