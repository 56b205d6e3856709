"""The road: every phase as a station, the present one with its blocks, and where one is on it (§8)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from bot.roadmap import Block, Milestone, Phase, Weeks
from bot.study.milestones import is_in_scope, is_reached
from bot.study.progress import PhaseProgress, Progress
from bot.study.projects import ProjectState, projects
from bot.study.snapshots.phases import overdue_by_phase, present_phase
from bot.study.snapshots.status import Status, status

_MOST_PHASES = 12
_MOST_BLOCKS = 6
_AROUND = 2
_AROUND_OF_MANY = 1
_MANY_PHASES = 7


@dataclass(frozen=True, slots=True)
class Flag:
    """A milestone at the end of a block: its own day, and whether it is reached."""

    day: date | None
    is_reached: bool


@dataclass(frozen=True, slots=True)
class RoadBlock:
    """A block of the present phase: how far it is, when it begins, and what stands beside it.

    `counts`: it is in scope; `is_here`: it is due this week; `others`: how many others are in it.
    """

    title: str
    weeks: Weeks
    begins: date | None
    done: int
    total: int
    overdue: int
    counts: bool
    is_here: bool
    others: int
    flag: Flag | None = None


@dataclass(frozen=True, slots=True)
class RoadProject:
    """A project in the phase in which it ends."""

    number: int
    state: ProjectState


@dataclass(frozen=True, slots=True)
class RoadPhase:
    """A phase; the present one has its blocks, or those around oneself with how many come before and after.

    `items`: of its checkpoint, how many are shown and how many there are; `is_here`: one is in it, and its blocks are
    not shown.
    """

    number: int
    title: str
    dates: tuple[date, date] | None
    done: int
    total: int
    overdue: int
    projects: tuple[RoadProject, ...]
    items: tuple[int, int]
    is_here: bool
    others: int
    blocks: tuple[RoadBlock, ...] = ()
    before: int = 0
    after: int = 0

    @property
    def is_done(self) -> bool:
        """Whether every task in the plan is done."""
        return 0 < self.total == self.done


@dataclass(frozen=True, slots=True)
class Road:
    """What the picture of the road shows; `before` and `after` are how many phases are left out."""

    status: Status
    phases: tuple[RoadPhase, ...]
    before: int
    after: int
    ends: date


def road_of(progress: Progress, others: Mapping[int, int] | None = None) -> Road:
    """What the road of a member shows; `others` says how many others are in a roadmap week."""
    parts = progress.phases_around(_MOST_PHASES)
    left_out = progress.phases.index(parts[0]) if parts else 0
    surroundings = _Surroundings(progress, others or {})
    return Road(
        status=status(progress),
        phases=tuple(map(surroundings.phase, parts)),
        before=left_out,
        after=len(progress.phases) - left_out - len(parts),
        ends=progress.finished_on or progress.plan.ends_on,
    )


class _Surroundings:
    """What stands at the road beside the phases themselves: oneself, others, projects, what is overdue."""

    def __init__(self, progress: Progress, others: Mapping[int, int]) -> None:
        self._progress, self._others = progress, others
        self._present, self._here = present_phase(progress), _here(progress)
        self._overdue = overdue_by_phase(progress)
        self._projects = projects(progress)

    def phase(self, part: PhaseProgress) -> RoadPhase:
        """A phase of the road; a project belongs to the one in which it ends."""
        own = part.phase
        is_present = self._present is not None and own.id == self._present.id
        blocks, before, after = _blocks(self._progress, own, self._others, self._here) if is_present else ((), 0, 0)
        is_here = self._here is not None and any(self._here.id == block.id for block in own.blocks)
        return RoadPhase(
            number=part.number,
            title=own.title,
            dates=(part.begins, part.ends) if part.begins and part.ends and part.total else None,
            done=part.done,
            total=part.total,
            overdue=self._overdue[own.id],
            projects=tuple(
                RoadProject(one.number, one.state) for one in self._projects if one.project.weeks.last in own.weeks
            ),
            items=(part.items_done, part.items_total),
            is_here=is_here and not is_present,
            others=0 if is_present else sum(count for week, count in self._others.items() if week in own.weeks),
            blocks=blocks,
            before=before,
            after=after,
        )


def _here(progress: Progress) -> Block | None:
    """The block that is due this week; none before the start, in a free week, and when all is done or over."""
    is_under_way = progress.has_started and not progress.plan.has_ended(progress.today)
    if not is_under_way or progress.is_complete or not progress.due_blocks:
        return None
    return next((block for block in progress.due_blocks if progress.is_in_scope(block)), progress.due_blocks[0])


def _blocks(
    progress: Progress, phase: Phase, others: Mapping[int, int], here: Block | None
) -> tuple[tuple[RoadBlock, ...], int, int]:
    """The blocks of the present phase, or those around where one goes on; and how many come before and after."""
    blocks = phase.blocks
    is_long, is_compact = len(blocks) > _MOST_BLOCKS, len(progress.phases) > _MANY_PHASES
    first, last = 0, len(blocks)
    if is_long or is_compact:
        at, around = _at(progress, blocks, here), _AROUND_OF_MANY if is_compact else _AROUND
        first, last = max(0, at - around), min(len(blocks), at + around + 1)
    shown = tuple(_block(progress, block, others, here) for block in blocks[first:last])
    return shown, first, len(blocks) - last


def _at(progress: Progress, blocks: tuple[Block, ...], here: Block | None) -> int:
    """Where one goes on in a phase: at the first block with something overdue, at the one that is due, or open."""
    overdue = {task.id for task in progress.overdue}
    for number, block in enumerate(blocks):
        if any(task.id in overdue for task in block.tasks):
            return number
    if here in blocks:
        return blocks.index(here)
    opens = (n for n, one in enumerate(blocks) if any(not progress.has_done(task.id) for task in one.tasks))
    return next(opens, 0)


def _block(progress: Progress, block: Block, others: Mapping[int, int], here: Block | None) -> RoadBlock:
    tasks = [task.id for task in block.tasks if progress.counts(task.id)]
    mondays = progress.plan.mondays_of(block.id)
    overdue = {task.id for task in progress.overdue}
    flags = [one for one in progress.roadmap.milestones if one.week in block.weeks and is_in_scope(progress, one)]
    return RoadBlock(
        title=block.title,
        weeks=block.weeks,
        begins=mondays[0] if mondays else None,
        done=sum(map(progress.has_done, tasks)),
        total=len(tasks),
        overdue=sum(1 for task in tasks if task in overdue),
        counts=progress.is_in_scope(block) and bool(tasks),
        is_here=here is not None and block.id == here.id,
        others=sum(count for week, count in others.items() if week in block.weeks),
        flag=_flag(progress, flags[-1]) if flags else None,
    )


def _flag(progress: Progress, milestone: Milestone) -> Flag:
    monday = progress.plan.monday_of_week(milestone.week)
    sunday = monday + timedelta(days=6) if monday else None
    return Flag(sunday if sunday and sunday >= progress.today else None, is_reached(progress, milestone))
