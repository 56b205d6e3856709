"""The plan: what is due on a date (§3). A pure function of a member's choices and the roadmap's versions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, lru_cache
from itertools import takewhile

from bot.roadmap import Block, Milestone, Phase, Task
from bot.roadmap.versions import Edition, PathWeek, Skeleton
from bot.study.choices import Choice, OwnDays, Pause, Scope
from bot.study.cohorts import JOINS_IN
from bot.study.days import days_of, week_of
from bot.study.path import segments_of
from bot.study.segments import Segment

_WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Plan:
    """A member's choices (at least one), pauses and own study days, on a roadmap with its versions.

    `parked` are the Mondays of the weeks in which another roadmap was walked: the plan waited. `joined_late_on` is the
    study day on which its member joined after its first week, with a cohort.
    """

    edition: Edition
    choices: tuple[Choice, ...]
    pauses: tuple[Pause, ...] = ()
    own_days: tuple[OwnDays, ...] = ()
    parked: tuple[date, ...] = ()
    joined_late_on: date | None = None

    @cached_property
    def segments(self) -> tuple[Segment, ...]:
        """What the choices come to, by start."""
        return segments_of(self.edition, self.choices, self._steps_between)

    # ---- study days and pauses

    def weekdays(self, monday: date) -> tuple[int, ...]:
        """The study days of a week, as weekdays: one's own if there are any, else the roadmap's rhythm (§2)."""
        own = max((own for own in self.own_days if own.monday <= monday), key=lambda own: own.monday, default=None)
        return own.days if own and own.days else self.edition.days_in(monday)

    def study_days(self, monday: date) -> tuple[date, ...]:
        """The dates of a week's study days, paused or not."""
        weekdays = self.weekdays(monday)
        return tuple(day for day in days_of(monday) if day.weekday() in weekdays)

    def pause_on(self, day: date) -> Pause | None:
        """The pause that a study day lies in."""
        return next((pause for pause in self.pauses if pause.covers(day)), None)

    def unpaused_days(self, monday: date) -> tuple[date, ...]:
        """The dates of a week's study days that no pause takes."""
        days = self.study_days(monday)
        return tuple(day for day in days if not self.pause_on(day)) if self.pauses else days

    def target(self, monday: date) -> int:
        """How many study days keep a week: those that are not paused; a free week asks for none (§1, §4)."""
        if monday not in self._targets:
            self._targets[monday] = 0 if self.is_free(monday) else len(self.unpaused_days(monday))
        return self._targets[monday]

    @cached_property
    def _targets(self) -> dict[date, int]:
        """What was asked for already: a chain goes through all weeks, for each of thousands with the same plan."""
        return {}

    def is_touched(self, monday: date) -> bool:
        """Whether a pause takes at least one of a week's study days (§3)."""
        return any(self.pause_on(day) for day in self.study_days(monday)) if self.pauses else False

    def is_paused(self, monday: date) -> bool:
        """Whether a pause leaves a week no study day: the plan waits (§3)."""
        return bool(self.pauses) and not self.unpaused_days(monday)

    @cached_property
    def paused_weeks(self) -> tuple[date, ...]:
        """The Mondays of all paused weeks, in order."""
        return tuple(monday for monday in self.weeks_with_a_pause if self.is_paused(monday))

    def waits_in(self, monday: date) -> bool:
        """Whether the plan waits in a week: no study day is left of it, or it belongs to another roadmap (§3, §9)."""
        return self.is_paused(monday) or monday in self.parked

    @cached_property
    def waiting_weeks(self) -> tuple[date, ...]:
        """The Mondays of all weeks in which the plan waits, in order."""
        return tuple(sorted({*self.paused_weeks, *self.parked})) if self.parked else self.paused_weeks

    @cached_property
    def weeks_with_a_pause(self) -> tuple[date, ...]:
        """The Mondays of all weeks in which a pause lies, in order."""
        found = {
            week_of(pause.first) + n * _WEEK
            for pause in self.pauses
            for n in range(max(0, (pause.until - week_of(pause.first)).days + 6) // 7)
        }
        return tuple(sorted(found))

    # ---- how long it is

    @property
    def starts_on(self) -> date:
        """The Monday of the plan's first week."""
        return self.segments[0].starts_on

    @property
    def walked_from(self) -> date:
        """The Monday of the first week in which its member was there: of whoever joined late, a later one (§12)."""
        late = self.joined_late_on
        return max(self.starts_on, week_of(late)) if late else self.starts_on

    @cached_property
    def ends_on(self) -> date:
        """The last day (a Sunday) of the plan's last week, with the pauses known today."""
        return self._monday_of_step(self.latest, self.latest.steps - 1) + timedelta(days=6)

    def has_ended(self, day: date) -> bool:
        """Whether the plan's last week is over."""
        return day > self.ends_on

    @cached_property
    def total_weeks(self) -> int:
        """How many calendar weeks the plan has, paused ones left out."""
        return sum(self._taken(segment) for segment in self.segments)

    def week_number(self, day: date) -> int:
        """The plan's own week on a study day, from 1; the last one after its end (§1)."""
        segment = self._segment_on(day)
        if segment is None:
            return 1
        before = sum(self._taken(other) for other in self.segments if other.starts_on < segment.starts_on)
        step = min(self._step(segment, day), max(segment.steps - 1, 0))
        return max(1, min(before + step + 1, self.total_weeks))

    # ---- what is due

    def due_on(self, day: date) -> PathWeek | None:
        """What is due on a study day: None before the start, the last week walked after the end."""
        segment = self._segment_on(day)
        if segment is None:
            return None
        if not segment.path:
            return self._last_walked(segment)
        return segment.path[min(self._position(segment, day), len(segment.path) - 1)]

    def due_in_week(self, day: date) -> tuple[PathWeek, ...]:
        """All that is to be worked on in a day's week: several blocks when the pace is faster than written."""
        segment = self._segment_on(day)
        if segment is None:
            return ()
        if not segment.path:
            last = self._last_walked(segment)
            return (last,) if last else ()
        step = self._step(segment, day)
        first = min(segment.position(step), len(segment.path) - 1)
        return segment.path[first : max(first + 1, segment.position(step + 1))]

    def is_free(self, monday: date) -> bool:
        """Whether nothing is due in a week of the plan: it has no block (§1)."""
        if monday not in self._free:
            self._free[monday] = self._has_no_block(monday)
        return self._free[monday]

    @cached_property
    def _free(self) -> dict[date, bool]:
        """What was asked for already, as with the targets: a calendar goes through all weeks, too."""
        return {}

    def _has_no_block(self, monday: date) -> bool:
        segment, weeks = self._segment_on(monday), self.due_in_week(monday)
        is_over = segment is None or self._step(segment, monday) >= segment.steps
        return bool(weeks) and not is_over and all(week.block is None for week in weeks)

    @property
    def first_week(self) -> PathWeek | None:
        """What the plan begins with."""
        return next(iter(self.segments[0].path), None)

    def speed_on(self, day: date) -> tuple[int, int]:
        """Roadmap weeks for calendar weeks on a study day, as a fraction; (1, 1) is as written."""
        segment = self._segment_on(day) or self.segments[0]
        return segment.speed_at(max(0, self._step(segment, day)))

    def minutes_on(self, day: date) -> float:
        """The work of a day's calendar week: its roadmap week's, at the pace of that time (§3)."""
        due = self.due_on(day) or self.first_week
        roadmap_weeks, calendar_weeks = self.speed_on(day)
        return due.minutes * roadmap_weeks / calendar_weeks if due and calendar_weeks else 0

    # ---- where blocks lie

    def is_over(self, block: str, day: date) -> bool:
        """Whether the plan has passed a block by a study day."""
        last = self.last_monday_of(block)
        return last is not None and last < week_of(day)

    def is_excused(self, block: str, day: date) -> bool:
        """Whether a block began before its member joined, less than 14 days ago: it is open, not overdue (§12)."""
        late, mondays = self.joined_late_on, self.mondays_of(block)
        return late is not None and day < late + JOINS_IN and bool(mondays) and mondays[0] < week_of(late)

    def mondays_of(self, key: str) -> tuple[date, ...]:
        """The Mondays on which the plan's weeks of a block (or of a free stretch) begin, as it was walked last."""
        return self._mondays_with_ends[0].get(key, ())

    def last_monday_of(self, block: str) -> date | None:
        """The Monday of the calendar week in which a block ends; None when it is not on the way."""
        return self._mondays_with_ends[1].get(block)

    def monday_of_week(self, week: int) -> date | None:
        """The Monday of the calendar week in which a week of the newest version is walked; None when it is not."""
        skeleton = self.edition.newest.skeleton
        if not 1 <= week <= skeleton.total_weeks:
            return None
        mondays = self.mondays_of(skeleton.weeks[week - 1].key)
        # A block that was begun in another version goes on with the weeks it has left: they are its last.
        return mondays[max(0, len(mondays) - 1 - skeleton.weeks_behind[week - 1])] if mondays else None

    def road_week_on(self, day: date) -> int | None:
        """The week of the newest version that is due on a study day; None before the start, or when it has gone."""
        segment = self._segment_on(day)
        return self._road_week(segment, self.edition.newest.skeleton, day) if segment else None

    def _road_week(self, segment: Segment, skeleton: Skeleton, day: date) -> int | None:
        """The number that what is due on a day has in a version: of a block under way, one of its last weeks."""
        due = self.due_on(day)
        if due is None:
            return None
        # The weeks of a block stand together on the path, so those still to come follow at once.
        later = segment.path[self._position(segment, day) + 1 :]
        behind = sum(1 for _ in takewhile(lambda week: week.key == due.key, later))
        weeks = skeleton.numbers.get(due.key, ())
        return weeks[max(0, len(weeks) - 1 - behind)] if weeks else None

    @cached_property
    def blocks(self) -> frozenset[str]:
        """The ids of the blocks in scope."""
        return self.latest.blocks

    @cached_property
    def blocks_in_order(self) -> tuple[Block, ...]:
        """The blocks in scope as the roadmap is now, in its order."""
        return tuple(block for block in self.edition.roadmap.blocks if block.id in self.blocks)

    @cached_property
    def tasks_in_order(self) -> tuple[Task, ...]:
        """The tasks in scope as the roadmap is now, skipped ones too: the same for all who share the plan."""
        return tuple(task for block in self.blocks_in_order for task in block.tasks)

    @cached_property
    def task_ids(self) -> frozenset[str]:
        """The ids of these tasks."""
        return frozenset(task.id for task in self.tasks_in_order)

    @cached_property
    def task_ids_by_phase(self) -> dict[str, frozenset[str]]:
        """The same by the ids of their phases."""
        return {
            phase.id: frozenset(task.id for block in phase.blocks if block.id in self.blocks for task in block.tasks)
            for phase in self.edition.roadmap.phases
        }

    @cached_property
    def phase_ends(self) -> dict[date, Phase]:
        """The phases with a checkpoint, by the Monday of the last week in which the plan walks them."""
        found: dict[date, Phase] = {}
        for phase in self.edition.roadmap.phases:
            last = next((block for block in reversed(phase.blocks) if block.id in self.blocks), None)
            monday = self.last_monday_of(last.id) if last else None
            if monday and phase.checkpoint and phase.checkpoint.items:
                found.setdefault(monday, phase)
        return found

    @cached_property
    def milestones(self) -> dict[date, Milestone]:
        """The milestones by the Monday of the week in which the plan walks theirs."""
        found: dict[date, Milestone] = {}
        for milestone in self.edition.roadmap.milestones:
            if monday := self.monday_of_week(milestone.week):
                found.setdefault(monday, milestone)
        return found

    def blocks_on(self, day: date) -> frozenset[str]:
        """The ids of the blocks that counted on a study day."""
        segment = self._segment_on(day)
        return segment.blocks if segment else frozenset()

    def tasks_before(self, monday: date) -> tuple[str, ...]:
        """The tasks of the blocks that counted before a week, as the version of that time had them; the last first."""
        if monday not in self._tasks_before:
            held = [version for version in self.edition.holding if version.monday < monday]
            bones = (held[-1] if held else self.edition.holding[0]).skeleton.by_id
            blocks = self.blocks_on(monday - timedelta(days=1))
            tasks = [task for block in bones if block in blocks for task in bones[block].tasks]
            self._tasks_before[monday] = tuple(reversed(tasks))
        return self._tasks_before[monday]

    @cached_property
    def _tasks_before(self) -> dict[date, tuple[str, ...]]:
        """What was asked for already, as above."""
        return {}

    @property
    def scope(self) -> Scope:
        """What the latest choice comes to in the newest version."""
        return self.latest.scope

    @cached_property
    def asked_for(self) -> frozenset[str]:
        """The tasks that stood in a block when the plan walked it: what was added later is never overdue (§1)."""
        if len(self.edition.holding) == 1:
            return self.edition.newest.skeleton.task_ids
        found: set[str] = set()
        for block in self._mondays_with_ends[0]:
            last = self.last_monday_of(block)
            held = [version for version in self.edition.holding if last and version.monday <= last]
            bones = (held[-1] if held else self.edition.holding[0]).skeleton.by_id.get(block)
            found.update(bones.tasks if bones else ())
        return frozenset(found)

    @property
    def latest(self) -> Segment:
        """The segment that was begun last."""
        return self.segments[-1]

    # ---- counting weeks

    def _segment_on(self, day: date) -> Segment | None:
        """The segment of a day, as it was under the version of that time."""
        monday = week_of(day)
        segment = next((segment for segment in reversed(self.segments) if segment.starts_on <= monday), None)
        if segment is None or not segment.earlier:
            return segment
        versions = (*segment.earlier, segment)
        return next((one for one in reversed(versions) if one.version.monday <= monday), versions[0])

    def _last_walked(self, segment: Segment) -> PathWeek | None:
        """The last week of an earlier segment, where nothing is left to walk."""
        earlier = (other.path for other in reversed(self.segments) if other.starts_on < segment.starts_on)
        return next((path[-1] for path in earlier if path), None)

    @cached_property
    def _mondays_with_ends(self) -> tuple[dict[str, tuple[date, ...]], dict[str, date]]:
        """For each block and free stretch, the Mondays on which its weeks begin, and that of its last calendar week.

        They differ where the pace is slower than written: a roadmap week then takes several calendar weeks.
        """
        found: dict[str, tuple[date, ...]] = {}
        ends: dict[str, date] = {}
        for number, segment in enumerate(self.segments):
            last = number + 1 == len(self.segments)
            until = len(segment.path) if last else self._position(segment, self.segments[number + 1].starts_on)
            walked: dict[str, list[date]] = {}
            for index, week in enumerate(segment.path[:until]):
                walked.setdefault(week.key, []).append(self._monday_of_step(segment, segment.step_of(index)))
                last_step = max(segment.step_of(index), segment.step_of(index + 1) - 1)
                ends[week.key] = self._monday_of_step(segment, last_step)
            again = segment.choice.again if segment.starts_on == segment.choice.monday else ()
            for key, mondays in walked.items():
                found[key] = (*(() if key in again else found.get(key, ())), *mondays)
        return found, ends

    def _position(self, segment: Segment, day: date) -> int:
        return segment.position(self._step(segment, day))

    def _step(self, segment: Segment, day: date) -> int:
        """k: how many unpaused weeks of the segment lie before a day's week."""
        return self._steps_between(segment.starts_on, week_of(day))

    def _steps_between(self, first: date, until: date) -> int:
        """How many weeks in which the plan did not wait lie between two Mondays."""
        return (until - first).days // 7 - sum(1 for monday in self.waiting_weeks if first <= monday < until)

    def _taken(self, segment: Segment) -> int:
        """How many calendar weeks a segment takes until the next one begins."""
        at = self.segments.index(segment)
        if at + 1 == len(self.segments):
            return segment.steps
        return min(segment.steps, self._step(segment, self.segments[at + 1].starts_on))

    def _monday_of_step(self, segment: Segment, step: int) -> date:
        monday = segment.starts_on + step * _WEEK
        for paused in self._paused_from(segment):
            if paused <= monday:
                monday += _WEEK
        return monday

    def _paused_from(self, segment: Segment) -> Iterator[date]:
        return (monday for monday in self.waiting_weeks if monday >= segment.starts_on)


_KEPT = 256
"""So many plans are kept: in a server most members walk the roadmap as written, and differ in their first Monday."""


class _Same:
    """An edition that is equal to itself alone: to compare what it holds would take longer than a plan."""

    __slots__ = ("edition",)

    def __init__(self, edition: Edition) -> None:
        self.edition = edition

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.edition is other.edition

    def __hash__(self) -> int:
        return id(self.edition)


def plan_of(
    edition: Edition,
    choices: tuple[Choice, ...],
    pauses: tuple[Pause, ...],
    own_days: tuple[OwnDays, ...],
    parked: tuple[date, ...],
    joined_late_on: date | None = None,
) -> Plan:
    """The plan of some choices; for those who chose the same it is the same one, with what it knows already."""
    return _kept_plan(_Same(edition), choices, pauses, own_days, parked, joined_late_on)


@lru_cache(maxsize=_KEPT)
def _kept_plan(
    same: _Same,
    choices: tuple[Choice, ...],
    pauses: tuple[Pause, ...],
    own_days: tuple[OwnDays, ...],
    parked: tuple[date, ...],
    joined_late_on: date | None,
) -> Plan:
    return Plan(same.edition, choices, pauses, own_days, parked, joined_late_on)
