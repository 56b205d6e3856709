"""The road: every phase as a stretch, with its blocks, projects, milestones and checkpoint, and where one is (§8)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from bot.study.milestones import is_in_scope, reached
from bot.study.progress import PhaseProgress, Progress
from bot.study.projects import ProjectState, projects
from bot.study.snapshots.status import Status, status

_MOST_PHASES = 12
_MOST_WEEKS_A_ROW = 26


@dataclass(frozen=True, slots=True)
class RoadBlock:
    """A block: its weeks, and how many of its tasks in scope are done; `counts`: it is in scope."""

    first: int
    last: int
    done: int
    total: int
    counts: bool


@dataclass(frozen=True, slots=True)
class Stretch:
    """A phase, or so much of it as fits into a row; `dates` are the member's own."""

    number: int
    title: str
    first: int
    last: int
    dates: tuple[date, date] | None
    blocks: tuple[RoadBlock, ...]
    items: tuple[int, int]
    """Of the checkpoint at its end, how many items are shown and how many there are; 0 and 0 for none."""


@dataclass(frozen=True, slots=True)
class RoadProject:
    """A project beside the road."""

    number: int
    title: str
    first: int
    last: int
    state: ProjectState


@dataclass(frozen=True, slots=True)
class Road:
    """What the picture of the road shows. `others` are pairs of a roadmap week and how many others are in it."""

    status: Status
    dates: tuple[date, date]
    stretches: tuple[Stretch, ...]
    projects: tuple[RoadProject, ...]
    milestones: tuple[int, ...]
    reached: tuple[int, ...]
    """The milestones that are reached, by their weeks too."""
    here: int | None
    others: tuple[tuple[int, int], ...]


def road_of(progress: Progress, others: Mapping[int, int] | None = None) -> Road:
    """What the road of a member shows; `others` says how many others are in a roadmap week."""
    stretches = [row for part in progress.phases_around(_MOST_PHASES) for row in _stretches(progress, part)]
    weeks = range(stretches[0].first, stretches[-1].last + 1)
    return Road(
        status=status(progress),
        dates=(progress.plan.starts_on, progress.plan.ends_on),
        stretches=tuple(stretches),
        projects=tuple(
            RoadProject(
                part.number,
                part.project.title,
                part.project.weeks.first,
                part.project.weeks.last,
                part.state,
            )
            for part in projects(progress)
        ),
        milestones=tuple(sorted({one.week for one in progress.roadmap.milestones if is_in_scope(progress, one)})),
        reached=tuple(sorted({milestone.week for milestone in reached(progress)})),
        here=progress.week if progress.has_started and not progress.is_complete else None,
        others=tuple(sorted((week, count) for week, count in (others or {}).items() if week in weeks)),
    )


def _stretches(progress: Progress, part: PhaseProgress) -> Iterator[Stretch]:
    """The rows of a phase; a long one takes several, and its checkpoint stands at the end of the last."""
    weeks, dates = part.phase.weeks, (part.begins, part.ends)
    blocks = [
        RoadBlock(
            block.weeks.first,
            block.weeks.last,
            sum(1 for task in block.tasks if progress.counts(task.id) and progress.has_done(task.id)),
            sum(1 for task in block.tasks if progress.counts(task.id)),
            progress.is_in_scope(block),
        )
        for block in part.phase.blocks
    ]
    for first in range(weeks.first, weeks.last + 1, _MOST_WEEKS_A_ROW):
        last = min(weeks.last, first + _MOST_WEEKS_A_ROW - 1)
        yield Stretch(
            part.number,
            part.phase.title,
            first,
            last,
            (dates[0], dates[1]) if dates[0] and dates[1] else None,
            tuple(block for block in blocks if first <= block.first <= last),
            (part.items_done, part.items_total) if last == weeks.last else (0, 0),
        )
