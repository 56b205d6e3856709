"""Times away are kept as long as they may matter."""

from __future__ import annotations

from datetime import timedelta

from bot.roadmap.versions import first_edition
from bot.store.outages import KEPT_FOR
from bot.store.store import Store
from bot.study.days import Outage
from tests.store.people import ADA, GUILD, MONDAY, NOW, SMALL, join

HOUR = timedelta(hours=1)
AWAY = Outage(NOW - 30 * HOUR, NOW)


async def test_a_time_away_comes_back(store: Store):
    """In order, whenever it was noted; the same one again only moves its end."""
    earlier = Outage(NOW - 90 * HOUR, NOW - 60 * HOUR)
    for outage in (AWAY, earlier, AWAY, Outage(AWAY.since, NOW + HOUR), AWAY):
        await store.outages.note(outage)
    assert await store.outages.all() == [earlier, Outage(AWAY.since, NOW + HOUR)]


async def test_what_changes_nothing_any_more_is_forgotten(store: Store):
    """After sixty days, and no hour before."""
    await store.outages.note(AWAY)
    await store.outages.drop_old(NOW + KEPT_FOR)
    assert await store.outages.all() == [AWAY]
    await store.outages.drop_old(NOW + KEPT_FOR + HOUR)
    assert await store.outages.all() == []


async def test_where_somebody_stands_depends_on_them(store: Store):
    """A time away is in the progress of everybody; of records that were read before, once the store asks anew."""
    await store.roadmaps.confirm(first_edition(SMALL, MONDAY), NOW)
    await join(store)
    assert await away(store) == ()
    (record,) = (await store.members.outlines(GUILD, 0, 10))[0]
    await store.outages.note(AWAY)
    store.progress.forget()
    (progress,) = await store.progress.of_records([record], NOW)
    assert progress.outages == (AWAY,)
    assert await away(store) == (AWAY,)


async def away(store: Store) -> tuple[Outage, ...]:
    """The times away that a member's progress knows of."""
    progress = await store.progress.of(GUILD, ADA, NOW)
    assert progress is not None
    return progress.outages
