"""Ticks from a member's own copy of a list: read apart, matched, and stored as they were shown (§9)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.actions.apart import Apart, TooMuchWork
from bot.actions.deeds import Deed
from bot.actions.outcomes import Outcome
from bot.roadmap import Roadmap
from bot.roadmap.files.jobs import Import, Read, Said
from bot.store.change import Change
from bot.study.achievements import Achievement
from bot.study.bringing import Matched, completed_by_brought, matched
from bot.study.progress import Progress

BRING = "ticks"
"""The kind of preview that matched ticks are."""


class NoTicks(Exception):
    """A file has no ticks to bring: none at all, or it takes too long to read, or it has the fault that is told."""

    def __init__(self, fault: str = "", *, takes_too_long: bool = False) -> None:
        super().__init__(fault)
        self.fault, self.takes_too_long = fault, takes_too_long


@dataclass(frozen=True, slots=True)
class Brought(Outcome):
    """The ids of what is newly ticked, and what only that completed: noted, and not celebrated."""

    tasks: tuple[str, ...]
    noted: tuple[Achievement, ...]


async def read_copy(apart: Apart, progress: Progress, name: str, data: bytes) -> Matched:
    """What the ticked boxes of a file are in a member's roadmap. Raises NoTicks, or JobFailed."""
    before = progress.roadmap.model_dump_json(exclude_none=True)
    try:
        answer = await apart.do(Import(name=name, data=data, before=before))
    except TooMuchWork:
        raise NoTicks(takes_too_long=True) from None
    if isinstance(answer, Said):
        raise NoTicks(answer.sentence)
    assert isinstance(answer, Read), "a file was read"
    found = matched(progress, answer.ticked, Roadmap.model_validate_json(answer.document))
    if not found.ticked:
        raise NoTicks
    return found


def changes_of(deed: Deed, task_ids: Sequence[str]) -> tuple[list[Change[Any]], tuple[Achievement, ...]]:
    """What brings ticks along, to be saved with other things, and what only they complete."""
    store, before = deed.store, deed.before
    noted = completed_by_brought(before, task_ids)
    found: list[Change[Any]] = [store.journals.bring(deed.walk, task_ids, before.today)]
    if noted:
        found.append(store.achievements.note_told(deed.walk, [achievement.key for achievement in noted]))
    return found, noted


async def bring(deed: Deed, task_ids: Sequence[str]) -> Brought:
    """Bring ticks along, as they were shown; the preview is used up. Raises StoreError or SavedUnseen."""
    changes, noted = changes_of(deed, task_ids)
    await deed.save(*changes, deed.store.previews.drop(*deed.who, BRING))
    return Brought(deed.before, await deed.afterwards(), tuple(task_ids), noted)
