"""Setting a server up: whatever follows from its zone and its time moves with them (§5)."""

from __future__ import annotations

from datetime import datetime

from bot.store.following import Follower
from bot.store.store import Store
from bot.study.days import last_closed, next_occurrence
from bot.study.member import Server
from bot.study.timing import notes_at


async def set_up(store: Store, known: Server | None, server: Server, channel_id: int, now: datetime) -> int:
    """Save a server's settings with its channel, and return how many members took over its zone and go by the new one.

    Their closed weeks stay closed. Raises StoreError; then nothing is saved.
    """
    change = store.deeds
    members = await store.following.followers(server.guild_id)
    closed = last_closed(now, (known or server).zone, await store.outages.all())
    await store.together(
        change.servers.set_up(
            server.guild_id,
            channel_id,
            server.zone,
            server.at,
            next_occurrence(now, server.at, server.zone),
            help_channel_id=server.help_channel_id,
            pictures=server.pictures,
            days=server.days,
        ),
        change.following.follow_zone(server.guild_id, server.zone, closed),
        change.following.set_due(server.guild_id, [(one, _next_note(one, server, now)) for one in members]),
    )
    is_moved = known is not None and known.zone != server.zone
    return sum(one.follows_zone for one in members) if is_moved else 0


def _next_note(one: Follower, server: Server, now: datetime) -> datetime:
    """When the next direct message is due to whoever goes by the server's zone, its time, or both."""
    at = one.at if one.at is not None else notes_at(server)
    return next_occurrence(now, at, server.zone if one.follows_zone or one.zone is None else one.zone)
