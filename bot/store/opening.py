"""The one place that knows which technologies there are: from an address to an open database."""

from __future__ import annotations

from bot.store.address import Address, PostgresAddress
from bot.store.database import Database
from bot.store.sqlite.database import SqliteDatabase


async def open_database(address: Address, *, waits: bool = True) -> Database:
    """Open and migrate a database. A file is one process's: it waits for another one, or not: then it is refused.

    Raises CannotOpen with a sentence that says what to do.
    """
    if isinstance(address, PostgresAddress):
        from bot.store.postgres.database import PostgresDatabase  # noqa: PLC0415  # 15 MB that no other address needs

        return await PostgresDatabase.open(address)
    return await SqliteDatabase.open(address, waits=waits)
