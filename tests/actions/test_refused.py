"""Each statement of each action is refused in turn: the data are whole, and the error says what was saved."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.actions import pausing
from bot.actions.adopting import adopt
from bot.actions.celebrating import Celebrating
from bot.actions.joining import leave
from bot.actions.outcomes import SavedUnseen
from bot.actions.planning import catch_up, skip
from bot.actions.settings import set_reminders
from bot.actions.ticking import log_session, tick, undo
from bot.roadmap import Roadmap
from bot.store.database import Database, Row, Statement
from bot.store.errors import StoreError
from bot.store.sqlite.database import SqliteDatabase
from bot.store.store import Store
from bot.study.choices import OwnDays, Pause
from bot.study.member import ReminderChoice, Where
from bot.study.progress import Progress
from tests.store.people import ADA, GUILD, MONDAY, NOW, join

DAY, WEEK = timedelta(days=1), timedelta(weeks=1)


class Refusing(Database):
    """A database that refuses the n-th hop, and everything after it; a negative n refuses none."""

    def __init__(self, inner: Database, allowed: int) -> None:
        self.inner = inner
        self.allowed = allowed
        self.hops = 0

    def _count(self) -> None:
        self.hops += 1
        if 0 <= self.allowed < self.hops:
            raise StoreError("refused, so nothing was saved")

    async def rows(self, sql: str, /, **values: object) -> Sequence[Row]:
        """Pass on, or refuse."""
        self._count()
        return await self.inner.rows(sql, **values)

    async def together(self, statements: Sequence[Statement]) -> list[Sequence[Row]]:
        """Pass on; when its turn is refused, break off inside the transaction after all of its statements."""
        self.hops += 1
        if 0 <= self.allowed < self.hops:
            return await self.inner.together([*statements, ("INSERT INTO no_such_table VALUES (1)", {})])
        return await self.inner.together(statements)

    async def close(self) -> None:
        """Pass on."""
        await self.inner.close()


Action = Callable[[Store, Progress], Awaitable[Any]]
ACTIONS: dict[str, Action] = {
    "tick": lambda s, p: tick(s, p, p.roadmap.tasks[1:2], MONDAY),
    "undo": lambda s, p: undo(s, p, p.roadmap.tasks[0], 7),
    "session": lambda s, p: log_session(s, p, 8, MONDAY, 25, None),
    "pause": lambda s, p: pausing.pause(s, p, Pause(MONDAY + DAY, MONDAY + WEEK)),
    "skip": lambda s, p: skip(s, p, [task.id for task in p.roadmap.tasks[1:]], "why"),
    "catch up": lambda s, p: catch_up(s, p, [p.roadmap.tasks[1].id]),
    "settings": lambda s, p: set_reminders(s, p, ReminderChoice(Where.DM), OwnDays(MONDAY + WEEK, (6,))),
    "leave": lambda s, p: leave(s, p.member, NOW),
}


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    """A fresh database."""
    opened = await SqliteDatabase.open(tmp_path / "roadmate.db")
    yield opened
    await opened.close()


@pytest.fixture
async def store(database: Database, curriculum: Roadmap) -> Store:
    """A store with the curriculum as its roadmap."""
    store = Store(database)
    await adopt(store, curriculum, NOW)
    return store


@pytest.fixture
async def before(store: Store, curriculum: Roadmap) -> Progress:
    """Ada, with a tick and a break that has yet to begin."""
    member = await join(store, ADA)
    await store.journals.tick(member.walk, [curriculum.tasks[0].id], MONDAY, NOW, minutes=25)
    await store.plans.pause(member.walk, Pause(MONDAY + 3 * DAY, MONDAY + WEEK))
    return await standing(store)


async def standing(store: Store) -> Progress:
    """Where Ada stands."""
    progress = await store.standings.of(GUILD, ADA, NOW)
    assert progress is not None
    return progress


@pytest.mark.parametrize("name", ACTIONS)
@pytest.mark.parametrize("allowed", range(5))
async def test_refused_at_each_hop(database: Database, store: Store, before: Progress, name: str, allowed: int):
    """Refused before its change nothing is different, refused after it the error says that it is saved."""
    old = await store.personal.rows(GUILD, ADA)
    refusing = Refusing(database, allowed)
    try:
        await ACTIONS[name](Store(refusing), before)
    except StoreError:
        assert await store.personal.rows(GUILD, ADA) == old
    except SavedUnseen:
        assert await store.personal.rows(GUILD, ADA) != old
    else:
        assert refusing.hops <= allowed
        assert await store.personal.rows(GUILD, ADA) != old


@pytest.mark.parametrize("name", ACTIONS)
async def test_the_same_twice_at_once(store: Store, before: Progress, name: str):
    """The second press changes nothing that the first did not."""
    await asyncio.gather(*(ACTIONS[name](store, before) for _ in range(2)), return_exceptions=True)
    once = await store.personal.rows(GUILD, ADA)
    assert len(once["ticks"]) <= 2
    assert len(once["sessions"]) <= 1
    if name == "undo":
        assert '"minutes":25' in str(once["previews"])


async def test_two_settings_at_once_both_hold(store: Store, before: Progress):
    """Each saves only what it was given, and the next message is due by both."""
    chosen = [ReminderChoice(Where.DM), ReminderChoice(ping=True)]
    await asyncio.gather(*(set_reminders(store, before, one) for one in chosen))
    member = (await standing(store)).member
    assert (member.where, member.ping) == (Where.DM, True)
    assert await store.members.earliest_due() is not None


async def test_what_a_skip_completes_is_told_once(store: Store, before: Progress):
    """One answer claims it; lost, the next one tells; told, nobody does any more."""
    await skip(store, before, [task.id for task in before.roadmap.tasks[1:]], "why")
    celebrating, after = Celebrating(store), await standing(store)
    claim = await celebrating.claim(after)
    assert claim is not None
    assert await celebrating.claim(after) is None
    celebrating.lost(claim)
    again = await celebrating.claim(after)
    assert again is not None
    assert again == claim
    await celebrating.told(again)
    assert await celebrating.claim(after) is None
    assert await celebrating.claim(await standing(store)) is None
