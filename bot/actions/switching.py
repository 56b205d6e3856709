"""Going over to another roadmap, and back: the former is parked with all that was done on it (§9)."""

from __future__ import annotations

from datetime import date

from bot.actions.deeds import Deed
from bot.actions.outcomes import Outcome
from bot.store.store import Store
from bot.study.progress import Progress
from bot.study.several import as_switched

SWITCH = "switch"
"""The kind of preview that going over is."""


async def switched(store: Store, before: Progress, roadmap_id: int, begins: date | None = None) -> Progress:
    """Where a member would stand on another roadmap; nothing is stored. Raises LookupError when there is none.

    `begins` is the Monday of a cohort with which they begin it.
    """
    return as_switched(before, await store.progress.edition(before.member.guild_id, roadmap_id), begins)


async def switch(deed: Deed, after: Progress) -> Outcome:
    """Go over, as it was shown; the preview is used up. Raises StoreError or SavedUnseen."""
    store = deed.store
    await deed.save(
        store.members.switch(after.member, after.record.switches, after.record.choices[0]),
        store.previews.drop(*deed.who, SWITCH),
    )
    return Outcome(deed.before, await deed.afterwards())
