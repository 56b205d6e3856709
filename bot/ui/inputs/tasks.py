"""Tasks by what people type, or pick from the list."""

from __future__ import annotations

from discord import app_commands

from bot.roadmap import Roadmap, Task
from bot.study.progress import Progress
from bot.study.task_names import task_names
from bot.ui.inputs import MOST_CHOICES
from bot.ui.replies import Refusal
from bot.ui.screens.not_found import no_such_task, several_tasks

_MOST_NAMED = 3


def task_choices(roadmap: Roadmap, tasks: tuple[Task, ...], typed: str) -> list[app_commands.Choice[str]]:
    """Tasks to pick from."""
    names = task_names(roadmap)
    found = names.with_words(typed, tasks, MOST_CHOICES)
    return [app_commands.Choice(name=names.shown(task), value=task.id) for task in found]


def read_task(typed: str, progress: Progress, among: tuple[Task, ...]) -> Task:
    """A task by its id or name, or by a beginning that only one of `among` has. Raises Refusal."""
    names = task_names(progress.roadmap)
    found = names.meant(typed, among)
    if len(found) == 1:
        return found[0]
    if not found:
        raise Refusal(no_such_task(typed))
    shown = [names.shown(task) for task in found[:_MOST_NAMED]]
    raise Refusal(several_tasks(typed, shown, len(found) - len(shown)))
