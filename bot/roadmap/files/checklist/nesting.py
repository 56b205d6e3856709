"""Which headings hold what comes next: lists, quotes and folds end those inside them."""

from dataclasses import dataclass

from bot.roadmap.files.checklist.labels import is_checkpoint
from bot.roadmap.files.checklist.outline import Section, Task

_MOST_FOLDS = 20


@dataclass(slots=True)
class Container:
    """An open list, list item, quote or fold; headings inside it end with it."""

    kind: str
    sections: int
    task: Task | None = None


class Nesting:
    """The open sections, and the open lists, list items, quotes and folds around them."""

    def __init__(self, root: Section) -> None:
        self.open = [root]
        self.containers: list[Container] = []
        self.folds_ignored = 0

    @property
    def innermost(self) -> Section:
        """The section that what comes next stands in."""
        return self.open[-1]

    @property
    def quoted(self) -> bool:
        """Whether a quote is open."""
        return any(container.kind == "blockquote_open" for container in self.containers)

    def enter(self, kind: str, task: Task | None = None) -> None:
        """Open a container."""
        self.containers.append(Container(kind, len(self.open), task))

    def leave(self, kind: str) -> None:
        """Close a container, and every fold that was left open in it."""
        while self.containers:
            closed = self.containers.pop()
            del self.open[closed.sections :]
            if closed.kind == kind:
                return

    def around(self) -> Task | None:
        """The task whose list item is open."""
        return next((container.task for container in reversed(self.containers) if container.task), None)

    def begin(self, section: Section) -> None:
        """Open a section: it ends those of its level and below, within its container."""
        first = max(1, self.containers[-1].sections if self.containers else 1)
        del self.open[self._end_of(section, first) :]
        section.parent = self.open[-1]
        self.open.append(section)

    def _end_of(self, section: Section, first: int) -> int:
        """Where the open sections end that hold a new one; phases are told apart by name where levels are mixed."""
        for at in range(len(self.open) - 1, first - 1, -1):
            phase = self.open[at]
            if not phase.named or phase.phase is None:
                continue
            if section.named and section.phase and section.phase.kind == phase.phase.kind:
                return at
            if _belongs(section, phase):
                return at + 1
            break
        deeper = (at for at in range(first, len(self.open)) if self.open[at].level >= section.level)
        return next(deeper, len(self.open))

    def heads_list(self, section: Section) -> None:
        """Open the section of "- ### Week 1" whose boxes are the next items: it heads the list it stands in."""
        own = self.containers.pop()
        self.begin(section)
        self.containers.append(Container(own.kind, len(self.open), own.task))

    def fold(self) -> None:
        """Open a <details>; very deep ones are taken as flat."""
        folds = sum(container.kind == "details" for container in self.containers)
        if folds < _MOST_FOLDS:
            self.enter("details")
        else:
            self.folds_ignored += 1

    def unfold(self) -> None:
        """Close a <details>, if one is open here."""
        if self.folds_ignored:
            self.folds_ignored -= 1
        elif self.containers and self.containers[-1].kind == "details":
            self.leave("details")


def _belongs(section: Section, phase: Section) -> bool:
    """Whether a section is a part of the phase before it, though its heading is not deeper: its week, or its end."""
    if section.checkpoint and (section.phase == phase.phase or (section.soft and is_checkpoint(section.words.plain))):
        return True
    return phase.level == section.level and not section.named and section.label is not None
