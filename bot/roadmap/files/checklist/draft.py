"""A checklist laid out in weeks becomes a roadmap, with ids made from its words."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from bot.roadmap.changes.ids import Names
from bot.roadmap.files.checklist.labels import task_label
from bot.roadmap.files.checklist.outline import Section, Task
from bot.roadmap.files.checklist.phases import place_of
from bot.roadmap.files.checklist.remarks import Remarks
from bot.roadmap.files.checklist.stages import Chunk, Stage
from bot.roadmap.files.checklist.words import Words, cut, visible
from bot.roadmap.model import Block, Checkpoint, CheckpointItem, Phase, Weeks
from bot.roadmap.model import Task as RoadmapTask
from bot.roadmap.parts import ID_PATTERN, LONGEST_TEXT

_SHORT = 3
_LONGEST_JOINED = 120


@dataclass(slots=True)
class Drafting:
    """Makes phases from stages, and remembers which ids their author gave and where everything stands."""

    title: str
    remarks: Remarks
    names: Names = field(default_factory=Names)
    given: dict[Section | Task, str] = field(default_factory=dict[Section | Task, str])
    """The ids that the file itself gives, by what they are of."""
    lines: dict[str, int] = field(default_factory=dict[str, int])
    """The line of each id in the file."""
    ids: dict[Section | Task, str] = field(default_factory=dict[Section | Task, str])
    """The id of each part of the file."""
    text: dict[Task, str] = field(default_factory=dict[Task, str])
    """What each task says in the roadmap."""
    used_fields: set[tuple[Section, str]] = field(default_factory=set[tuple[Section, str]])

    def phases(self, stages: list[Stage]) -> tuple[Phase, ...]:
        """The phases; ids of the file come first, so that none that is made takes one of them."""
        for stage in stages:
            self.keep(stage.section)
            for chunk in stage.chunks:
                for head in chunk.heads:
                    self.keep(head if isinstance(head, Section) else None)
                for leaf in chunk.leaves:
                    self.keep(leaf)
            for item in stage.items:
                self.keep(item)
        self.name_tasks(stages)
        weeks = list(_weeks(stages))
        return tuple(self.phase(stage, span) for stage, span in zip(stages, weeks, strict=True))

    def keep(self, part: Section | Task | None) -> None:
        """Take the id that a part's author gave it, if it can be used."""
        if part is None or part.mark is None or part in self.given:
            return
        if re.fullmatch(ID_PATTERN, part.mark) and self.names.take(part.mark):
            self.given[part] = part.mark
        else:
            self.remarks.count("ids", part.line)
            part.mark = None

    def name_tasks(self, stages: list[Stage]) -> None:
        """Tasks come before blocks and phases: theirs are the ids that people see."""
        for stage in stages:
            phase = stage.section.title if stage.section else ""
            for tasks in (*(chunk.tasks for chunk in stage.chunks), stage.items):
                for task, text in zip(tasks, self.texts(tasks), strict=True):
                    self.text[task] = text
                    self.named(task, task_label(text)[1] or text, task.line, _around(task, phase))

    def named(self, part: Section | Task | None, text: str, line: int, around: Iterable[str] = ()) -> str:
        """The id of a part: the one its author gave, or one made from its words."""
        if part is not None and part in self.ids:
            return self.ids[part]
        given = self.given.get(part) if part is not None else None
        name = given or self.names.made(text, around)
        self.lines[name] = line
        if part is not None:
            self.ids[part] = name
        return name

    # --- parts

    def phase(self, stage: Stage, weeks: Weeks) -> Phase:
        """A phase with its blocks."""
        section = stage.section
        title = _together([section.title or section.words.text] if section else [one.title for one in stage.heads])
        title = title or self.title
        line = section.line if section else stage.chunks[0].leaves[0].line
        name = self.named(section, title, line)
        blocks = tuple(self.block(chunk, title, section) for chunk in stage.chunks)
        goal = self.goal(stage)
        return Phase(
            id=name,
            title=title,
            weeks=weeks,
            goal=goal,
            blocks=blocks,
            checkpoint=self.checkpoint(stage) if stage.items else None,
        )

    def goal(self, stage: Stage) -> str | None:
        """The goal that its heading is followed by."""
        sections = [stage.section] if stage.section else []
        if not sections:
            sections = [one for leaf in stage.chunks[0].leaves for one in place_of(leaf).chain() if not one.label]
        return next((self.shortened(one, "goal") for one in sections if "goal" in one.fields), None)

    def block(self, chunk: Chunk, phase: str, section: Section | None) -> Block:
        """A block with its tasks."""
        title = self.block_title(chunk, phase)
        given = next((head for head in chunk.heads if isinstance(head, Section) and head in self.given), None)
        name = self.named(given, title, chunk.leaves[0].line, [phase])
        tasks = tuple(RoadmapTask(id=self.ids[task], text=self.text[task], link=task.link) for task in chunk.tasks)
        fields = self.fields(chunk, section)
        return Block(id=name, title=title, weeks=Weeks(chunk.span.first, chunk.span.last), tasks=tasks, **fields)

    def block_title(self, chunk: Chunk, phase: str) -> str:
        """The titles of its sections; a task that carries its week itself gives its words."""
        titles: list[str] = []
        for head in chunk.heads:
            if isinstance(head, Section):
                titles.append(head.title)
            elif len(chunk.leaves) == 1:
                titles.append(_behind_label(head.words))
        return _together(titles) or phase

    def checkpoint(self, stage: Stage) -> Checkpoint:
        """What ends a phase."""
        title = (stage.checkpoint.title if stage.checkpoint else "") or "Checkpoint"
        for item in stage.items:
            if item.link:
                self.remarks.count("item links", item.line)
        items = tuple(CheckpointItem(id=self.ids[item], text=self.text[item]) for item in stage.items)
        return Checkpoint(title=title, items=items)

    def texts(self, tasks: list[Task]) -> Iterator[str]:
        """What tasks say: alone if that is enough, else with their parent's words before it."""
        met = Counter(task.words.text for task in tasks)
        for task in tasks:
            text = cut(task.words.text)
            before = _parent_words(task) if len(text) <= _SHORT or met[task.words.text] > 1 else ""
            room = LONGEST_TEXT - len(text) - 2
            yield f"{cut(before, room)}: {text}" if before and room > _SHORT else text

    def fields(self, chunk: Chunk, phase: Section | None) -> dict[str, str]:
        """Resource, critical and deliverable lines of its sections, each line once."""
        found: dict[str, str] = {}
        sections = [head for head in chunk.heads if isinstance(head, Section)]
        sections += [section for leaf in chunk.leaves for section in place_of(leaf).chain()]
        for section in dict.fromkeys(sections):
            for name in section.fields:
                if name == "goal":
                    if section is not phase and section.label and (section, name) not in self.used_fields:
                        self.used_fields.add((section, name))
                        self.remarks.count("goals", section.line)
                elif (section, name) not in self.used_fields and name not in found:
                    self.used_fields.add((section, name))
                    found[name] = self.shortened(section, name)
        return found

    def shortened(self, section: Section, name: str) -> str:
        """A field's text, cut if it is too long."""
        text = section.fields[name]
        if len(text) > LONGEST_TEXT:
            self.remarks.count("fields", section.line)
        return cut(text)


