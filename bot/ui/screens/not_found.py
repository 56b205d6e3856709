"""What is said where a week, a task, a phase or an item is not in the roadmap, or is no longer."""

from __future__ import annotations

from collections.abc import Sequence

from bot.ui.screens.layout import plain, short
from bot.words import listed, tr


def no_such_week(week: int, last: int) -> str:
    """That a roadmap is shorter."""
    return tr("This roadmap has no week {week}. It runs from week 1 to week {last}.", week=week, last=last)


def no_such_task(typed: str) -> str:
    """That nothing in the roadmap is called so."""
    return tr(
        "“{typed}” isn't a task in this roadmap. Start typing and pick one from the list.",
        typed=plain(short(typed, 60)),
    )


def several_tasks(typed: str, names: Sequence[str], more: int) -> str:
    """That several tasks are called so: some of their names, and how many more there are."""
    named = [f"“{plain(name)}”" for name in names]
    return tr(
        "“{typed}” matches several tasks: {tasks}. Start typing and pick one from the list.",
        typed=plain(short(typed, 60)),
        tasks=listed((*named, tr("{number} more", number=more)) if more else named),
    )


def week_gone() -> str:
    """That a button's week has left the roadmap."""
    return tr("That week is no longer in the roadmap. /week shows the one you're in.")


def task_gone() -> str:
    """That a button's task has left the roadmap."""
    return tr("That task is no longer in the roadmap. Open the week again with /week.")


def tasks_gone() -> str:
    """That all tasks that were chosen have left the roadmap."""
    return tr("Those tasks are no longer in the roadmap. Open the week again with /week.")


def phase_gone() -> str:
    """That a button's phase has left the roadmap."""
    return tr("That phase is no longer in the roadmap. /roadmap shows what's in it now.")


def checkpoint_gone() -> str:
    """That the phase of a checkpoint has left the roadmap."""
    return tr("That phase is no longer in the roadmap. /checkpoint shows the one you're in.")


def item_gone() -> str:
    """That a checkpoint's item has left the roadmap."""
    return tr("That item is no longer in the roadmap. Open the checkpoint again with /checkpoint.")
