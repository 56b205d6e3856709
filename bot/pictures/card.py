"""The progress card: how far a member is, at a glance (product §8). Their name stands in the message, not here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.pictures.labels import label, on, projects_in_words
from bot.pictures.standing import standing_words
from bot.study.calendar import Calendar, calendar, days_in_words
from bot.study.milestones import next_milestone
from bot.study.progress import Progress
from bot.study.projects import ProjectState, projects
from bot.study.standing import Standing, forecast, standing
from bot.study.words import counted

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
    milestone: tuple[str, date | None] | None
    """What comes next, and by when if that is not past."""

    def words(self) -> str:
        """The same in words."""
        phases = (
            f"phase {phase.number} {phase.label[:_LONGEST_LABEL]} "
            + (f"{phase.done} of {phase.total}" if phase.total else "not in your plan")
            for phase in self.phases
        )
        said = [
            f"{self.heading}. {self.standing_words}. {self.done} of {counted(self.total, 'task')}: {', '.join(phases)}",
            ", ".join(projects_in_words(self.projects)),
            f"Study days week by week: {days_in_words(self.calendar.past[-_WEEKS_IN_WORDS:])}",
            f"Streak {counted(self.streak, 'week')}, {counted(self.freezes, 'freeze')}",
            f"Plan ends {on(self.ends)}" + (f", at this pace {on(self.forecast)}" if self.forecast else ""),
            f"Next: {self.milestone[0][:_LONGEST_LABEL]}{_by(self.milestone[1])}" if self.milestone else "",
        ]
        return ". ".join(filter(None, said)) + "."


def card_of(progress: Progress) -> Card:
    """What the card of a member shows."""
    milestone = next_milestone(progress)
    return Card(
        heading=_heading(progress),
        standing=standing(progress),
        standing_words=standing_words(progress),
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
        return "Plan over"
    return f"Week {progress.week_number} of {progress.plan.total_weeks}"


def _by(day: date | None) -> str:
    return f" by {on(day)}" if day else ""
