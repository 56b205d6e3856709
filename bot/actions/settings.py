"""How a member is reminded and what others may know: each setting by itself, so that two changed at once both hold."""

from __future__ import annotations

from bot.actions.outcomes import Outcome, afterwards
from bot.store.store import Store
from bot.study.choices import OwnDays
from bot.study.member import ReminderChoice
from bot.study.progress import Progress
from bot.study.timing import next_note_at


async def set_reminders(
    store: Store, before: Progress, chosen: ReminderChoice, own_days: OwnDays | None = None
) -> Outcome:
    """Save what is chosen; the next message is due by all that holds then. Raises StoreError or SavedUnseen.

    What has nothing to do with when messages come leaves the next one as it is, also one that is due just now.
    """
    member, change = before.member, store.deeds
    who = (member.guild_id, member.user_id)
    async with store.locks.of(member.walk):
        current = await store.standings.of(*who, before.now) or before
        server = await store.servers.get(member.guild_id)
        due_at = next_note_at(chosen.of(current.member), server, before.now)
        closed = current.last_closed if chosen.zone else None
        await store.together(
            change.members.set_reminders(*who, chosen, due_at, closed, moves=chosen.moves_messages),
            *([change.plans.set_own_days(member.walk, own_days)] if own_days else []),
            # What was put off was to come the old way.
            *([change.deliveries.drop_put_off(*who)] if chosen.where not in (None, current.member.where) else []),
        )
    return Outcome(before, await afterwards(store, before))


async def set_visible(store: Store, before: Progress, visible: bool) -> Outcome:
    """Let others look at one's progress, or not. Raises StoreError or SavedUnseen, as all here do."""
    await store.members.set_visible(before.member.guild_id, before.member.user_id, visible)
    return Outcome(before, await afterwards(store, before))


async def set_helps(store: Store, before: Progress, helps: bool) -> Outcome:
    """Agree to be named when others are stuck, or no longer."""
    await store.members.set_helps(before.member.guild_id, before.member.user_id, helps)
    return Outcome(before, await afterwards(store, before))


async def closed_dms(store: Store, before: Progress) -> None:
    """Turn direct messages off that Discord has just refused, which their member hears at once."""
    who, change = (before.member.guild_id, before.member.user_id), store.deeds
    await store.together(change.members.dms_refused(*who), change.members.refusal_told(*who))
