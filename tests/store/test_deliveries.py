"""Deliveries: planned once, claimed by one, finished by whoever holds them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.store.database import Database
from bot.store.deliveries import KEPT
from bot.store.store import Store
from bot.study.deliveries import LEASE, Delivery, LastPost, Outcome, Receipt
from tests.store.people import ADA, BOB, GUILD, MONDAY, NOW, join, set_up

SECOND, HOUR, DAY = timedelta(seconds=1), timedelta(hours=1), timedelta(days=1)
POST = Delivery(f"server:{GUILD}", "rhythm", MONDAY, GUILD, None, NOW, NOW + 3 * HOUR)
NOTE = Delivery(f"member:{GUILD}:{ADA}", "rhythm", MONDAY, GUILD, ADA, NOW, NOW + 3 * HOUR)


@pytest.fixture(autouse=True)
async def somebody_to_reach(store: Store) -> None:
    """A server and two members: without them nothing is planned."""
    await set_up(store, GUILD, 5, NOW)
    await join(store, ADA)
    await join(store, BOB)


async def states(database: Database) -> list[str]:
    """The states of all deliveries, earliest first."""
    return [row["state"] for row in await database.rows("SELECT state FROM deliveries ORDER BY due_at")]


@pytest.mark.parametrize("delivery", [POST, NOTE])
async def test_what_is_planned_can_be_claimed(store: Store, delivery: Delivery):
    """It comes back as it was planned, to one claimer only."""
    await store.deliveries.plan(delivery)
    assert await store.deliveries.claim("a", NOW, 10) == [delivery]
    assert await store.deliveries.claim("b", NOW, 10) == []
    assert await store.deliveries.claim("a", NOW, 10) == []


async def test_planning_twice_is_planning_once(store: Store, database: Database):
    """Neither a second plan nor one after it was sent brings a second message."""
    for again in (POST, POST, replace(POST, due_at=NOW + HOUR)):
        await store.deliveries.plan(again)
    assert await store.deliveries.claim("a", NOW, 10) == [POST]
    await store.deliveries.finish(POST, "a", Receipt("sent", 5), NOW)
    await store.deliveries.plan(POST)
    assert await states(database) == ["sent"]
    assert await store.deliveries.claim("a", NOW + DAY, 10) == []


async def test_another_target_kind_or_day_is_another_delivery(store: Store):
    """What makes a delivery unique is target, kind and study date."""
    others = [POST, NOTE, replace(POST, kind="warning"), replace(POST, study_date=MONDAY + DAY)]
    for delivery in others:
        await store.deliveries.plan(delivery)
    assert len({delivery.key for delivery in others}) == 4
    assert len(await store.deliveries.claim("a", NOW, 10)) == 4


async def test_claims_are_shared_out_earliest_first(store: Store):
    """Two claimers never get the same one, and nobody gets more than asked for."""
    planned = [replace(POST, study_date=MONDAY + n * DAY, due_at=NOW - n * HOUR) for n in range(5)]
    for delivery in planned:
        await store.deliveries.plan(delivery)
    first = await store.deliveries.claim("a", NOW, 2)
    second = await store.deliveries.claim("b", NOW, 10)
    assert first == [planned[4], planned[3]]
    assert second == [planned[2], planned[1], planned[0]]


async def test_a_lease_that_ran_out_goes_to_the_next(store: Store, database: Database):
    """A claim left by a crash is taken over after two minutes, and then the first owner may not finish it."""
    await store.deliveries.plan(POST)
    await store.deliveries.claim("crashed", NOW, 10)
    assert await store.deliveries.claim("next", NOW + LEASE - SECOND, 10) == []
    assert await store.deliveries.claim("next", NOW + LEASE, 10) == [POST]
    await store.deliveries.finish(POST, "crashed", Receipt("missed"), NOW + LEASE)
    assert await states(database) == ["open"]
    await store.deliveries.finish(POST, "next", Receipt("sent", 5), NOW + LEASE)
    assert await states(database) == ["sent"]


async def test_only_the_owner_may_finish(store: Store, database: Database):
    """Neither a stranger nor anybody before a claim."""
    await store.deliveries.plan(POST)
    await store.deliveries.finish(POST, "a", Receipt("sent"), NOW)
    assert await states(database) == ["open"]
    await store.deliveries.claim("a", NOW, 10)
    await store.deliveries.finish(POST, "b", Receipt("sent"), NOW)
    assert await states(database) == ["open"]


async def test_a_slow_owner_may_still_finish(store: Store, database: Database):
    """A lease that ran out, but that nobody took over, is still its owner's."""
    await store.deliveries.plan(POST)
    await store.deliveries.claim("slow", NOW, 10)
    await store.deliveries.finish(POST, "slow", Receipt("sent", 5), NOW + 2 * LEASE)
    assert await states(database) == ["sent"]


