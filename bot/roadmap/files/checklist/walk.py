"""Walks a file's blocks, and puts every box under the headings that hold it."""

import re

from bot.roadmap.files.checklist.ahead import Item, first_paragraph, item_at, look_ahead
from bot.roadmap.files.checklist.fields import fields_in, without_fields
from bot.roadmap.files.checklist.html import SUMMARY, pieces
from bot.roadmap.files.checklist.nesting import Nesting
from bot.roadmap.files.checklist.outline import (
    BOLD_LEVEL,
    BULLET_LEVEL,
    Outline,
    Section,
    section_of,
    task_of,
)
from bot.roadmap.files.checklist.parser import BOX_LINE, Blocks, Box, blocks_of, box_at, boxes_in
from bot.roadmap.files.checklist.remarks import Remarks
from bot.roadmap.files.checklist.words import Words, line_of, visible
from bot.roadmap.parts import LONGEST_TEXT

_MOST_HTML = 4
_BOLD = re.compile(r"\s*(?:\*\*|__)\S")
_LACKS = re.compile(r"\s*(?:(?P<dash>[-*+])\[[ xX]?\](?!\()|\[[ xX]\]\s|[☐☑]\s?)")


def outline_of(text: str, name: str, remarks: Remarks, *, bullets: bool = False) -> Outline:
    """The outline of a Markdown file; with `bullets`, plain bullets are tasks too."""
    walk = _Walk(name, remarks, bullets=bullets)
    walk.blocks(blocks_of(text, name), 1, 0)
    return walk.outline


