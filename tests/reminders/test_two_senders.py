"""Two processes on PostgreSQL that look at the same moment: who sends, and what would come twice without safeguards."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import psycopg
import pytest

from bot.reminders.planning import Planner
from bot.reminders.tick import Tick
from bot.store.address import PostgresAddress
from bot.store.postgres import database
from bot.store.postgres.spelling import SKIP_LOCKED, Spelled, spelled
from bot.store.store import Store
from bot.ui import messenger
from bot.ui.messenger import DiscordMessenger
from tests.study_server import MONDAY, StudyServer

pytestmark = pytest.mark.parametrize("address", ["postgres"], indirect=True)

_WAITING = """
SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND wait_event_type = 'Lock' AND application_name = 'roadmate'
"""


@pytest.fixture
async def server(study_server: StudyServer) -> StudyServer:
    """A server whose post is written down and due."""
    await study_server.member("ada")
    study_server.at(MONDAY, "18:00:20")
    await Planner(study_server.store).servers([await study_server.settings()], study_server.clock.now)
    return study_server


@pytest.fixture
async def other(server: StudyServer) -> AsyncIterator[Store]:
    """The store of the other process."""
    store = await Store.open(server.address)
    yield store
    await store.close()


@pytest.mark.parametrize(
    ("without", "posts"),
    [("", 1), ("SKIP LOCKED", 1), ("the sender's lock", 1), ("SKIP LOCKED or the sender's lock", 2)],
)
async def test_who_posts(
    server: StudyServer, other: Store, monkeypatch: pytest.MonkeyPatch, without: str, posts: int
) -> None:
    """Each safeguard alone is enough. Requests are counted: the nonce would hide that there were two.

    Both are on their way at once, so that neither is found when the other one looks for it.
    """
    if "SKIP LOCKED" in without:
        monkeypatch.setattr(database, "spelled", claimed_as_if_alone)
    monkeypatch.setattr(messenger, "sent_before", nothing_yet)
    monkeypatch.setattr(database, "PATIENCE", 30)  # a busy machine takes its time until both wait
    senders = [True, "sender" in without]
    looks = [
        Tick(store, DiscordMessenger(server.bot, server.bot.picture_cache), server.clock, lambda may=may: may)
        for store, may in zip((server.store, other), senders, strict=True)
    ]
    await at_once(server, looks)
    server.clock.now += timedelta(seconds=30)
    for look in looks:
        await look()
    assert len(server.sent) == posts


def claimed_as_if_alone(sql: str) -> Spelled:
    """A statement that takes what others are just taking."""
    return spelled(sql.replace(SKIP_LOCKED, ""))


async def nothing_yet(*_: object) -> None:
    """What the other one sends has not arrived."""


async def at_once(server: StudyServer, looks: list[Tick]) -> None:
    """Have them look while somebody holds what is due, until each has found that out or gone on."""
    assert isinstance(server.address, PostgresAddress)
    async with await psycopg.AsyncConnection.connect(server.address.url) as holder:
        await holder.execute("SELECT 1 FROM deliveries FOR UPDATE")
        looking = [asyncio.ensure_future(look()) for look in looks]
        waiting = 0
        while waiting + sum(one.done() for one in looking) < len(looks):
            row = await (await holder.execute(_WAITING)).fetchone()
            waiting = row[0] if row else 0
        await holder.rollback()
    await asyncio.gather(*looking)
