"""Changes of plan: saved once, safe to repeat."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.store.database import Database
from bot.store.errors import StoreError
from bot.store.store import Store
from bot.study.choices import Choice, OwnDays, Pace, Pause, Scope
from bot.study.journal import FinishedSpan, Skip
from bot.study.member import Member
from tests.store.people import (
    ADA,
    AS_WRITTEN,
    BERLIN,
    BOB,
    GUILD,
    MONDAY,
    NOW,
    TEXTS,
    WALK,
    begin_another,
    join,
    record_of,
)

DAY, WEEK = timedelta(days=1), timedelta(days=7)
LATER = Choice(MONDAY + WEEK, Scope("phase", "project"), Pace(2, "2 weeks"), version=3)
STRANGERS = replace(WALK, user_id=99)
ANOTHER = replace(WALK, roadmap_id=4)


@pytest.fixture(autouse=True)
async def joined(store: Store) -> None:
    """Ada and Bob have joined."""
    await join(store, ADA)
    await join(store, BOB)


async def test_a_choice_is_added(store: Store):
    """The one before stays as it was; choosing the same twice is choosing it once."""
    for _ in range(2):
        await store.plans.choose(WALK, LATER)
    assert (await record_of(store)).choices == (AS_WRITTEN, LATER)
    assert (await record_of(store, BOB)).choices == (AS_WRITTEN,)


@pytest.mark.parametrize(
    "choice",
    [
        Choice(MONDAY + WEEK),
        Choice(MONDAY + WEEK, Scope("foundations"), Pace(17, "4 months"), (), 2),
        Choice(MONDAY + WEEK, Scope("foundations", "p6-capstone"), Pace(9, finish_by=date(2026, 5, 3)), (), 2),
        Choice(MONDAY + WEEK, Scope("foundations", ""), version=7, scoped_in=3),
        Choice(MONDAY + WEEK, Scope(), Pace(208), ("b-1", "it's", "ブロック", "[1]"), 1),
    ],
)
async def test_a_choice_comes_back_as_it_was_made(store: Store, choice: Choice):
    """Scope, pace, what comes again, and the version: also a focus whose project has gone."""
    await store.plans.choose(WALK, choice)
    assert (await record_of(store)).choices[-1] == choice


@pytest.mark.parametrize("weeks", [0, -1])
async def test_a_pace_of_no_weeks_is_refused(store: Store, weeks: int):
    """With a sentence, and nothing is saved."""
    with pytest.raises(StoreError, match="nothing was saved"):
        await store.plans.choose(WALK, replace(AS_WRITTEN, pace=Pace(weeks)))
    assert (await record_of(store)).choices == (AS_WRITTEN,)


async def test_a_second_thought_in_the_same_week_wins(store: Store):
    """From one Monday on there is one plan: the newest."""
    faster = replace(AS_WRITTEN, pace=Pace(17))
    await store.plans.choose(WALK, faster)
    assert (await record_of(store)).choices == (faster,)


async def test_choices_come_by_their_mondays(store: Store):
    """In whatever order they were saved."""
    earlier = replace(LATER, monday=MONDAY - WEEK)
    for choice in (LATER, earlier):
        await store.plans.choose(WALK, choice)
    assert (await record_of(store)).choices == (earlier, AS_WRITTEN, LATER)


async def test_a_walk_is_begun_once(store: Store):
    """Beginning it again forgets nothing of it, and its first choice stays."""
    await store.plans.catch_up(WALK, ["ppo"])
    await store.members.join(Member(GUILD, ADA, BERLIN), LATER, NOW)
    record = await record_of(store)
    assert (record.choices, record.catching_up, record.told_version) == ((AS_WRITTEN,), ("ppo",), 1)


async def test_what_belongs_to_another_roadmap_stays_there(store: Store):
    """A walk of another roadmap has choices, pauses and skips of its own; it is not the one that is walked."""
    await begin_another(store, ANOTHER)
    await store.plans.choose(ANOTHER, LATER)
    await store.plans.pause(ANOTHER, Pause(MONDAY, MONDAY + DAY))
    await store.plans.skip(ANOTHER, ["ppo"], "why", MONDAY)
    await store.plans.catch_up(ANOTHER, ["vllm"])
    await store.plans.note_finished(ANOTHER, FinishedSpan(MONDAY, MONDAY + WEEK))
    record = await record_of(store)
    assert (record.choices, record.pauses, record.journal.skips, record.catching_up) == ((AS_WRITTEN,), (), (), ())
    assert (record.journal.finished, record.told_version) == ((), 1)


async def test_a_stranger_chooses_nothing(store: Store):
    """Whoever has not joined has no walk to choose for."""
    with pytest.raises(StoreError, match="nothing was saved"):
        await store.plans.choose(STRANGERS, LATER)
    assert await store.members.record(GUILD, 99) is None


async def test_pauses(store: Store):
    """A pause gets a new end when it is given again, and can be undone."""
    other = Pause(MONDAY + 9 * DAY, MONDAY + 12 * DAY)
    for pause in (Pause(MONDAY, MONDAY + DAY), Pause(MONDAY, MONDAY + WEEK), Pause(MONDAY, MONDAY + WEEK), other):
        await store.plans.pause(WALK, pause)
    assert (await record_of(store)).pauses == (Pause(MONDAY, MONDAY + WEEK), other)
    for _ in range(2):
        await store.plans.drop_pause(WALK, MONDAY)
    assert (await record_of(store)).pauses == (other,)
    assert (await record_of(store, BOB)).pauses == ()


@pytest.mark.parametrize("until", [MONDAY, MONDAY - DAY])
async def test_a_pause_that_ends_before_it_begins_is_refused(store: Store, until: date):
    """With a sentence, and nothing is saved."""
    with pytest.raises(StoreError, match="nothing was saved"):
        await store.plans.pause(WALK, Pause(MONDAY, until))
    assert (await record_of(store)).pauses == ()


async def test_study_days_of_ones_own(store: Store):
    """From a Monday on; a second thought wins also over those from a later one, and none are the roadmap's again."""
    for days in ((6,), (0, 1, 2, 3, 4, 5, 6), (1, 3)):
        await store.plans.set_own_days(WALK, OwnDays(MONDAY, days))
    await store.plans.set_own_days(WALK, OwnDays(MONDAY + WEEK))
    assert set((await record_of(store)).own_days) == {OwnDays(MONDAY, (1, 3)), OwnDays(MONDAY + WEEK, ())}
    assert (await record_of(store, BOB)).own_days == ()
    await store.plans.set_own_days(WALK, OwnDays(MONDAY, (0, 2)))
    assert (await record_of(store)).own_days == (OwnDays(MONDAY, (0, 2)),)


