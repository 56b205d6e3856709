"""When the next post in a server's study channel will really come."""

from __future__ import annotations

import asyncio
from datetime import date, datetime, timedelta

from bot.roadmap.versions import Edition
from bot.store.store import Store
from bot.study.days import next_occurrence, study_day, week_of
from bot.study.member import Server
from bot.study.nudges import server_post
from bot.study.progress import Progress
from bot.study.rhythm import server_days, session_on
from bot.study.timing import next_post_at

_LOOKED_AHEAD = timedelta(days=14)
"""Study days that were chosen today hold by then; what is further away depends on what members do until then."""


async def next_real_post(store: Store, edition: Edition, server: Server, now: datetime) -> datetime | None:
    """The next moment at which, as things are, there is somebody to remind; None when there is nobody soon."""
    pages = await store.members.pages_in_channel(server.guild_id)
    at = next_occurrence(now, server.at, server.zone)
    while pages and at <= now + _LOOKED_AHEAD:
        members = await store.standings.of_pages(pages, at)
        warned = await store.deliveries.warned(server.guild_id, week_of(study_day(at, server.zone)), at)
        if await asyncio.to_thread(_reaches_somebody, edition, server, at, members, warned) and not (
            await store.deliveries.was_posted(server.guild_id, study_day(at, server.zone))
        ):
            return at
        at = next_occurrence(at, server.at, server.zone)
    return None


async def next_look_at(store: Store, edition: Edition, server: Server, now: datetime) -> datetime:
    """The next moment of a study day, whoever is there: a day whose post was sent gets no second one."""
    upcoming = next_post_at(edition, server, now)
    while await store.deliveries.was_posted(server.guild_id, study_day(upcoming, server.zone)):
        upcoming = next_post_at(edition, server, upcoming)
    return upcoming


def _reaches_somebody(
    edition: Edition, server: Server, at: datetime, members: list[Progress], warned: frozenset[tuple[int, date]]
) -> bool:
    day = study_day(at, server.zone)
    session = session_on(edition.roadmap, server_days(edition, server, day), day)

    def was_told(progress: Progress) -> bool:
        return (progress.member.user_id, week_of(progress.today)) in warned

    return server_post(session, members, day, was_told) is not None
