"""Servers that have removed the bot: kept for 30 days, then forgotten with all that is stored of them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.actions.adopting import adopt
from bot.roadmap.versions import Edition, edited, first_edition
from bot.store.database import Database
from bot.store.departures import KEPT
from bot.store.store import Store
from bot.study.leaderboard import BoardMessage
from tests.databases import columns_of
from tests.store.people import ADA, BOB, GUILD, MONDAY, NOW, SMALL, set_up
from tests.store.test_personal import live

SECOND, DAY = timedelta(seconds=1), timedelta(days=1)
OTHER = 7


@pytest.fixture(autouse=True)
async def two_servers(store: Store) -> None:
    """Each with members, a roadmap of its own, and messages of which only counts are left."""
    await adopt(store, SMALL, NOW)
    for guild in (GUILD, OTHER):
        await set_up(store, guild, 5, NOW)
        for user in (ADA, BOB):
            await live(store, user, guild)
        own = Edition(SMALL, first_edition(SMALL, MONDAY).versions, guild, 1)
        await store.roadmaps.confirm(edited(own, SMALL, MONDAY), NOW)
        await store.departures.note(guild, NOW)
        await store.board_messages.shown(BoardMessage(guild, 5, 6), 0)
    await store.deliveries.claim("a", NOW, 10)


async def rows_of(database: Database, guild_id: int) -> dict[str, int]:
    """How many rows of a server there are in every table of the schema that knows servers."""
    found: dict[str, int] = {}
    for table in (name for name, columns in (await columns_of(database)).items() if "guild_id" in columns):
        (row,) = await database.rows(f"SELECT count(*) AS n FROM {table} WHERE guild_id = :guild", guild=guild_id)
        found[table] = row["n"]
    return found


async def test_a_server_is_forgotten_in_every_table(store: Store, database: Database):
    """Its settings, its members with all their rows, its roadmaps and its counts; another server keeps its own."""
    await database.rows("INSERT INTO delivery_counts SELECT guild_id, 'sent', 3 FROM servers")
    await database.rows("INSERT INTO server_roadmaps (guild_id, roadmap) SELECT guild_id, 1 FROM servers")
    await database.rows("INSERT INTO reward_roles SELECT guild_id, 0, 'roadmap/', 9 FROM servers")
    await database.rows("INSERT INTO review_times SELECT guild_id, 1, 0, 60 FROM servers")
    before = await rows_of(database, OTHER)
    full = [table for table, rows in (await rows_of(database, GUILD)).items() if not rows]
    assert full == [], "every table has something to forget"
    while await store.departures.forget_members(GUILD, 1):
        pass
    await store.departures.forget(GUILD, NOW)
    assert {table for table, rows in (await rows_of(database, GUILD)).items() if rows} == set()
    assert await rows_of(database, OTHER) == before


async def test_thirty_days(store: Store):
    """The one that has been gone for longest comes first; noting it again does not begin anew; back is back."""
    await store.departures.note(GUILD, NOW + 20 * DAY)
    assert await store.departures.over(NOW + KEPT) is None
    assert await store.departures.over(NOW + KEPT + SECOND) in {GUILD, OTHER}
    await store.departures.back(GUILD)
    assert await store.departures.over(NOW + KEPT + SECOND) == OTHER
    await store.departures.note(GUILD, NOW + 20 * DAY)
    await store.departures.back(OTHER)
    assert await store.departures.over(NOW + KEPT + 20 * DAY) is None
    assert await store.departures.over(NOW + KEPT + 20 * DAY + SECOND) == GUILD


@pytest.mark.parametrize(
    ("present", "gone"), [(list[int](), {GUILD, OTHER, 9}), ([GUILD], {OTHER, 9}), ([GUILD, OTHER, 9, 11], set[int]())]
)
async def test_the_list_that_discord_sends_at_a_start(
    store: Store, database: Database, present: list[int], gone: set[int]
):
    """Whoever is not on it has removed the bot meanwhile, set up or not; whoever is on it is back."""
    await live(store, ADA, 9)
    await database.rows("DELETE FROM servers WHERE guild_id = :guild", guild=OTHER)
    await store.departures.compare(present, NOW + DAY)
    rows = await database.rows("SELECT * FROM departures")
    assert {row["guild_id"] for row in rows} == gone
    since = {row["guild_id"]: row["since"] for row in rows}
    assert GUILD not in since or since[GUILD] == NOW.timestamp()
    assert 9 not in since or since[9] == (NOW + DAY).timestamp()


async def test_the_list_where_nothing_is_stored(store: Store, database: Database):
    """No server, no departure."""
    await database.rows("DELETE FROM members")
    await database.rows("DELETE FROM servers")
    await database.rows("DELETE FROM departures")
    await store.departures.compare([1, 2], NOW)
    assert await store.departures.over(NOW + 2 * KEPT) is None
