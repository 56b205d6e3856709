"""The one place that knows which technologies there are: from an address to an open database."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from bot.store.address import Address, PostgresAddress
from bot.store.database import Database
from bot.store.holding import AllMine, Holding, Wish
from bot.store.sqlite.database import SqliteDatabase
from bot.store.turns import OwnTurns, Turns


async def open_database(address: Address, *, waits: bool = True) -> Database:
    """Open and migrate a database. A file is one process's: it waits for another one, or not: then it is refused.

    Raises CannotOpen with a sentence that says what to do.
    """
    if isinstance(address, PostgresAddress):
        from bot.store.postgres.database import PostgresDatabase  # noqa: PLC0415  # 15 MB that no other address needs

        return await PostgresDatabase.open(address)
    return await SqliteDatabase.open(address, waits=waits)


def holding_on(address: Address, wish: Wish, roadmap: str) -> Holding:
    """What holds a process's part of the bot: all of it on a file, which is one process's.

    `roadmap`: a hash of the operator's file, which should be the same in all processes.
    """
    if isinstance(address, PostgresAddress):
        from bot.store.postgres.holding import PostgresHolding  # noqa: PLC0415  # as above

        return PostgresHolding(address.url, wish, roadmap)
    return AllMine(wish.recommended)


def turns_on(address: Address, database: Database) -> Turns:
    """What gives turns to identify with Discord."""
    if isinstance(address, PostgresAddress):
        from bot.store.postgres.turns import DatabaseTurns  # noqa: PLC0415  # as above

        return DatabaseTurns(database)
    return OwnTurns()


@asynccontextmanager
async def one_at_a_time(address: Address) -> AsyncGenerator[None]:
    """While this lasts, no other process on the database is here. Raises CannotOpen."""
    if isinstance(address, PostgresAddress):
        from bot.store.postgres import starting  # noqa: PLC0415  # as above

        async with starting.one_at_a_time(address):
            yield
    else:
        yield
