"""The sandbox's group: six who started together, to be seen by a member, a mentor and the admin (§7, §12)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from simcord.actors import MemberActor

from bot.roadmap import Roadmap
from bot.sandbox.world import ZONE, World
from bot.store.store import Store
from bot.study.choices import Choice
from bot.study.cohorts import Cohort, Shares
from bot.study.member import OPERATORS, Member, Walk
from bot.study.review import FrozenItem, Policy, Readers, Review, State

_ZONE = ZoneInfo(ZONE)
_COHORT = 1
"""Its number; elsewhere it is the interaction that made it."""

_DAY, _WEEK = timedelta(days=1), timedelta(weeks=1)
_SHOWN = "https://example.org/notes"


@dataclass(frozen=True, slots=True)
class _Walker:
    """One of the group: on which weekdays they study, for how many weeks, and what they agreed to."""

    person: MemberActor
    weekdays: Sequence[int]
    weeks: int
    shares: bool
    is_on_board: bool = True


async def tell_of_a_group(world: World, store: Store, roadmap: Roadmap, start: date, weeks: int) -> None:
    """Put Ada and Ben into a group with four others, whose checkpoints have come to different ends by now."""
    guild_id, begun = world.guild.id, _at(start)
    cohort = Cohort(guild_id, _COHORT, "Evening group", start, OPERATORS, Shares.MENTORS, world.mentors.id)
    await store.cohorts.make(cohort)
    others = (
        _Walker(world.cleo, (0, 2, 5), weeks, shares=True),
        _Walker(world.dev, (0, 5), weeks, shares=True),
        _Walker(world.eli, (2, 5), weeks, shares=False),
        _Walker(world.fay, (0, 2), 3, shares=True, is_on_board=False),
    )
    for walker in others:
        await _walk(store, roadmap, guild_id, start, walker)
    for walker in (*others, _Walker(world.ada, (), 0, shares=True), _Walker(world.ben, (), 0, shares=False)):
        name = walker.person.user.global_name if walker.shares else None
        await store.cohorts.join(cohort, walker.person.id, start, name)
        if walker.is_on_board:
            await store.leaderboard.join(guild_id, walker.person.id, begun)
    if roadmap.items:
        await _tell_of_reviews(world, store, roadmap)


async def _walk(store: Store, roadmap: Roadmap, guild_id: int, start: date, walker: _Walker) -> None:
    """Somebody studies on their days, with a task a day as long as there are any."""
    walk, tasks = Walk(guild_id, walker.person.id), [task.id for task in roadmap.tasks]
    await store.members.join(Member(guild_id, walker.person.id, _ZONE), Choice(start), _at(start))
    days = [start + week * _WEEK + day * _DAY for week in range(walker.weeks) for day in walker.weekdays]
    for number, day in enumerate(days):
        if number < len(tasks):
            await store.journals.tick(walk, [tasks[number]], day, _at(day), minutes=60)
        else:
            await store.journals.log_session(walk, number, day, 60, None)


async def _tell_of_reviews(world: World, store: Store, roadmap: Roadmap) -> None:
    """Cleo waits to be read, Dev has it back with a word, and at Eli's nobody looked in 7 days."""
    now = world.now()
    stories = (
        (world.cleo, 1, now - 2 * _DAY, None),
        (world.dev, 2, now - 4 * _DAY, State.RETURNED),
        (world.eli, 3, now - 12 * _DAY, None),
    )
    readers = Readers(Policy.MENTOR, world.mentors.id)
    phase = next(phase for phase in roadmap.phases if phase.checkpoint and phase.checkpoint.items)
    assert phase.checkpoint is not None, "just looked at"
    items = [FrozenItem(item.id, item.text, _SHOWN) for item in phase.checkpoint.items]
    for person, number, submitted_at, verdict in stories:
        walk = Walk(world.guild.id, person.id)
        for item in items:
            await store.journals.give_evidence(walk, item.item_id, _SHOWN, submitted_at.date(), submitted_at)
        review = Review(phase.id, number, phase.checkpoint.title, readers, submitted_at)
        await store.reviews.submit(walk, review, items, is_named=True)
        if verdict:
            mia, decided_at = world.mia.id, submitted_at + _DAY
            await store.review_queue.take(world.guild.id, mia, number, submitted_at)
            words = "The second link is closed to me. Could you open it?"
            await store.review_queue.decide(world.guild.id, mia, number, verdict, words, decided_at, number)


def _at(day: date) -> datetime:
    return datetime.combine(day, time(12), _ZONE)
