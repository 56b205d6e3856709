"""What the one who imports a file says beside it."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.roadmap.files.checklist.remarks import Refused
from bot.roadmap.model import DEFAULT_RHYTHM, RhythmDay

ACTIVITY = "Study"
"""What a study day is called in a roadmap whose file says nothing about study days."""

STUDY_DAYS = tuple(RhythmDay(day=row.day, activity=ACTIVITY, hours=row.hours) for row in DEFAULT_RHYTHM)


@dataclass(frozen=True, slots=True)
class Wishes:
    """None and False leave it to the file."""

    name: str | None = None
    weeks: int | None = None
    """The length of a file that has no weeks itself."""
    bullets: bool = False
    """Whether plain bullets are tasks."""
    section: str | None = None
    study_days: tuple[RhythmDay, ...] | None = None


def study_days(days: Sequence[str], hours: Sequence[float]) -> tuple[RhythmDay, ...]:
    """Study days from their names (Mon, Wed, Sat if there are none) and hours (one number holds for all; 1 if none).

    Refused where a day comes twice, or the hours are not as many as the days.
    """
    named = list(days) or [row.day for row in STUDY_DAYS]
    each = list(hours) or [1.0]
    each = each * len(named) if len(each) == 1 else each
    if len(each) != len(named):
        raise Refused(f"{len(named)} study days and {len(each)} hours: give one number for all, or one for each day.")
    if len(set(named)) != len(named):
        raise Refused("A study day is named twice; name each once.")
    rows = [{"day": day, "activity": ACTIVITY, "hours": float(many)} for day, many in zip(named, each, strict=True)]
    return tuple(sorted(map(RhythmDay.model_validate, rows), key=lambda row: row.weekday))
