"""Taking a break: from when, until when, and how many weeks a roadmap may be touched by one (§3)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.study.choices import Pause
from bot.study.days import days_of, week_of, weeks_between
from bot.study.plan import Plan
from bot.study.progress import Progress

MOST_TOUCHED = 8
"""So many weeks of a roadmap may be touched by pauses."""


OFFERED_BREAK = timedelta(weeks=2)
"""The break that is offered after two weeks of silence."""


class TooLong(ValueError):
    """The pause would touch more weeks than are left; `latest` is the last day one could come back, if any."""

    def __init__(self, latest: date | None) -> None:
        super().__init__(latest)
        self.latest = latest


class TouchesNothing(ValueError):
    """The pause has no study day in it, so it would change nothing."""


@dataclass(frozen=True, slots=True)
class PauseEffect:
    """What a pause does: the weeks that wait whole, those that it only touches, and how many may still be touched."""

    pause: Pause
    waiting: tuple[date, ...]
    """The Mondays of the weeks without a study day left: the plan waits, and its end moves by them."""
    touched: tuple[date, ...]
    """The Mondays of the weeks that keep some of their study days."""
    left: int


def pause_from(progress: Progress, first: date, until: date) -> PauseEffect:
    """The pause from a day on, or the one under way with a new end. Raises TooLong or TouchesNothing.

    A day that is over can't be paused, and what a pause overlaps becomes a part of it.
    """
    current = progress.plan.pause_on(first)
    begins = current.first if current else max(first, progress.today)
    pause = Pause(begins, until)
    others = tuple(other for other in progress.record.pauses if not _overlap(other, pause))
    effect = _effect(progress, pause, others)
    if effect.left < 0:
        raise TooLong(_latest(progress, begins, until, others))
    if not effect.waiting and not effect.touched:
        raise TouchesNothing
    return effect


def replaced_pauses(progress: Progress, pause: Pause) -> tuple[Pause, ...]:
    """The pauses that a new one takes the place of."""
    return tuple(other for other in progress.record.pauses if _overlap(other, pause) and other.first != pause.first)


def touched_weeks(plan: Plan) -> tuple[date, ...]:
    """The Mondays of all weeks of which a pause takes at least one study day."""
    return tuple(monday for monday in plan.weeks_with_a_pause if plan.is_touched(monday))


def planned_pauses(progress: Progress) -> tuple[Pause, ...]:
    """The pauses that have yet to begin, the next one first."""
    return tuple(sorted((p for p in progress.record.pauses if p.first > progress.today), key=lambda pause: pause.first))


def planned_pause(progress: Progress, first: str) -> Pause | None:
    """The pause that has yet to begin on a day, written as ISO 8601; None when there is none any more."""
    return next((pause for pause in planned_pauses(progress) if pause.first.isoformat() == first), None)


def ended(progress: Progress) -> Pause | None:
    """The pause under way as it is when it ends now; None when nothing of it is left (it began today)."""
    current = progress.pause
    if current is None or current.first >= progress.today:
        return None
    return replace(current, until=progress.today)


def _effect(progress: Progress, pause: Pause, others: tuple[Pause, ...]) -> PauseEffect:
    plan = replace(progress.plan, pauses=(*others, pause))
    weeks = [monday for monday in _weeks_of(pause) if any(_takes(plan, pause, day) for day in days_of(monday))]
    waiting = tuple(monday for monday in weeks if plan.is_paused(monday))
    touched = tuple(monday for monday in weeks if monday not in waiting)
    return PauseEffect(pause, waiting, touched, MOST_TOUCHED - len(touched_weeks(plan)))


def _takes(plan: Plan, pause: Pause, day: date) -> bool:
    return pause.covers(day) and day.weekday() in plan.weekdays(week_of(day))


def _weeks_of(pause: Pause) -> list[date]:
    return list(weeks_between(week_of(pause.first), pause.until - timedelta(days=1)))


def _latest(progress: Progress, first: date, until: date, others: tuple[Pause, ...]) -> date | None:
    """The last day before `until` on which a pause from `first` on could end within what is left."""
    day = until
    while day > first:
        effect = _effect(progress, Pause(first, day), others)
        if effect.left >= 0:
            return day if effect.waiting or effect.touched else None
        day -= timedelta(days=1)
    return None


def _overlap(one: Pause, other: Pause) -> bool:
    return one.first < other.until and other.first < one.until
