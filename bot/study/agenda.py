"""The plan as days: each study day with what it is for, each milestone and checkpoint with its day (§13)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from bot.roadmap import Milestone, Phase
from bot.study.days import days_of, week_of, weeks_between
from bot.study.milestones import is_in_scope
from bot.study.progress import Progress
from bot.study.rhythm import Session, ordinary_hours, sessions


@dataclass(frozen=True, slots=True)
class PlannedDay:
    """The n-th study day of a plan, from 1, with its activities, its hours and the blocks of its week."""

    number: int
    day: date
    activities: tuple[str, ...]
    hours: float
    blocks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Agenda:
    """A plan's days. It is made of the plan alone: it depends neither on today nor on what is done."""

    study_days: tuple[PlannedDay, ...]
    milestones: tuple[tuple[date, Milestone], ...]
    checkpoints: tuple[tuple[date, Phase], ...]


def agenda(progress: Progress) -> Agenda:
    """All study days from the plan's start to its end, none in pauses and free weeks; what is in scope beside them."""
    plan, roadmap = progress.plan, progress.roadmap
    milestones = (
        (_last_day(progress, monday), milestone)
        for milestone in roadmap.milestones
        if is_in_scope(progress, milestone) and (monday := plan.monday_of_week(milestone.week))
    )
    checkpoints = (
        (_last_day(progress, week_of(part.ends)), part.phase)
        for part in progress.phases
        if part.phase.checkpoint and part.ends and any(progress.is_in_scope(block) for block in part.phase.blocks)
    )
    return Agenda(tuple(_study_days(progress)), tuple(milestones), tuple(checkpoints))


def _study_days(progress: Progress) -> Iterator[PlannedDay]:
    plan, roadmap = progress.plan, progress.roadmap
    whole = ordinary_hours(roadmap)

    @cache
    def rhythm(weekdays: tuple[int, ...]) -> dict[int, Session]:
        return {session.weekday: session for session in sessions(roadmap, weekdays)}

    number = 0
    for monday in weeks_between(plan.starts_on, week_of(plan.ends_on)):
        if plan.is_free(monday):
            continue
        week = rhythm(tuple(plan.weekdays(monday)))
        ids = dict.fromkeys(part.block for part in plan.due_in_week(monday) if part.block)
        titles = tuple(block.title for id_ in ids if (block := roadmap.block(id_)))
        hours = plan.minutes_on(monday) / 60
        for day in plan.unpaused_days(monday):
            number += 1
            session = week[day.weekday()]
            yield PlannedDay(number, day, session.activities, session.hours * hours / whole, titles)


def _last_day(progress: Progress, monday: date) -> date:
    """The last day of a week that no pause takes."""
    days = reversed(days_of(monday))
    return next((day for day in days if not progress.plan.pause_on(day)), monday + timedelta(days=6))
