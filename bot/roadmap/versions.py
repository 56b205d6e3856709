"""A roadmap's versions: what of each stays for good, and which one is in force in a week (§1).

An edit makes a new version and changes no old one. A version's blocks hold from the Monday of the week in which it
was confirmed, its study days from the Monday after.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from bot.roadmap.model import Roadmap

_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Span:
    """A phase or a project of a version, with its first and last week."""

    id: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class BlockBones:
    """A block of a version: its weeks, its phase, and the ids of its tasks."""

    id: str
    first: int
    last: int
    phase: str
    tasks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PathWeek:
    """A week of the road with its work: a block's, or a free one, which goes by the block before it ("~id")."""

    key: str
    minutes: int

    @property
    def block(self) -> str | None:
        """The id of the block; None in a free week."""
        return None if self.key.startswith("~") else self.key


@dataclass(frozen=True)
class Skeleton:
    """What of a version is needed to tell where somebody stood: it is kept for good, and has no texts."""

    days: tuple[int, ...]
    """The weekdays of the rhythm, Monday 0."""
    minutes: int
    """The work of an ordinary week."""
    project_minutes: int
    """The work of a week in which a project is worked on, if that is more."""
    phases: tuple[Span, ...]
    projects: tuple[Span, ...]
    blocks: tuple[BlockBones, ...]
    items: tuple[str, ...] = ()
    """The ids of the checkpoint items; versions of earlier databases don't say them."""

    @cached_property
    def total_weeks(self) -> int:
        """The number of the last week."""
        return max(phase.last for phase in self.phases)

    @cached_property
    def by_id(self) -> dict[str, BlockBones]:
        """The blocks by their ids."""
        return {block.id: block for block in self.blocks}

    @cached_property
    def place(self) -> dict[str, int]:
        """Where each block stands in the order, from 0."""
        return {block.id: at for at, block in enumerate(self.blocks)}

    @cached_property
    def task_ids(self) -> frozenset[str]:
        """The ids of all tasks."""
        return frozenset(task for block in self.blocks for task in block.tasks)

    @cached_property
    def ids(self) -> frozenset[str]:
        """The ids of phases, blocks, tasks and checkpoint items: none of them is ever given to anything else."""
        named = (*self.phases, *self.projects, *self.blocks)
        return frozenset(part.id for part in named) | self.task_ids | frozenset(self.items)

    @cached_property
    def weeks(self) -> tuple[PathWeek, ...]:
        """The road week by week; week 1 is the first."""
        at = {week: block.id for block in self.blocks for week in range(block.first, block.last + 1)}
        project_weeks = {week for project in self.projects for week in range(project.first, project.last + 1)}
        found: list[PathWeek] = []
        before = ""
        for week in range(1, self.total_weeks + 1):
            before = at.get(week, before)
            minutes = max(self.minutes, self.project_minutes) if week in project_weeks else self.minutes
            found.append(PathWeek(at.get(week, f"~{before}"), minutes))
        return tuple(found)

    @cached_property
    def numbers(self) -> dict[str, tuple[int, ...]]:
        """The numbers of the weeks of each block and free stretch."""
        found: dict[str, tuple[int, ...]] = {}
        for number, week in enumerate(self.weeks, start=1):
            found[week.key] = (*found.get(week.key, ()), number)
        return found

    @cached_property
    def weeks_behind(self) -> tuple[int, ...]:
        """For each week, how many weeks of the same block (or free stretch) follow it."""
        seen: dict[str, int] = {}
        found: list[int] = []
        for week in reversed(self.weeks):
            found.append(seen.get(week.key, 0))
            seen[week.key] = found[-1] + 1
        return tuple(reversed(found))

    def phase(self, phase_id: str | None) -> Span | None:
        """The phase of this id."""
        return next((phase for phase in self.phases if phase.id == phase_id), None)

    def project(self, project_id: str | None) -> Span | None:
        """The project of this id."""
        return next((project for project in self.projects if project.id == project_id), None)


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a roadmap: its number, from 1, and the Monday from which its blocks hold."""

    number: int
    monday: date
    skeleton: Skeleton


@dataclass(frozen=True)
class Edition:
    """A roadmap as it is now, with all its versions in order: what plans are computed from.

    `guild_id` and `roadmap_id` say which roadmap it is; the operator's is 0 and 0, and every server has it.
    """

    roadmap: Roadmap
    versions: tuple[Version, ...]
    guild_id: int = 0
    roadmap_id: int = 0

    @property
    def newest(self) -> Version:
        """The version that was confirmed last."""
        return self.versions[-1]

    def numbered(self, number: int) -> Version:
        """The version of a number; the first one when it is not known."""
        return next((version for version in self.versions if version.number == number), self.versions[0])

    def until(self, number: int) -> tuple[Version, ...]:
        """The versions up to and with a number; at least the first."""
        return tuple(version for version in self.versions if version.number <= number) or self.versions[:1]

    @cached_property
    def holding(self) -> tuple[Version, ...]:
        """The versions that ever held, by their Mondays: of several with one Monday only the last counts."""
        by_monday = {version.monday: version for version in self.versions}
        return tuple(by_monday[monday] for monday in sorted(by_monday))

    def days_in(self, monday: date) -> tuple[int, ...]:
        """The weekdays of the rhythm in a week: a version's hold from the Monday after that of its blocks."""
        first, *later = self.holding
        held = [version for version in later if version.monday + _WEEK <= monday]
        return (held[-1] if held else first).skeleton.days


def skeleton_of(roadmap: Roadmap) -> Skeleton:
    """What of a roadmap stays for good."""
    return Skeleton(
        days=roadmap.rhythm_weekdays,
        minutes=round(60 * sum(day.hours for day in roadmap.rhythm)),
        project_minutes=round(60 * roadmap.project_hours.middle),
        phases=tuple(Span(phase.id, phase.weeks.first, phase.weeks.last) for phase in roadmap.phases),
        projects=tuple(Span(project.id, project.weeks.first, project.weeks.last) for project in roadmap.projects),
        blocks=tuple(
            BlockBones(block.id, block.weeks.first, block.weeks.last, phase.id, tuple(task.id for task in block.tasks))
            for phase in roadmap.phases
            for block in phase.blocks
        ),
        items=tuple(item.id for item in roadmap.items),
    )


def first_edition(roadmap: Roadmap, monday: date = date.min) -> Edition:
    """A roadmap that was never edited."""
    return Edition(roadmap, (Version(1, monday, skeleton_of(roadmap)),))


def edited(edition: Edition, roadmap: Roadmap, monday: date) -> Edition:
    """The next edition, confirmed in the week of a Monday."""
    version = Version(edition.newest.number + 1, monday, skeleton_of(roadmap))
    return Edition(roadmap, (*edition.versions, version), edition.guild_id, edition.roadmap_id)


def part_ids(roadmap: Roadmap) -> frozenset[str]:
    """The ids of all tasks and checkpoint items: what progress is stored by."""
    return frozenset(part.id for part in (*roadmap.tasks, *roadmap.items))


def is_another_roadmap(old: Iterable[str], new: Iterable[str]) -> bool:
    """Whether less than half of the old ids are found again (§1)."""
    old = frozenset(old)
    return 2 * len(old & frozenset(new)) < len(old)
