"""A roadmap in numbers, and what its author had better know."""

from bot.roadmap.model import Roadmap


def counts(roadmap: Roadmap) -> str:
    """How much there is of everything, for whoever checks a file."""
    checkpoints = sum(1 for phase in roadmap.phases if phase.checkpoint)
    items = f"{_many(len(roadmap.items), 'checkpoint item')} in {_many(checkpoints, 'checkpoint')}"
    return ", ".join(
        (
            _many(len(roadmap.phases), "phase"),
            _many(len(roadmap.blocks), "block"),
            _many(len(roadmap.tasks), "task"),
            items,
            _many(len(roadmap.rhythm), "rhythm row"),
            _many(len(roadmap.projects), "project"),
            _many(len(roadmap.milestones), "milestone"),
            _many(len(roadmap.adjustments), "adjustment"),
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


def _many(count: int, name: str) -> str:
    return f"{count:,} {name}{'' if count == 1 else 's'}"
