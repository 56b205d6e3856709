"""Joining a roadmap, and leaving with nothing left behind (§10)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.actions.bringing import changes_of
from bot.actions.deeds import Deed
from bot.actions.outcomes import Outcome
from bot.store.store import Store
from bot.study.member import Member

JOINING = "joining"
"""The kind of preview that a plan is before its owner has joined."""


async def join(deed: Deed, ticks: Sequence[str] = ()) -> Outcome:
    """Join with a newcomer's zone and plan, and with ticks from their own copy; their preview is used up.

    Raises StoreError or SavedUnseen.
    """
    newcomer, store = deed.before, deed.store
    await deed.save(
        store.members.join(newcomer.member, newcomer.record.choices[-1], newcomer.now, newcomer.record.joined_late_on),
        *(changes_of(deed, ticks)[0] if ticks else ()),
        store.previews.drop(*deed.who, JOINING),
    )
    return Outcome(newcomer, await deed.afterwards())


async def leave(store: Store, member: Member, now: datetime) -> None:
    """Forget everything about a member; a second time nothing is left. Raises StoreError: nothing is forgotten."""
    await store.personal.forget(member.guild_id, member.user_id, now)
