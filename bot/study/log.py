"""What a member did, entry by entry: what `/log` shows, and what can be corrected (§6)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.study.days import week_of
from bot.study.progress import Progress


class EntryKind(StrEnum):
    """A ticked task, study time, or a checkpoint item with its evidence."""

    TICK = "t"
    SESSION = "s"
    EVIDENCE = "e"


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that was logged; `id` is the task's, the item's, or the session's number."""

    kind: EntryKind
    id: str
    study_day: date
    minutes: int | None
    note: str | None
    text: str | None
    """What the task or item says; None for study time, and for what has left the roadmap."""

    @property
    def key(self) -> str:
        """The entry in a button."""
        return f"{self.kind}.{self.id}"


def entries(progress: Progress) -> list[Entry]:
    """All entries by day, the newest first; within a day as they stand in the roadmap, and then study time."""
    return sorted(_entries(progress), key=lambda entry: entry.study_day, reverse=True)


def entry_of(progress: Progress, key: str) -> Entry | None:
    """The entry of a button."""
    return next((entry for entry in _entries(progress) if entry.key == key), None)


def bare_days(progress: Progress) -> frozenset[date]:
    """Study days of closed weeks that stayed when all that was logged on them was removed."""
    return frozenset(progress.record.journal.kept_days) - {entry.study_day for entry in _entries(progress)}


def may_move(progress: Progress, entry: Entry) -> bool:
    """Whether an entry's day can be corrected: closed weeks don't change."""
    return progress.is_open(week_of(entry.study_day))


def _entries(progress: Progress) -> Iterator[Entry]:
    journal, roadmap = progress.record.journal, progress.roadmap
    place = {task.id: number for number, task in enumerate(roadmap.tasks)}
    for tick in sorted(journal.ticks, key=lambda tick: place.get(tick.task_id, len(place))):
        task = roadmap.task(tick.task_id)
        yield Entry(EntryKind.TICK, tick.task_id, tick.study_day, tick.minutes, tick.note, task.text if task else None)
    for given in journal.evidence:
        item = roadmap.item(given.item_id)
        yield Entry(EntryKind.EVIDENCE, given.item_id, given.study_day, None, given.text, item.text if item else None)
    for one in sorted(journal.sessions, key=lambda session: session.number):
        yield Entry(EntryKind.SESSION, str(one.number), one.study_day, one.minutes, one.note, None)
