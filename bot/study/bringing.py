"""Ticks that a member brings along from their own copy of a list: matched, shown, and counted for progress (§9)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, replace

from bot.roadmap import Roadmap, Task
from bot.study.achievements import Achievement, achievements
from bot.study.journal import BroughtTick
from bot.study.progress import Progress

MOST_EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class Matched:
    """What the ticked boxes of a file are: tasks of the roadmap (some ticked already), checkpoint items, or unknown."""

    tasks: tuple[Task, ...]
    """Those that would be ticked."""
    already: int
    items: int
    unknown: int
    """How many ticked boxes are nothing in the roadmap."""
    examples: tuple[str, ...]
    """The words of the first few of those."""

    @property
    def found(self) -> int:
        """How many of the ticked boxes are in the roadmap."""
        return len(self.tasks) + self.already + self.items

    @property
    def ticked(self) -> int:
        """How many boxes are ticked in the file."""
        return self.found + self.unknown


def matched(progress: Progress, ticked: Set[str], copy: Roadmap) -> Matched:
    """What a file's ticked boxes are to a member; `copy` is the file as a roadmap, with the ids of the member's own."""
    roadmap = progress.roadmap
    known = [task for task in roadmap.tasks if task.id in ticked]
    texts = [part.text for part in (*copy.tasks, *copy.items) if part.id in ticked and not _knows(roadmap, part.id)]
    return Matched(
        tuple(task for task in known if not progress.has_done(task.id)),
        sum(1 for task in known if progress.has_done(task.id)),
        sum(1 for item in roadmap.items if item.id in ticked),
        len(texts),
        tuple(texts[:MOST_EXAMPLES]),
    )


def matched_now(progress: Progress, shown: Matched, task_ids: Sequence[str]) -> Matched:
    """What was shown of a file, as it is now: some of its tasks may be ticked meanwhile, or gone."""
    known = [task for name in task_ids if (task := progress.roadmap.task(name))]
    still_open = tuple(task for task in known if not progress.has_done(task.id))
    already, gone = len(known) - len(still_open), len(task_ids) - len(known)
    return replace(shown, tasks=still_open, already=shown.already + already, unknown=shown.unknown + gone)


def _knows(roadmap: Roadmap, part_id: str) -> bool:
    return bool(roadmap.task(part_id) or roadmap.item(part_id))


def with_brought(progress: Progress, task_ids: Iterable[str]) -> Progress:
    """Where a member would stand with ticks brought along today."""
    new = [BroughtTick(task, progress.today) for task in task_ids if not progress.has_done(task)]
    journal = replace(progress.journal, brought=(*progress.journal.brought, *new))
    return replace(progress, record=replace(progress.record, journal=journal))


def completed_by_brought(progress: Progress, task_ids: Sequence[str]) -> tuple[Achievement, ...]:
    """What only the brought ticks complete: noted, without a celebration."""
    before = set(achievements(progress))
    return tuple(one for one in achievements(with_brought(progress, task_ids)) if one not in before)
