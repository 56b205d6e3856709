"""A member can take everything along, and be forgotten."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta

import pytest

from bot.actions.adopting import adopt
from bot.store.database import Database
from bot.store.errors import StoreError
from bot.store.personal import FORGET, TABLES
from bot.store.store import Store
from bot.study.choices import OwnDays, Pause
from bot.study.cohorts import Cohort, Shares
from bot.study.deliveries import Delivery
from bot.study.focus import Focus, Room
from bot.study.journal import FinishedSpan
from bot.study.member import Member, Reward, Walk
from bot.study.previews import Preview
from bot.study.review import FrozenItem, Policy, Readers, Review
from bot.study.switching import Switch
from tests.databases import columns_of, owners_of
from tests.store.people import ADA, AS_WRITTEN, BERLIN, BOB, GUILD, MONDAY, NOW, SMALL, join
from tests.store.test_statements import DEEDS, Deed

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
async def started(store: Store) -> None:
    """The bot was started with a roadmap: what only a database of the first version has is gone."""
    await adopt(store, SMALL, NOW)


async def live(store: Store, user_id: int, guild_id: int = GUILD) -> None:
    """Do everything once that leaves something behind."""
    await join(store, user_id, guild_id)
    walk = Walk(guild_id, user_id)
    await store.plans.set_own_days(walk, OwnDays(MONDAY, (6,)))
    await store.plans.note_finished(walk, FinishedSpan(MONDAY, MONDAY))
    await store.plans.pause(walk, Pause(MONDAY, MONDAY + DAY))
    await store.plans.skip(walk, ["vllm"], "done at work", MONDAY)
    await store.journals.tick(walk, ["ppo", "kv-cache"], MONDAY, NOW)
    await store.journals.bring(walk, ["lora"], MONDAY)
    await store.members.switch(Member(guild_id, user_id, BERLIN), [Switch(MONDAY, 0)], AS_WRITTEN)
    await store.journals.keep_day(walk, MONDAY)
    await store.journals.log_session(walk, 1, MONDAY, 25, None)
    await store.journals.give_evidence(walk, "cp1-blog-post", "x", MONDAY, NOW)
    await store.questions.reserve(walk, "ppo", 5, NOW)
    await store.achievements.note_told(walk, ["phase/foundations"])
    await store.previews.put(guild_id, user_id, Preview("plan", 1, {}), NOW)
    await store.deliveries.note_warned(guild_id, [(user_id, MONDAY)], NOW)
    focus = Focus(walk, guild_id ^ user_id, MONDAY, NOW, NOW, (25,))
    await store.focuses.begin(focus)
    await store.focuses.end(focus, focus.ended(focus.ends_at, ()))
    await store.focus_rooms.open(Room(focus.number, guild_id, user_id, 5, NOW, (25,)))
    await store.calendars.revise(walk, "x", NOW)
    cohort = Cohort(guild_id, 1, "Spring", MONDAY, 0, Shares.MENTORS, 9)
    await store.cohorts.make(cohort)
    await store.cohorts.join(cohort, user_id, MONDAY, "Ada")
    await store.leaderboard.join(guild_id, user_id, NOW)
    review = Review("only", guild_id ^ user_id, "Checkpoint", Readers(Policy.PEER), NOW)
    await store.reviews.submit(walk, review, [FrozenItem("i", "Show it", "x")], is_named=False)
    await store.review_queue.take(guild_id, user_id, review.number, NOW)
    await store.roles.given(walk, Reward("phase/foundations", 9))
    target = f"member:{guild_id}:{user_id}"
    note = Delivery(target, "rhythm", MONDAY, guild_id, user_id, NOW, NOW)
    await store.deliveries.plan(note)
    await store.rations.take(note, MONDAY if guild_id == GUILD else MONDAY + DAY)


async def owners(database: Database, table: str) -> set[tuple[int, int]]:
    """Whose rows a table has."""
    return {
        (row["guild_id"], row["user_id"])
        for row in await database.rows(f"SELECT guild_id, user_id FROM {table} WHERE user_id IS NOT NULL")
    }


async def tables_of_members(database: Database) -> set[str]:
    """Every table that has a column for a member, whatever the code knows of it."""
    tables = await columns_of(database)
    return {table for table, columns in tables.items() if any("user_id" in column for column in columns)}


async def test_every_table_with_members_is_known(database: Database):
    """A new table cannot be forgotten when somebody wants to be."""
    assert set(TABLES) == await tables_of_members(database)


async def test_everything_can_be_taken_along(store: Store):
    """From every table there is something, and it is the member's own."""
    await live(store, ADA)
    await live(store, BOB)
    found = await store.personal.rows(GUILD, ADA)
    assert [table for table in TABLES if not found[table]] == []
    assert {row["user_id"] for rows in found.values() for row in rows} == {ADA}


async def test_nothing_is_left_of_whoever_is_forgotten(store: Store, database: Database):
    """Not a row in any table; others, and the same person in another server, keep theirs."""
    for user, guild in [(ADA, GUILD), (BOB, GUILD), (ADA, 7)]:
        await live(store, user, guild)
    for _ in range(2):
        await store.personal.forget(GUILD, ADA, NOW)
    for table in await tables_of_members(database):
        assert await owners(database, table) == {(GUILD, BOB), (7, ADA)}, table
    assert await store.members.record(GUILD, ADA) is None
    assert not any((await store.personal.rows(GUILD, ADA)).values())


async def test_every_row_of_a_member_goes_with_them(database: Database):
    """By the schema: what no statement of its own deletes is taken along by the member's row, at whatever depth."""
    parents: dict[str, set[str]] = {}
    for table in await tables_of_members(database):
        parents[table] = await owners_of(database, table)
    deleted = {table for table in parents if any(f"FROM {table} " in statement for statement in FORGET)}
    while more := {table for table in parents if parents[table] & deleted} - deleted:
        deleted |= more
    assert deleted == set(parents)


LATER_ON = {"Members.join", "Deletions.note"}
"""What may leave a row behind of somebody who has left: they are back; and the note that they left, which is a hash."""

NOTE = Delivery(f"member:{GUILD}:{ADA}", "rhythm", MONDAY, GUILD, ADA, NOW, NOW)
UNDER_WAY: dict[str, Deed] = {
    **DEEDS,
    "a message is planned": lambda s: s.deliveries.plan(NOTE),
    "a message is put off": lambda s: s.deliveries.put_off(NOTE),
}

PREVIEWS = {"Previews.put", "Previews.put_tick"}
"""What is shown to somebody who has not joined is stored for a day."""


@pytest.mark.parametrize("name", [name for name in UNDER_WAY if name not in LATER_ON | PREVIEWS])
async def test_nothing_that_was_under_way_leaves_a_later_row(store: Store, database: Database, name: str):
    """A tick, or a press, that had read a member before they were forgotten: none of its deeds brings a row back."""
    await live(store, ADA)
    await store.personal.forget(GUILD, ADA, NOW)
    with suppress(StoreError):
        await UNDER_WAY[name](store)
    for table in await tables_of_members(database):
        assert await owners(database, table) == set(), table


async def test_whoever_was_forgotten_can_come_back(store: Store):
    """They begin anew."""
    await live(store, ADA)
    await store.personal.forget(GUILD, ADA, NOW)
    await join(store, ADA)
    record = await store.members.record(GUILD, ADA)
    assert record is not None
    assert (record.pauses, record.journal.study_days) == ((), frozenset())
