"""The roadmap as a value: what the file says, and quick answers to what the rest of the bot asks of it."""

from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Any, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from bot.roadmap.parts import (
    DAYS,
    Adjustment,
    Block,
    Checkpoint,
    CheckpointItem,
    Id,
    Milestone,
    NamedPace,
    Part,
    Phase,
    Project,
    RhythmDay,
    Task,
    Text,
)
from bot.roadmap.places import place_of
from bot.roadmap.rules import broken_rules
from bot.roadmap.spans import Hours, Weeks

DEFAULT_RHYTHM = (
    RhythmDay(day="Mon", activity="Read paper/blog", hours=1),
    RhythmDay(day="Wed", activity="Implementation/coding", hours=1.5),
    RhythmDay(day="Sat", activity="Review + exercises", hours=1.5),
)
DEFAULT_PROJECT_HOURS = Hours(6, 8)


class Roadmap(Part):
    """A study roadmap: phases of blocks of tasks, and what stands around them."""

    title: Text
    """What the roadmap is called."""
    assumption: Text | None = None
    """What the roadmap takes for granted, such as the hours a week."""
    phases: Annotated[tuple[Phase, ...], Field(min_length=1)]
    """The phases, in the order of their weeks, at least one."""
    rhythm: Annotated[tuple[RhythmDay, ...], Field(min_length=1, max_length=7)] = DEFAULT_RHYTHM
    """The study days of an ordinary week."""
    project_hours: Annotated[Hours, Field(json_schema_extra={"default": str(DEFAULT_PROJECT_HOURS)})] = (
        DEFAULT_PROJECT_HOURS
    )
    """Hours a week while a project is worked on."""
    projects: tuple[Project, ...] = ()
    """The projects, in their order."""
    milestones: tuple[Milestone, ...] = ()
    """The milestones."""
    paces: Annotated[tuple[NamedPace, ...], Field(max_length=3)] = ()
    """Faster ways to walk it, by name, three at most."""
    focus_phase: Id | None = None
    """The phase that is kept when somebody focuses on a project and names no phase."""
    adjustments: tuple[Adjustment, ...] = ()
    """How to adjust the plan."""
    closing: Text | None = None
    """The last word."""

    @model_validator(mode="after")
    def _keeps_the_rules(self) -> Self:
        data = self.model_dump()
        broken = [
            f"{place_of(rule.path, data)}: {rule.sentence}"
            for rule in broken_rules(data, lambda path: place_of(path, data))
        ]
        if broken:
            raise PydanticCustomError("broken_rules", "{sentences}", {"sentences": "\n".join(broken)})
        return self

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """A checked copy; pydantic's own would keep the lookups of the original."""
        fields = {name: getattr(self, name) for name in type(self).model_fields}
        return self.model_validate({**fields, **(update or {})})

    @cached_property
    def weeks_total(self) -> int:
        """The number of the last week."""
        return max(phase.weeks.last for phase in self.phases)

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """All blocks in order."""
        return tuple(block for phase in self.phases for block in phase.blocks)

    @cached_property
    def tasks(self) -> tuple[Task, ...]:
        """All tasks in order."""
        return tuple(task for block in self.blocks for task in block.tasks)

    @cached_property
    def items(self) -> tuple[CheckpointItem, ...]:
        """All checkpoint items in order."""
        return tuple(item for phase in self.phases if phase.checkpoint for item in phase.checkpoint.items)

    @cached_property
    def _task(self) -> dict[str, Task]:
        return {task.id: task for task in self.tasks}

    @cached_property
    def _item(self) -> dict[str, CheckpointItem]:
        return {item.id: item for item in self.items}

    @cached_property
    def _block(self) -> dict[str, Block]:
        return {block.id: block for block in self.blocks}

    @cached_property
    def _project(self) -> dict[str, Project]:
        return {project.id: project for project in self.projects}

    @cached_property
    def _milestone(self) -> dict[str, Milestone]:
        return {milestone.id: milestone for milestone in self.milestones}

    @cached_property
    def _number(self) -> dict[str, int]:
        return {phase.id: number for number, phase in enumerate(self.phases, start=1)}

    @cached_property
    def _block_of(self) -> dict[str, Block]:
        return {task.id: block for block in self.blocks for task in block.tasks}

    @cached_property
    def _phase_of(self) -> dict[str, Phase]:
        found = {phase.id: phase for phase in self.phases}
        for phase in self.phases:
            items = phase.checkpoint.items if phase.checkpoint else ()
            tasks = [task for block in phase.blocks for task in block.tasks]
            found |= {part.id: phase for part in (*phase.blocks, *tasks, *items)}
        return found

    @cached_property
    def _block_at(self) -> dict[int, Block]:
        return {week: block for block in self.blocks for week in block.weeks}

    @cached_property
    def _phase_at(self) -> dict[int, Phase]:
        return {week: phase for phase in self.phases for week in phase.weeks}

    @cached_property
    def _projects_at(self) -> dict[int, tuple[Project, ...]]:
        found: dict[int, tuple[Project, ...]] = {}
        for project in self.projects:
            for week in project.weeks:
                found[week] = (*found.get(week, ()), project)
        return found

    @cached_property
    def _rhythm_hours(self) -> float:
        return sum(day.hours for day in self.rhythm)

    def task(self, task_id: str) -> Task | None:
        """The task of this id."""
        return self._task.get(task_id)

    def item(self, item_id: str) -> CheckpointItem | None:
        """The checkpoint item of this id."""
        return self._item.get(item_id)

    def block(self, block_id: str) -> Block | None:
        """The block of this id."""
        return self._block.get(block_id)

    def project(self, project_id: str) -> Project | None:
        """The project of this id."""
        return self._project.get(project_id)

    def milestone(self, milestone_id: str) -> Milestone | None:
        """The milestone of this id."""
        return self._milestone.get(milestone_id)

    def phase(self, phase_id: str) -> Phase | None:
        """The phase of this id."""
        return next((phase for phase in self.phases if phase.id == phase_id), None)

    def number_of(self, phase: Phase) -> int:
        """The number a phase goes by, from 1."""
        return self._number[phase.id]

    def block_of(self, task_id: str) -> Block | None:
        """The block a task stands in."""
        return self._block_of.get(task_id)

    def phase_of(self, part_id: str) -> Phase | None:
        """The phase that a block, task or checkpoint item stands in, or that has this id itself."""
        return self._phase_of.get(part_id)

    def block_at(self, week: int) -> Block | None:
        """The block of a roadmap week; none in a gap or outside."""
        return self._block_at.get(week)

    def phase_at(self, week: int) -> Phase | None:
        """The phase of a roadmap week; none in a gap or outside."""
        return self._phase_at.get(week)

    def projects_at(self, week: int) -> tuple[Project, ...]:
        """The projects worked on in a roadmap week."""
        return self._projects_at.get(week, ())

    def is_project_week(self, week: int) -> bool:
        """Whether any project is worked on in a roadmap week."""
        return bool(self.projects_at(week))

    def hours_in(self, week: int) -> float:
        """The hours a roadmap week takes: the rhythm's, or more while a project is worked on."""
        more = self.project_hours.middle if self.is_project_week(week) else 0
        return max(self._rhythm_hours, more)

    @cached_property
    def rhythm_weekdays(self) -> tuple[int, ...]:
        """The weekdays of the rhythm, Monday 0, in the order of the week."""
        return tuple(sorted(day.weekday for day in self.rhythm))


__all__ = [
    "DAYS",
    "DEFAULT_PROJECT_HOURS",
    "DEFAULT_RHYTHM",
    "Adjustment",
    "Block",
    "Checkpoint",
    "CheckpointItem",
    "Hours",
    "Milestone",
    "NamedPace",
    "Phase",
    "Project",
    "RhythmDay",
    "Roadmap",
    "Task",
    "Weeks",
]
