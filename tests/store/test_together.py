"""Several deeds as one change: all of them happen or none, and each is asked for once."""

from __future__ import annotations

import pytest

from bot.store.errors import StoreError
from bot.store.store import Store
from bot.study.choices import OwnDays
from bot.study.journal import Tick
from bot.study.previews import Preview
from tests.store.people import ADA, AS_WRITTEN, GUILD, MONDAY, NOW, WALK, join, page_of

STRANGER = 99


@pytest.fixture(autouse=True)
async def joined(store: Store) -> None:
    """Ada has joined, and ticked a task."""
    await join(store, ADA)
    await store.journals.tick(WALK, ["ppo"], MONDAY, NOW, minutes=25)


async def test_all_of_it_happens_and_is_told(store: Store):
    """What each deed returns comes back; a deed of several statements is one of them."""
    change = store.deeds
    taken, *_ = await store.together(
        change.journals.untick(WALK, "ppo"),
        change.plans.set_own_days(WALK, OwnDays(MONDAY, (6,))),
        change.previews.put(GUILD, ADA, Preview("plan", 1, {"a": 1}), NOW),
    )
    assert taken == Tick("ppo", MONDAY, 25)
    page = await page_of(store)
    assert (page.journal.ticks, page.own_days) == ((), (OwnDays(MONDAY, (6,)),))
    assert await store.previews.get(GUILD, ADA, "plan", 1, NOW)


async def test_nothing_of_it_happens_when_one_is_refused(store: Store):
    """A day of nobody's breaks a rule of the database: the tick stays."""
    change = store.deeds
    with pytest.raises(StoreError, match="nothing was saved"):
        await store.together(
            change.journals.untick(WALK, "ppo"),
            change.plans.choose(WALK, AS_WRITTEN),
            change.journals.tick(WALK, ["vllm"], MONDAY, NOW),
            change.questions.solve(WALK, "ppo"),
            change.journals.keep_day(WALK_OF_NOBODY, MONDAY),
        )
    assert (await page_of(store)).journal.ticks == (Tick("ppo", MONDAY, 25),)


WALK_OF_NOBODY = type(WALK)(GUILD, STRANGER)


async def test_a_deed_that_asks_twice_is_no_part_of_a_change(store: Store):
    """Its second question could only be asked when the change is over."""
    change = store.deeds
    with pytest.raises(TypeError, match="asks its database once"):
        await store.together(change.personal.rows(GUILD, ADA))