class _Walk:
    """One pass over a file, block by block."""

    def __init__(self, name: str, remarks: Remarks, *, bullets: bool) -> None:
        self.name = name
        self.remarks = remarks
        self.bullets = bullets
        self.outline = Outline(Section(1, Words.of(""), -1))
        self.nesting = Nesting(self.outline.root)

    # --- blocks

    def blocks(self, blocks: Blocks, first_line: int, depth: int) -> None:  # noqa: C901  # a table, one line a block
        tokens = blocks.tokens
        ahead = look_ahead(tokens)
        skip = -1
        line = first_line
        for at, token in enumerate(tokens):
            line = first_line + token.map[0] if token.map else line
            match token.type:
                case "front_matter":
                    self.outline.front = token.content
                case "blockquote_open" | "bullet_list_open" | "ordered_list_open":
                    self.nesting.enter(token.type)
                case "blockquote_close" | "bullet_list_close" | "ordered_list_close" | "list_item_close":
                    self.nesting.leave(token.type.replace("_close", "_open"))
                case "list_item_open":
                    skip = at + 2 if self.item(blocks, at, ahead[at], line) else skip
                case "heading_open":
                    self.heading(blocks, tokens[at + 1].content, int(token.tag[1]), line, item_at(tokens, at, ahead))
                    skip = at + 1
                case "inline" if at != skip:
                    self.paragraph(blocks, token.content, line, cell=tokens[at - 1].type in ("td_open", "th_open"))
                case "fence" | "code_block":
                    inner = line + (token.type == "fence")
                    for box in boxes_in(token.content):
                        self.remarks.count("code", inner + box)
                case "table_open":
                    self.remarks.count("tables", line)
                case "html_block":
                    self.html(token.content, line, depth)
                case _:
                    pass

    # --- list items

    def item(self, blocks: Blocks, at: int, ahead: Item, line: int) -> bool:
        """Open a list item; whether its first paragraph is used up."""
        content = first_paragraph(blocks.tokens, at)
        box = box_at(content) if content is not None else None
        if content is None:
            self.nesting.enter("list_item_open")
        elif box:
            self.box(blocks, content, box, line)
        elif ahead.boxes or (self.bullets and ahead.items):
            self.nesting.enter("list_item_open")
            self.section(section_of(line_of(content, blocks), line, BULLET_LEVEL, soft=True))
        else:
            self.bullet(blocks, content, line)
        return content is not None

    def box(self, blocks: Blocks, content: str, box: Box, line: int) -> None:
        if self.nesting.quoted:
            self.remarks.count("quote", line)
        if not box.usual:
            self.remarks.count("odd", line)
        for number, below in enumerate(content.split("\n")[1:], start=1):
            if _LACKS.match(below) or BOX_LINE.match(below):
                self.remarks.count("joined", line + number)
        own, below = without_fields(content[box.end :], blocks)
        self.task(blocks, own, line, ticked=box.ticked)
        self.filled(blocks, below)

    def task(self, blocks: Blocks, content: str, line: int, *, ticked: bool = False) -> None:
        said = line_of(content, blocks)
        parent = self.nesting.around()
        if not visible(said.words.text):
            self.remarks.count("empty", line)
            self.nesting.enter("list_item_open", parent)
            return
        task = task_of(said, line, self.nesting.innermost, parent, ticked=ticked)
        self.outline.tasks.append(task)
        for happened, kind in (
            (ticked, "ticked"),
            (said.more, "more"),
            (said.lost_link, "links"),
            (len(said.words.text) > LONGEST_TEXT, "cut"),
        ):
            if happened:
                self.remarks.count(kind, line)
        self.nesting.enter("list_item_open", task)

    def bullet(self, blocks: Blocks, content: str, line: int) -> None:
        """A list item without a box, in it or below it."""
        if _BOLD.match(content) and not self.bullets and not self.nesting.around():
            said = line_of(content, blocks)
            section = section_of(said, line, BOLD_LEVEL, soft=True)
            if said.bold and section.label:
                self.section(section)
                self.nesting.enter("list_item_open")
                return
        if self.filled(blocks, content):
            self.nesting.enter("list_item_open")
        elif self.bullets and not line_of(content, blocks).inside:
            self.task(blocks, content, line)
        else:
            self.remarks.count("bullets", line)
            self.nesting.enter("list_item_open")

    # --- headings

    def heading(self, blocks: Blocks, content: str, level: int, line: int, item: Item | None) -> None:
        if box := box_at(content):
            self.remarks.count("heading", line)
            content = content[box.end :]
        section = section_of(line_of(content, blocks), line, level)
        if item and not item.boxes:
            self.nesting.heads_list(section)
            self.outline.sections.append(section)
        else:
            self.section(section)

    def section(self, section: Section) -> None:
        """Open a section."""
        self.nesting.begin(section)
        self.outline.sections.append(section)

    # --- paragraphs

    def paragraph(self, blocks: Blocks, content: str, line: int, *, cell: bool) -> None:
        if cell:
            if re.match(r"\s*(?:\[[ xX]?\]|[☐☑])", content):
                self.remarks.count("table", line)
            return
        if self.nesting.around():
            return
        if self.filled(blocks, content):
            return
        for number, said in enumerate(content.split("\n")):
            if lacks := _LACKS.match(said):
                self.remarks.count("spaceless" if lacks["dash"] else "lacks", line + number)
            elif _BOLD.match(said):
                self.bold(blocks, said, line + number)

    def bold(self, blocks: Blocks, content: str, line: int) -> None:
        """A line that is bold from end to end is a heading, and so is one that begins with a bold label."""
        said = line_of(content, blocks)
        section = section_of(said, line, BOLD_LEVEL, soft=True)
        if said.bold or (section.label and len(said.words.text) <= LONGEST_TEXT // 3):
            self.section(section)

    def filled(self, blocks: Blocks, content: str) -> bool:
        """Whether a paragraph or bullet fills a field of the section around it; several lines may fill several."""
        found = fields_in(content, blocks)
        for name, said in found:
            self.nesting.innermost.fields.setdefault(name, said)
        return bool(found)

    # --- HTML

    def html(self, content: str, line: int, depth: int) -> None:
        for piece in pieces(content):
            at = line + piece.line
            match piece.kind:
                case "comment" | "code":
                    self.remarks.count(piece.kind, at)
                case "open":
                    self.nesting.fold()
                case "close":
                    self.nesting.unfold()
                case "heading":
                    blocks = blocks_of("", self.name)
                    level = piece.level or SUMMARY
                    self.section(section_of(line_of(piece.text, blocks), at, level))
                case "lines" if depth < _MOST_HTML:
                    found = len(self.outline.tasks)
                    self.blocks(blocks_of(piece.text, self.name, at), at, depth + 1)
                    for task in self.outline.tasks[found:]:
                        self.remarks.count("html", task.line)
                case "lines":
                    for box in boxes_in(piece.text):
                        self.remarks.count("code", at + box)
