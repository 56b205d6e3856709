"""What tasks are called in the language of the moment: made once, as each key that is typed asks for all 2,000."""

from __future__ import annotations

from functools import lru_cache

from bot.roadmap import Roadmap, Weeks
from bot.study.task_names import TaskNames
from bot.words.catalogue import language, tr


def task_names(roadmap: Roadmap) -> TaskNames:
    """The names of a roadmap's tasks."""
    return _kept(_Same(roadmap), language())


def in_weeks(weeks: Weeks) -> str:
    """Weeks by their numbers: "week 3", "weeks 3-4"."""
    numbers = str(weeks)
    return tr("week {weeks}", weeks=numbers) if weeks.count == 1 else tr("weeks {weeks}", weeks=numbers)


class _Same:
    """A roadmap that is known by its identity: comparing and hashing all that it holds would take too long."""

    def __init__(self, roadmap: Roadmap) -> None:
        self.roadmap = roadmap

    def __hash__(self) -> int:
        return id(self.roadmap)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.roadmap is self.roadmap


@lru_cache(maxsize=32)
def _kept(same: _Same, _spoken: str) -> TaskNames:
    return TaskNames(same.roadmap, in_weeks)
