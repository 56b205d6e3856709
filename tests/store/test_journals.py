"""Ticks, sessions and evidence: nothing is lost, nothing counts twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.store.errors import StoreError
from bot.store.store import Store
from bot.study.journal import Evidence, Journal, Session, Tick
from tests.store.people import ADA, BOB, MONDAY, NOW, TEXTS, WALK, begin_another, join, record_of

DAY = timedelta(days=1)
BOBS = replace(WALK, user_id=BOB)


@pytest.fixture(autouse=True)
async def joined(store: Store) -> None:
    """Ada and Bob have joined."""
    await join(store, ADA)
    await join(store, BOB)


@pytest.mark.parametrize(
    ("ticked_before", "ids", "new"),
    [
        ([], ["a"], ["a"]),
        ([], ["a", "b", "c"], ["a", "b", "c"]),
        (["b"], ["a", "b", "c"], ["a", "c"]),
        (["a"], ["a"], []),
        ([], ["a", "a"], ["a"]),
        ([], [], []),
    ],
)
async def test_ticking_says_what_is_new(store: Store, ticked_before: list[str], ids: list[str], new: list[str]):
    """Several at once, some ticked already: the answer names those that were not."""
    await store.journals.tick(WALK, ticked_before, MONDAY, NOW)
    assert await store.journals.tick(WALK, ids, MONDAY, NOW) == new
    assert (await record_of(store)).journal.done == {*ticked_before, *ids}


async def test_a_ticked_task_stays_as_it_is(store: Store):
    """A second tick changes neither the day nor the words of the first."""
    await store.journals.tick(WALK, ["ppo"], MONDAY, NOW, minutes=30, note="first")
    await store.journals.tick(WALK, ["ppo"], MONDAY + DAY, NOW + DAY, minutes=99, note="second")
    assert (await record_of(store)).journal.ticks == (Tick("ppo", MONDAY, 30, "first"),)


async def test_a_tick_taken_back_can_come_again(store: Store):
    """Taking back says whether there was anything; a new tick is a new one."""
    assert not await store.journals.untick(WALK, "ppo")
    await store.journals.tick(WALK, ["ppo"], MONDAY, NOW)
    assert await store.journals.untick(WALK, "ppo")
    assert not await store.journals.untick(WALK, "ppo")
    assert await store.journals.tick(WALK, ["ppo"], MONDAY + DAY, NOW) == ["ppo"]
    assert (await record_of(store)).journal.ticks == (Tick("ppo", MONDAY + DAY),)


async def test_ticks_of_tasks_are_counted(store: Store):
    """Everybody's, of these tasks only, and of one roadmap."""
    await begin_another(store, replace(WALK, roadmap_id=4))
    for walk in (WALK, BOBS, replace(WALK, roadmap_id=4)):
        await store.journals.tick(walk, ["ppo", "vllm"], MONDAY, NOW)
    asked: list[tuple[int, list[str]]] = [(0, ["ppo"]), (0, ["ppo", "vllm"]), (4, ["ppo"]), (0, ["it's"]), (0, [])]
    assert [await store.journals.count_ticks(roadmap_id, ids) for roadmap_id, ids in asked] == [2, 4, 1, 0, 0]


async def test_a_tick_that_is_taken_back_is_told(store: Store):
    """With its day, minutes and note, so that it can come again as it was; None when there was none."""
    await store.journals.tick(WALK, ["ppo"], MONDAY, NOW, minutes=30, note="first")
    assert await store.journals.untick(WALK, "ppo") == Tick("ppo", MONDAY, 30, "first")
    assert await store.journals.untick(WALK, "ppo") is None


async def test_roadmaps_have_journals_of_their_own(store: Store):
    """What was logged on another roadmap of the same server is not in this record, and stays if this is undone."""
    other = replace(WALK, roadmap_id=4)
    await begin_another(store, other)
    await store.journals.tick(other, ["ppo"], MONDAY, NOW)
    await store.journals.give_evidence(other, "item", "x", MONDAY, NOW)
    await store.journals.log_session(other, 1, MONDAY, 25, None)
    assert (await record_of(store)).journal == Journal()
    assert not await store.journals.untick(WALK, "ppo")
    assert not await store.journals.take_evidence_back(WALK, "item")
    assert await store.journals.untick(other, "ppo")


