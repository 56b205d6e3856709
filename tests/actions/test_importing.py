"""A draft becomes a version whole or not at all, whatever is refused, pressed twice or cut off."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.actions.adopting import adopt
from bot.actions.apart import Apart, TooMuchWork
from bot.actions.importing import Asked, DraftGone, NotImported, Obstacle, confirm, draft, keep
from bot.roadmap import Roadmap
from bot.roadmap.files.jobs import LIMITS, Answer, Job, Limits
from bot.store.errors import StoreError
from bot.store.sqlite.database import SqliteDatabase
from bot.store.store import Store
from bot.ui.screens.roadmap_refusals import not_imported
from tests.actions.test_refused import Refusing
from tests.reading import Here
from tests.store.people import ADA, BOB, GUILD, NOW

FIRST = Asked(name="beds.md", data=b"# Beds\n## Week 1\n- [ ] Choose two beds\n- [ ] Sow lettuce\n- [ ] Water\n")
SECOND = FIRST.model_copy(update={"data": FIRST.data.replace(b"Water", b"Weed")})
THIRD = FIRST.model_copy(update={"data": FIRST.data.replace(b"Water", b"Wait")})


class TooSlow(Apart):
    """A process that is always ended."""

    async def do(self, job: Job, limits: Limits = LIMITS) -> Answer:
        """End it."""
        raise TooMuchWork


@pytest.fixture
async def database(tmp_path: Path, curriculum: Roadmap) -> AsyncIterator[SqliteDatabase]:
    """A database with the operator's roadmap."""
    opened = await SqliteDatabase.open(tmp_path / "roadmate.db")
    await adopt(Store(opened), curriculum, NOW)
    yield opened
    await opened.close()


async def drafted(store: Store, asked: Asked, number: int, user_id: int = ADA) -> None:
    """Have a draft under a number."""
    await keep(store, GUILD, user_id, await draft(store, Here(), GUILD, asked), number, NOW)


async def stored(database: SqliteDatabase) -> list[object]:
    """Everything that is stored of roadmaps and drafts."""
    rows = [
        *await database.rows("SELECT guild_id, roadmap, number, document FROM roadmap_versions ORDER BY 1, 2, 3"),
        *await database.rows("SELECT user_id, kind, number FROM previews ORDER BY 1"),
    ]
    return [tuple(row[key] for key in row.keys()) for row in rows]  # noqa: SIM118  # a row of SQLite's iterates values


@pytest.mark.parametrize("asked", [FIRST, SECOND], ids=["first", "next"])
async def test_each_statement_is_refused(database: SqliteDatabase, asked: Asked):
    """Old or new, whole: the draft is used up by what it became, and stays when nothing did."""
    if asked is SECOND:
        await drafted(Store(database), FIRST, 1)
        await confirm(Store(database), GUILD, ADA, 1, NOW)
    await drafted(Store(database), asked, 7)
    before = await stored(database)
    refusing = Refusing(database)
    for refused in range(1, 20):
        refusing.left = refused
        try:
            await confirm(Store(refusing), GUILD, ADA, 7, NOW)
        except StoreError:
            assert await stored(database) == before
        else:
            assert refused > 5, "nothing was ever refused"
            break
    after = await stored(database)
    assert len(after) == len(before)  # a version more, a draft less
    assert not any("import" in str(row) for row in after[-1:])


async def test_pressed_twice_at_once(database: SqliteDatabase):
    """The second press finds no draft, and no second roadmap is made."""
    store = Store(database)
    await drafted(store, FIRST, 7)
    done = await asyncio.gather(*(confirm(store, GUILD, ADA, 7, NOW) for _ in range(2)), return_exceptions=True)
    assert sorted(type(one).__name__ for one in done) == ["Confirmed", "DraftGone"]
    assert len((await store.roadmaps.shelf(GUILD)).own) == 1


async def test_two_admins_press_at_once(database: SqliteDatabase):
    """One wins; the other hears that the roadmap has changed, and keeps the draft that is no longer true."""
    store = Store(database)
    await drafted(store, FIRST, 1)
    await confirm(store, GUILD, ADA, 1, NOW)
    await drafted(store, SECOND, 2, ADA)
    await drafted(store, THIRD, 3, BOB)
    presses = (confirm(store, GUILD, ADA, 2, NOW), confirm(store, GUILD, BOB, 3, NOW))
    done = await asyncio.gather(*presses, return_exceptions=True)
    assert sorted(type(one).__name__ for one in done) == ["Confirmed", "Overtaken"]
    edition = await store.roadmaps.edition(GUILD, 1)
    assert edition is not None
    assert edition.newest.number == 2


async def test_a_foreign_draft_and_one_of_yesterday(database: SqliteDatabase):
    """A draft is its admin's, and holds for a day."""
    store = Store(database)
    await drafted(store, FIRST, 7)
    for user_id, number in ((BOB, 7), (ADA, 8)):
        with pytest.raises(DraftGone):
            await confirm(store, GUILD, user_id, number, NOW)


async def test_what_was_removed_comes_back_with_its_id(database: SqliteDatabase):
    """Also when a version or six lie between, and a new task never gets the id of one that is gone."""
    store = Store(database)
    texts = ["Water", "Weed", "Wait", "Water the beds", "Weigh", "Wander", "Wash", "Water"]
    ids: list[str] = []
    for number, text in enumerate(texts):
        asked = FIRST.model_copy(update={"data": FIRST.data.replace(b"Water", text.encode())})
        await drafted(store, asked, number)
        ids.append((await confirm(store, GUILD, ADA, number, NOW)).edition.roadmap.tasks[2].id)
    assert ids[:7] == ["water", "weed", "wait", "water-beds", "weigh", "wander", "wash"]
    assert ids[7] not in ids[1:7]
    assert ids[7] != "water"  # six versions on, its words are no longer kept: in doubt a new id


async def test_work_that_is_ended_is_one_sentence(database: SqliteDatabase):
    """The admin hears what to do."""
    with pytest.raises(NotImported) as refused:
        await draft(Store(database), TooSlow(), GUILD, FIRST)
    assert refused.value.why is Obstacle.TOO_MUCH_WORK
    assert not_imported(refused.value, FIRST.name).startswith("beds.md takes more than 10 seconds or 200 MB")
