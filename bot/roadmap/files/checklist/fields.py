"""Lines such as "**Goal:** A bed that is ready to sow": they fill a field of the section around them."""

import re

from bot.roadmap.files.checklist.parser import Blocks
from bot.roadmap.files.checklist.words import Line, line_of, visible

_FIELDS = {
    "goal": "goals?|objectives?|objetivos?|objectifs?|ziele?|meta|obiettivo|цель|目标|目標|목표|الهدف",
    "resource": "resources?|recursos?|ressourcen?|material(?:ien)?|risorse|ресурсы?|资源|資源|リソース|자료",
    "critical": "critical|crítico|kritisch|critique|critico|критично|关键|重要",
    "deliverable": "deliverables?|entregables?|entregáveis|livrables?|abgabe|ergebnis|результат|产出|成果物|산출물",
}
_FIELD = {
    name: re.compile(rf"(?:{words})\s*[:：]\s*(?P<said>\S.*)", re.IGNORECASE | re.DOTALL)
    for name, words in _FIELDS.items()
}
_LIKE = re.compile(r"\s*(?:[*_]{1,3})?\s*[^\W\d_]{2,14}\s*(?:[*_]{1,3})?\s*[:：]")
"""What may be one: looked at before its words are read."""


def fields_in(content: str, blocks: Blocks) -> list[tuple[str, str]]:
    """The fields that a paragraph fills, and with what; several lines may fill several."""
    if not _LIKE.match(content):
        return []
    lines: list[str] = []
    for line in content.split("\n"):
        if lines and not _LIKE.match(line):
            lines[-1] += f"\n{line}"
        else:
            lines.append(line)
    return [field for line in lines if (field := field_in(line_of(line, blocks))) and visible(field[1])]


def without_fields(content: str, blocks: Blocks) -> tuple[str, str]:
    """A list item's text, and the fields that stand right below it, which Markdown takes for a part of it."""
    own, *below = content.split("\n")
    for number, line in enumerate(below):
        if fields_in(line, blocks):
            return "\n".join([own, *below[:number]]), "\n".join(below[number:])
    return content, ""


def field_in(line: Line) -> tuple[str, str] | None:
    """The field that a line such as "**Goal:** A bed that is ready to sow" fills, and with what."""
    for name, pattern in _FIELD.items():
        if found := pattern.match(line.words.plain):
            return name, line.words.text[found.start("said") :]
    return None
