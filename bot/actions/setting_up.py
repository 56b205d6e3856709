"""Setting a server up, field by field, so that two admins who change something at once both have their way (§6)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from bot.store.errors import UnknownZone
from bot.store.store import Store
from bot.study.days import last_closed, next_occurrence
from bot.study.member import Follower, Server, ServerChoice
from bot.study.review import Policy
from bot.study.timing import notes_at


@dataclass(frozen=True, slots=True)
class SetUp:
    """A server before it was changed, None when it is new, and after; `moved` members go by its new zone."""

    before: Server | None
    after: Server
    moved: int = 0


async def set_up(store: Store, guild_id: int, chosen: ServerChoice, now: datetime) -> SetUp:
    """Save what is chosen; posts that were paused go on, and whatever follows from zone and time moves with them.

    Whoever took over the server's zone goes by the new one; their closed weeks stay closed. Raises ValueError for a
    new server without a zone, and StoreError; then nothing was changed.
    """
    async with store.locks.of(guild_id):
        before = await settings_of(store, guild_id)
        after = _with_readers(before, chosen.of(before, guild_id), now)
        members = await store.following.followers(guild_id)
        closed = last_closed(now, (before or after).zone, await store.outages.all())
        await store.together(
            store.servers.change(after, chosen, next_occurrence(now, after.at, after.zone)),
            store.following.follow_zone(guild_id, after.zone, closed),
            store.following.set_due(guild_id, [(one, _next_note(one, after, now)) for one in members]),
            *([store.board_messages.redraw(guild_id)] if chosen.leaderboard is not None else []),
        )
    is_moved = before is not None and before.zone != after.zone
    return SetUp(before, after, sum(one.follows_zone for one in members) if is_moved else 0)


def _with_readers(before: Server | None, after: Server, now: datetime) -> Server:
    """Where checkpoints are read from now on, what was shown until now was done with it (§7)."""
    was_read = before is not None and before.readers.policy is not Policy.SELF
    return replace(after, review_since=now) if after.readers.policy is not Policy.SELF and not was_read else after


async def settings_of(store: Store, guild_id: int) -> Server | None:
    """A server's settings; None as well where its zone is not known on this machine: then it is set up anew."""
    try:
        return await store.servers.get(guild_id)
    except UnknownZone:
        return None


async def resume_posts(store: Store, server: Server, now: datetime) -> None:
    """Post again in a server whose channel is open again. Raises StoreError."""
    await store.servers.resume_posts(server.guild_id, next_occurrence(now, server.at, server.zone))


def _next_note(one: Follower, server: Server, now: datetime) -> datetime:
    """When the next direct message is due to whoever goes by the server's zone, its time, or both."""
    at = one.at if one.at is not None else notes_at(server)
    return next_occurrence(now, at, server.zone if one.follows_zone or one.zone is None else one.zone)
