"""Where a member stands, in the few words that a picture has room for."""

from __future__ import annotations

from bot.pictures.labels import on
from bot.study.progress import Progress
from bot.study.standing import Standing, done_early, standing
from bot.study.words import counted


def standing_words(progress: Progress) -> str:
    """Where a member stands, in a few words."""
    match standing(progress):
        case Standing.DONE:
            return "Every task that counts is done"
        case Standing.PAUSED:
            return f"Paused until {on(progress.pause.until)}" if progress.pause else "Paused"
        case Standing.WAITING:
            return f"Starts {on(progress.plan.starts_on)}"
        case Standing.BEHIND:
            return f"{counted(len(progress.overdue), 'task')} from earlier weeks open"
        case Standing.AHEAD:
            return f"Ahead: {counted(len(done_early(progress)), 'task')} done early"
        case Standing.ON_TRACK:
            return "On track"
