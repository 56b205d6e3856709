"""The roadmaps that a server has: the operator's, and those of its own (§1, §9)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from bot.study.cohorts import Cohort
from bot.study.member import OPERATORS

MOST_OWN = 10
"""So many roadmaps of its own may a server have in use."""

MOST_KEPT = 40
"""And so many in all, with those that are archived."""


@dataclass(frozen=True, slots=True)
class ServerRoadmap:
    """A roadmap as a server has it.

    `version` is the newest one, confirmed at an instant; `archived`: nobody begins it any more, whoever walks it goes
    on; `chosen`: an admin made it the one that members begin with; `members` walk it here now.
    """

    roadmap_id: int
    title: str
    version: int
    confirmed_at: datetime
    archived: bool = False
    chosen: bool = False
    members: int = 0

    @property
    def is_own(self) -> bool:
        """Whether it is this server's own, and not the operator's."""
        return self.roadmap_id != OPERATORS


@dataclass(frozen=True, slots=True)
class Shelf:
    """All roadmaps of a server, the operator's first, archived ones among them."""

    all: tuple[ServerRoadmap, ...]

    @property
    def in_use(self) -> tuple[ServerRoadmap, ...]:
        """Those that members may begin."""
        return tuple(one for one in self.all if not one.archived)

    @property
    def own(self) -> tuple[ServerRoadmap, ...]:
        """The server's own that are in use."""
        return tuple(one for one in self.in_use if one.is_own)

    @property
    def default(self) -> ServerRoadmap | None:
        """The one that members begin with who choose none: the chosen one, else the first in use."""
        return next((one for one in self.in_use if one.chosen), next(iter(self.in_use), None))

    @property
    def walked(self) -> tuple[ServerRoadmap, ...]:
        """Those that somebody here walks; while nobody does, the one that members begin with (§2)."""
        default = self.default
        return tuple(one for one in self.all if one.members) or ((default,) if default else ())

    @property
    def fullest(self) -> ServerRoadmap | None:
        """The default, or where nobody walks that, the one that most members here walk."""
        default = self.default
        if default and default.members:
            return default
        return max((one for one in self.all if one.members), key=lambda one: one.members, default=default)

    def get(self, roadmap_id: int) -> ServerRoadmap | None:
        """The roadmap of this number, archived or not."""
        return next((one for one in self.all if one.roadmap_id == roadmap_id), None)

    def without(self, one: ServerRoadmap) -> Shelf:
        """What there would be with a roadmap archived."""
        archived = replace(one, archived=True, chosen=False)
        return Shelf(tuple(archived if other == one else other for other in self.all))

    def titled(self, title: str) -> ServerRoadmap | None:
        """The server's own roadmap in use that is called so, in any letter case."""
        return next((one for one in self.own if one.title.casefold() == title.casefold()), None)


@dataclass(frozen=True, slots=True)
class Archiving:
    """What it means to archive a roadmap: the default that another one becomes by it, and the cohorts still on it.

    Those are promised to their members: whoever joins one starts on it, archived or not.
    """

    one: ServerRoadmap
    default: ServerRoadmap | None = None
    cohorts: tuple[Cohort, ...] = ()


@dataclass(frozen=True, slots=True)
class FormerVersion:
    """A version that is kept as a whole: the instant in which it was confirmed, and the roadmap as JSON."""

    number: int
    confirmed_at: datetime
    title: str
    document: str
