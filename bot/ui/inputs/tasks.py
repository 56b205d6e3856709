"""Tasks."""

from __future__ import annotations

from discord import app_commands

from bot.roadmap import Task
from bot.study.progress import Progress
from bot.ui.inputs import MOST_CHOICES
from bot.ui.replies import Refusal
from bot.ui.screens.layout import short


def matching(tasks: tuple[Task, ...], typed: str) -> list[Task]:
    """The tasks whose text has all words typed, in their order, those that begin so first."""
    words = typed.casefold().split()
    found = [task for task in tasks if all(word in task.text.casefold() for word in words)]
    return sorted(found, key=lambda task: not task.text.casefold().startswith(typed.casefold().strip()))


def task_choices(tasks: tuple[Task, ...], typed: str) -> list[app_commands.Choice[str]]:
    """Tasks to pick from."""
    return [
        app_commands.Choice(name=short(task.text, 100), value=task.id) for task in matching(tasks, typed)[:MOST_CHOICES]
    ]


def read_task(typed: str, progress: Progress, among: tuple[Task, ...]) -> Task:
    """A task by its id, or by words that only one of `among` has. Raises Refusal."""
    if task := progress.roadmap.task(typed.strip()):
        return task
    found = matching(among, typed) or matching(progress.roadmap.tasks, typed)
    if len(found) == 1:
        return found[0]
    reason = "fits several tasks" if found else "is not a task of this roadmap"
    raise Refusal(f"“{short(typed, 60)}” {reason}. Start typing and pick one from the list.")
