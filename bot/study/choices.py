"""What a member chose for their plan: never what it came to in weeks, which is computed (§1, §3).

A choice names phases, projects and blocks by id, so that it still means the same after the roadmap was edited.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Scope:
    """What counts: everything; from a phase on; or, in focus, one phase and one project."""

    phase: str | None = None
    project: str | None = None

    @property
    def is_focus(self) -> bool:
        """Whether one phase and one project are all that counts."""
        return self.project is not None


WHOLE = Scope()


@dataclass(frozen=True, slots=True)
class Pace:
    """In how many calendar weeks: None is as written, one calendar week a roadmap week.

    `name` is that of a named pace; `finish_by` the day that was asked for.
    """

    weeks: int | None = None
    name: str | None = None
    finish_by: date | None = None


AS_WRITTEN = Pace()


@dataclass(frozen=True, slots=True)
class Choice:
    """From a Monday on, this scope at this pace; the first choice begins the plan.

    `again` names blocks that come again because something in them was open; `version` is the roadmap's version
    that the member had before them, `scoped_in` the one in which they chose the scope.
    """

    monday: date
    scope: Scope = WHOLE
    pace: Pace = AS_WRITTEN
    again: tuple[str, ...] = ()
    version: int = 1
    scoped_in: int = 1


@dataclass(frozen=True, slots=True)
class Pause:
    """Study days that count for nothing, from `first` up to, not including, `until`."""

    first: date
    until: date

    def covers(self, day: date) -> bool:
        """Whether a study day lies in the pause."""
        return self.first <= day < self.until


@dataclass(frozen=True, slots=True)
class OwnDays:
    """Study days of one's own, as weekdays, from a Monday on; none are the roadmap's rhythm again (§2)."""

    monday: date
    days: tuple[int, ...] = field(default=())
