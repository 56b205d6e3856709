"""A roadmap in numbers, and what its author had better know."""

from bot.roadmap.counting import counted
from bot.roadmap.model import Roadmap


def counts(roadmap: Roadmap) -> str:
    """How much there is of everything, for whoever checks a file."""
    checkpoints = sum(1 for phase in roadmap.phases if phase.checkpoint)
    items = f"{many(len(roadmap.items), 'checkpoint item')} in {many(checkpoints, 'checkpoint')}"
    return ", ".join(
        (
            many(len(roadmap.phases), "phase"),
            many(len(roadmap.blocks), "block"),
            many(len(roadmap.tasks), "task"),
            items,
            many(len(roadmap.rhythm), "rhythm row"),
            many(len(roadmap.projects), "project"),
            many(len(roadmap.milestones), "milestone"),
            many(len(roadmap.adjustments), "adjustment"),
        )
    )


RESERVED = frozenset(["all", "any", "everything", "none", "whole"])
"""Words that the bot uses for itself where it could also be given an id."""


def warnings(roadmap: Roadmap) -> tuple[str, ...]:
    """What works, and may still surprise: ids that are words of the bot's own."""
    parts = (*roadmap.phases, *roadmap.blocks, *roadmap.tasks, *roadmap.items, *roadmap.projects, *roadmap.milestones)
    return tuple(
        f"id '{part.id}' is a word that the bot uses itself; another one is easier to type"
        for part in parts
        if part.id in RESERVED
    )


def many(count: int, name: str) -> str:
    """A count with its noun.

    >>> many(1, "task"), many(2000, "task")
    ('1 task', '2,000 tasks')
    """
    return counted(count, f"{{}} {name}", f"{{}} {name}s")
