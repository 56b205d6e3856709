"""The progress card: how far a member is, at a glance (product §8). Their name stands in the message, not here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.study.calendar import Calendar, calendar
from bot.study.milestones import next_milestone
from bot.study.progress import Progress
from bot.study.projects import ProjectState, projects
from bot.study.snapshots.status import Status, status
from bot.study.standing import forecast

_MOST_PHASES = 12


@dataclass(frozen=True, slots=True)
class PhaseCount:
    """A phase: its number, its title, how many of its tasks in scope are done."""

    number: int
    title: str
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class NextMilestone:
    """What comes next, in which roadmap week, and by when if that is not past."""

    title: str
    week: int
    day: date | None


@dataclass(frozen=True, slots=True)
class Card:
    """What the progress card shows. Equal cards give equal pictures."""

    status: Status
    done: int
    total: int
    phases: tuple[PhaseCount, ...]
    projects: tuple[ProjectState, ...]
    calendar: Calendar
    streak: int
    freezes: int
    ends: date
    forecast: date | None
    milestone: NextMilestone | None


def card_of(progress: Progress) -> Card:
    """What the card of a member shows."""
    milestone = next_milestone(progress)
    return Card(
        status=status(progress),
        done=progress.done,
        total=progress.total,
        phases=tuple(
            PhaseCount(part.number, part.phase.title, part.done, part.total)
            for part in progress.phases_around(_MOST_PHASES)
        ),
        projects=tuple(part.state for part in projects(progress)),
        calendar=calendar(progress),
        streak=progress.streak.weeks,
        freezes=progress.streak.freezes,
        ends=progress.plan.ends_on,
        forecast=forecast(progress),
        milestone=NextMilestone(milestone[0].title, milestone[0].week, milestone[1]) if milestone else None,
    )
