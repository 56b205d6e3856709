"""What the sandbox's people did before it opens: one is new, one in week 9 with a chain of 6 weeks, one behind.

The last two are in a group with four others."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.actions.setting_up import set_up
from bot.roadmap import Roadmap
from bot.sandbox.group_story import tell_of_a_group
from bot.sandbox.world import ZONE, World
from bot.store.store import Store
from bot.study.choices import Choice
from bot.study.days import week_of
from bot.study.member import Member, ServerChoice, Walk
from bot.study.review import Policy

_WEEKS_AGO = 8
_FIRST_KEPT_WEEK = 2
_SESSION_MINUTES = 60


async def tell_stories(world: World, store: Store, roadmap: Roadmap) -> None:
    """Fill a fresh database."""
    now = world.now()
    zone = ZoneInfo(ZONE)
    start = week_of(now.astimezone(zone).date()) - timedelta(weeks=_WEEKS_AGO)
    mentors = ServerChoice(world.channel.id, zone, review=Policy.MENTOR, reviewers_role=world.mentors.id)
    await set_up(store, world.guild.id, mentors, now)
    plan = Choice(start)
    for person in (world.ada, world.ben):
        await store.members.join(Member(world.guild.id, person.id, zone), plan, _noon(start, zone))
    await _ada(world, store, roadmap, start)
    await _ben(world, store, roadmap, start)
    await tell_of_a_group(world, store, roadmap, start, _WEEKS_AGO)


async def _ada(world: World, store: Store, roadmap: Roadmap, start: date) -> None:
    """Two shaky weeks, then three study days in each of six: everything of the first eight weeks is done."""
    ada = Walk(world.guild.id, world.ada.id)
    tasks = [task.id for block in roadmap.blocks if block.weeks.last <= _WEEKS_AGO for task in block.tasks]
    items = [item.id for item in roadmap.items[:2]]
    days = [start + timedelta(days=2)]
    days += [
        start + timedelta(weeks=week, days=day)
        for week in range(_FIRST_KEPT_WEEK, _WEEKS_AGO)
        for day in sorted({row.weekday for row in roadmap.rhythm})
    ]
    for number, day in enumerate(days):
        now = _noon(day, ZoneInfo(ZONE))
        if tasks:
            await store.journals.tick(ada, [tasks.pop(0)], day, now, minutes=75)
        else:
            await store.journals.log_session(ada, number, day, _SESSION_MINUTES, "review")
    last = _noon(days[-1], ZoneInfo(ZONE))
    for item in items:
        await store.journals.give_evidence(ada, item, "https://example.org/ada", days[-1], last)
    await store.journals.tick(ada, tasks, days[-1], last)


async def _ben(world: World, store: Store, roadmap: Roadmap, start: date) -> None:
    """Began well, then life came in between: on Wednesday the last study day is two weeks ago."""
    ben = Walk(world.guild.id, world.ben.id)
    for number, task in enumerate(roadmap.tasks[:5]):
        day = start + timedelta(days=(0, 2, 5, 7, 44)[number])
        now = _noon(day, ZoneInfo(ZONE))
        await store.journals.tick(ben, [task.id], day, now, minutes=60)


def _noon(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(12), zone)
