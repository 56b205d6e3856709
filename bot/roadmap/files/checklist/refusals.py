"""Files that become no roadmap: what they look like, and what to do about it."""

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import PurePath

from bot.roadmap.counting import counted
from bot.roadmap.faults import shown
from bot.roadmap.files.checklist.outline import Outline, Section
from bot.roadmap.files.checklist.remarks import Refused, Remarks, quoted
from bot.roadmap.files.syntax import MOST_BYTES
from bot.roadmap.rules import MOST_TASKS

MARKDOWN = (".md", ".markdown", ".txt")
YAML = (".yaml", ".yml")

_BEGINNINGS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF; save its text as a Markdown file"),
    (b"PK\x03\x04", "a zip or office file; unpack it, or save its text as a Markdown file"),
    (b"\x1f\x8b", "a packed file; unpack it"),
    (b"{\\rtf", "a document with formatting (RTF); save it as plain text"),
    (b"\xd0\xcf\x11\xe0", "an office file; save its text as a Markdown file"),
    (b"\x89PNG", "a picture; what is wanted is the text"),
    (b"\xff\xd8\xff", "a picture; what is wanted is the text"),
)
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


_NEARLY = {
    "table": "in a table, which cannot be ticked",
    "code": "in code",
    "comment": "in a comment",
    "heading": "in a heading",
    "empty": "there without words",
}


def text_of(data: bytes, name: str) -> str:
    """The text of a file, if it is one that can be a checklist; Refused with one sentence if not."""
    shown_name = shown(name)
    if PurePath(name).suffix.lower() not in (*MARKDOWN, *YAML):
        raise Refused(f"{shown_name}: only Markdown (.md, .markdown, .txt) and .yaml files can be imported.")
    for beginning, looks_like in _BEGINNINGS:
        if data.startswith(beginning):
            raise Refused(f"{shown_name} looks like {looks_like}.")
    if data.startswith(_UTF_16):
        raise Refused(f"{shown_name} is UTF-16; save it with the encoding UTF-8.")
    if len(data) > MOST_BYTES:
        raise Refused(f"{shown_name} has {len(data):,} bytes, at most {MOST_BYTES:,} are read; shorten it.")
    if b"\0" in data:
        line = data.count(b"\n", 0, data.index(b"\0")) + 1
        raise Refused(f"{shown_name}:{line}: a NUL character stands here, so this is no text; save it as UTF-8 text.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Refused(f"{shown_name}:{line}: this line is not UTF-8; save the file with the encoding UTF-8.") from None
    _refuse_other_text(text, shown_name)
    return text


def _refuse_other_text(text: str, name: str) -> None:
    beginning = text[:1000].lstrip().lower()
    if beginning.startswith(("<!doctype", "<html", "<?xml")):
        raise Refused(f"{name} looks like a web page; what is wanted is the raw file (on GitHub: the button Raw).")
    if beginning.startswith("{") and _is_notebook(text):
        raise Refused(f"{name} looks like a notebook; what is wanted is a Markdown file: export it as one.")


def _is_notebook(text: str) -> bool:
    try:
        found: object = json.loads(text)
    except (ValueError, RecursionError):
        return '"cells"' in text[:1000] and '"cell_type"' in text
    return isinstance(found, dict) and "cells" in found


def refuse_without_boxes(name: str, remarks: Remarks, *, bullets: bool) -> None:
    """No box at all: what a task looks like, and what in this file is nearly one."""
    told = [f'{shown(name)}: no checkbox in it. A task is a line such as "- [ ] Read chapter 1".']
    lacking = remarks.lines("lacks")
    told += [f'Line {line} lacks "- ".' for line in lacking[:5]]
    spaceless = remarks.lines("spaceless")
    told += [f'Line {line} lacks a space after "-".' for line in spaceless[:5]]
    for kind, where in _NEARLY.items():
        if number := remarks.number(kind):
            told.append(f"{counted(number, '{} box stands', '{} boxes stand')} {where}.")
    if not bullets and (number := remarks.number("bullets")):
        one, several = (
            "{} plain bullet; --bullets takes it as a task.",
            "{} plain bullets; --bullets takes them as tasks.",
        )
        told.append(counted(number, one, several))
    raise Refused("\n".join(told))


def refuse_too_many(name: str, outline: Outline, tasks: int) -> None:
    """More tasks than a roadmap holds: the sections that would do."""
    if tasks <= MOST_TASKS:
        return
    sizes = Counter(section for task in outline.tasks for section in task.section.chain() if section.parent)
    fitting = [(section, size) for section, size in sizes.most_common() if size <= MOST_TASKS and section.title]
    told = f"{shown(name)}: {tasks:,} tasks; a roadmap holds at most {MOST_TASKS:,}."
    if not fitting:
        raise Refused(f"{told} Import it in parts, a file each.")
    largest = ", ".join(f"{quoted(section.title)} {size:,}" for section, size in fitting[:5])
    raise Refused(f'{told} Import one section: --section "…" (the largest: {largest}).')


def section_called(name: str, outline: Outline, title: str) -> Section:
    """The section of this title; Refused with those there are."""
    wanted = title.strip().casefold()
    held = Counter(section for task in outline.tasks for section in task.section.chain())
    full = [section for section in outline.sections if held[section]]
    found = [one for one in full if wanted in (one.title.casefold(), one.words.text.casefold())]
    found = found or [one for one in full if wanted and wanted in one.words.text.casefold()]
    if not found:
        raise Refused(f"{shown(name)}: no section {quoted(title)} with tasks in it.{_choices(full)}")
    return max(found, key=lambda one: held[one])


def _choices(sections: Sequence[Section]) -> str:
    named = [section.title for section in sections if section.title][:8]
    return f" There are: {', '.join(map(quoted, named))}." if named else ""
