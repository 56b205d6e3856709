"""A checklist's outline: boxes in their order, each under the headings that hold it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from bot.roadmap.files.checklist.labels import (
    Label,
    Named,
    Reading,
    phase_at,
    read_heading,
    says_checkpoint,
    task_label,
)
from bot.roadmap.files.checklist.words import Line, Words, cut, visible

BOLD_LEVEL = 7
BULLET_LEVEL = 8

_DECORATION = re.compile(
    "(?:[\\s\u200d\ufe0e\ufe0f\u20e3•·|:–—>»→*#~-]|[0-9]\ufe0f?\u20e3|[\u2190-\u2bff\u3000-\u3004\U0001f000-\U0001faff\U000e0020-\U000e007f])+"
)
_NUMBERING = re.compile(r"\d{1,3}(?:\.\d{1,3})*(?:[.)．、]\s+|[.．、](?=[^\d\s]))")


@dataclass(eq=False, slots=True)
class Section:
    """A heading, bold line, summary or group bullet, with what stands under it."""

    line: int
    words: Words
    level: int
    parent: "Section | None" = None
    soft: bool = False
    """Whether it is a bold line or a bullet, which only groups."""
    mark: str | None = None
    """The id that its author gave it."""
    checkpoint: bool = False
    label: Label | None = None
    phase: Named | None = None
    """The phase that it says it is, or is the checkpoint of."""
    length: int | None = None
    title: str = ""
    """Its words without labels, numbers and decoration; empty when nothing is left."""
    fields: dict[str, str] = field(default_factory=dict[str, str])

    def chain(self) -> "Iterator[Section]":
        """It and everything around it, from the inside out."""
        at: Section | None = self
        while at is not None:
            yield at
            at = at.parent

    @property
    def named(self) -> bool:
        """Whether it says that it is a phase: "Stage 2", "Level 0"."""
        return self.phase is not None and not self.checkpoint


@dataclass(eq=False, slots=True)
class Task:
    """A box: a task to be, with where it stands."""

    line: int
    words: Words
    section: Section
    parent: "Task | None" = None
    ticked: bool = False
    link: str | None = None
    mark: str | None = None
    label: Label | None = None

    def holders(self) -> "Iterator[Section | Task]":
        """Everything that could say when it is due, from the inside out."""
        task: Task | None = self
        while task is not None:
            yield task
            task = task.parent
        yield from self.section.chain()


@dataclass(slots=True)
class Outline:
    """What a file holds."""

    root: Section
    sections: list[Section] = field(default_factory=list[Section])
    tasks: list[Task] = field(default_factory=list[Task])
    front: str = ""
    """The front matter, as it is written."""

    @property
    def as_written(self) -> bool:
        """Whether weeks are ours already: their headings carry the ids of a roadmap."""
        return any(section.mark and section.label for section in self.sections)


def section_of(line: Line, at: int, level: int, *, soft: bool = False) -> Section:
    """The section that a heading opens."""
    reading = read_heading(line.words.plain)
    whole = line.words.without(reading.cuts)
    checkpoint = line.checkpoint or _ends_a_phase(line.words.plain, reading)
    label = None if line.checkpoint else reading.label
    title = _bare(line.words if checkpoint else whole)
    return Section(
        at,
        line.words,
        level,
        soft=soft,
        mark=line.mark,
        checkpoint=checkpoint,
        label=label,
        phase=reading.phase,
        length=reading.length,
        title=cut(title) if visible(title) else "",
    )


def _ends_a_phase(text: str, reading: Reading) -> bool:
    """Whether a heading is a phase's end: "Phase 1 checklist", and neither "Phase 3: Review" nor "Week 4: Review"."""
    if reading.label or not says_checkpoint(text):
        return False
    named = phase_at(text, _past(_DECORATION, text, 0)) if reading.phase is not None else None
    return named is None or not re.match(r"\s*[:：.|–—-]", text[named[1] :])


def task_of(line: Line, at: int, section: Section, parent: Task | None, *, ticked: bool) -> Task:
    """The task that a box's line describes."""
    label, _ = task_label(line.words.plain)
    return Task(at, line.words, section, parent, ticked, line.link, line.mark, label)


def plain_title(words: Words) -> str:
    """A title without the signs before it."""
    return cut(_bare(words, numbering=False))


def _bare(words: Words, *, numbering: bool = True) -> str:
    start = _past(_DECORATION, words.plain, 0)
    if numbering and (numbered := _NUMBERING.match(words.plain, start)):
        start = _past(_DECORATION, words.plain, numbered.end())
    text, plain = words.text[start:], words.plain[start:]
    while plain and plain[-1] in " :：-–—|":
        text, plain = text[:-1], plain[:-1]
    return text.strip()


def _past(pattern: re.Pattern[str], text: str, start: int) -> int:
    found = pattern.match(text, start)
    return found.end() if found else start
