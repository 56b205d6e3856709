"""The progress card: how far a member is, at a glance (product §8). Their name stands in the message, not here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.pictures.labels import counted, label, listed, on
from bot.study.calendar import Calendar, calendar
from bot.study.progress import Progress
from bot.study.projects import ProjectState, projects
from bot.study.standing import Standing, done_early, forecast, standing

_MOST_PHASES = 12
_LONGEST_LABEL = 40
_WEEKS_IN_WORDS = 26


@dataclass(frozen=True, slots=True)
class PhaseBar:
    """A phase: its number, what it is called, how many of its tasks in scope are done."""

    number: int
    label: str
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Card:
    """What the progress card shows. Equal cards give equal pictures."""

    heading: str
    standing: Standing
    standing_words: str
    done: int
    total: int
    phases: tuple[PhaseBar, ...]
    projects: tuple[ProjectState, ...]
    calendar: Calendar
    streak: int
    freezes: int
    ends: date
    forecast: date | None
    milestone: tuple[str, date] | None

    def words(self) -> str:
        """The same in words."""
        phases = (
            f"phase {phase.number} {phase.label[:_LONGEST_LABEL]} "
            + (f"{phase.done} of {phase.total}" if phase.total else "not in the plan")
            for phase in self.phases
        )
        said = [
            f"{self.heading}. {self.standing_words}. {self.done} of {counted(self.total, 'task')}: {', '.join(phases)}",
            _projects_in_words(self.projects),
            f"Study days by week: {', '.join(str(week.studied) for week in self.calendar.past[-_WEEKS_IN_WORDS:])}",
            f"Streak {counted(self.streak, 'week')}, {counted(self.freezes, 'freeze')}",
            f"Plan ends {on(self.ends)}" + (f", at this pace {on(self.forecast)}" if self.forecast else ""),
            f"Next: {self.milestone[0][:_LONGEST_LABEL]} by {on(self.milestone[1])}" if self.milestone else "",
        ]
        return ". ".join(filter(None, said)) + "."


def card_of(progress: Progress) -> Card:
    """What the card of a member shows."""
    milestone = progress.next_milestone
    return Card(
        heading=_heading(progress),
        standing=standing(progress),
        standing_words=_standing_words(progress),
        done=progress.done,
        total=progress.total,
        phases=tuple(
            PhaseBar(part.number, label(part.phase.title, f"Phase {part.number}"), part.done, part.total)
            for part in progress.phases_around(_MOST_PHASES)
        ),
        projects=tuple(part.state for part in projects(progress)),
        calendar=calendar(progress),
        streak=progress.streak.weeks,
        freezes=progress.streak.freezes,
        ends=progress.plan.ends_on,
        forecast=forecast(progress),
        milestone=(label(milestone[0].title, f"Week {milestone[0].week}"), milestone[1]) if milestone else None,
    )


def _heading(progress: Progress) -> str:
    if progress.is_complete:
        return "Roadmap complete"
    if progress.has_started and progress.plan.has_ended(progress.today):
        return "Every week walked"
    return f"Week {progress.week} of {progress.roadmap.weeks_total}"


def _standing_words(progress: Progress) -> str:
    match standing(progress):
        case Standing.DONE:
            return "Every task that counts is done"
        case Standing.PAUSED:
            return f"Paused until {on(progress.pause.until)}" if progress.pause else "Paused"
        case Standing.WAITING:
            return f"Starts {on(progress.plan.starts_on)}"
        case Standing.BEHIND:
            return f"Behind: {counted(len(progress.overdue), 'task')} from earlier weeks open"
        case Standing.AHEAD:
            return f"Ahead: {counted(len(done_early(progress)), 'task')} done early"
        case Standing.ON_TRACK:
            return "On track"


def _projects_in_words(states: Sequence[ProjectState]) -> str:
    by_state = {state: [n for n, other in enumerate(states, start=1) if other is state] for state in states}
    said = (f"{listed(numbers)} {state}" for state, numbers in by_state.items())
    return f"Projects: {', '.join(said)}" if states else ""
