"""How a member is reminded and what others may know: each setting by itself, so that two changed at once both hold."""

from __future__ import annotations

from bot.actions.deeds import Deed
from bot.actions.outcomes import Outcome
from bot.study.choices import OwnDays
from bot.study.member import ReminderChoice
from bot.study.timing import next_note_at


async def set_reminders(deed: Deed, chosen: ReminderChoice, own_days: OwnDays | None = None) -> Outcome:
    """Save what is chosen; the next message is due by all that holds then. Raises StoreError or SavedUnseen.

    What has nothing to do with when messages come leaves the next one as it is, also one that is due just now.
    """
    store, who, now = deed.store, deed.who, deed.before.now
    async with store.locks.of(deed.walk):
        current = await store.progress.of(*who, now) or deed.before
        server = await store.servers.get(current.member.guild_id)
        due_at = next_note_at(chosen.of(current.member), server, now)
        closed = current.last_closed if chosen.zone else None
        await deed.save(
            store.members.set_reminders(*who, chosen, due_at, closed, moves=chosen.moves_messages),
            *([store.plans.set_own_days(deed.walk, own_days)] if own_days else []),
            # What was put off was to come the old way.
            *([store.deliveries.drop_put_off(*who)] if chosen.where not in (None, current.member.where) else []),
        )
    return Outcome(deed.before, await deed.afterwards())


async def set_visible(deed: Deed, visible: bool) -> Outcome:
    """Let others look at one's progress, or not. Raises StoreError or SavedUnseen, as all here do."""
    await deed.save(deed.store.members.set_visible(*deed.who, visible))
    return Outcome(deed.before, await deed.afterwards())


async def set_helps(deed: Deed, helps: bool) -> Outcome:
    """Agree to be named when others are stuck, or no longer."""
    await deed.save(deed.store.members.set_helps(*deed.who, helps))
    return Outcome(deed.before, await deed.afterwards())


async def set_roles(deed: Deed, wants: bool) -> Outcome:
    """Let what one reaches give one a role, or not."""
    await deed.save(deed.store.members.set_roles(*deed.who, wants))
    return Outcome(deed.before, await deed.afterwards())


async def closed_dms(deed: Deed) -> None:
    """Turn direct messages off that Discord has just refused, which their member hears at once. Raises StoreError."""
    members = deed.store.members
    await deed.save(members.dms_refused(*deed.who), members.refusal_told(*deed.who))
