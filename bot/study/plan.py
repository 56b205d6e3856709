"""The plan: which roadmap week is due on a date (product §3). Integers only.

A plan is a row of segments, each spreading a path of roadmap weeks over calendar weeks; a change of
plan adds a segment and never touches an earlier one. Paused weeks count for nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from bot.study.days import days_of, week_of

_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Segment:
    """From a Monday on, this path (roadmap weeks in order) is spread over so many calendar weeks.

    `scope` holds the roadmap weeks that count meanwhile, walked ones too; empty, it is what the path says.
    `focus` names a phase and a project ("phase-id/project-id") while only these are in scope.
    """

    starts_on: date
    path: tuple[int, ...]
    weeks: int
    scope: tuple[int, ...] = ()
    focus: str | None = None

    def position(self, step: int) -> int:
        """How many weeks of the path lie behind the step-th unpaused week; the path's length at its end."""
        return min(step * len(self.path) // self.weeks, len(self.path))

    def step_of(self, index: int) -> int:
        """The calendar step in which the index-th week of the path is worked on."""
        step = -(-index * self.weeks // len(self.path))
        return step - 1 if self.position(step) > index else step


@dataclass(frozen=True, slots=True)
class Pause:
    """Study days that count for nothing, from `first` up to, not including, `until`."""

    first: date
    until: date

    def covers(self, day: date) -> bool:
        """Whether a study day lies in the pause."""
        return self.first <= day < self.until


@dataclass(frozen=True, slots=True)
class Plan:
    """A member's segments (at least one, by start), pauses, and the roadmap's rhythm weekdays."""

    segments: tuple[Segment, ...]
    pauses: tuple[Pause, ...] = ()
    rhythm: tuple[int, ...] = (0, 2, 5)
    _latest_first: tuple[Segment, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_latest_first", tuple(sorted(self.segments, key=lambda s: s.starts_on, reverse=True)))

    @property
    def starts_on(self) -> date:
        """The Monday of the plan's first week."""
        return self._latest_first[-1].starts_on

    @property
    def ends_on(self) -> date:
        """The last day (a Sunday) of the plan's last week, with the pauses known today."""
        return self._monday_of_step(self.latest, self.latest.weeks - 1) + timedelta(days=6)

    def target(self, monday: date) -> int:
        """The study days that keep a week: its unpaused rhythm days (§4)."""
        return sum(
            1
            for day in days_of(monday)
            if day.weekday() in self.rhythm and not any(pause.covers(day) for pause in self.pauses)
        )

    def is_paused(self, monday: date) -> bool:
        """Whether no rhythm day of a week is left by the pauses."""
        return self.target(monday) == 0

    def due_week(self, day: date) -> int | None:
        """The roadmap week due on a study day: None before the start, the last one after the end."""
        segment = self._segment_on(day)
        if segment is None:
            return None
        return segment.path[min(self._position(segment, day), len(segment.path) - 1)]

    def due_weeks(self, day: date) -> tuple[int, ...]:
        """All roadmap weeks to be worked on in a day's week: several when the pace is faster than written."""
        segment = self._segment_on(day)
        if segment is None:
            return ()
        step = self._step(segment, day)
        first = min(segment.position(step), len(segment.path) - 1)
        return segment.path[first : max(first + 1, segment.position(step + 1))]

    def is_over(self, week: int, day: date) -> bool:
        """Whether the plan has passed a roadmap week by a study day."""
        segment = self._segment_on(day)
        if segment is None:
            return False
        if week in segment.path:
            return segment.path.index(week) < self._position(segment, day)
        return any(week in self._walked(earlier) for earlier in self._before(segment))

    def has_ended(self, day: date) -> bool:
        """Whether the plan's last week is over."""
        return day > self.ends_on

    def monday_of(self, week: int) -> date | None:
        """The Monday of the calendar week in which a roadmap week is worked on; None when out of scope."""
        for segment in self._latest_first:
            if week in self._walked(segment):
                return self._monday_of_step(segment, segment.step_of(segment.path.index(week)))
        return None

    def speed(self, day: date) -> tuple[int, int]:
        """Roadmap weeks for calendar weeks on a study day, as a fraction; (1, 1) is as written."""
        segment = self._segment_on(day) or self._latest_first[-1]
        return len(segment.path), segment.weeks

    @property
    def latest(self) -> Segment:
        """The segment that was begun last."""
        return self._latest_first[0]

    @property
    def latest_speed(self) -> tuple[int, int]:
        """Roadmap weeks for calendar weeks in the latest segment."""
        return len(self.latest.path), self.latest.weeks

    @property
    def focus(self) -> str | None:
        """The phase and project in focus, if any."""
        return self.latest.focus

    @property
    def scope(self) -> frozenset[int]:
        """The roadmap weeks in scope: as the latest segment says, else all that was walked or lies ahead."""
        if self.latest.scope:
            return frozenset(self.latest.scope)
        return frozenset(week for segment in self.segments for week in self._walked(segment))

    def _segment_on(self, day: date) -> Segment | None:
        monday = week_of(day)
        return next((segment for segment in self._latest_first if segment.starts_on <= monday), None)

    def _before(self, segment: Segment) -> Iterable[Segment]:
        return (other for other in self.segments if other.starts_on < segment.starts_on)

    def _walked(self, segment: Segment) -> tuple[int, ...]:
        """The weeks of a segment's path that are left behind when the next segment begins; the last keeps all."""
        later = [other.starts_on for other in self.segments if other.starts_on > segment.starts_on]
        return segment.path[: self._position(segment, min(later))] if later else segment.path

    def _position(self, segment: Segment, day: date) -> int:
        return segment.position(self._step(segment, day))

    def _step(self, segment: Segment, day: date) -> int:
        """k: how many unpaused weeks of the segment lie before a day's week."""
        weeks = (week_of(day) - segment.starts_on) // _WEEK
        return weeks - sum(1 for monday in self._paused_weeks() if segment.starts_on <= monday < week_of(day))

    def _monday_of_step(self, segment: Segment, step: int) -> date:
        monday = segment.starts_on + step * _WEEK
        for paused in self._paused_weeks():
            if segment.starts_on <= paused <= monday:
                monday += _WEEK
        return monday

    def _paused_weeks(self) -> Iterator[date]:
        """The Mondays of all paused weeks, in order."""
        touched = {
            monday
            for pause in self.pauses
            for n in range(max(0, (pause.until - week_of(pause.first)).days + 6) // 7)
            if self.is_paused(monday := week_of(pause.first) + n * _WEEK)
        }
        yield from sorted(touched)
