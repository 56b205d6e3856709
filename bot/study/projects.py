"""How far the projects are: done, open, ahead, or not in the plan."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.roadmap import Project
from bot.study.days import week_of
from bot.study.progress import Progress


class ProjectState(StrEnum):
    """How far a project is."""

    DONE = "done"
    """Every task in scope of its weeks is ticked; where there is none, its weeks are over."""
    OPEN = "open"
    """The plan has reached its weeks, and something is open."""
    AHEAD = "ahead"
    OUT = "not in your plan"


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


def _state(progress: Progress, project: Project) -> ProjectState:
    if progress.plan.scope.isdisjoint(project.weeks):
        return ProjectState.OUT
    blocks = [block for block in progress.blocks if any(week in project.weeks for week in block.weeks)]
    tasks = [task for block in blocks for task in block.tasks if progress.counts(task.id)]
    is_over = progress.plan.is_over(project.weeks.last, progress.today)
    if all(progress.has_done(task.id) for task in tasks) and (tasks or is_over):
        return ProjectState.DONE
    mondays = [monday for week in project.weeks if (monday := progress.plan.monday_of(week))]
    begun = progress.has_started and min(mondays) <= week_of(progress.today) if mondays else False
    return ProjectState.OPEN if begun else ProjectState.AHEAD
