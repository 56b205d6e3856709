"""What an organiser sees: facts of those who agreed, and sums of the others that tell nobody's (§12)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from bot.study.cohorts import sorts_as
from bot.study.group import Together
from bot.study.member import MemberRecord
from bot.study.plan import Plan
from bot.study.progress import Progress

LATELY = timedelta(days=14)
"""Whoever studied within so many days is active."""


@dataclass(frozen=True, slots=True)
class Roster:
    """Some of those who agreed, of so many in all, and the sums of the others by cohort."""

    records: tuple[MemberRecord, ...]
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
    plans: dict[int, _Scope] = {}
    found = (facts for progress in members if (facts := _facts(progress, plans)))
    return sorted(found, key=lambda facts: sorts_as(facts.name))


@dataclass(frozen=True, slots=True)
class _Scope:
    """What a plan counts, worked out once for all who have the same one: tasks, and the items of each checkpoint."""

    plan: Plan
    tasks: frozenset[str]
    checkpoints: tuple[frozenset[str], ...]


def _facts(progress: Progress, plans: dict[int, _Scope]) -> MemberFacts | None:
    group = progress.record.group
    if group is None or not group.has_agreed or group.name is None:
        return None
    walks = (progress, *progress.others)
    walk = next((one for one in walks if one.member.roadmap_id == group.cohort.roadmap_id), None)
    if walk is None:
        return None
    if (scope := plans.get(id(walk.plan))) is None:
        scope = plans[id(walk.plan)] = _scope(walk)  # which keeps the plan, so that no other one gets its id
    journal, shown = walk.journal, walk.journal.evidence_by_item.keys()
    tasks = scope.tasks - journal.skipped
    last = max((day for day in journal.study_days if day <= walk.today), default=None)
    return MemberFacts(
        name=group.name,
        cohort=group.cohort.name,
        week=walk.week_number if walk.has_started else 0,
        weeks=walk.plan.total_weeks,
        starts_on=walk.plan.starts_on,
        done=len(tasks & journal.done),
        tasks=len(tasks),
        checkpoints_passed=sum(1 for items in scope.checkpoints if items <= shown),
        checkpoints=len(scope.checkpoints),
        last_study_day=last,
        has_studied_lately=last is not None and last > walk.today - LATELY,
        is_complete=0 < len(tasks) == len(tasks & journal.done),
        is_parked=walk is not progress,
    )


def _scope(walk: Progress) -> _Scope:
    return _Scope(
        walk.plan,
        frozenset(task.id for block in walk.blocks for task in block.tasks),
        tuple(
            frozenset(item.id for item in phase.checkpoint.items)
            for phase in walk.roadmap.phases
            if phase.checkpoint and phase.checkpoint.items and any(walk.is_in_scope(block) for block in phase.blocks)
        ),
    )
