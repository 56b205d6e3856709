"""How far the projects are: done, open, ahead, or not in the plan."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.roadmap import Project, Weeks
from bot.study.days import week_of
from bot.study.progress import Progress


class ProjectState(StrEnum):
    """How far a project is."""

    DONE = "done"
    """Every task in scope of its weeks is ticked; where there is none, its weeks are over."""
    OPEN = "open"
    """The plan has reached its weeks, and something is open."""
    AHEAD = "ahead"
    OUT = "out"


@dataclass(frozen=True, slots=True)
class ProjectProgress:
    """A project, its number from 1, and how far it is."""

    number: int
    project: Project
    state: ProjectState


def projects(progress: Progress) -> tuple[ProjectProgress, ...]:
    """All projects of the roadmap in order."""
    return tuple(
        ProjectProgress(number, project, _state(progress, project))
        for number, project in enumerate(progress.roadmap.projects, start=1)
    )


def _overlap(one: Weeks, other: Weeks) -> bool:
    return one.first <= other.last and other.first <= one.last


def project_counts(progress: Progress, project: Project) -> bool:
    """Whether a project whose weeks have no block belongs to what is in scope."""
    scope = progress.plan.scope
    phase = progress.roadmap.phase(scope.phase) if scope.phase else None
    if scope.is_focus:
        return scope.project == project.id or bool(phase and project.weeks.first in phase.weeks)
    return phase is None or project.weeks.last >= phase.weeks.first


def _state(progress: Progress, project: Project) -> ProjectState:
    blocks = [block for block in progress.blocks if _overlap(block.weeks, project.weeks)]
    mondays = [monday for week in project.weeks if (monday := progress.plan.monday_of_week(week))]
    if not blocks and not (mondays and project_counts(progress, project)):
        return ProjectState.OUT
    tasks = [task for block in blocks for task in block.tasks if progress.counts(task.id)]
    is_over = bool(mondays) and max(mondays) < week_of(progress.today)
    if all(progress.has_done(task.id) for task in tasks) and (tasks or is_over):
        return ProjectState.DONE
    begun = progress.has_started and min(mondays) <= week_of(progress.today) if mondays else False
    return ProjectState.OPEN if begun else ProjectState.AHEAD
