"""The operator's file at the start: the same, edited, another one altogether."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bot.actions.adopting import AnotherRoadmap, accept, adopt
from bot.roadmap import Roadmap
from bot.store.roadmaps import MOST_WHOLE
from bot.store.sqlite.database import SqliteDatabase
from bot.store.store import Store
from bot.study.choices import Choice
from bot.study.member import Member, Walk
from tests.store.people import ADA, BERLIN, GUILD, MONDAY, NOW
from tests.study.edits import EDITS, another_curriculum

WEEK = timedelta(weeks=1)


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[SqliteDatabase]:
    """A fresh database."""
    opened = await SqliteDatabase.open(tmp_path / "roadmate.db")
    yield opened
    await opened.close()


@pytest.fixture
async def store(database: SqliteDatabase, curriculum: Roadmap) -> Store:
    """A store with the curriculum as its roadmap."""
    store = Store(database)
    await adopt(store, curriculum, NOW)
    return store


async def test_the_same_file_is_the_same_version(store: Store, curriculum: Roadmap):
    """However often the bot starts."""
    for n in range(3):
        edition = await adopt(store, curriculum, NOW + n * WEEK)
        assert [version.number for version in edition.versions] == [1]


async def test_an_edited_file_is_a_new_version_from_its_monday(store: Store, curriculum: Roadmap):
    """Confirmed on a Sunday evening in UTC, it holds from that week's Monday."""
    sunday = datetime(2026, 3, 15, 23, 30, tzinfo=UTC)
    edition = await adopt(store, EDITS["phase at the end"](curriculum), sunday)
    assert [(v.number, v.monday) for v in edition.versions] == [(1, MONDAY), (2, date(2026, 3, 9))]
    read = await store.roadmaps.edition(0, 0)
    assert read == edition


async def test_a_clock_that_went_back_keeps_the_order(store: Store, curriculum: Roadmap):
    """A version never holds from before the one it follows."""
    await adopt(store, EDITS["phase at the end"](curriculum), NOW + 8 * WEEK)
    edition = await adopt(store, EDITS["phase in front"](curriculum), NOW + 2 * WEEK)
    assert [v.monday for v in edition.versions] == [MONDAY, MONDAY + 8 * WEEK, MONDAY + 8 * WEEK]


async def test_the_newest_few_stay_whole_and_all_skeletons(store: Store, database: SqliteDatabase, curriculum: Roadmap):
    """`restore` offers the last five; plans are computed from every one."""
    for n in range(8):
        await adopt(store, curriculum.model_copy(update={"title": f"Title {n}"}), NOW + n * WEEK)
    rows = await database.rows("SELECT number, document IS NOT NULL AS whole, skeleton FROM roadmap_versions")
    assert [row["number"] for row in rows if row["whole"]] == list(range(10 - MOST_WHOLE, 10))
    assert all(row["skeleton"] for row in rows)
    assert len(rows) == 9


async def test_an_edit_writes_nothing_about_members(store: Store, database: SqliteDatabase, curriculum: Roadmap):
    """With 10,000 members, an edit writes the version and nothing else."""
    member_tables = f"""
        INSERT INTO members (guild_id, user_id, zone, reminders, ping, joined_at)
        SELECT {GUILD}, value, 'Europe/Berlin', 'channel', 0, 0 FROM generate;
        INSERT INTO walks (guild_id, user_id, roadmap) SELECT {GUILD}, value, 0 FROM generate;
        INSERT INTO choices
        SELECT {GUILD}, value, 0, '2026-03-02', NULL, NULL, NULL, NULL, NULL, '[]', 1, 1 FROM generate
    """
    numbers = (
        "WITH RECURSIVE generate(value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM generate WHERE value < 10000)"
    )
    for statement in member_tables.split(";"):
        insert, select = statement.split("SELECT", 1)
        await database.rows(f"{insert} {numbers} SELECT {select}")
    (before,) = await database.rows("SELECT total_changes() AS n")
    await adopt(store, EDITS["phase in front"](curriculum), NOW + WEEK)
    (after,) = await database.rows("SELECT total_changes() AS n")
    assert after["n"] - before["n"] == 1
    progress = await store.progress.of(GUILD, 7_777, NOW + WEEK)
    assert progress is not None
    assert progress.total == 73


async def test_hardly_the_same_file_is_refused(store: Store, curriculum: Roadmap):
    """Less than half of the ids: put the old one back, or accept it; nothing was written."""
    with pytest.raises(AnotherRoadmap, match="Only 0 of the 88 tasks and checkpoint items"):
        await adopt(store, another_curriculum(curriculum), NOW + WEEK)
    edition = await adopt(store, curriculum, NOW + WEEK)
    assert len(edition.versions) == 1


@pytest.mark.parametrize(("kept", "is_refused"), [(3, True), (4, False)])
async def test_half_is_enough(database: SqliteDatabase, curriculum: Roadmap, kept: int, is_refused: bool):
    """Four of eight ids are half of them; three are not."""
    tasks = curriculum.tasks[:8]
    block = curriculum.blocks[0]
    phase = curriculum.phases[0].model_copy(update={"checkpoint": None})

    def roadmap(first: int) -> Roadmap:
        of_it = tuple(
            task.model_copy(update={"id": task.id if n < first else f"new-{n}"}) for n, task in enumerate(tasks)
        )
        small = phase.model_copy(update={"blocks": (block.model_copy(update={"tasks": of_it}),)})
        return Roadmap(title="Small", phases=(small,))

    store = Store(database)
    await adopt(store, roadmap(8), NOW)
    if is_refused:
        with pytest.raises(AnotherRoadmap):
            await adopt(store, roadmap(kept), NOW)
    else:
        assert len((await adopt(store, roadmap(kept), NOW)).versions) == 2


async def test_accepting_tells_whose_ticks_go(store: Store, curriculum: Roadmap):
    """Counts of what stays, is new and is gone, and how many ticks are out of sight."""
    await store.members.join(Member(GUILD, ADA, BERLIN), Choice(MONDAY), NOW)
    await store.journals.tick(Walk(GUILD, ADA), ["backprop", "optimizers"], MONDAY, NOW)
    taken = await accept(store, another_curriculum(curriculum), NOW + WEEK)
    assert (taken.found, len(taken.gone), taken.new, taken.ticks_out_of_sight) == (0, 88, 16, 2)
    progress = await store.progress.of(GUILD, ADA, NOW + WEEK)
    assert progress is not None
    assert (progress.done, progress.total, progress.is_complete) == (0, 16, False)