async def test_everyone_ticks_for_themselves(store: Store):
    """Ada's deeds leave Bob's journal alone, and the other way round."""
    await store.journals.tick(WALK, ["ppo"], MONDAY, NOW)
    await store.journals.give_evidence(WALK, "item", "x", MONDAY, NOW)
    assert not await store.journals.untick(BOBS, "ppo")
    assert not await store.journals.take_evidence_back(BOBS, "item")
    assert (await record_of(store, BOB)).journal == Journal()
    assert (await record_of(store)).journal.done == {"ppo"}


async def test_a_repeated_interaction_logs_once(store: Store):
    """The same interaction twice is one session; two interactions are two."""
    for logged_by, minutes in [(1, 25), (1, 25), (2, 25), (1, 90)]:
        await store.journals.log_session(WALK, logged_by, MONDAY, minutes, "reading")
    assert (await record_of(store)).journal.sessions == (Session(MONDAY, 25, "reading"),) * 2


async def test_newer_evidence_replaces_older(store: Store):
    """The words are the newest, the study day is the first: a better link is no second day of study."""
    await store.journals.give_evidence(WALK, "item", "draft", MONDAY, NOW)
    await store.journals.give_evidence(WALK, "item", "final", MONDAY + DAY, NOW + DAY)
    assert (await record_of(store)).journal.evidence == (Evidence("item", MONDAY, "final"),)
    assert await store.journals.take_evidence_back(WALK, "item")
    assert not await store.journals.take_evidence_back(WALK, "item")
    assert (await record_of(store)).journal.evidence == ()


@pytest.mark.parametrize("text", TEXTS)
async def test_words_come_back_as_they_were_written(store: Store, text: str):
    """Notes and evidence may be in any script, and are never read as SQL or JSON."""
    await store.journals.tick(WALK, ["ppo"], MONDAY, NOW, note=text)
    await store.journals.log_session(WALK, 1, MONDAY, 1, text)
    await store.journals.give_evidence(WALK, "item", text, MONDAY, NOW)
    journal = (await record_of(store)).journal
    assert journal.ticks == (Tick("ppo", MONDAY, None, text),)
    assert journal.sessions == (Session(MONDAY, 1, text),)
    assert journal.evidence == (Evidence("item", MONDAY, text),)


@pytest.mark.parametrize("task_id", ["it's", '"];--', "задача", "1", "null", "[1]"])
async def test_ids_are_never_read_as_anything_else(store: Store, task_id: str):
    """Whatever a forged button brings as a task's id is only ever a text."""
    assert await store.journals.tick(WALK, [task_id], MONDAY, NOW) == [task_id]
    assert (await record_of(store)).journal.done == {task_id}
    assert await store.journals.untick(WALK, task_id)


@pytest.mark.parametrize("minutes", [0, -5])
async def test_no_time_is_no_session(store: Store, minutes: int):
    """Minutes that are none are refused in a sentence, and nothing is saved."""
    with pytest.raises(StoreError, match="nothing was saved"):
        await store.journals.log_session(WALK, 1, MONDAY, minutes, None)
    with pytest.raises(StoreError, match="nothing was saved"):
        await store.journals.tick(WALK, ["a", "b"], MONDAY, NOW, minutes=minutes)
    assert (await record_of(store)).journal == Journal()


async def test_a_stranger_cannot_log(store: Store):
    """Whoever has not joined has no journal to write in."""
    with pytest.raises(StoreError, match="nothing was saved"):
        await store.journals.tick(replace(WALK, user_id=99), ["ppo"], MONDAY, NOW)
    assert not await store.journals.untick(replace(WALK, user_id=99), "ppo")
