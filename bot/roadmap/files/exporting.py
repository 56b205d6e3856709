"""A roadmap as a checklist in Markdown that comes back in as the same roadmap.

Every part carries its id in a comment; what a checklist has no lines for stands in the front matter. A text is spelled
as plainly as its reading allows: characters are escaped only where they would be taken for Markdown or for a label.
"""

from collections.abc import Callable, Iterator

from bot.roadmap.files.checklist.fields import field_in
from bot.roadmap.files.checklist.front import BESIDE
from bot.roadmap.files.checklist.outline import Section, plain_title, section_of, task_of
from bot.roadmap.files.checklist.parser import blocks_of, box_at
from bot.roadmap.files.checklist.words import Line, Words, line_of
from bot.roadmap.files.writing import as_data, to_yaml
from bot.roadmap.model import Block, Phase, Roadmap, Weeks
from bot.roadmap.model import Task as RoadmapTask

_MARKDOWN = frozenset("\\`*_[]<&~")
_NOTHING = blocks_of("", "")
_FIELDS = ("resource", "critical", "deliverable")


def export_markdown(roadmap: Roadmap) -> str:
    """The checklist of a roadmap; importing it gives an equal roadmap, ids included."""
    data = as_data(roadmap)
    front = to_yaml({key: data[key] for key in ("title", *BESIDE) if key in data})
    title = _spelled(roadmap.title, "{}", lambda line: _is_title(section_of(line, 1, 1), roadmap.title))
    parts = [f"---\n{front}---\n", f"# {title}\n"]
    for number, phase in enumerate(roadmap.phases, start=1):
        parts += _phase(number, phase)
    return "\n".join(parts)


def _is_title(section: Section, title: str) -> bool:
    """Whether a heading is read as the roadmap's title, and as nothing else."""
    return (plain_title(section.words), section.label, section.phase, section.length) == (title, None, None, None)


def _phase(number: int, phase: Phase) -> Iterator[str]:
    yield _heading(f"## Phase {number}: {{}} ({_weeks(phase.weeks).lower()})", phase.title, phase.id)
    if phase.goal:
        yield _field("goal", phase.goal)
    for block in phase.blocks:
        yield from _block(block)
    if phase.checkpoint:
        title = phase.checkpoint.title
        pattern = "{} <!-- checkpoint -->"
        yield f"### {pattern.format(_spelled(title, pattern, lambda line: section_of(line, 1, 3).title == title))}\n"
        yield "".join(_task(RoadmapTask(id=item.id, text=item.text)) for item in phase.checkpoint.items)


def _block(block: Block) -> Iterator[str]:
    yield _heading(f"### {_weeks(block.weeks)}: {{}}", block.title, block.id)
    for name in _FIELDS:
        if text := getattr(block, name):
            yield _field(name, text)
    if block.tasks:
        yield "".join(map(_task, block.tasks))


def _weeks(weeks: Weeks) -> str:
    return f"Week {weeks.first}" if weeks.count == 1 else f"Weeks {weeks}"


def _heading(pattern: str, title: str, name: str) -> str:
    """A heading with its label, its title and its id."""
    marks, words = pattern.split(" ", 1)
    plain = section_of(Line(Words.of(words.format("x"))), 1, 2)

    def reads_back(line: Line) -> bool:
        section = section_of(line, 1, 2)
        return (section.title, section.label, section.phase) == (title, plain.label, plain.phase)

    return f"{marks} {words.format(_spelled(title, words, reads_back))} <!-- id: {name} -->\n"


def _field(name: str, text: str) -> str:
    pattern = f"**{name.capitalize()}:** {{}}"
    return pattern.format(_spelled(text, pattern, lambda line: field_in(line) == (name, text))) + "\n"


def _task(task: RoadmapTask) -> str:
    link = task.link.replace("\\", "\\\\").replace("&", "\\&") if task.link else ""
    pattern = f"[{{}}](<{link}>)" if link else "{}"

    def reads_back(line: Line) -> bool:
        read = task_of(line, 1, section_of(line, 1, 1), None, ticked=False)
        return read.words.text == task.text and read.link == task.link and read.label is None

    return f"- [ ] {_spelled(task.text, pattern, reads_back).join(pattern.split('{}'))} <!-- id: {task.id} -->\n"


def _spelled(text: str, pattern: str, reads_back: Callable[[Line], bool]) -> str:
    """The plainest spelling of a text that is read back as it is, within a pattern."""
    for spell in (_escaped, _without_signs):
        spelled = spell(text)
        said = spelled.join(pattern.split("{}"))
        if box_at(said) is None and reads_back(line_of(said, _NOTHING)):
            return spelled
    return "".join(map(_entity, text))


def _escaped(text: str) -> str:
    spelled = "".join(f"\\{character}" if character in _MARKDOWN else character for character in text)
    return spelled.replace("://", "\\://").replace("  ", " &#32;")


def _without_signs(text: str) -> str:
    return "".join(character if character.isalpha() else _entity(character) for character in text)


def _entity(character: str) -> str:
    code = ord(character)
    nothing = 0xFDD0 <= code <= 0xFDEF or code & 0xFFFF in (0xFFFE, 0xFFFF)
    return character if nothing else f"&#{code};"
