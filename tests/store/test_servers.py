"""Servers: what an admin set up, and when each is due."""

from __future__ import annotations

from datetime import time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.store.store import Store
from bot.study.member import Server, ServerChoice
from tests.store import people
from tests.store.people import BERLIN, GUILD, NOW

HOUR = timedelta(hours=1)
CHANNEL = (1 << 63) - 2


async def set_up(store: Store, guild_id: int, wait: int = 0) -> None:
    """A server that is due in so many hours."""
    await people.set_up(store, guild_id, CHANNEL, NOW + wait * HOUR)


async def test_a_server_may_have_days_of_its_own(store: Store):
    """They come back in their order; set up without them, the roadmap's hold again."""
    for days in ((6,), (0, 1, 2, 3, 4, 5, 6), None):
        server = Server(GUILD, BERLIN, time(18), CHANNEL, None, NOW, days=days)
        await store.servers.change(server, ServerChoice(days=days or ()), NOW)
        assert await store.servers.get(GUILD) == server


@pytest.mark.parametrize(
    ("zone", "at"), [("Europe/Berlin", time(18)), ("Asia/Kathmandu", time(0)), ("America/New_York", time(23, 59))]
)
async def test_a_server_comes_back_as_it_was_set_up(store: Store, zone: str, at: time):
    """Channel, zone and time, midnight included."""
    await people.set_up(store, GUILD, CHANNEL, NOW, ZoneInfo(zone), at)
    assert await store.servers.get(GUILD) == Server(GUILD, ZoneInfo(zone), at, CHANNEL, None, NOW)


async def test_an_unknown_server_is_none(store: Store):
    """Before the setup there is nothing, and deeds for it do nothing."""
    await store.servers.move_on(GUILD, NOW, NOW)
    await store.servers.pause_posts(GUILD, "50001")
    assert await store.servers.get(GUILD) is None
    assert await store.servers.due(NOW, 10) == []


async def test_a_second_setup_replaces_the_first(store: Store):
    """An admin changes their mind as often as they like."""
    await set_up(store, GUILD)
    for _ in range(2):
        await people.set_up(store, GUILD, 5, NOW + HOUR, ZoneInfo("UTC"), time(7))
    assert await store.servers.get(GUILD) == Server(GUILD, ZoneInfo("UTC"), time(7), 5, None, NOW + HOUR)
    assert await store.servers.due(NOW, 10) == []


async def test_due_servers(store: Store):
    """Those whose moment has come, longest waiting first, no more than asked for."""
    for guild, wait in [(1, 2), (2, 0), (3, 1), (4, 9)]:
        await set_up(store, guild, wait)
    now = NOW + 2 * HOUR
    assert [server.guild_id for server in await store.servers.due(now, 10)] == [2, 3, 1]
    assert [server.guild_id for server in await store.servers.due(now, 1)] == [2]
    await store.servers.move_on(2, now + HOUR, now)
    assert [server.guild_id for server in await store.servers.due(now, 10)] == [3, 1]


async def test_trouble_is_kept_until_it_is_over(store: Store):
    """The reason is kept for the admin, and the daily look goes on; the next setup, or a post that arrives, ends it."""
    await set_up(store, GUILD)
    for _ in range(2):
        await store.servers.pause_posts(GUILD, "10003")
    assert await store.servers.get(GUILD) == Server(GUILD, BERLIN, time(18), CHANNEL, "10003", NOW)
    await store.servers.posts_arrive(GUILD)
    assert await store.servers.get(GUILD) == Server(GUILD, BERLIN, time(18), CHANNEL, None, NOW)
    await store.servers.pause_posts(GUILD, "10003")
    await set_up(store, GUILD)
    assert await store.servers.get(GUILD) == Server(GUILD, BERLIN, time(18), CHANNEL, None, NOW)


async def test_facts(store: Store):
    """A fact is what was put last, in any script."""
    assert await store.bot_state.get("commands") is None
    for value in ("one", "two", "два %s ::"):
        await store.bot_state.put("commands", value)
        assert await store.bot_state.get("commands") == value
    assert await store.bot_state.get("other") is None
