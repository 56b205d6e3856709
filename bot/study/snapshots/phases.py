"""How far phases are: done, open from earlier weeks, ahead."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from bot.roadmap import Phase
from bot.study.progress import PhaseProgress, Progress
from bot.study.review import Mark, State
from bot.study.submitting import review_of

MOST_SEGMENTS = 24
"""As many tasks have a segment each; more are one bar."""


class TaskMark(StrEnum):
    """What a task of the present phase is."""

    DONE = "done"
    OPEN = "open"
    """Its block is over."""
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True)
class PhaseCount:
    """A phase: its number, its title, and of its tasks in scope how many are done, and how many still open.

    `items`: of its checkpoint, how many are shown and how many there are; `review`: where that stands, and who signed.
    """

    number: int
    title: str
    done: int
    total: int
    overdue: int = 0
    items: tuple[int, int] = (0, 0)
    review: tuple[State, Mark | None] | None = None

    @property
    def is_complete(self) -> bool:
        """Whether every task in scope is done."""
        return 0 < self.total == self.done


@dataclass(frozen=True, slots=True)
class PresentPhase:
    """The phase one is in, with its tasks in order, or none where they are too many."""

    count: PhaseCount
    marks: tuple[TaskMark, ...]


def phase_counts(progress: Progress, parts: tuple[PhaseProgress, ...]) -> tuple[PhaseCount, ...]:
    """Phases as they are counted."""
    overdue = overdue_by_phase(progress)
    return tuple(
        PhaseCount(
            number=part.number,
            title=part.phase.title,
            done=part.done,
            total=part.total,
            overdue=overdue[part.phase.id],
            items=(part.items_done, part.items_total),
            review=_review(progress, part.phase),
        )
        for part in parts
    )


def _review(progress: Progress, phase: Phase) -> tuple[State, Mark | None] | None:
    review = review_of(progress, phase.id)
    return (review.state, review.mark) if review else None


def overdue_by_phase(progress: Progress) -> Counter[str]:
    """How many tasks are overdue in a phase, by its id."""
    found = (progress.roadmap.phase_of(task.id) for task in progress.overdue)
    return Counter(phase.id for phase in found if phase)


def present_phase(progress: Progress) -> Phase | None:
    """The phase of the earliest open task that is due: whoever is behind sees where to go on; None when all is done.

    Where nothing due is open it is the phase of the week, and else that of the first open task.
    """
    if progress.is_complete:
        return None
    if progress.overdue:
        return progress.roadmap.phase_of(progress.overdue[0].id)
    due = (task for block in progress.due_blocks for task in block.tasks)
    for task in due:
        if progress.counts(task.id) and not progress.has_done(task.id):
            return progress.roadmap.phase_of(task.id)
    current = None if progress.is_free_week else progress.current_phase
    if current and (part := progress.phase_progress(current.id)) and part.total:
        return current
    still_open = (task for task in progress.tasks if not progress.has_done(task.id))
    first = next(still_open, None)
    return progress.roadmap.phase_of(first.id) if first else None


def phase_in_colour(progress: Progress) -> int:
    """The number of the phase whose colour a screen has: the present one, else that of the week, else the first."""
    phase = present_phase(progress) or progress.current_phase
    return progress.roadmap.number_of(phase) if phase else 1


def present(progress: Progress) -> PresentPhase | None:
    """The phase one is in, task by task."""
    phase = present_phase(progress)
    part = progress.phase_progress(phase.id) if phase else None
    if part is None or not part.total:
        return None
    (count,) = phase_counts(progress, (part,))
    overdue = {task.id for task in progress.overdue}
    marks = tuple(
        TaskMark.DONE if progress.has_done(task.id) else TaskMark.OPEN if task.id in overdue else TaskMark.AHEAD
        for block in part.phase.blocks
        if progress.is_in_scope(block)
        for task in block.tasks
        if progress.counts(task.id)
    )
    return PresentPhase(count, marks if len(marks) <= MOST_SEGMENTS else ())
