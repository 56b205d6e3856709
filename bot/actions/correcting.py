"""Correcting and removing what was logged (§6); closed weeks keep their study days (§2)."""

from __future__ import annotations

from datetime import date

from bot.actions.deeds import Deed
from bot.actions.evidence import show_evidence
from bot.actions.outcomes import Outcome
from bot.study.log import Entry, EntryKind, may_move
from bot.study.roles import lost_without


async def correct(deed: Deed, entry: Entry, day: date, minutes: int | None, note: str | None) -> Outcome | None:
    """Give an entry another day, minutes and note; None when it is gone. Raises StoreError or SavedUnseen."""
    walk, journals = deed.walk, deed.store.journals
    match entry.kind:
        case EntryKind.TICK:
            change = journals.correct_tick(walk, entry.id, day, minutes, note)
        case EntryKind.SESSION:
            change = journals.correct_session(walk, int(entry.id), day, minutes or 0, note)
        case EntryKind.EVIDENCE:
            change = journals.correct_evidence(walk, entry.id, day, note or "")
    (found,) = await deed.save(change)
    return Outcome(deed.before, await deed.afterwards()) if found else None


async def remove(deed: Deed, entry: Entry) -> Outcome:
    """Remove an entry; a tick that can be ticked again is taken back with `undo`. Raises StoreError or SavedUnseen."""
    walk, journals = deed.walk, deed.store.journals
    if entry.kind is EntryKind.EVIDENCE and (item := deed.before.roadmap.item(entry.id)):
        return await show_evidence(deed, item, "")
    stays = [] if may_move(deed.before, entry) else [journals.keep_day(walk, entry.study_day)]
    lost = lost_without(deed.before, entry.id) if entry.kind is EntryKind.TICK else ()
    match entry.kind:
        case EntryKind.TICK:
            gone = journals.untick(walk, entry.id)
        case EntryKind.SESSION:
            gone = journals.remove_session(walk, int(entry.id))
        case EntryKind.EVIDENCE:
            gone = journals.take_evidence_back(walk, entry.id)
    await deed.save(*stays, *([deed.store.roles.lose(walk, lost)] if lost else []), gone)
    return Outcome(deed.before, await deed.afterwards())
