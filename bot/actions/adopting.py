"""The operator's file at the start: the roadmap that every server has, or a new version of it (§1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from bot.refusals import CannotBeDone
from bot.roadmap import Roadmap
from bot.roadmap.versions import Edition, Version, edited, is_another_roadmap, part_ids, skeleton_of
from bot.store.store import Store
from bot.study.days import week_of
from bot.study.member import OPERATORS


class AnotherRoadmap(CannotBeDone):
    """Less than half of what members know is found in the file; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Acceptance:
    """What a file that was accepted changes: ids found again, gone and new, and whose ticks go out of sight."""

    found: int
    gone: tuple[str, ...]
    new: int
    ticks_out_of_sight: int


async def accept(store: Store, roadmap: Roadmap, now: datetime) -> Acceptance:
    """Take an operator's file though less than half of the old ids may be in it, and tell what it means (§1)."""
    known = await store.roadmaps.edition(0, 0)
    old = part_ids(known.roadmap) if known else frozenset[str]()
    new = part_ids(roadmap)
    gone = tuple(sorted(old - new))
    ticks = await store.journals.count_ticks(OPERATORS, gone)
    await adopt(store, roadmap, now, accept=True)
    return Acceptance(len(old & new), gone, len(new - old), ticks)


async def adopt(store: Store, roadmap: Roadmap, now: datetime, *, accept: bool = False) -> Edition:
    """Take the operator's roadmap as it is now: a changed one becomes a new version. No row about a member is written.

    Raises AnotherRoadmap when less than half of the old ids are found, unless that is accepted.
    """
    monday = week_of(now.astimezone(UTC).date())
    known = await store.roadmaps.edition(0, 0)
    if known is None:
        await store.roadmaps.confirm(Edition(roadmap, (Version(1, monday, skeleton_of(roadmap)),)), now)
    await _bring_along(store, known.roadmap if known else roadmap, now)
    if known is not None and known.roadmap != roadmap:
        old, new = part_ids(known.roadmap), part_ids(roadmap)
        if is_another_roadmap(old, new) and not accept:
            raise AnotherRoadmap(
                f"Only {len(old & new)} of the {len(old)} tasks and checkpoint items that members know are in this "
                "roadmap file. Put the old file back, or run check --accept with the new one: it shows what goes out "
                "of sight, and takes it."
            )
        await store.roadmaps.confirm(edited(known, roadmap, max(monday, known.newest.monday)), now)
        await store.roadmaps.drop_documents(0, 0)
    store.progress.forget()
    return await store.progress.edition(0)


async def _bring_along(store: Store, roadmap: Roadmap, now: datetime) -> None:
    """Plans of the first version of Roadmate, which only the roadmap they were made for can turn into choices.

    Looked for at every start, as the one that should have brought them along may have been cut off.
    """
    if await store.upgrading.is_due():
        await store.upgrading.plans(roadmap)
    for walk in await store.upgrading.catching_up():
        progress = await store.progress.of(walk.guild_id, walk.user_id, now)
        await store.plans.catch_up(walk, [task.id for task in progress.overdue] if progress else [])
