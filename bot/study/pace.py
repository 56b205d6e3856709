"""Changing a plan: pace, start, focus and shift, each as a choice from this Monday on (§3).

Nothing here touches the past: a change replaces only what begins this week or later.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.roadmap import NamedPace, Phase, Project
from bot.study.choices import AS_WRITTEN, WHOLE, Choice, Pace, Scope
from bot.study.days import week_of, weeks_between
from bot.study.path import MANY_HOURS
from bot.study.progress import Progress

MOST_CALENDAR_WEEKS = 208
TOO_MANY_HOURS = 25
"""More hours a week than these are refused, unless the roadmap as written asks for them (§3)."""


@dataclass(frozen=True, slots=True)
class PlanRequest:
    """What a member asks of their plan. A scope that is left out stays as it is; a pace goes as written."""

    pace: NamedPace | None = None
    as_written: bool = False
    finish_by: date | None = None
    start_at: Phase | None = None
    focus: tuple[Phase, Project] | None = None
    whole: bool = False
    """Leave the focus, or the start at a later phase: the whole roadmap counts again."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked for."""
        return not (self.pace or self.as_written or self.finish_by or self.changes_scope)

    @property
    def changes_scope(self) -> bool:
        """Whether something else is to count."""
        return bool(self.start_at or self.focus or self.whole)


class NothingLeft(ValueError):
    """Every task in the wished scope is done: there is no path to plan."""


class TooSoon(ValueError):
    """The wished finish date leaves no week to plan."""


class TooMuch(ValueError):
    """The pace would take more than 25 hours a week; `least_weeks` would do."""

    def __init__(self, hours: float, least_weeks: int) -> None:
        super().__init__(hours, least_weeks)
        self.hours = hours
        self.least_weeks = least_weeks


def change_monday(progress: Progress) -> date:
    """The Monday a change takes effect on: this week's, or that of a plan that has yet to start."""
    return max(week_of(progress.today), progress.record.choices[-1].monday)


def requested_choice(progress: Progress, request: PlanRequest) -> Choice:
    """The choice that a request comes to. Raises NothingLeft, TooSoon or TooMuch."""
    scope = _scope(progress, request)
    monday = change_monday(progress)
    before, newest = progress.record.choices[-1], progress.edition.newest.number
    # Whoever thinks again in one week keeps what was to come again, unless something else is to count.
    again = before.again if before.monday == monday and not request.changes_scope else ()
    choice = Choice(monday, scope, AS_WRITTEN, again, newest, newest if request.changes_scope else before.scoped_in)
    if not with_choice(progress, choice).plan.latest.path:
        choice = replace(choice, again=_open_blocks(progress, choice))
    length = len(with_choice(progress, choice).plan.latest.path)
    choice = replace(choice, pace=_pace(progress, request, monday, length))
    refuse_too_much(with_choice(progress, choice))
    return choice


