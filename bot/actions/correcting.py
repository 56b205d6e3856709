"""Correcting and removing what was logged (§6); closed weeks keep their study days (§2)."""

from __future__ import annotations

from datetime import date

from bot.actions.evidence import show_evidence
from bot.actions.outcomes import Outcome, afterwards
from bot.store.store import Store
from bot.study.log import Entry, EntryKind, may_move
from bot.study.progress import Progress


async def correct(
    store: Store, before: Progress, entry: Entry, day: date, minutes: int | None, note: str | None
) -> Outcome | None:
    """Give an entry another day, minutes and note; None when it is gone. Raises StoreError or SavedUnseen."""
    walk, journals = before.member.walk, store.journals
    match entry.kind:
        case EntryKind.TICK:
            found = await journals.correct_tick(walk, entry.id, day, minutes, note)
        case EntryKind.SESSION:
            found = await journals.correct_session(walk, int(entry.id), day, minutes or 0, note)
        case EntryKind.EVIDENCE:
            found = await journals.correct_evidence(walk, entry.id, day, note or "")
    return Outcome(before, await afterwards(store, before)) if found else None


async def remove(store: Store, before: Progress, entry: Entry) -> Outcome:
    """Remove study time or evidence; a tick is taken back with `undo`. Raises StoreError or SavedUnseen."""
    walk, change = before.member.walk, store.deeds
    if entry.kind is EntryKind.EVIDENCE:
        item = before.roadmap.item(entry.id)
        if item:
            return await show_evidence(store, before, item, "")
    stays = [] if may_move(before, entry) else [change.journals.keep_day(walk, entry.study_day)]
    gone = (
        change.journals.take_evidence_back(walk, entry.id)
        if entry.kind is EntryKind.EVIDENCE
        else change.journals.remove_session(walk, int(entry.id))
    )
    await store.together(*stays, gone)
    return Outcome(before, await afterwards(store, before))
