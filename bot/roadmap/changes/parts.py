"""What matching compares: tasks and checkpoint items, with the words of the sections they stand in."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from bot.roadmap.changes.ids import same
from bot.roadmap.files.checklist.labels import task_label
from bot.roadmap.model import Roadmap

Kind = Literal["task", "item"]
Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A task or checkpoint item of one version of a roadmap."""

    kind: Kind
    id: str
    text: str
    phase: str
    block: str
    """The title of its block, or of its checkpoint."""
    link: str | None
    words: Key
    """Its words, without case and punctuation."""
    bare: Key
    """The same without a label or number before them: "3. Read" and "4. Read" have this in common."""
    section: Key
    """The words of its phase and block."""
    letters: str
    """The bare words in a row."""


def pieces_of(roadmap: Roadmap) -> Iterator[Piece]:
    """The tasks and checkpoint items of a roadmap, in their order."""
    for phase in roadmap.phases:
        for block in phase.blocks:
            for task in block.tasks:
                yield piece("task", task.id, task.text, phase.title, block.title, task.link)
        if phase.checkpoint:
            for item in phase.checkpoint.items:
                yield piece("item", item.id, item.text, phase.title, phase.checkpoint.title)


def piece(kind: Kind, name: str, text: str, phase: str, block: str, link: str | None = None) -> Piece:
    """A task or checkpoint item, ready to be compared."""
    bare = task_label(text)[1]
    section = (*same(phase), "/", *same(block))
    words = same(text)
    kept = same(bare) if bare.strip() else words
    return Piece(kind, name, text, phase, block, link, words, kept, section, " ".join(kept))
