"""A study checklist, or a roadmap file, becomes a roadmap; what was not taken over is said, with its line.

Pure and busy: a second for the largest file, so it has no place on an event loop.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePath

from bot.roadmap.changes.continuing import Continued, go_on_from
from bot.roadmap.changes.ids import Names
from bot.roadmap.changes.parts import pieces_of
from bot.roadmap.files.checklist.draft import Drafting
from bot.roadmap.files.checklist.front import BESIDE, front_matter, ids_in, with_what_stands_beside
from bot.roadmap.files.checklist.layout import layout_of
from bot.roadmap.files.checklist.outline import Outline, Section, plain_title
from bot.roadmap.files.checklist.refusals import (
    YAML,
    refuse_too_many,
    refuse_without_boxes,
    section_called,
    text_of,
)
from bot.roadmap.files.checklist.remarks import Refused, Remark, Remarks
from bot.roadmap.files.checklist.walk import outline_of
from bot.roadmap.files.checklist.words import cut, visible
from bot.roadmap.files.reading import read_roadmap
from bot.roadmap.files.wishes import STUDY_DAYS, Wishes, study_days
from bot.roadmap.model import Roadmap


@dataclass(frozen=True, slots=True)
class Imported:
    """A roadmap that a file became, with all there is to say about it."""

    roadmap: Roadmap
    remarks: tuple[Remark, ...]
    dated: bool
    """Whether the file itself says when its tasks are due."""
    given: frozenset[str] = frozenset()
    """The ids that stand in the file; the others were made from words."""
    lines: Mapping[str, int] = field(default_factory=dict[str, int])
    """Where each id's part stands in the file."""
    ticked: frozenset[str] = frozenset()
    """The tasks and checkpoint items that are ticked in the file."""
    said: frozenset[str] = frozenset(BESIDE)
    """What the file, or the one who imports it, says of title, study days and everything else beside the tasks."""


def import_file(data: bytes, name: str, wishes: Wishes | None = None) -> Imported:
    """The roadmap of a file; Refused, or BadRoadmap for YAML, with what is wrong."""
    wishes = wishes or Wishes()
    text = text_of(data, name)
    if PurePath(name).suffix.lower() in YAML:
        return _of_yaml(data, name, wishes)
    remarks = Remarks()
    outline = outline_of(text, name, remarks, bullets=wishes.bullets)
    if not outline.tasks:
        refuse_without_boxes(name, remarks, bullets=wishes.bullets)
    front = front_matter(outline.front)
    title, titled = _title(outline, front, wishes, name)
    if wishes.section:
        outline = _only(outline, section_called(name, outline, wishes.section))
    layout = layout_of(outline, name, remarks, wishes.weeks)
    refuse_too_many(name, outline, sum(len(chunk.tasks) for stage in layout.stages for chunk in stage.chunks))
    drafting = Drafting(title, remarks, Names(ids_in(front)))
    roadmap = Roadmap(title=title, phases=drafting.phases(layout.stages), rhythm=STUDY_DAYS)
    beside = {**front, **({"rhythm": wishes.study_days} if wishes.study_days else {})}
    roadmap = with_what_stands_beside(roadmap, beside, remarks)
    ticked = {task for task in outline.tasks if task.ticked}
    return Imported(
        roadmap,
        remarks.all(),
        layout.dated,
        frozenset(drafting.given.values()),
        drafting.lines,
        frozenset(drafting.ids[task] for task in ticked if task in drafting.ids),
        frozenset([*beside, *(["title"] if titled else [])]),
    )


def _of_yaml(data: bytes, name: str, wishes: Wishes) -> Imported:
    roadmap = read_roadmap(data, name)
    if wishes.name:
        roadmap = roadmap.model_copy(update={"title": cut(wishes.name)})
    if wishes.study_days:
        roadmap = roadmap.model_copy(update={"rhythm": wishes.study_days})
    parts = (*roadmap.phases, *roadmap.blocks, *roadmap.tasks, *roadmap.items)
    return Imported(
        roadmap, (), dated=True, given=frozenset(part.id for part in parts), said=frozenset(("title", *BESIDE))
    )


def _only(outline: Outline, section: Section) -> Outline:
    """One section as if it were the file."""
    section.parent = None
    inside = [one for one in outline.sections if one is not section and section in one.chain()]
    tasks = [task for task in outline.tasks if section in task.section.chain()]
    return Outline(section, inside, tasks, outline.front)


def _title(outline: Outline, front: Mapping[str, object], wishes: Wishes, name: str) -> tuple[str, bool]:
    """The roadmap's title, and whether it stands in the file."""
    if wishes.name and visible(wishes.name):
        return cut(_one_line(wishes.name)), True
    if wishes.section:
        return section_called(name, outline, wishes.section).title or cut(wishes.section), True
    written = front.get("title")
    if isinstance(written, str) and visible(written):
        return cut(_one_line(written)), True
    if heading := _title_heading(outline):
        return heading, True
    return _from_file_name(name), False


def _title_heading(outline: Outline) -> str | None:
    """The first h1, unless it is itself a week, a phase, or one of several h1 that hold tasks."""
    heads = [section for section in outline.sections if section.level == 1 and section.parent is outline.root]
    holding = {section for task in outline.tasks for section in task.section.chain()}
    if not heads or heads[0].label or heads[0].named:
        return None
    if heads[0] in holding and sum(head in holding for head in heads) > 1:
        return None
    title = plain_title(heads[0].words)
    return title if visible(title) else None


def _from_file_name(name: str) -> str:
    """A file's name made readable.

    >>> _from_file_name("lists/levels-without_weeks.md")
    'Levels without weeks'
    """
    words = re.sub(r"[-_\s]+", " ", PurePath(name).stem).strip()
    readable = _one_line(words[:1].upper() + words[1:])
    return cut(readable) if visible(readable) else "Roadmap"


def _one_line(text: str) -> str:
    return re.sub(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]+", " ", text).strip()


def onto(
    imported: Imported,
    before: Roadmap,
    earlier: Sequence[Roadmap] = (),
    answers: Mapping[str, str] | None = None,
    retired: frozenset[str] = frozenset(),
) -> tuple[Imported, Continued]:
    """An import as the next version of a roadmap: with its ids, and with what the file says nothing about.

    `earlier` are versions before that one: their ids go to nothing else, and come back with what they belonged to.
    `retired` are ids of still older ones: they go to nothing else.
    NotTheSame if one of the answers can't be.
    """
    known = {piece.id for piece in pieces_of(before)}
    removed = {
        piece.id: piece for roadmap in reversed(earlier) for piece in pieces_of(roadmap) if piece.id not in known
    }
    found = go_on_from(before, imported.roadmap, imported.given, list(removed.values()), answers, retired)
    remarks = Remarks()
    lent = {key: getattr(before, key) for key in BESIDE if key not in imported.said}
    roadmap = with_what_stands_beside(found.roadmap, lent, remarks)
    if "title" not in imported.said:
        roadmap = roadmap.model_copy(update={"title": before.title})
    lines = {found.ids.get(name, name): line for name, line in imported.lines.items()}
    ticked = frozenset(found.ids.get(name, name) for name in imported.ticked)
    said = (*imported.remarks, *remarks.all())
    return replace(imported, roadmap=roadmap, lines=lines, ticked=ticked, remarks=said), replace(found, roadmap=roadmap)


__all__ = ["Imported", "Refused", "Wishes", "import_file", "onto", "study_days"]
