"""When the next post in a server's study channel will really come."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.roadmap.versions import Edition
from bot.store.store import Store
from bot.study.days import next_occurrence, study_day, week_of
from bot.study.member import Server
from bot.study.posts import Reach
from bot.study.timing import next_post_at

_LOOKED_AHEAD = timedelta(days=14)
"""Study days that were chosen today hold by then; what is further away depends on what members do until then."""


async def next_real_post(store: Store, server: Server, now: datetime) -> datetime | None:
    """The next moment at which, as things are, there is somebody to remind; None when there is nobody soon."""
    at = next_occurrence(now, server.at, server.zone)
    while at <= now + _LOOKED_AHEAD:
        was_posted = await store.deliveries.was_posted(server.guild_id, study_day(at, server.zone))
        if not was_posted and await _reaches_somebody(store, server, at):
            return at
        at = next_occurrence(at, server.at, server.zone)
    return None


async def next_look_at(store: Store, editions: Sequence[Edition], server: Server, now: datetime) -> datetime:
    """The next moment of a study day, whoever is there: a day whose post was sent gets no second one."""
    upcoming = next_post_at(editions, server, now)
    while await store.deliveries.was_posted(server.guild_id, study_day(upcoming, server.zone)):
        upcoming = next_post_at(editions, server, upcoming)
    return upcoming


async def _reaches_somebody(store: Store, server: Server, at: datetime) -> bool:
    day = study_day(at, server.zone)
    warned = await store.deliveries.warned(server.guild_id, week_of(day), at)
    reach = Reach(server, day, lambda progress: (progress.member.user_id, week_of(progress.today)) in warned)
    async for followers in store.progress.everybody(server.guild_id, at, in_channel=True):
        reach.add(followers)
        if reach.is_somebody:
            return True
    return False
