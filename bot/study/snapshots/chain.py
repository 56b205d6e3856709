"""The streak in one line's worth of facts: how long it is, and what this week still asks for (§4)."""

from __future__ import annotations

from dataclasses import dataclass

from bot.study.progress import Progress
from bot.study.streak import days_left, days_needed


@dataclass(frozen=True, slots=True)
class Chain:
    """The kept weeks in a row, the freezes, and this week's days.

    `missing` days would keep the week without freezes, `needed` with all of them; `left` are the days that it still
    has. `is_touched`: a pause takes one of its study days; `is_paused`: it lasts today. `is_first`: no week before it
    could have been kept. `has_begun`: there is a study day.
    """

    weeks: int
    freezes: int
    days: int
    target: int
    missing: int
    needed: int
    left: int
    is_touched: bool
    is_paused: bool
    is_first: bool
    has_begun: bool
    is_free_week: bool
    is_finished: bool


def chain_of(progress: Progress) -> Chain:
    """A member's streak as it stands today."""
    streak, week = progress.streak, progress.streak.this_week
    return Chain(
        weeks=streak.weeks,
        freezes=streak.freezes,
        days=week.days,
        target=week.target,
        missing=week.missing,
        needed=days_needed(week, streak.freezes),
        left=days_left(week, progress.study_days, progress.today),
        is_touched=week.is_touched,
        is_paused=progress.pause is not None,
        is_first=streak.longest == 0 and progress.week_number == 1,
        has_begun=bool(progress.study_days),
        is_free_week=progress.is_free_week,
        is_finished=progress.is_complete,
    )
