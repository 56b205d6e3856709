"""Changes: one by itself or several as one, all of it or nothing, and once under a number."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.store.errors import DoneBefore, StoreError
from bot.store.store import Store
from bot.study.choices import OwnDays
from bot.study.journal import Tick
from bot.study.previews import Preview
from tests.store.people import ADA, AS_WRITTEN, GUILD, MONDAY, NOW, WALK, join, record_of

WALK_OF_NOBODY = type(WALK)(GUILD, 99)
PRESS = (1 << 63) - 1


@pytest.fixture(autouse=True)
async def joined(store: Store) -> None:
    """Ada has joined, and ticked a task."""
    await join(store, ADA)
    await store.journals.tick(WALK, ["ppo"], MONDAY, NOW, minutes=25)


async def test_all_of_it_happens_and_is_told(store: Store):
    """What each change tells comes back; a change of several statements is one of them."""
    taken, *_ = await store.together(
        store.journals.untick(WALK, "ppo"),
        store.plans.set_own_days(WALK, OwnDays(MONDAY, (6,))),
        store.previews.put(GUILD, ADA, Preview("plan", 1, {"a": 1}), NOW),
    )
    assert taken == Tick("ppo", MONDAY, 25)
    record = await record_of(store)
    assert (record.journal.ticks, record.own_days) == ((), (OwnDays(MONDAY, (6,)),))
    assert await store.previews.get(GUILD, ADA, "plan", 1, NOW)


async def test_nothing_of_it_happens_when_one_is_refused(store: Store):
    """A day of nobody's breaks a rule of the database: the tick stays."""
    with pytest.raises(StoreError, match="nothing was saved"):
        await store.once(
            PRESS,
            NOW,
            store.journals.untick(WALK, "ppo"),
            store.plans.choose(WALK, AS_WRITTEN),
            store.journals.keep_day(WALK_OF_NOBODY, MONDAY),
        )
    assert (await record_of(store)).journal.ticks == (Tick("ppo", MONDAY, 25),)
    (taken,) = await store.once(PRESS, NOW, store.journals.untick(WALK, "ppo"))  # it was not done, so it can be
    assert taken


async def test_nothing_runs_before_it_is_awaited(store: Store):
    """A change is a value: made and thrown away, it is nothing."""
    store.journals.untick(WALK, "ppo")
    assert (await record_of(store)).journal.ticks


async def test_the_same_number_does_it_once(store: Store):
    """A repeat is told from another deed of the same kind, until it is a day old."""
    await store.once(PRESS, NOW, store.journals.untick(WALK, "ppo"))
    await store.journals.tick(WALK, ["ppo"], MONDAY, NOW)
    with pytest.raises(DoneBefore, match="done already"):
        await store.once(PRESS, NOW, store.journals.untick(WALK, "ppo"))
    await store.deeds.drop_old(NOW + timedelta(hours=23))
    with pytest.raises(DoneBefore):
        await store.once(PRESS, NOW, store.journals.untick(WALK, "ppo"))
    assert (await record_of(store)).journal.done == {"ppo"}
    await store.deeds.drop_old(NOW + timedelta(days=1))
    assert await store.once(PRESS, NOW, store.journals.untick(WALK, "ppo"))
