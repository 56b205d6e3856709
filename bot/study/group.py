"""What a server's members did in a week, all together: sums alone, and never who did more (§8)."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass
from datetime import date

from bot.study.days import days_of, week_of
from bot.study.progress import PhaseProgress, Progress
from bot.study.streak import WeekState

FEWEST_ACTIVE = 3
"""With fewer, a sum would tell what one of them did."""


@dataclass(frozen=True, slots=True)
class GroupWeek:
    """A study week up to and with a day: how many members studied on each day, and what came of it."""

    monday: date
    today: date
    days: tuple[int, ...]
    active: int
    tasks: int
    checkpoints: int
    chains: int
    """How many members have kept this week already."""
    weekdays: tuple[int, ...] = ()
    """The server's study days, from 0 for Monday: they stand out among the seven."""


@dataclass(frozen=True, slots=True)
class Together:
    """How many members a group has, how many of them studied in a time, and how many tasks they did in it."""

    members: int
    active: int
    tasks: int

    @property
    def tells_nobodys(self) -> bool:
        """Whether enough of them studied for a sum to tell what nobody did."""
        return self.active >= FEWEST_ACTIVE


@dataclass(frozen=True, slots=True)
class MemberWeek:
    """What one member did in a week on all their roadmaps, as far as the sums need it; nobody ever sees it."""

    days: frozenset[date]
    tasks: int
    checkpoints: int
    keeps: bool


def member_week(progress: Progress, today: date) -> MemberWeek | None:
    """The week of a member up to a day; None when they were not active."""
    monday = week_of(today)
    week = frozenset(day for day in days_of(monday) if day <= today)
    if not (days := progress.study_days & week):
        return None
    walks = (progress, *progress.others)
    return MemberWeek(
        days=days,
        tasks=sum(1 for walk in walks for tick in walk.journal.ticks if tick.study_day in week),
        checkpoints=sum(_checkpoints_passed_in(walk, week) for walk in walks),
        keeps=_keeps(progress, monday),
    )


def summed(active: Sequence[MemberWeek], today: date) -> GroupWeek | None:
    """The sums of the active members' weeks; None when there are fewer than three."""
    if len(active) < FEWEST_ACTIVE:
        return None
    monday = week_of(today)
    return GroupWeek(
        monday=monday,
        today=today,
        days=tuple(sum(1 for one in active if day in one.days) for day in days_of(monday)),
        active=len(active),
        tasks=sum(one.tasks for one in active),
        checkpoints=sum(one.checkpoints for one in active),
        chains=sum(1 for one in active if one.keeps),
    )


def _checkpoints_passed_in(progress: Progress, week: Set[date]) -> int:
    """How many checkpoints were completed in a week; most weeks show nothing, and phases need not be looked at."""
    if not any(given.study_day in week for given in progress.journal.evidence):
        return 0
    return sum(1 for part in progress.phases if _passed_in(progress, part, week))


def _passed_in(progress: Progress, part: PhaseProgress, week: Set[date]) -> bool:
    """Whether the last item of a phase's checkpoint was shown in this week."""
    if not part.phase.checkpoint or part.items_done < part.items_total:
        return False
    shown = progress.record.journal.evidence_by_item
    return max(shown[item.id].study_day for item in part.phase.checkpoint.items) in week


def _keeps(progress: Progress, monday: date) -> bool:
    return any(
        week.monday == monday and week.state in (WeekState.KEPT, WeekState.FROZEN)
        for week in progress.streak.history[-2:]
    )
