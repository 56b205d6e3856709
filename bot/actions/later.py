"""Putting a reminder off, or asking for peace for today (§5)."""

from __future__ import annotations

from datetime import datetime

from bot.actions.outcomes import Outcome, afterwards
from bot.store.store import Store
from bot.study.deliveries import LATER, STAYS_VALID, Delivery
from bot.study.progress import Progress


async def put_off(store: Store, before: Progress, due_at: datetime) -> Outcome:
    """Have a direct message come at an instant, also after "Not today". Raises StoreError or SavedUnseen."""
    member, change = before.member, store.deeds
    message = Delivery(
        f"member:{member.guild_id}:{member.user_id}",
        LATER,
        before.today,
        member.guild_id,
        member.user_id,
        due_at,
        due_at + STAYS_VALID,
    )
    await store.together(
        change.deliveries.put_off(message), change.members.set_quiet(member.guild_id, member.user_id, None)
    )
    return Outcome(before, await afterwards(store, before))


async def not_today(store: Store, before: Progress) -> Outcome:
    """Leave a member in peace for the rest of their study day."""
    await store.members.set_quiet(before.member.guild_id, before.member.user_id, before.today)
    return Outcome(before, await afterwards(store, before))
