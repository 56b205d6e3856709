"""What an organiser sees: facts of those who agreed, and sums of the others that tell nobody's (product §12)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.study.cohorts import sorts_as
from bot.study.group import Together
from bot.study.member import MemberPage
from bot.study.progress import Progress

LATELY = timedelta(days=14)
"""Whoever studied within so many days is active."""


@dataclass(frozen=True, slots=True)
class Roster:
    """Some of those who agreed, of so many in all, and the sums of the others by cohort."""

    pages: tuple[MemberPage, ...]
    agreed: int
    page: int
    most: int
    rest: tuple[Together, ...]

    @property
    def is_last(self) -> bool:
        """Whether there are no more who agreed."""
        return (self.page + 1) * self.most >= self.agreed

    @property
    def first(self) -> int:
        """How many stand on the pages before."""
        return self.page * self.most

    @property
    def others(self) -> Together | None:
        """The others as one sum; None where it, or the difference to another sum, would tell what one of them did."""
        if not self.rest or not all(part.tells_nobodys for part in self.rest):
            return None
        return Together(
            sum(part.members for part in self.rest),
            sum(part.active for part in self.rest),
            sum(part.tasks for part in self.rest),
        )


@dataclass(frozen=True, slots=True)
class MemberFacts:
    """What a member who agreed lets others see, on the cohort's roadmap; and nothing else of them."""

    name: str
    cohort: str
    week: int
    """The plan's own week; 0 before its start."""
    weeks: int
    starts_on: date
    done: int
    tasks: int
    checkpoints_passed: int
    checkpoints: int
    last_study_day: date | None
    has_studied_lately: bool
    is_complete: bool
    is_parked: bool
    """Whether they walk another roadmap now."""


def facts_of(members: Iterable[Progress]) -> list[MemberFacts]:
    """The facts of those who agreed, in the order of their names; of somebody who did not there are none."""
    found = (facts for progress in members if (facts := _facts(progress)))
    return sorted(found, key=lambda facts: sorts_as(facts.name))


def _facts(progress: Progress) -> MemberFacts | None:
    group = progress.page.group
    if group is None or not group.has_agreed or group.name is None:
        return None
    walks = (progress, *progress.others)
    walk = next((one for one in walks if one.member.roadmap_id == group.cohort.roadmap_id), None)
    if walk is None:
        return None
    last = max((day for day in walk.journal.study_days if day <= walk.today), default=None)
    passed = _checkpoints(walk)
    return MemberFacts(
        name=group.name,
        cohort=group.cohort.name,
        week=walk.week_number if walk.has_started else 0,
        weeks=walk.plan.total_weeks,
        starts_on=walk.plan.starts_on,
        done=walk.done,
        tasks=walk.total,
        checkpoints_passed=sum(passed),
        checkpoints=len(passed),
        last_study_day=last,
        has_studied_lately=last is not None and last > walk.today - LATELY,
        is_complete=walk.is_complete,
        is_parked=walk is not progress,
    )


def _checkpoints(walk: Progress) -> Sequence[bool]:
    """For each phase in the plan that has a checkpoint: whether all of its items are shown."""
    return [
        all(walk.has_shown(item.id) for item in phase.checkpoint.items)
        for phase in walk.roadmap.phases
        if phase.checkpoint and phase.checkpoint.items and any(walk.is_in_scope(block) for block in phase.blocks)
    ]
