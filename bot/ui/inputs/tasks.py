"""Tasks by what people type, or pick from the list."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from discord import app_commands

from bot.roadmap import Roadmap, Task
from bot.study.progress import Progress
from bot.ui.inputs import MOST_CHOICES
from bot.ui.replies import Refusal
from bot.ui.screens.layout import Screen
from bot.ui.screens.not_found import no_such_task, which_task_screen
from bot.words.task_names import task_names


def task_choices(roadmap: Roadmap, tasks: tuple[Task, ...], typed: str) -> list[app_commands.Choice[str]]:
    """Tasks to pick from."""
    names = task_names(roadmap)
    found = names.with_words(typed, tasks, MOST_CHOICES)
    return [app_commands.Choice(name=names.shown(task), value=task.id) for task in found]


def read_tasks(typed: str, progress: Progress, among: Callable[[], Sequence[Task]]) -> list[Task]:
    """The tasks that a text may mean: one by its id or name, or by a beginning that only one of `among` has.

    Several are to be asked back. Raises Refusal when there is none.
    """
    if found := task_names(progress.roadmap).meant(typed, among):
        return found
    raise Refusal(no_such_task(typed))


def which_task(typed: str, progress: Progress, found: list[Task], custom_id: str) -> Screen:
    """The question which of several tasks is meant, with a list to choose it from."""
    names = task_names(progress.roadmap)
    return which_task_screen(typed, [(task.id, names.shown(task)) for task in found], custom_id)
