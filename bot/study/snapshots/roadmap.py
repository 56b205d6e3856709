"""What /roadmap says, in words or as a picture: one value for its screen, its picture and its alt text (§8)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from bot.roadmap import Milestone, Weeks
from bot.study.days import week_of
from bot.study.milestones import is_in_scope, is_reached, next_milestone
from bot.study.progress import PhaseProgress, Progress
from bot.study.projects import ProjectProgress, ProjectState, projects
from bot.study.snapshots.card import NextMilestone
from bot.study.snapshots.ending import Ending, ending_of
from bot.study.snapshots.phases import phase_in_colour
from bot.study.snapshots.road import Road, road_of
from bot.study.snapshots.standing import Reason, reason_of


@dataclass(frozen=True, slots=True)
class BlockCount:
    """How much of a block is done, of what counts."""

    weeks: Weeks
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class PhaseOnRoad:
    """A phase with its weeks and dates; `begun` are its blocks while it is neither untouched nor done."""

    id: str
    number: int
    title: str
    weeks: Weeks
    dates: tuple[date, date] | None
    done: int
    total: int
    items: tuple[int, int]
    is_here: bool
    begun: tuple[BlockCount, ...]


class MilestoneState(StrEnum):
    """What a milestone is to a plan."""

    OUT = "out"
    REACHED = "reached"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True)
class MilestoneOnRoad:
    """A milestone, and the day by which the plan has walked its week, if it walks it."""

    week: int
    title: str
    state: MilestoneState
    day: date | None


@dataclass(frozen=True, slots=True)
class ProjectOnRoad:
    """A project, and while it isn't done the day by which the plan wants it."""

    number: int
    title: str
    weeks: Weeks
    state: ProjectState
    day: date | None


@dataclass(frozen=True, slots=True)
class DueBlock:
    """The block that is due, and the last day of it."""

    title: str
    until: date


@dataclass(frozen=True, slots=True)
class RoadmapSnapshot:
    """The road, which the picture shows, and what it leaves to the text.

    `others` says how many of those who let others look are in a roadmap week; `colour` is the number of a phase.
    """

    road: Road
    colour: int
    title: str
    closing: str
    done: int
    total: int
    reason: Reason
    ending: Ending
    phases: tuple[PhaseOnRoad, ...]
    milestones: tuple[MilestoneOnRoad, ...]
    projects: tuple[ProjectOnRoad, ...]
    others: tuple[tuple[int, int], ...]
    due: DueBlock | None
    next_milestone: NextMilestone | None
    has_checkpoints: bool
    has_adjustments: bool


def roadmap_snapshot(progress: Progress, others: Mapping[int, int] | None = None) -> RoadmapSnapshot:
    """What /roadmap says to a member; `others` says how many others are in a roadmap week."""
    roadmap, milestone = progress.roadmap, next_milestone(progress)
    return RoadmapSnapshot(
        road=road_of(progress, others),
        colour=phase_in_colour(progress),
        title=roadmap.title,
        closing=roadmap.closing or "",
        done=progress.done,
        total=progress.total,
        reason=reason_of(progress),
        ending=ending_of(progress),
        phases=tuple(_phase(progress, part) for part in progress.phases),
        milestones=tuple(_milestone(progress, milestone) for milestone in roadmap.milestones),
        projects=tuple(_project(progress, part) for part in projects(progress)),
        others=tuple(sorted((others or {}).items())),
        due=_due(progress),
        next_milestone=NextMilestone(milestone[0].title, milestone[0].week, milestone[1]) if milestone else None,
        has_checkpoints=bool(progress.items),
        has_adjustments=bool(roadmap.adjustments),
    )


def _phase(progress: Progress, part: PhaseProgress) -> PhaseOnRoad:
    current = progress.current_phase
    return PhaseOnRoad(
        id=part.phase.id,
        number=part.number,
        title=part.phase.title,
        weeks=part.phase.weeks,
        dates=(part.begins, part.ends) if part.begins and part.ends else None,
        done=part.done,
        total=part.total,
        items=(part.items_done, part.items_total),
        is_here=current is not None and part.phase.id == current.id and progress.has_started,
        begun=_begun(progress, part) if 0 < part.done < part.total else (),
    )


def _begun(progress: Progress, part: PhaseProgress) -> tuple[BlockCount, ...]:
    counts = (
        (block.weeks, [progress.has_done(task.id) for task in block.tasks if progress.counts(task.id)])
        for block in part.phase.blocks
        if progress.is_in_scope(block)
    )
    return tuple(BlockCount(weeks, sum(ticks), len(ticks)) for weeks, ticks in counts if any(ticks))


def _milestone(progress: Progress, milestone: Milestone) -> MilestoneOnRoad:
    state = MilestoneState.AHEAD
    if not is_in_scope(progress, milestone):
        state = MilestoneState.OUT
    elif is_reached(progress, milestone):
        state = MilestoneState.REACHED
    return MilestoneOnRoad(milestone.week, milestone.title, state, last_day(progress, milestone.week))


def _project(progress: Progress, part: ProjectProgress) -> ProjectOnRoad:
    is_to_be_done = part.state in (ProjectState.OPEN, ProjectState.AHEAD)
    day = last_day(progress, part.project.weeks.last) if is_to_be_done else None
    return ProjectOnRoad(part.number, part.project.title, part.project.weeks, part.state, day)


def last_day(progress: Progress, week: int) -> date | None:
    """The Sunday of the calendar week in which the plan walks a roadmap week; None when it doesn't walk it."""
    monday = progress.plan.monday_of_week(week)
    return monday + timedelta(days=6) if monday else None


def _due(progress: Progress) -> DueBlock | None:
    """The block that is due; none before the start, in a free week, and once the plan is over."""
    block = next(iter(progress.due_blocks), None)
    is_under_way = progress.has_started and not progress.plan.has_ended(progress.today)
    if block is None or progress.is_free_week or not is_under_way:
        return None
    last = progress.plan.last_monday_of(block.id) or week_of(progress.today)
    return DueBlock(block.title, last + timedelta(days=6))
