"""Tasks by what people type, or pick from the list."""

from __future__ import annotations

from discord import app_commands

from bot.roadmap import Roadmap, Task
from bot.study.progress import Progress
from bot.study.task_names import task_names
from bot.study.words import listed
from bot.ui.inputs import MOST_CHOICES
from bot.ui.replies import Refusal
from bot.ui.screens.layout import plain, short

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
    said = f"“{plain(short(typed, 60))}”"
    if not found:
        raise Refusal(f"{said} is not a task of this roadmap. Start typing and pick one from the list.")
    shown = [f"“{plain(names.shown(task))}”" for task in found[:_MOST_NAMED]]
    more = (f"{len(found) - len(shown)} more",) if len(found) > len(shown) else ()
    raise Refusal(f"{said} fits several tasks: {listed((*shown, *more))}. Start typing and pick one from the list.")
