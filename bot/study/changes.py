"""What the newest versions of a roadmap changed for a member: told once, in their next private reply (§1)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from bot.roadmap.versions import Edition, Version
from bot.study.plan import Plan
from bot.study.progress import Progress


@dataclass(frozen=True, slots=True)
class RoadmapChanges:
    """How many tasks of one's own plan are new and gone, how many ticks went out of sight, and the plan's end."""

    new: int
    gone: int
    ticks_out_of_sight: int
    ended_on: date
    ends_on: date

    @property
    def ends_later(self) -> bool:
        """Whether the plan takes longer than before."""
        return self.ends_on > self.ended_on

    def __bool__(self) -> bool:
        return bool(self.new or self.gone or self.ticks_out_of_sight or self.ended_on != self.ends_on)


def what_changed(progress: Progress) -> RoadmapChanges:
    """The difference between the version that a member was told of and the newest one, in their own plan."""
    record = progress.record
    known = Edition(progress.roadmap, progress.edition.until(record.told_version))
    before = replace(progress.plan, edition=known)
    old, new = _tasks(before, known.newest), _tasks(progress.plan, progress.edition.newest)
    gone = known.newest.skeleton.task_ids - progress.edition.newest.skeleton.task_ids
    return RoadmapChanges(
        new=len(new - old),
        gone=len(old - new),
        ticks_out_of_sight=len(gone & progress.journal.done),
        ended_on=before.ends_on,
        ends_on=progress.plan.ends_on,
    )


def _tasks(plan: Plan, version: Version) -> frozenset[str]:
    """The tasks in scope in a version."""
    return frozenset(task for block in version.skeleton.blocks if block.id in plan.blocks for task in block.tasks)
