"""When a plan ends, when the present pace would end it, and how the roadmap's weeks are spread over it (§3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.study.forecast import forecast
from bot.study.progress import Progress


@dataclass(frozen=True, slots=True)
class Ending:
    """The plan's first and last day, as seen today, and so many of the roadmap's weeks in so many of the calendar's."""

    today: date
    starts: date
    ends: date
    is_over: bool
    is_complete: bool
    forecast: date | None
    roadmap_weeks: int
    calendar_weeks: int


def ending_of(progress: Progress) -> Ending:
    """How a member's plan lies in the calendar."""
    plan, segment = progress.plan, progress.plan.latest
    return Ending(
        today=progress.today,
        starts=plan.starts_on,
        ends=plan.ends_on,
        is_over=plan.has_ended(progress.today),
        is_complete=progress.is_complete,
        forecast=forecast(progress),
        roadmap_weeks=len(segment.path),
        calendar_weeks=segment.steps,
    )
