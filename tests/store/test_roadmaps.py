"""Roadmaps and their versions come back as they were confirmed, and where members stand is read from them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.roadmap import Block, Roadmap, Task, Weeks
from bot.roadmap.versions import Edition, edited, first_edition
from bot.store.database import Database
from bot.store.roadmaps import MOST_WHOLE
from bot.store.store import Store
from bot.study.member import Walk
from bot.study.shelf import ServerRoadmap
from tests.databases import SQLITE_ALONE
from tests.store.people import ADA, BOB, GUILD, MONDAY, NOW, SMALL, WALK, join, record_of

WEEK = timedelta(days=7)
FIRST = first_edition(SMALL, MONDAY)


def with_tasks(*ids: str) -> Roadmap:
    """The small roadmap with these tasks."""
    block = Block(id="first", title="First", weeks=Weeks(1, 2), tasks=tuple(Task(id=one, text=one) for one in ids))
    return SMALL.model_copy(update={"phases": (SMALL.phases[0].model_copy(update={"blocks": (block,)}),)})


async def confirm(store: Store, many: int, edition: Edition = FIRST) -> Edition:
    """Confirm an edition and so many edits after it, one a week."""
    await store.roadmaps.confirm(edition, NOW)
    for n in range(1, many + 1):
        edition = edited(edition, with_tasks("ppo", f"extra-{n}"), MONDAY + n * WEEK)
        await store.roadmaps.confirm(edition, NOW + n * WEEK)
    return edition


async def test_there_is_no_roadmap_at_first(store: Store):
    """Nothing is made up."""
    assert await store.roadmaps.edition(0, 0) is None
    with pytest.raises(LookupError):
        await store.progress.edition(GUILD)


@pytest.mark.parametrize(("guild_id", "roadmap_id"), [(0, 0), (GUILD, 7)])
async def test_a_roadmap_comes_back_as_it_was(store: Store, curriculum: Roadmap, guild_id: int, roadmap_id: int):
    """All of its texts and numbers: it would be taken for an edit otherwise."""
    edition = replace(first_edition(curriculum, MONDAY), guild_id=guild_id, roadmap_id=roadmap_id)
    assert await store.roadmaps.confirm(edition, NOW)
    assert await store.roadmaps.edition(guild_id, roadmap_id) == edition


async def test_versions_come_in_order(store: Store):
    """The roadmap is the newest one, and every skeleton is there."""
    edition = await confirm(store, 11)
    assert await store.roadmaps.edition(0, 0) == edition
    assert [version.number for version in edition.versions] == list(range(1, 13))


async def test_of_two_at_once_the_first_is_confirmed(store: Store):
    """Whoever comes second with the same number is told so, and changes nothing."""
    await store.roadmaps.confirm(FIRST, NOW)
    ours, theirs = (edited(FIRST, with_tasks(task), MONDAY) for task in ("ours", "theirs"))
    assert [await store.roadmaps.confirm(edition, NOW) for edition in (ours, theirs)] == [True, False]
    assert await store.roadmaps.edition(0, 0) == ours


async def test_roadmaps_are_told_apart(store: Store):
    """By server and by number."""
    others = [replace(first_edition(with_tasks(f"t{n}")), guild_id=GUILD, roadmap_id=n) for n in (1, 2)]
    for edition in (FIRST, *others):
        await store.roadmaps.confirm(edition, NOW)
    assert await store.roadmaps.edition(0, 0) == FIRST
    assert [await store.roadmaps.edition(GUILD, n) for n in (1, 2)] == others
    assert await store.roadmaps.edition(7, 1) is None


async def test_only_the_newest_are_kept_whole(store: Store, database: Database):
    """The skeletons stay for good: plans are computed from them."""
    edition = await confirm(store, MOST_WHOLE + 2)
    await store.roadmaps.drop_documents(0, 0)
    assert await store.roadmaps.edition(0, 0) == edition
    rows = await database.rows("SELECT number FROM roadmap_versions WHERE document IS NOT NULL ORDER BY number")
    assert [row["number"] for row in rows] == list(range(4, MOST_WHOLE + 4))


async def test_a_record_tells_of_the_newest_version(store: Store):
    """Of the roadmap that is walked, and of no other one."""
    await confirm(store, 3)
    await confirm(store, 5, replace(FIRST, guild_id=GUILD, roadmap_id=7))
    await join(store)
    assert (await record_of(store)).newest_version == 4


async def test_where_somebody_stands(store: Store):
    """Their record and the roadmap at an instant; nobody stands anywhere who has not joined."""
    edition = await confirm(store, 0)
    await join(store)
    progress = await store.progress.of(GUILD, ADA, NOW)
    assert progress is not None
    assert (progress.edition, progress.record, progress.now) == (edition, await record_of(store), NOW)
    assert await store.progress.of(GUILD, BOB, NOW) is None


async def test_a_new_version_is_seen_by_itself(store: Store, database: Database):
    """Also when another process has confirmed it: the record tells of it."""
    await confirm(store, 0)
    await join(store)
    before = await store.progress.of(GUILD, ADA, NOW)
    assert before is not None
    edition = await confirm(Store(database), 2)
    found = [
        await store.progress.of(GUILD, ADA, NOW),
        *await store.progress.of_records([await record_of(store)], NOW),
    ]
    assert [progress.edition for progress in found if progress] == [edition, edition]
    store.progress.forget()
    assert await store.progress.edition(GUILD) == edition


@SQLITE_ALONE
async def test_an_edit_writes_nothing_about_members(store: Store, database: Database):
    """However many there are."""
    await confirm(store, 0)
    for user in range(1, 30):
        await join(store, user)
    await store.journals.tick(replace(WALK, user_id=1), ["ppo"], MONDAY, NOW)
    (before,) = await database.rows("SELECT total_changes() AS n")
    await confirm(store, 1)
    (after,) = await database.rows("SELECT total_changes() AS n")
    assert after["n"] - before["n"] == 1


async def test_a_server_has_the_operators_roadmap_and_its_own(store: Store):
    """In the order of their numbers, with the newest title, and with who walks them here."""
    await confirm(store, 0)
    assert [one.roadmap_id for one in (await store.roadmaps.shelf(GUILD)).all] == [0]
    await confirm(store, 2, replace(FIRST, guild_id=GUILD, roadmap_id=1))
    await store.roadmaps.confirm(replace(FIRST, guild_id=7, roadmap_id=2), NOW)
    await join(store)
    await join(store, BOB, 7)
    shelf = await store.roadmaps.shelf(GUILD)
    assert shelf.all == (
        ServerRoadmap(0, "Small", 1, NOW, members=1),
        ServerRoadmap(1, "Small", 3, NOW + 2 * WEEK),
    )
    assert shelf.default == shelf.all[0]


async def test_what_a_server_makes_of_its_roadmaps(store: Store):
    """One default at most, which an archived one no longer is; what is archived comes back. The operator's too."""
    await confirm(store, 0)
    for number in (1, 2):
        await store.roadmaps.confirm(replace(FIRST, guild_id=GUILD, roadmap_id=number), NOW)

    async def stand() -> tuple[int | None, list[int]]:
        shelf = await store.roadmaps.shelf(GUILD)
        return shelf.default.roadmap_id if shelf.default else None, [one.roadmap_id for one in shelf.in_use]

    await store.roadmaps.make_default(GUILD, 2)
    assert await stand() == (2, [0, 1, 2])
    await store.roadmaps.make_default(GUILD, 1)
    assert await stand() == (1, [0, 1, 2])
    await store.roadmaps.archive(GUILD, 1, NOW)
    assert await stand() == (0, [0, 2])
    await store.roadmaps.archive(GUILD, 0, NOW)
    assert await stand() == (2, [2])
    await store.roadmaps.bring_back(GUILD, 1)
    await store.roadmaps.archive(GUILD, 2, NOW)
    assert await stand() == (1, [1])
    assert (await store.roadmaps.shelf(7)).default == ServerRoadmap(0, "Small", 1, NOW)


async def test_the_last_few_versions_can_be_had_back(store: Store):
    """The newest first, whole, with when they were confirmed."""
    edition = await confirm(store, MOST_WHOLE + 1)
    former = await store.roadmaps.former(0, 0)
    assert [one.number for one in former] == [7, 6, 5, 4, 3][:MOST_WHOLE]
    assert Roadmap.model_validate_json(former[0].document) == edition.roadmap
    assert (former[0].title, former[0].confirmed_at) == ("Small", NOW + 6 * WEEK)
    assert await store.roadmaps.former(GUILD, 1) == []


async def test_ticks_are_counted_by_server_and_roadmap(store: Store):
    """A tick of a task, or evidence of a checkpoint item."""
    await confirm(store, 0)
    for user, guild in ((ADA, GUILD), (BOB, GUILD), (BOB, 7)):
        await join(store, user, guild)
        await store.journals.tick(Walk(guild, user), ["ppo"], MONDAY, NOW)
    await store.journals.give_evidence(WALK, "item", "a link", MONDAY, NOW)
    assert await store.journals.ticks_here(GUILD, 0) == {"ppo": 2, "item": 1}
    assert await store.journals.ticks_here(GUILD, 1) == {}
