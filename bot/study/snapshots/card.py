"""The progress card: how far a member is, at a glance (§8). Their name stands in the message, not here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.study.calendar import Calendar, calendar
from bot.study.milestones import next_milestone
from bot.study.progress import Progress
from bot.study.projects import ProjectState, projects
from bot.study.snapshots.ending import Ending, ending_of
from bot.study.snapshots.phases import PhaseCount, PresentPhase, phase_counts, phase_in_colour, present
from bot.study.snapshots.standing import Finish, finish
from bot.study.snapshots.status import Status, status
from bot.study.snapshots.this_week import ThisWeek, this_week

_MOST_PHASES = 12


@dataclass(frozen=True, slots=True)
class NextMilestone:
    """What comes next, in which roadmap week, and by when if that is not past."""

    title: str
    week: int
    day: date | None


@dataclass(frozen=True, slots=True)
class Card:
    """What the progress card shows, and its alt text. Equal cards give equal pictures."""

    status: Status
    colour: int
    """The number of the phase in whose colour it is."""
    done: int
    total: int
    ring: tuple[PhaseCount, ...]
    """All phases that are in the plan."""
    present: PresentPhase | None
    week: ThisWeek
    streak: int
    freezes: int
    study_days: int
    """All there were so far."""
    calendar: Calendar
    milestone: NextMilestone | None
    finish: Finish | None
    phases: tuple[PhaseCount, ...]
    """In or out of the plan; of many those around the present one."""
    projects: tuple[ProjectState, ...]
    ending: Ending


def card_of(progress: Progress) -> Card:
    """What the card of a member shows."""
    milestone = next_milestone(progress)
    return Card(
        status=status(progress),
        colour=phase_in_colour(progress),
        done=progress.done,
        total=progress.total,
        ring=phase_counts(progress, tuple(part for part in progress.phases if part.total)),
        present=present(progress),
        week=this_week(progress),
        streak=progress.streak.weeks,
        freezes=progress.streak.freezes,
        study_days=len(progress.study_days),
        calendar=calendar(progress),
        milestone=NextMilestone(milestone[0].title, milestone[0].week, milestone[1]) if milestone else None,
        finish=finish(progress),
        phases=phase_counts(progress, progress.phases_around(_MOST_PHASES)),
        projects=tuple(part.state for part in projects(progress)),
        ending=ending_of(progress),
    )
