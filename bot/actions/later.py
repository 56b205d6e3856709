"""Putting a reminder off, or asking for peace for today (§5)."""

from __future__ import annotations

from datetime import datetime

from bot.actions.deeds import Deed
from bot.actions.outcomes import Outcome
from bot.study.deliveries import LATER, STAYS_VALID, Delivery


async def put_off(deed: Deed, due_at: datetime) -> Outcome:
    """Have a direct message come at an instant, also after "Not today". Raises StoreError or SavedUnseen."""
    guild_id, user_id = deed.who
    message = Delivery(
        f"member:{guild_id}:{user_id}", LATER, deed.before.today, guild_id, user_id, due_at, due_at + STAYS_VALID
    )
    await deed.save(deed.store.deliveries.put_off(message), deed.store.members.set_quiet(*deed.who, None))
    return Outcome(deed.before, await deed.afterwards())


async def not_today(deed: Deed) -> Outcome:
    """Leave a member in peace for the rest of their study day. Raises StoreError or SavedUnseen."""
    await deed.save(deed.store.members.set_quiet(*deed.who, deed.before.today))
    return Outcome(deed.before, await deed.afterwards())