@pytest.mark.parametrize("note", TEXTS)
async def test_skipping(store: Store, note: str):
    """Several tasks at once with one note, in any script; a skipped one keeps its note and its day."""
    await store.plans.skip(WALK, ["ppo"], note, MONDAY)
    await store.plans.skip(WALK, ["ppo", "vllm"], "another", MONDAY + DAY)
    skips = {Skip("ppo", note, MONDAY), Skip("vllm", "another", MONDAY + DAY)}
    assert set((await record_of(store)).journal.skips) == skips
    assert (await record_of(store, BOB)).journal.skips == ()


async def test_catching_up(store: Store):
    """With these tasks, with others, and no longer; and when it was offered last."""
    for tasks in (["ppo", "vllm"], ["ppo", "vllm"], ["it's"], []):
        await store.plans.catch_up(WALK, tasks)
        assert (await record_of(store)).catching_up == tuple(tasks)
    for day in (MONDAY, MONDAY + 14 * DAY):
        await store.plans.offered_catchup(WALK, day)
        assert (await record_of(store)).catchup_offered_on == day
    assert (await record_of(store, BOB)).catchup_offered_on is None


async def test_a_version_is_told_once(store: Store):
    """Which version a member knows of is remembered for each of them."""
    await store.plans.version_told(WALK, 3)
    assert [(await record_of(store, user)).told_version for user in (ADA, BOB)] == [3, 1]


async def test_weeks_in_which_it_was_finished(store: Store):
    """Each span by its first day; it only ever grows."""
    other = FinishedSpan(MONDAY + 9 * WEEK, MONDAY + 9 * WEEK)
    for last in (WEEK, 3 * WEEK, 2 * WEEK):
        await store.plans.note_finished(WALK, FinishedSpan(MONDAY, MONDAY + last))
    await store.plans.note_finished(WALK, other)
    assert set((await record_of(store)).journal.finished) == {FinishedSpan(MONDAY, MONDAY + 3 * WEEK), other}
    assert (await record_of(store, BOB)).journal.finished == ()


async def test_a_walk_takes_its_rows_along(store: Store, database: Database):
    """Where a walk is deleted, nothing of it stays: it could never be asked for again."""
    await store.plans.skip(WALK, ["ppo"], "why", MONDAY)
    await database.rows("DELETE FROM walks WHERE user_id = :user_id", user_id=ADA)
    assert {row["user_id"] for row in await database.rows("SELECT user_id FROM choices")} == {BOB}
    assert not await database.rows("SELECT 1 FROM skips")
