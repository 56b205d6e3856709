"""What tasks are called where somebody picks or types one (§6)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from bot.roadmap import Roadmap, Task, Weeks
from bot.study.letters import without_marks
from bot.study.naming import Names, begins_a_word
from bot.study.text import shortened

LONGEST_NAME = 100
"""Characters that Discord shows of a choice."""
_LONGEST_TYPED = 500
"""Longer than any text with spaces around it; Discord lets people send 6,000 characters."""


class TaskNames:
    """The names of a roadmap's tasks; `in_weeks` says the weeks of a block in words."""

    def __init__(self, roadmap: Roadmap, in_weeks: Callable[[Weeks], str]) -> None:
        self._roadmap = roadmap
        self._keys = {task.id: without_marks(task.text) for task in roadmap.tasks}
        self._shown, self._alike = _all_different(roadmap, in_weeks)
        self._searched = {
            task.id: f" {self._keys[task.id]}"
            + (f" {without_marks(self._shown[task.id])}" if task.id in self._alike else "")
            for task in roadmap.tasks
        }
        self._names = Names((task, (task.text, self._shown[task.id])) for task in roadmap.tasks)

    def shown(self, task: Task) -> str:
        """A task's text, with its week where another one reads the same; no two tasks are shown alike."""
        return self._shown[task.id]

    def is_told_apart(self, task: Task) -> bool:
        """Whether another task reads the same, so that its week stands with it."""
        return task.id in self._alike

    def whole(self, task: Task) -> str:
        """The same with nothing cut, for where there is room."""
        return task.text + self._alike.get(task.id, "")

    def with_words(self, typed: str, tasks: Sequence[Task], most: int) -> list[Task]:
        """The tasks to offer while somebody types: those with all the words, the best match first.

        First those that begin so, then those in which a word does; else they keep their order.
        """
        key = without_marks(typed[:_LONGEST_TYPED])
        words = key.split()
        found = [(self._searched[task.id], task) for task in tasks]
        for word in words:
            found = [pair for pair in found if word in pair[0]]
        if not found:
            return self._exactly(typed, tasks)[:most]
        return _best_first(found, key, words, most)

    def meant(self, typed: str, among: Callable[[], Sequence[Task]]) -> list[Task]:
        """The tasks that a sent text means: one is taken, several are too many.

        An id, the text or what a list showed of it is an exact match; the beginning of a word is enough where only
        one of `among` has it, or none of these and one other. These are asked for only where it is no id.
        """
        if len(typed) > _LONGEST_TYPED:
            return []
        if task := self._roadmap.task(typed.strip().lower()):
            return [task]
        if exact := self._names.exactly(typed):
            return self._exactly(typed, among()) or exact
        return self._begun(typed, among()) or self._begun(typed, self._roadmap.tasks)

    def _exactly(self, typed: str, tasks: Sequence[Task]) -> list[Task]:
        ids = {task.id for task in tasks}
        return [task for task in self._names.exactly(typed) if task.id in ids]

    def _begun(self, typed: str, tasks: Sequence[Task]) -> list[Task]:
        fitting = begins_a_word(typed, [self._keys[task.id] for task in tasks])
        return [task for task, fits in zip(tasks, fitting, strict=True) if fits]


def _best_first(found: list[tuple[str, Task]], key: str, words: Sequence[str], most: int) -> list[Task]:
    """Of tasks with their searched texts those that begin with the key, then those with words that begin so."""
    begins = f" {key}"
    best = [task for text, task in found if text.startswith(begins)]
    if len(best) >= most:
        return best[:most]
    with_words = found
    for begins in (f" {word}" for word in words):
        with_words = [pair for pair in with_words if begins in pair[0]]
    in_order = (*best, *(task for _, task in with_words[: 2 * most]), *(task for _, task in found[: 3 * most]))
    return list({task.id: task for task in in_order}.values())[:most]


def _all_different(roadmap: Roadmap, in_weeks: Callable[[Weeks], str]) -> tuple[dict[str, str], dict[str, str]]:
    """What is shown of each task, by its id; and of those that look like another what tells them apart: their week."""
    shown = {task.id: shortened(task.text, LONGEST_NAME) for task in roadmap.tasks}
    blocks = {task.id: block for block in roadmap.blocks for task in block.tasks}
    alike = {task_id: f" · {in_weeks(blocks[task_id].weeks)}" for task_id in _shared(shown)}
    texts = {task.id: task.text for task in roadmap.tasks}
    room = LONGEST_NAME - len(" (2000)")
    shown |= {task_id: shortened(texts[task_id], room - len(week)) + week for task_id, week in alike.items()}
    count = Counter[str]()
    for task_id, key in _shared(shown).items():  # the same text twice in one block
        count[key] += 1
        alike[task_id] += f" ({count[key]})"
        shown[task_id] += f" ({count[key]})"
    return shown, alike


def _shared(shown: Mapping[str, str]) -> dict[str, str]:
    """The ids whose text reads like another's, each with that text without its marks."""
    keys = {task_id: without_marks(text) for task_id, text in shown.items()}
    bearers = Counter(keys.values())
    return {task_id: key for task_id, key in keys.items() if bearers[key] > 1}
