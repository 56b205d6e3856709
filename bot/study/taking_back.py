"""What stays when something is taken back: closed weeks don't change (§2, §4)."""

from __future__ import annotations

from datetime import date

from bot.study.days import week_of
from bot.study.journal import FinishedSpan
from bot.study.progress import Progress


def day_that_stays(progress: Progress, entry_id: str) -> date | None:
    """The study day of a task or checkpoint item that stays history when it is taken back; None in an open week."""
    day = progress.record.journal.day_of(entry_id)
    return day if day and not progress.is_open(week_of(day)) else None


def span_that_stays(progress: Progress) -> FinishedSpan | None:
    """The weeks in which the roadmap was finished, before something is opened again; None when it is not."""
    return FinishedSpan(progress.finished_on, week_of(progress.today)) if progress.finished_on else None
