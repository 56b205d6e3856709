"""What a look ahead tells about the list items of a file."""

from collections.abc import Sequence
from dataclasses import dataclass

from markdown_it.token import Token

from bot.roadmap.files.checklist.parser import box_at


@dataclass(frozen=True, slots=True)
class Item:
    """What a look ahead tells about a list item."""

    boxes: int
    items: int


def first_paragraph(tokens: Sequence[Token], at: int) -> str | None:
    """The text a list item begins with, if it begins with text."""
    if at + 2 < len(tokens) and tokens[at + 1].type == "paragraph_open":
        return tokens[at + 2].content
    return None


def look_ahead(tokens: Sequence[Token]) -> dict[int, Item]:
    """For every list item, how many boxes and items stand below it."""
    found: dict[int, Item] = {}
    opened: list[tuple[int, int, int]] = []
    boxes = items = 0
    for at, token in enumerate(tokens):
        if token.type == "list_item_open":
            content = first_paragraph(tokens, at)
            boxes += content is not None and box_at(content) is not None
            items += 1
            opened.append((at, boxes, items))
        elif token.type == "list_item_close":
            start, before, above = opened.pop()
            found[start] = Item(boxes - before, items - above)
    return found


def item_at(tokens: Sequence[Token], at: int, ahead: dict[int, Item]) -> Item | None:
    """The list item that a heading is the first thing of."""
    return ahead.get(at - 1) if at and tokens[at - 1].type == "list_item_open" else None
