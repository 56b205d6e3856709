"""Changes of plan: saved once, safe to repeat."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.store.errors import StoreError
from bot.store.store import Store
from bot.study.journal import Skip
from bot.study.plan import Pause, Segment
from tests.store.people import ADA, AS_WRITTEN, BOB, GUILD, MONDAY, TEXTS, join, page_of

DAY, WEEK = timedelta(days=1), timedelta(days=7)
LATER = Segment(MONDAY + WEEK, (2, 3), 2, (1, 2, 3), "phase/project")


@pytest.fixture(autouse=True)
async def joined(store: Store) -> None:
    """Ada and Bob have joined."""
    await join(store, ADA)
    await join(store, BOB)


async def test_a_segment_is_added(store: Store):
    """The one before stays as it was; beginning the same one twice is beginning it once."""
    for _ in range(2):
        await store.plans.begin(GUILD, ADA, LATER)
    assert (await page_of(store)).segments == (AS_WRITTEN, LATER)
    assert (await page_of(store, BOB)).segments == (AS_WRITTEN,)


async def test_a_second_thought_in_the_same_week_wins(store: Store):
    """From one Monday on there is one plan: the newest."""
    faster = replace(AS_WRITTEN, weeks=17)
    await store.plans.begin(GUILD, ADA, faster)
    assert (await page_of(store)).segments == (faster,)


async def test_a_first_segment_stays(store: Store):
    """Whoever has a plan keeps it when somebody tries to begin their first one again."""
    await store.plans.begin_first(GUILD, ADA, LATER)
    assert (await page_of(store)).segments == (AS_WRITTEN,)


async def test_pauses(store: Store):
    """A pause gets a new end when it is given again, and can be undone."""
    other = Pause(MONDAY + 9 * DAY, MONDAY + 12 * DAY)
    for pause in (Pause(MONDAY, MONDAY + DAY), Pause(MONDAY, MONDAY + WEEK), Pause(MONDAY, MONDAY + WEEK), other):
        await store.plans.pause(GUILD, ADA, pause)
    assert (await page_of(store)).pauses == (Pause(MONDAY, MONDAY + WEEK), other)
    for _ in range(2):
        await store.plans.drop_pause(GUILD, ADA, MONDAY)
    assert (await page_of(store)).pauses == (other,)
    assert (await page_of(store, BOB)).pauses == ()


@pytest.mark.parametrize("until", [MONDAY, MONDAY - DAY])
async def test_a_pause_that_ends_before_it_begins_is_refused(store: Store, until: date):
    """With a sentence, and nothing is saved."""
    with pytest.raises(StoreError, match="nothing was saved"):
        await store.plans.pause(GUILD, ADA, Pause(MONDAY, until))
    assert (await page_of(store)).pauses == ()


@pytest.mark.parametrize("note", TEXTS)
async def test_skipping(store: Store, note: str):
    """Several tasks at once with one note, in any script; a skipped one keeps its note."""
    await store.plans.skip(GUILD, ADA, ["ppo"], note, MONDAY)
    await store.plans.skip(GUILD, ADA, ["ppo", "vllm"], "another", MONDAY + DAY)
    assert set((await page_of(store)).journal.skips) == {Skip("ppo", note), Skip("vllm", "another")}
    assert (await page_of(store, BOB)).journal.skips == ()


async def test_catching_up(store: Store):
    """On and off again; and when it was offered last."""
    for yes in (True, True, False):
        await store.plans.catch_up(GUILD, ADA, yes)
        assert (await page_of(store)).member.catching_up is yes
    for day in (MONDAY, MONDAY + 14 * DAY):
        await store.plans.offered_catchup(GUILD, ADA, day)
        assert (await page_of(store)).member.catchup_offered_on == day
    assert (await page_of(store, BOB)).member.catchup_offered_on is None
