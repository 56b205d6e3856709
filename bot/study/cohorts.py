"""Cohorts: who starts together, when a plan begins that is joined late, and who agreed to be seen (§12)."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from bot.study.days import first_monday, week_of
from bot.study.letters import same_letters, without_marks

JOINS_IN = timedelta(days=14)
"""So long after its start a cohort's Monday is everybody's; and so long what they missed is not overdue."""

LONGEST_NAME = 50
LONGEST_SHOWN_NAME = 32
"""Characters of a display name: Discord allows no more."""

MOST_COHORTS = 40
"""So many a server may have at a time."""

MOST_INVITED_TO = 3
"""So many cohorts an invitation has buttons for."""

_DIRECTIONS = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})

WEEKS_BACK = timedelta(weeks=8)
"""A cohort may be made for a group that has started already, if it was not longer ago."""


class Shares(StrEnum):
    """What a cohort's organisers see of a member who agreed."""

    SUMS = "sums"
    """Nobody sees anyone."""
    MENTORS = "mentors"
    """A role sees week, tasks done, last study day and checkpoints."""


@dataclass(frozen=True, slots=True)
class Cohort:
    """A group of a server that walks a roadmap from a Monday on.

    `joins_until` is the last day to join on; `terms` counts the changes of what is shared, or with whom; `size` says
    how many are in it, where it was counted.
    """

    guild_id: int
    number: int
    name: str
    monday: date
    roadmap_id: int
    shares: Shares = Shares.SUMS
    role_id: int | None = None
    joins_until: date | None = None
    terms: int = 1
    size: int = 0

    def takes(self, day: date) -> bool:
        """Whether somebody may still join on a day."""
        return self.joins_until is None or day <= self.joins_until

    def is_to_begin(self, day: date) -> bool:
        """Whether somebody may still begin with it on a day: it has yet to start, or may still be joined."""
        return day < self.monday or self.takes(day)


@dataclass(frozen=True, slots=True)
class Membership:
    """A member in a cohort: `answered` are the terms they know; `name` is theirs where they agreed to be seen."""

    cohort: Cohort
    joined_on: date
    answered: int
    name: str | None = None

    @property
    def has_agreed(self) -> bool:
        """Whether the role may see them: they agreed to what holds now."""
        return self.cohort.shares is Shares.MENTORS and self.name is not None and self.answered == self.cohort.terms

    @property
    def is_to_be_asked(self) -> bool:
        """Whether the admin has changed what is shared, or with whom, since they were asked."""
        return self.answered < self.cohort.terms


def read_name(typed: str) -> str:
    """A cohort's name as it is kept: one line without control characters; empty if nothing of it can be seen."""
    name = " ".join("".join(letter for letter in " ".join(typed.split()) if not _is_control(letter)).split())
    return name if any(unicodedata.category(letter)[0] not in "CZ" for letter in name) else ""


def _is_control(letter: str) -> bool:
    return unicodedata.category(letter) == "Cc" or unicodedata.bidirectional(letter) in _DIRECTIONS


def sorts_as(name: str) -> str:
    """The place of a name in a list: without marks and letter case, then as it is written."""
    return f"{without_marks(name)}\x1f{same_letters(name)}"


def coming_monday(day: date) -> date:
    """The Monday on which a group starts for which this day is named: the day itself, or the Monday after it."""
    return week_of(day) if day.weekday() == 0 else week_of(day) + timedelta(weeks=1)


def invited_to(cohorts: Sequence[Cohort], today: date) -> list[Cohort]:
    """The cohorts that an invitation offers: those that begin with all who join now, the next ones first."""
    fresh = (one for one in cohorts if one.takes(today) and today <= one.monday + JOINS_IN)
    return sorted(fresh, key=lambda one: one.monday)[:MOST_INVITED_TO]


def starts_for(cohort_monday: date, today: date) -> tuple[date, ...]:
    """The Mondays on which the plan of somebody may start who joins a cohort on a study day (§12).

    It is the cohort's for whoever joins before it or up to 14 days after it; later there is the choice between it
    and one's own.
    """
    if today <= cohort_monday + JOINS_IN:
        return (cohort_monday,)
    return cohort_monday, first_monday(today)


def late_on(starts: date, today: date) -> date | None:
    """The day on which a plan is joined whose first week is over; None where nothing was missed."""
    return today if starts < week_of(today) else None