@pytest.mark.parametrize("outcome", ["sent", "missed", "silent", "refused"])
async def test_what_is_finished_stays_finished(store: Store, database: Database, outcome: Outcome):
    """No later claim and no second receipt changes it."""
    await store.deliveries.plan(POST)
    await store.deliveries.claim("a", NOW, 10)
    await store.deliveries.finish(POST, "a", Receipt(outcome), NOW)
    assert await store.deliveries.claim("b", NOW + DAY, 10) == []
    await store.deliveries.finish(POST, "a", Receipt("sent"), NOW)
    assert await states(database) == [outcome]


async def test_whoever_was_warned_is_known(store: Store):
    """By server and week; those of the very post that asks are not counted, so that a repeat says the same."""
    await store.deliveries.note_warned(GUILD, [(ADA, MONDAY), (BOB, MONDAY - 7 * DAY)], NOW)
    warned = store.deliveries.warned
    assert await warned(GUILD, MONDAY - 7 * DAY, NOW + DAY) == {(ADA, MONDAY), (BOB, MONDAY - 7 * DAY)}
    assert await warned(GUILD, MONDAY, NOW + DAY) == {(ADA, MONDAY)}
    assert await warned(GUILD, MONDAY, NOW) == frozenset()
    assert await warned(GUILD, MONDAY + 7 * DAY, NOW + DAY) == frozenset()
    assert await warned(99, MONDAY, NOW + DAY) == frozenset()


async def test_a_warning_is_noted_once(store: Store):
    """The first post that warned a member keeps them; an empty list is fine; nothing of it is ever sent."""
    ada, bob = (ADA, MONDAY), (BOB, MONDAY)
    await store.deliveries.note_warned(GUILD, [ada], NOW)
    await store.deliveries.note_warned(GUILD, [ada, bob], NOW + DAY)
    await store.deliveries.note_warned(GUILD, [], NOW + DAY)
    assert await store.deliveries.warned(GUILD, MONDAY, NOW) == {bob}
    assert await store.deliveries.warned(GUILD, MONDAY, NOW + DAY) == {ada}
    assert await store.deliveries.claim("a", NOW + DAY, 10) == []


async def test_a_warning_by_direct_message_counts_too(store: Store):
    """Once it has arrived; one that is still to come is left as it is by the channel's."""
    personal = replace(NOTE, kind="warning")
    await store.deliveries.plan(personal)
    assert await store.deliveries.warned(GUILD, MONDAY, NOW + DAY) == frozenset()
    await store.deliveries.note_warned(GUILD, [(ADA, MONDAY)], NOW + DAY)
    assert await store.deliveries.claim("a", NOW, 10) == [personal]
    await store.deliveries.finish(personal, "a", Receipt("sent", 5), NOW)
    assert await store.deliveries.warned(GUILD, MONDAY, NOW + DAY) == {(ADA, MONDAY)}