def shifted_choice(progress: Progress) -> Choice:
    """The plan moved: the blocks of overdue tasks come again, at the same speed. Raises NothingLeft."""
    overdue = [block.id for task in progress.overdue if (block := progress.roadmap.block_of(task.id))]
    if not overdue:
        raise NothingLeft
    before, monday = progress.record.choices[-1], change_monday(progress)
    again = tuple(dict.fromkeys((*(before.again if before.monday == monday else ()), *overdue)))
    newest = progress.edition.newest.number
    choice = Choice(monday, before.scope, AS_WRITTEN, again, newest, before.scoped_in)
    if before.pace.weeks is None:
        return choice
    length = len(with_choice(progress, choice).plan.latest.path)
    walked, calendar_weeks = progress.plan.speed_on(progress.today)
    return replace(choice, pace=Pace(-(-length * calendar_weeks // walked)))


def with_choice(progress: Progress, choice: Choice) -> Progress:
    """The member's progress as it would be after a change."""
    earlier = tuple(old for old in progress.record.choices if old.monday < choice.monday)
    return replace(progress, record=replace(progress.record, choices=(*earlier, choice)))


def is_same_plan(before: Progress, after: Progress) -> bool:
    """Whether a change changes nothing: what is due when, and what counts (§3)."""
    ours, theirs = before.plan, after.plan
    ahead = [week for week in weeks_between(week_of(before.today), max(ours.ends_on, theirs.ends_on))]
    return (
        (ours.blocks, ours.ends_on, hours_span(before)) == (theirs.blocks, theirs.ends_on, hours_span(after))
    ) and all(ours.due_in_week(week) == theirs.due_in_week(week) for week in ahead)


def fingerprint(progress: Progress) -> list[str | int]:
    """What a preview shows of a plan, to tell whether it still holds: its end, its work, what counts, from when."""
    plan = progress.plan
    return [
        plan.latest.starts_on.isoformat(),
        plan.ends_on.isoformat(),
        round(60 * hours_span(progress)[1]),
        progress.total,
        progress.edition.newest.number,
    ]


def hours_span(progress: Progress) -> tuple[float, float]:
    """The honest hours of an ordinary and of the fullest week on what lies ahead."""
    found = _minutes(progress)
    return min(found, default=0) / 60, max(found, default=0) / 60


def asks_for_more(progress: Progress) -> bool:
    """Whether the fullest week takes more than ten hours: asked about once more (§3)."""
    return hours_span(progress)[1] > MANY_HOURS


def refuse_too_much(progress: Progress) -> None:
    """Raises TooMuch for more than 25 hours a week; the roadmap's own pace is never too much (§3)."""
    segment = progress.plan.latest
    fullest = max((week.minutes for week in segment.spread), default=0)
    if len(segment.spread) > segment.weeks and fullest * len(segment.spread) > TOO_MANY_HOURS * 60 * segment.weeks:
        least = -(-fullest * len(segment.spread) // (TOO_MANY_HOURS * 60))
        raise TooMuch(fullest * len(segment.spread) / segment.weeks / 60, min(least, len(segment.spread)))


def earliest_finish(progress: Progress) -> date:
    """The first Sunday by which a plan can be done without more than 25 hours a week (§3)."""
    before = progress.record.choices[-1]
    plain = replace(before, monday=change_monday(progress), pace=AS_WRITTEN, version=progress.edition.newest.number)
    path = with_choice(progress, plain).plan.latest.path
    fullest = max((week.minutes for week in path), default=0)
    weeks = min(-(-fullest * len(path) // (TOO_MANY_HOURS * 60)), len(path)) or 1
    monday = plain.monday
    while weeks > 1 or progress.plan.waits_in(monday):
        weeks -= not progress.plan.waits_in(monday)
        monday += timedelta(weeks=1)
    return monday + timedelta(days=6)


def takes_more_than_promised(progress: Progress) -> bool:
    """Whether the pace adds more hours a week than the roadmap says that going faster takes."""
    promised = [pace.extra_hours.most for pace in progress.roadmap.paces if pace.extra_hours]
    segment = progress.plan.latest
    if not promised or len(segment.spread) <= segment.weeks:
        return False
    more = len(segment.spread) - segment.weeks
    return any(week.minutes * more > max(promised) * 60 * segment.weeks for week in segment.spread)


def offered_paces(progress: Progress) -> tuple[NamedPace, ...]:
    """The roadmap's named paces that would make what lies ahead shorter than as written (§3)."""
    before = progress.record.choices[-1]
    plain = replace(before, monday=change_monday(progress), pace=AS_WRITTEN, version=progress.edition.newest.number)
    as_written = with_choice(progress, plain)
    length = len(as_written.plan.latest.path)
    return tuple(pace for pace in progress.roadmap.paces if pace.weeks < length and not _is_absurd(as_written, pace))


def _is_absurd(as_written: Progress, pace: NamedPace) -> bool:
    path = as_written.plan.latest.path
    return max(week.minutes for week in path) * len(path) > TOO_MANY_HOURS * 60 * pace.weeks


def _minutes(progress: Progress) -> Sequence[float]:
    segment = progress.plan.latest
    spread = [week.minutes * len(segment.spread) / segment.weeks for week in segment.spread]
    return [*spread, *(week.minutes for week in segment.tail)]


def _scope(progress: Progress, request: PlanRequest) -> Scope:
    if request.focus:
        phase, project = request.focus
        return Scope(phase.id, project.id)
    if request.start_at:
        return Scope(request.start_at.id)
    return WHOLE if request.whole else progress.record.choices[-1].scope


def _open_blocks(progress: Progress, choice: Choice) -> tuple[str, ...]:
    """The blocks in scope in which something is open, where all were walked. Raises NothingLeft."""
    found = tuple(
        block.id
        for block in with_choice(progress, choice).blocks
        if any(not progress.has_done(t.id) for t in block.tasks)
    )
    if not found:
        raise NothingLeft
    return found


def _pace(progress: Progress, request: PlanRequest, monday: date, length: int) -> Pace:
    if request.finish_by:
        last = min(request.finish_by, monday + timedelta(weeks=MOST_CALENDAR_WEEKS, days=-1))
        sundays = (week + timedelta(days=6) for week in weeks_between(monday, last) if not progress.plan.waits_in(week))
        weeks = sum(1 for sunday in sundays if sunday <= last)
        if weeks == 0:
            raise TooSoon
        return Pace(weeks, finish_by=request.finish_by)
    # Another scope is another plan: without a pace of its own it goes as written.
    if request.pace is None or request.pace.weeks >= length:
        return AS_WRITTEN
    return Pace(request.pace.weeks, name=request.pace.name)
