"""What ticking comes back with is what the database says: made from the change, or asked anew where others ticked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import pytest

from bot.actions.ticking import tick
from bot.roadmap import Task
from bot.store.sqlite.database import SqliteDatabase
from bot.store.store import Store
from bot.study.progress import Progress
from tests.actions.deeds import AT, TODAY, WALK, deed


@pytest.fixture
def store(database: SqliteDatabase) -> Store:
    """The store on that database."""
    return Store(database)


async def stored(store: Store) -> Progress:
    """Where Ada stands by the database."""
    found = await store.progress.of(WALK.guild_id, WALK.user_id, AT)
    assert found is not None
    return found


def assert_same(made: Progress, read: Progress) -> None:
    """All of it; in whatever order the ticks are."""
    assert Counter(made.journal.ticks) == Counter(read.journal.ticks)
    assert replace(made.record, journal=read.journal) == read.record
    assert (made.now, made.outages, made.streak, made.done) == (read.now, read.outages, read.streak, read.done)


def some(progress: Progress, *numbers: int) -> Sequence[Task]:
    """Tasks of the roadmap; the first is ticked before."""
    return [progress.roadmap.tasks[number] for number in numbers]


@pytest.mark.parametrize("numbers", [(5,), (5, 6, 7), (0, 5), (0,)])
async def test_after_a_tick(store: Store, numbers: tuple[int, ...]):
    """One task, several, one that was ticked before among them, and nothing new at all; with time and a note."""
    asked = await deed(store)
    done = await tick(asked, some(asked.before, *numbers), TODAY, 25, "one\nnote")
    assert_same(done.after, await stored(store))
    assert list(done.ticked) == some(asked.before, *(number for number in numbers if number))
    assert list(done.already) == some(asked.before, *(number for number in numbers if not number))


async def test_what_was_ticked_meanwhile_is_seen(store: Store):
    """Another press was quicker than this one, after this one had looked: its tick counts in both answers."""
    first, second = await deed(store, 91), await deed(store, 92)
    await tick(first, some(first.before, 5), TODAY)
    done = await tick(second, some(second.before, 6), TODAY)
    assert done.after.done == first.before.done + 2
    assert_same(done.after, await stored(store))