def _weeks(stages: list[Stage]) -> Iterator[Weeks]:
    """The weeks of the phases: those of their blocks, and what their headings say beyond, without overlap."""
    before = 0
    for at, stage in enumerate(stages):
        first, last = stage.chunks[0].span.first, stage.chunks[-1].span.last
        behind = stages[at + 1].chunks[0].span.first - 1 if at + 1 < len(stages) else None
        if stage.span:
            first = max(before + 1, min(first, stage.span.first))
            last = max(last, stage.span.last if behind is None else min(stage.span.last, behind))
        before = last
        yield Weeks(first, last)


def _parent_words(task: Task) -> str:
    if task.parent:
        return task.parent.words.text.rstrip(" :：")
    return next((one.title for one in task.section.chain() if one.soft and not one.label), "")


def _around(task: Task, phase: str) -> list[str]:
    parent = [task.parent.words.text] if task.parent else []
    return [*parent, *(section.title for section in task.section.chain() if section.title), phase]


def _behind_label(words: Words) -> str:
    _, rest = task_label(words.plain)
    return words.text[len(words.text) - len(rest) :]


def _together(titles: Iterable[str]) -> str:
    """Titles of neighbours as one; a title alone stays whole."""
    distinct = list(dict.fromkeys(title for title in titles if visible(title)))
    return cut(distinct[0]) if len(distinct) == 1 else cut(" · ".join(distinct), _LONGEST_JOINED)
