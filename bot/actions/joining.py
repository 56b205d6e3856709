"""Joining a roadmap, and leaving with nothing left behind (§10)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.actions.bringing import deeds_of
from bot.actions.outcomes import Outcome, afterwards
from bot.store.store import Store
from bot.study.member import Member
from bot.study.progress import Progress

JOINING = "joining"
"""The kind of preview that a plan is before its owner has joined."""


async def join(store: Store, newcomer: Progress, ticks: Sequence[str] = ()) -> Outcome:
    """Join with a newcomer's zone and plan, and with ticks from their own copy; their preview is used up.

    Raises StoreError or SavedUnseen.
    """
    member, change = newcomer.member, store.deeds
    await store.together(
        change.members.join(member, newcomer.page.choices[-1], newcomer.now),
        *(deeds_of(store, newcomer, ticks)[0] if ticks else ()),
        change.previews.drop(member.guild_id, member.user_id, JOINING),
    )
    return Outcome(newcomer, await afterwards(store, newcomer))


async def leave(store: Store, member: Member, now: datetime) -> None:
    """Forget everything about a member. Raises StoreError; then nothing is forgotten."""
    await store.personal.forget(member.guild_id, member.user_id, now)