@pytest.mark.parametrize("outcome", ["missed", "silent", "refused"])
async def test_what_did_not_arrive_is_planned_again_for_another_moment(store: Store, outcome: Outcome):
    """For the same moment it stays what it was; a warning that did not come does not stand for the week's."""
    for first in (POST, replace(NOTE, kind="warning")):
        await store.deliveries.plan(first)
        assert await store.deliveries.claim("a", NOW, 10) == [first]
        await store.deliveries.finish(first, "a", Receipt(outcome), NOW)
        await store.deliveries.plan(first)
        assert await store.deliveries.claim("a", NOW + HOUR, 10) == []
        again = replace(first, due_at=NOW + HOUR, valid_until=NOW + 4 * HOUR)
        await store.deliveries.plan(again)
        assert await store.deliveries.claim("a", NOW + HOUR, 10) == [again]
        await store.deliveries.finish(again, "a", Receipt("sent", 5), NOW + HOUR)


async def test_a_warning_that_did_not_arrive_gives_way_to_one_in_the_channel(store: Store):
    """The member was moved to the channel, and its post warned them."""
    personal = replace(NOTE, kind="warning")
    await store.deliveries.plan(personal)
    await store.deliveries.claim("a", NOW, 10)
    await store.deliveries.finish(personal, "a", Receipt("refused"), NOW)
    await store.deliveries.note_warned(GUILD, [(ADA, MONDAY)], NOW + DAY)
    assert await store.deliveries.warned(GUILD, MONDAY, NOW) == {(ADA, MONDAY)}


async def test_the_last_post_of_a_server(store: Store):
    """The newest that was dealt with; open ones, direct messages and other servers do not count."""
    assert await store.stats.last_post(GUILD) is None
    later = replace(POST, study_date=date(2026, 3, 4), due_at=NOW + 2 * DAY)
    for delivery in (POST, NOTE, later, replace(POST, target="server:9", guild_id=9, due_at=NOW + 9 * DAY)):
        await store.deliveries.plan(delivery)
    assert await store.stats.last_post(GUILD) is None
    await store.deliveries.claim("a", later.due_at, 10)
    await store.deliveries.finish(POST, "a", Receipt("sent", 5), NOW)
    await store.deliveries.finish(NOTE, "a", Receipt("missed"), NOW)
    assert await store.stats.last_post(GUILD) == LastPost("rhythm", NOW, "sent", NOW)
    await store.deliveries.finish(later, "a", Receipt("refused", code=50001), NOW)
    assert await store.stats.last_post(GUILD) == LastPost("rhythm", later.due_at, "refused", NOW)


@pytest.mark.parametrize("delivery", [POST, NOTE])
async def test_what_is_over_for_sixty_days_leaves_only_its_count(store: Store, database: Database, delivery: Delivery):
    """A little at a time, the oldest first; what is open or younger stays."""
    for n in range(5):
        day = replace(delivery, study_date=MONDAY + n * DAY, due_at=NOW + n * DAY)
        await store.deliveries.plan(day)
        (claimed,) = await store.deliveries.claim("a", NOW + n * DAY, 10)
        await store.deliveries.finish(claimed, "a", Receipt("missed" if n == 1 else "sent", n), NOW + n * DAY)
    await store.deliveries.plan(replace(delivery, study_date=MONDAY - DAY, due_at=NOW - DAY))
    now = NOW + KEPT + 3 * DAY + SECOND
    assert await store.deliveries.drop_old(now, 3)
    assert await store.deliveries.drop_old(now, 3)
    assert not await store.deliveries.drop_old(now, 3)
    left = await database.rows("SELECT study_date FROM deliveries ORDER BY study_date")
    assert [row["study_date"] for row in left] == [str(MONDAY - DAY), str(MONDAY + 4 * DAY)]
    counts = await database.rows("SELECT state, n FROM delivery_counts WHERE guild_id = :guild_id", guild_id=GUILD)
    assert {row["state"]: row["n"] for row in counts} == {"sent": 3, "missed": 1}
