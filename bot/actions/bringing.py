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
from bot.study.bringing import Matched, completed_by_brought, matched
from bot.study.feats import Feat
from bot.study.progress import Progress

BRING = "ticks"
"""The kind of preview that matched ticks are."""


class NotRead(Exception):
    """A file has no ticks to bring. The message is for the member."""


@dataclass(frozen=True, slots=True)
class Brought(Outcome):
    """The ids of what is newly ticked, and what only that completed: noted, and not celebrated."""

    tasks: tuple[str, ...]
    noted: tuple[Feat, ...]


async def read_copy(apart: Apart, progress: Progress, name: str, data: bytes) -> Matched:
    """What the ticked boxes of a file are in a member's roadmap. Raises NotRead, or JobFailed."""
    before = progress.roadmap.model_dump_json(exclude_none=True)
    try:
        answer = await apart.do(Import(name=name, data=data, before=before))
    except TooMuchWork:
        raise NotRead(f"{name} takes too long to read. Take out what is no list of tasks, and try again.") from None
    if isinstance(answer, Said):
        raise NotRead(answer.sentence)
    assert isinstance(answer, Read), "a file was read"
    found = matched(progress, answer.ticked, Roadmap.model_validate_json(answer.document))
    if not found.ticked:
        raise NotRead(f'{name}: no box is ticked in it. A ticked one is a line such as "- [x] Read chapter 1".')
    return found


def changes_of(deed: Deed, task_ids: Sequence[str]) -> tuple[list[Change[Any]], tuple[Feat, ...]]:
    """What brings ticks along, to be saved with other things, and what only they complete."""
    store, before = deed.store, deed.before
    noted = completed_by_brought(before, task_ids)
    found: list[Change[Any]] = [store.journals.bring(deed.walk, task_ids, before.today)]
    if noted:
        found.append(store.celebrations.note_told(deed.walk, [feat.key for feat in noted]))
    return found, noted


async def bring(deed: Deed, task_ids: Sequence[str]) -> Brought:
    """Bring ticks along, as they were shown; the preview is used up. Raises StoreError or SavedUnseen."""
    changes, noted = changes_of(deed, task_ids)
    await deed.save(*changes, deed.store.previews.drop(*deed.who, BRING))
    return Brought(deed.before, await deed.afterwards(), tuple(task_ids), noted)
