"""Peers, as the database counts them: who has passed a phase, who has submitted it, and what is left of evidence."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

import pytest

from bot.store.database import Database
from bot.store.store import Store
from bot.study.member import Server, ServerChoice, Walk
from bot.study.review import FrozenItem, Peers, Policy, Readers, Review, State
from tests.store.people import ADA, BERLIN, BOB, GUILD, MONDAY, NOW, TEXTS, join

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
ITEMS = [FrozenItem("one", "Show one", "x"), FrozenItem("two", "Show two", "y")]
MIA = 99
"""A mentor, who has not joined."""


@pytest.fixture(autouse=True)
async def peers_read_here(store: Store) -> None:
    """The server has peers read, from an hour ago."""
    server = Server(GUILD, BERLIN, channel_id=5, readers=Readers(Policy.PEER), review_since=NOW - HOUR)
    await store.servers.change(server, ServerChoice(5, BERLIN, review=Policy.PEER), NOW)
    await join(store)


async def submit(store: Store, user_id: int, number: int, policy: Policy = Policy.PEER, at: datetime = NOW) -> None:
    """Somebody submits their first phase."""
    review = Review("first", number, "Checkpoint", Readers(policy, 9), at)
    await store.reviews.submit(Walk(GUILD, user_id), review, ITEMS, is_named=False)


async def sign(store: Store, number: int) -> None:
    """Somebody signs it."""
    await store.review_queue.take(GUILD, MIA, number, NOW)
    await store.review_queue.decide(GUILD, MIA, number, State.SIGNED, "", NOW, number)


async def show(store: Store, user_id: int, at: datetime, *items: str) -> None:
    """Somebody shows items at an instant."""
    for item in items:
        await store.journals.give_evidence(Walk(GUILD, user_id), item, "z", MONDAY, at)


async def peers(store: Store, reader: int) -> Peers:
    """What Ada's submission says of a reader."""
    (found,) = [one for one in await store.review_queue.waiting(GUILD, reader, NOW) if one.author_id == ADA]
    return found.peers


async def test_who_has_passed(store: Store):
    """Signed, or all of it shown while shown was done; a part of it, or shown since then, is not enough."""
    await submit(store, ADA, 1)
    for user in (10, 11, 12, 13, 14):
        await join(store, user)
    await submit(store, 10, 10)
    await sign(store, 10)
    await submit(store, 11, 11)
    await show(store, 12, NOW - 2 * HOUR, "one", "two")
    await show(store, 13, NOW - 2 * HOUR, "one")
    await show(store, 14, NOW, "one", "two")
    assert await peers(store, 10) == Peers(2, has_passed=True, has_submitted=True)
    assert await peers(store, 11) == Peers(2, has_submitted=True)
    assert await peers(store, 12) == Peers(2, has_passed=True)
    for user in (13, 14, MIA):
        assert await peers(store, user) == Peers(2)
    assert await store.reviews.readers(Walk(GUILD, ADA), "first", ["one", "two"]) == (2, 2)
    assert await store.reviews.readers(Walk(GUILD, 10), "first", ["one", "two"]) == (1, 2)
    assert await store.reviews.readers(Walk(GUILD, ADA), "second", ["three"]) == (0, 0)
    await store.leavers.left(GUILD, [10, 11])
    assert await peers(store, 12) == Peers(1, has_passed=True)
    assert await peers(store, 10) == Peers(1, has_passed=True, has_submitted=True), "who presses is here"
    assert await store.reviews.readers(Walk(GUILD, ADA), "first", ["one", "two"]) == (1, 0)


async def test_nobody_reads_for_who_has_left(store: Store):
    """Until they are back; what somebody holds by then is read to its end."""
    await submit(store, ADA, 1)
    await join(store, 10)
    await submit(store, 10, 2)
    await store.review_queue.take(GUILD, MIA, 2, NOW)
    await store.leavers.left(GUILD, [ADA, 10])
    assert [one.number for one in await store.review_queue.waiting(GUILD, MIA, NOW)] == [2]
    assert await store.review_queue.count_free(GUILD, NOW) == (0, None)
    await store.leavers.is_back(GUILD, ADA)
    assert [one.number for one in await store.review_queue.waiting(GUILD, MIA, NOW)] == [1, 2]
    assert (await store.review_queue.count_free(GUILD, NOW))[0] == 1


async def test_another_server_and_another_roadmap_are_others(store: Store):
    """Passing a phase elsewhere opens nothing here."""
    await submit(store, ADA, 1)
    await join(store, BOB, 7)
    review = Review("first", 2, "Checkpoint", Readers(Policy.PEER), NOW)
    await store.reviews.submit(Walk(7, BOB), review, ITEMS, is_named=False)
    assert await peers(store, BOB) == Peers()
    assert [one.number for one in await store.review_queue.waiting(7, MIA, NOW)] == [2]
    assert not await store.review_queue.take(7, MIA, 1, NOW)


@pytest.mark.parametrize("text", TEXTS)
async def test_the_copy_is_as_it_was_written(store: Store, text: str):
    """In any script; an edit of the evidence leaves it alone, and the decision drops it."""
    review = Review("first", 1, text, Readers(Policy.PEER), NOW)
    await show(store, ADA, NOW, "one")
    await store.reviews.submit(Walk(GUILD, ADA), review, [FrozenItem("one", text, text)], is_named=True)
    await store.journals.give_evidence(Walk(GUILD, ADA), "one", "changed", MONDAY, NOW)
    found = await store.review_queue.one_waiting(GUILD, MIA, 1, NOW)
    assert found is not None
    assert found.items == (FrozenItem("one", text, text),)
    assert found.waiting.title == text
    await sign(store, 1)
    assert await store.review_queue.one_waiting(GUILD, MIA, 1, NOW) is None


@pytest.mark.parametrize("end", ["sign", "withdraw", "settle", "forget"])
async def test_no_copy_outlives_what_it_was_for(store: Store, database: Database, end: str):
    """However it ends, no word of it is left in the row, nor a hold."""
    await submit(store, ADA, 1)
    await store.review_queue.take(GUILD, MIA, 1, NOW)
    match end:
        case "sign":
            await sign(store, 1)
        case "withdraw":
            await store.reviews.withdraw(Walk(GUILD, ADA), "first", NOW)
        case "settle":
            await store.review_queue.settle(NOW + 10 * DAY, 10)
        case _:
            await store.personal.forget(GUILD, ADA, NOW)
    rows = await database.rows("SELECT items FROM submissions")
    assert [json.loads(row["items"]) for row in rows] in ([], [[]])
    assert await database.rows("SELECT * FROM holds") == []
