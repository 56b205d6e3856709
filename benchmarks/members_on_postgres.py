"""Measure PostgreSQL with few and with many members: `python -m benchmarks.members_on_postgres [--members N]`.

What `/done` and `/progress` ask of the database and change in it, by turns on a small and on a large one of the same
server: what counts is the ratio.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import time
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from datetime import UTC, date, datetime
from statistics import median
from zoneinfo import ZoneInfo

import psycopg

from bot.actions.adopting import adopt
from bot.roadmap import read_roadmap
from bot.store.address import PostgresAddress
from bot.store.store import Store
from bot.study.choices import Choice
from bot.study.member import Member, Walk
from tests.postgres import ADDRESS, new_database, running
from tests.wire.process import PROJECT

NOW = datetime(2026, 3, 2, 17, tzinfo=UTC)
MONDAY = date(2026, 3, 2)
FEW = 1_000
TURNS = 300
_GUILDS = 100

# As if they had joined one after the other, each with a week of ticks behind them.
_MEMBERS = """
INSERT INTO members (guild_id, user_id, zone, reminders, ping, joined_at)
SELECT 1 + n % 100, n, 'Europe/Berlin', 'off', 0, 0 FROM generate_series(1, %(n)s) AS n;
INSERT INTO walks (guild_id, user_id, roadmap) SELECT guild_id, user_id, 0 FROM members;
INSERT INTO choices (guild_id, user_id, roadmap, monday, again, version, scoped_in)
SELECT guild_id, user_id, 0, '2026-03-02', '[]', 1, 1 FROM members;
INSERT INTO ticks SELECT guild_id, user_id, 0, 'task-' || t, '2026-03-02', 25, NULL, 0
FROM members, generate_series(1, 5) AS t
"""


async def filled(name: str, members: int) -> Store:
    """A database of so many members."""
    address = PostgresAddress(new_database(name))
    store = await Store.open(address)
    await adopt(store, read_roadmap((PROJECT / "roadmap.yaml").read_bytes()), NOW)
    with psycopg.connect(address.url, autocommit=True) as connection:
        for statement in _MEMBERS.split(";"):
            connection.execute(statement.replace("%(n)s", str(members)).encode())
        connection.execute("VACUUM ANALYZE")
    return store


async def progress(store: Store, user: int, _turn: int) -> None:
    """What `/progress` asks."""
    assert await store.progress.of(1 + user % _GUILDS, user, NOW)


async def done(store: Store, user: int, turn: int) -> None:
    """What `/done` asks and changes."""
    walk = Walk(1 + user % _GUILDS, user)
    assert await store.progress.of(walk.guild_id, user, NOW)
    await store.once(turn * 10 + 1, NOW, store.journals.tick(walk, [f"new-{turn}"], MONDAY, NOW))
    assert await store.progress.of(walk.guild_id, user, NOW)


async def join(store: Store, user: int, turn: int) -> None:
    """A newcomer."""
    await store.members.join(Member(1 + user % _GUILDS, 10**9 + turn, ZoneInfo("Europe/Berlin")), Choice(MONDAY), NOW)


CASES: dict[str, Callable[[Store, int, int], Awaitable[None]]] = {"/progress": progress, "/done": done, "/start": join}


async def measure(many: int) -> None:
    """By turns, so that what else the machine does hits both alike."""
    async with AsyncExitStack() as opened:
        stores = [await filled("few", FEW), await filled("again", FEW), await filled("many", many)]
        for store in stores:
            opened.push_async_callback(store.close)
        print(f"| | {FEW:,} members | {many:,} | ratio | {FEW:,} against another {FEW:,} |")
        print("| --- | --- | --- | --- | --- |")
        for name, case in CASES.items():
            seconds: list[list[float]] = [[] for _ in stores]
            for turn in range(TURNS):
                for place in range(len(stores)):
                    number = (turn + place) % len(stores)
                    members = many if number == len(stores) - 1 else FEW
                    user = 1 + (turn * 7919) % members
                    begun = time.perf_counter()
                    await case(stores[number], user, turn)
                    seconds[number].append(time.perf_counter() - begun)
            few, again, large = (median(found[20:]) * 1000 for found in seconds)
            print(f"| {name} | {few:.2f} ms | {large:.2f} ms | **{large / few:.2f}** | {again / few:.2f} |", flush=True)


def main() -> None:
    """Fill, measure, and leave nothing behind."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.members_on_postgres", description="Few and many members."
    )
    parser.add_argument("--members", type=int, default=1_000_000, help="how many are many (default 1,000,000)")
    many = parser.parse_args().members
    with running(is_durable=True) as server:
        os.environ[ADDRESS] = server.address
        asyncio.run(measure(many))


if __name__ == "__main__":
    main()
