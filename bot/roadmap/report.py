"""A roadmap in numbers."""

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


def _many(count: int, name: str) -> str:
    return f"{count:,} {name}{'' if count == 1 else 's'}"
