"""Changing a plan: pace, start, focus and shift, each as a new segment from this Monday on (product §3).

Nothing here touches the past: a change replaces only what begins this week or later.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from bot.roadmap import Phase, Project
from bot.study.days import week_of, weeks_between
from bot.study.plan import Plan, Segment
from bot.study.progress import Progress

MOST_CALENDAR_WEEKS = 208
MANY_HOURS = 10
_EXTRA_OF_THE_SOURCE = 3


class Pace(StrEnum):
    """The presets of `/pace`."""

    AS_WRITTEN = "as written"
    SIX_MONTHS = "6 months"
    FOUR_MONTHS = "4 months"


_WEEKS = {Pace.SIX_MONTHS: 26, Pace.FOUR_MONTHS: 17}


@dataclass(frozen=True, slots=True)
class Focus:
    """One phase and one project: all else is out of scope."""

    phase: Phase
    project: Project


@dataclass(frozen=True, slots=True)
class Wish:
    """What a member asks of their plan. A scope that is left out stays as it is; a pace goes as written."""

    pace: Pace | None = None
    finish_by: date | None = None
    start_at: Phase | None = None
    focus: Focus | None = None
    whole: bool = False
    """Leave the focus, or the start at a later phase: the whole roadmap counts again."""


class NothingLeft(ValueError):
    """Every task in the wished scope is done: there is no path to plan."""


class TooSoon(ValueError):
    """The wished finish date leaves no week to plan."""


def change_monday(progress: Progress) -> date:
    """The Monday a change takes effect on: this week's, or that of a plan that has yet to start."""
    return max(week_of(progress.today), progress.plan.latest.starts_on)


def wished_segment(progress: Progress, wish: Wish) -> Segment:
    """The segment that a wish begins. Raises NothingLeft or TooSoon."""
    scope = _scope(progress, wish)
    path = _remaining(progress, scope)
    focus = f"{wish.focus.phase.id}/{wish.focus.project.id}" if wish.focus else None
    if wish == replace(wish, start_at=None, focus=None, whole=False):
        focus = progress.plan.focus  # only the pace changes
    return Segment(change_monday(progress), path, _calendar_weeks(progress, wish, path), scope, focus)


def shifted_segment(progress: Progress) -> Segment:
    """The plan moved: the weeks of overdue tasks come again, at the same speed. Raises NothingLeft."""
    overdue = {week for task in progress.overdue if (b := progress.roadmap.block_of(task.id)) for week in b.weeks}
    scope = tuple(sorted(progress.plan.scope))
    path = tuple(sorted(overdue.intersection(scope).union(_remaining(progress, scope))))
    old_weeks, calendar_weeks = progress.plan.latest_speed
    weeks = -(-len(path) * calendar_weeks // old_weeks)
    return Segment(change_monday(progress), path, weeks, scope, progress.plan.focus)


def with_segment(progress: Progress, segment: Segment) -> Progress:
    """The member's progress as it would be after a change."""
    earlier = tuple(old for old in progress.page.segments if old.starts_on < segment.starts_on)
    return replace(progress, page=replace(progress.page, segments=(*earlier, segment)))


def hours_span(progress: Progress) -> tuple[float, float]:
    """The honest hours of an ordinary and of the fullest week on the present path."""
    path = progress.plan.latest.path
    found = [progress.hours_of(week) for week in path]
    return min(found), max(found)


def is_more_than_the_source_says(progress: Progress) -> bool:
    """Whether the pace takes more than the three extra hours a week that the source gives for going faster."""
    weeks, calendar_weeks = progress.plan.latest_speed
    return any(
        progress.roadmap.hours_in(week) * (weeks - calendar_weeks) > _EXTRA_OF_THE_SOURCE * calendar_weeks
        for week in progress.plan.latest.path
    )


def _scope(progress: Progress, wish: Wish) -> tuple[int, ...]:
    weeks = range(1, progress.roadmap.weeks_total + 1)
    if wish.focus:
        chosen = (*wish.focus.phase.weeks, *wish.focus.project.weeks)
        return tuple(sorted(set(chosen)))
    if wish.start_at:
        return tuple(week for week in weeks if week >= wish.start_at.weeks.first)
    return tuple(weeks) if wish.whole else tuple(sorted(progress.plan.scope))


def _remaining(progress: Progress, scope: Iterable[int]) -> tuple[int, ...]:
    """The weeks in scope that the plan has not walked by the change; those with open tasks when all are walked."""
    monday = change_monday(progress)
    earlier = tuple(segment for segment in progress.page.segments if segment.starts_on < monday)
    before = Plan(earlier, progress.page.pauses, progress.roadmap.rhythm_weekdays) if earlier else None
    scope = tuple(scope)
    ahead = tuple(week for week in scope if before is None or not before.is_over(week, monday))
    if ahead:
        return ahead
    still_open = tuple(week for week in scope if _has_open_tasks(progress, week))
    if not still_open:
        raise NothingLeft
    return still_open


def _has_open_tasks(progress: Progress, week: int) -> bool:
    block = progress.roadmap.block_at(week)
    return block is not None and any(not progress.has_done(task.id) for task in block.tasks)


def _calendar_weeks(progress: Progress, wish: Wish, path: tuple[int, ...]) -> int:
    if wish.finish_by:
        monday = change_monday(progress)
        last = min(wish.finish_by, monday + timedelta(weeks=MOST_CALENDAR_WEEKS, days=-1))
        weeks = sum(1 for week in weeks_between(monday, last) if not progress.plan.is_paused(week))
        if weeks == 0:
            raise TooSoon
        return weeks
    # Another scope is another plan: without a pace of its own it goes as written.
    return min(_WEEKS.get(wish.pace or Pace.AS_WRITTEN, len(path)), len(path))
