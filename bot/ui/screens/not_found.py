"""What is said where a week, a task, a phase or an item is not in the roadmap, or is no longer."""

from __future__ import annotations

from collections.abc import Sequence

from bot.ui.screens.layout import CALM, MOST_CHOICES, Screen, plain, short
from bot.words import tr, tr_n


def no_such_week(week: int, last: int) -> str:
    """That a roadmap is shorter."""
    return tr("This roadmap has no week {week}. It runs from week 1 to week {last}.", week=week, last=last)


def no_such_task(typed: str) -> str:
    """That nothing in the roadmap is called so."""
    return tr(
        "“{typed}” isn't a task in this roadmap. Start typing and pick one from the list.",
        typed=plain(short(typed, 60)),
    )


def which_task_screen(typed: str, tasks: Sequence[tuple[str, str]], custom_id: str) -> Screen:
    """That several tasks are called so, with the first of them to choose from, by id and name."""
    more = len(tasks) - MOST_CHOICES
    return Screen(
        tr("“{typed}” matches several tasks. Choose one:", typed=plain(short(typed, 60))),
        more_tasks_match(more) if more > 0 else "",
        colour=CALM,
    ).choice(custom_id, tr("Choose a task…"), tasks)


def more_tasks_match(more: int) -> str:
    """That a list is not all of them."""
    return tr_n(
        "-# {number} more task matches. Type more of its name to find it.",
        "-# {number} more tasks match. Type more of the name to find one of them.",
        more,
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
