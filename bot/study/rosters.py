"""What an organiser sees: facts of those who agreed, and sums of the others that tell nobody's (§12)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from bot.study.days import study_day
from bot.study.group import Together
from bot.study.member import MemberRecord
from bot.study.progress import Progress

LATELY = timedelta(days=14)
"""Whoever studied within so many days is active."""

_FIRST_TO_BE_LAST = ZoneInfo("Etc/GMT+12")
"""A day begins here when it has begun everywhere else."""


class Shared(NamedTuple):
    """What is read of a member who agreed to be seen, on the roadmap that is looked at: no more than it takes.

    `plan` is the place of theirs among the roster's. `studied` are their study days that may not have come in every
    zone, and the last one before. A tuple, as thousands of them are made for one table.
    """

    user_id: int
    name: str
    cohort: str
    plan: int
    done: Sequence[str]
    skipped: Sequence[str]
    shown: Sequence[str]
    studied: tuple[date, ...]
    is_parked: bool


@dataclass(frozen=True, slots=True)
class Roster:
    """Some of those who agreed, in the order of their names, of so many in all, and the sums of the others by cohort.

    `plans` are theirs, each once, however many have the same one: records with nothing else.
    """

    people: tuple[Shared, ...]
    plans: tuple[MemberRecord, ...]
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


class MemberFacts(NamedTuple):
    """What a member who agreed lets others see, on the cohort's roadmap, and nothing else of them. Tuples, too."""

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


def come_everywhere(now: datetime) -> date:
    """The study day that has come, or gone, in every zone."""
    return study_day(now, _FIRST_TO_BE_LAST)


def facts_of(people: Sequence[Shared], plans: Sequence[Progress]) -> Iterator[MemberFacts]:
    """The facts of those who agreed, one after the other; `plans` says where each of the roster's stands today."""
    known: dict[int, _Standing] = {}
    for one in people:
        standing = known.get(one.plan) or known.setdefault(one.plan, _standing(plans[one.plan]))
        yield _facts(one, standing)


@dataclass(frozen=True, slots=True)
class _Standing:
    """What is the same for all who have the same plan: where it stands, its tasks, and each checkpoint's items."""

    today: date
    week: int
    weeks: int
    starts_on: date
    tasks: frozenset[str]
    checkpoints: tuple[frozenset[str], ...]


def _standing(walk: Progress) -> _Standing:
    return _Standing(
        walk.today,
        walk.week_number if walk.has_started else 0,
        walk.plan.total_weeks,
        walk.plan.starts_on,
        walk.plan.task_ids,
        tuple(
            frozenset(item.id for item in phase.checkpoint.items)
            for phase in walk.roadmap.phases
            if phase.checkpoint and phase.checkpoint.items and any(walk.is_in_scope(block) for block in phase.blocks)
        ),
    )


def _facts(one: Shared, plan: _Standing) -> MemberFacts:
    done, tasks = len(plan.tasks.intersection(one.done)), len(plan.tasks)
    if one.skipped:  # whatever is ticked all the same counts again
        tasks -= len(plan.tasks.intersection(one.skipped).difference(one.done))
    last = max((day for day in one.studied if day <= plan.today), default=None)
    return MemberFacts(
        name=one.name,
        cohort=one.cohort,
        week=plan.week,
        weeks=plan.weeks,
        starts_on=plan.starts_on,
        done=done,
        tasks=tasks,
        checkpoints_passed=sum(1 for items in plan.checkpoints if items.issubset(one.shown)) if one.shown else 0,
        checkpoints=len(plan.checkpoints),
        last_study_day=last,
        has_studied_lately=last is not None and last > plan.today - LATELY,
        is_complete=0 < tasks == done,
        is_parked=one.is_parked,
    )
