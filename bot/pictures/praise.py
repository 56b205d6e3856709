"""The celebration of a phase, a milestone or the whole roadmap: one picture to share (product §8)."""

from __future__ import annotations

from dataclasses import dataclass

from bot.pictures.labels import label
from bot.study.feats import FeatKind, Reached


@dataclass(frozen=True, slots=True)
class Praise:
    """What a celebration shows; `number` is the phase's, 0 for the whole roadmap."""

    kind: FeatKind
    number: int
    headline: str
    title: str
    facts: tuple[tuple[str, str], ...]

    def words(self) -> str:
        """The same in words."""
        return f"{self.headline}: {self.title}. " + ", ".join(f"{value} {name}" for value, name in self.facts) + "."


def praise_of(reached: Reached) -> Praise:
    """The celebration of something that a member has reached."""
    return Praise(
        reached.feat.kind,
        reached.number,
        reached.headline,
        label(reached.title, f"Phase {reached.number}" if reached.number else "Every task of it"),
        (
            (f"{reached.tasks:,}", "task" if reached.tasks == 1 else "tasks"),
            (f"{reached.study_days:,}", "study day" if reached.study_days == 1 else "study days"),
            _how_steady(reached),
        ),
    )


def _how_steady(reached: Reached) -> tuple[str, str]:
    """The chain, or the weeks it took while there is no chain to speak of."""
    if reached.streak > 1:
        return f"{reached.streak:,}", "week streak"
    return f"{reached.weeks:,}", "week" if reached.weeks == 1 else "weeks"
