"""A stretch of a plan: a path of roadmap weeks spread over calendar weeks (§3). Integers only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from bot.roadmap.versions import PathWeek, Version
from bot.study.choices import Choice, Scope
from bot.study.scopes import weeks_of


@dataclass(frozen=True)
class Segment:
    """From a Monday on: `spread` over so many calendar weeks, and then `tail`, one roadmap week each.

    `scope` is what the choice comes to in this version, `waived` are the blocks that it leaves out for good.
    """

    starts_on: date
    choice: Choice
    version: Version
    scope: Scope
    waived: frozenset[str]
    spread: tuple[PathWeek, ...]
    weeks: int
    tail: tuple[PathWeek, ...] = ()
    earlier: tuple[Segment, ...] = ()
    """The same segment under the versions before, which moved nothing in it."""

    def under(self, version: Version, scope: Scope, waived: frozenset[str], path: tuple[PathWeek, ...]) -> Segment:
        """The segment as it goes on, from its beginning, with the hours and the scope of a new version."""
        spread = len(self.spread)
        return Segment(
            *(self.starts_on, self.choice, version, scope, waived),
            spread=path[:spread],
            weeks=self.weeks,
            tail=path[spread:],
            earlier=(*self.earlier, self),
        )

    @property
    def path(self) -> tuple[PathWeek, ...]:
        """All roadmap weeks in the order they are walked."""
        return self.spread + self.tail

    @property
    def steps(self) -> int:
        """How many calendar weeks it takes."""
        return self.weeks + len(self.tail)

    def position(self, step: int) -> int:
        """How many weeks of the path lie behind the step-th calendar week; the path's length at its end."""
        if step < self.weeks:
            return step * len(self.spread) // self.weeks
        return min(len(self.spread) + step - self.weeks, len(self.spread) + len(self.tail))

    def step_of(self, index: int) -> int:
        """The calendar step in which the index-th week of the path is worked on."""
        if index >= len(self.spread):
            return self.weeks + index - len(self.spread)
        step = -(-index * self.weeks // len(self.spread))
        return step - 1 if self.position(step) > index else step

    def speed_at(self, step: int) -> tuple[int, int]:
        """Roadmap weeks for calendar weeks at a step, as a fraction; (1, 1) is as written."""
        return (len(self.spread), self.weeks) if step < self.weeks else (1, 1)

    @cached_property
    def blocks(self) -> frozenset[str]:
        """The ids of the blocks that count while it holds."""
        skeleton = self.version.skeleton
        inside = {skeleton.weeks[week - 1].block for week in weeks_of(skeleton, self.scope)}
        return frozenset(block for block in inside if block and block not in self.waived)
