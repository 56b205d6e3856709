"""What a server's members did in a week, all together: sums alone, and never who did more (product §8)."""

from __future__ import annotations

from collections.abc import Sequence
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


def group_week(members: Sequence[Progress], today: date) -> GroupWeek | None:
    """The week of a server's members up to a day; None when fewer than three of them were active."""
    monday = week_of(today)
    week = tuple(day for day in days_of(monday) if day <= today)
    active = [progress for progress in members if not progress.study_days.isdisjoint(week)]
    if len(active) < FEWEST_ACTIVE:
        return None
    walks = [walk for one in active for walk in (one, *one.others)]
    return GroupWeek(
        monday=monday,
        today=today,
        days=tuple(sum(1 for one in active if day in one.study_days and day <= today) for day in days_of(monday)),
        active=len(active),
        tasks=sum(1 for walk in walks for tick in walk.journal.ticks if tick.study_day in week),
        checkpoints=sum(1 for walk in walks for part in walk.phases if _passed_in(walk, part, week)),
        chains=sum(1 for one in active if _keeps(one, monday)),
    )


def _passed_in(progress: Progress, part: PhaseProgress, week: Sequence[date]) -> bool:
    """Whether the last item of a phase's checkpoint was shown in this week."""
    if not part.phase.checkpoint or part.items_done < part.items_total:
        return False
    shown = progress.page.journal.evidence_by_item
    return max(shown[item.id].study_day for item in part.phase.checkpoint.items) in week


def _keeps(progress: Progress, monday: date) -> bool:
    return any(
        week.monday == monday and week.state in (WeekState.KEPT, WeekState.FROZEN)
        for week in progress.streak.history[-2:]
    )
