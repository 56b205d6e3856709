"""Phases and blocks to be, while a checklist is laid out in weeks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from bot.roadmap.files.checklist.due import Holder, Span
from bot.roadmap.files.checklist.outline import Section, Task
from bot.roadmap.files.checklist.phases import Leaf
from bot.roadmap.files.checklist.remarks import Remarks
from bot.roadmap.files.checklist.spread import in_groups, spans


@dataclass(eq=False, slots=True)
class Chunk:
    """A block to be."""

    leaves: list[Leaf]
    span: Span
    heads: list[Holder]
    """What gives it its title: sections, or a task with a label."""

    @property
    def tasks(self) -> list[Task]:
        """Its tasks."""
        return [leaf for leaf in self.leaves if isinstance(leaf, Task)]


@dataclass(eq=False, slots=True)
class Stage:
    """A phase to be."""

    section: Section | None
    chunks: list[Chunk] = field(default_factory=list[Chunk])
    items: list[Task] = field(default_factory=list[Task])
    checkpoint: Section | None = None
    span: Span | None = None
    """The weeks that its heading names."""
    heads: list[Section] = field(default_factory=list[Section])
    """What gives it its title if it has no section of its own."""


def chunks_of(units: Sequence[list[Leaf]], heads: Sequence[Section], span: Span, remarks: Remarks) -> Iterator[Chunk]:
    """Sections shared out over weeks; neighbours join where there are more of them than weeks."""
    groups = in_groups([len(unit) for unit in units], span.count)
    for group in groups:
        if len(group) > 1:
            remarks.count("merged", heads[group[1]].line, len(group) - 1)
    sizes = [sum(len(units[at]) for at in group) for group in groups]
    for group, weeks in zip(groups, spans(sizes, span), strict=True):
        yield Chunk([leaf for at in group for leaf in units[at]], weeks, [heads[at] for at in group])
