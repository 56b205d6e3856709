"""Setting a server up, field by field, so that two admins who change something at once both have their way (§6)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.store.store import Store
from bot.study.days import next_occurrence
from bot.study.member import Server, ServerChoice
from bot.study.timing import notes_at


@dataclass(frozen=True, slots=True)
class SetUp:
    """A server before it was changed, None when it is new, and after."""

    before: Server | None
    after: Server


async def set_up(store: Store, guild_id: int, chosen: ServerChoice, now: datetime) -> SetUp:
    """Save what is chosen; posts that were paused go on, and direct messages at the server's time move with it.

    Raises ValueError for a new server without a zone, and StoreError; then nothing was changed.
    """
    async with store.locks.of(guild_id):
        before = await store.servers.get(guild_id)
        after = chosen.of(before, guild_id)
        followers = await store.members.zones_of_those_on_server_time(guild_id)
        moments = [(user_id, next_occurrence(now, notes_at(after), zone)) for user_id, zone in followers]
        next_look = next_occurrence(now, after.at, after.zone)
        await store.together(store.servers.change(after, chosen, next_look), store.members.set_due(guild_id, moments))
    return SetUp(before, after)


async def resume_posts(store: Store, server: Server, now: datetime) -> None:
    """Post again in a server whose channel is open again. Raises StoreError."""
    await store.servers.resume_posts(server.guild_id, next_occurrence(now, server.at, server.zone))
