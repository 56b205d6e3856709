"""The numbered schema files on PostgreSQL: once, whoever of several processes comes first, all of it or nothing."""

from __future__ import annotations

from bot.store.address import PostgresAddress
from bot.store.errors import CannotOpen
from bot.store.postgres.connecting import Connection
from bot.store.postgres.spelling import spelled_schema
from bot.store.schema import VERSIONS, Migration, known_migrations, refuse_strangers

_ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(-1)"
"""Servers' ids are locked too, and none of them is below 0."""


async def migrate(connection: Connection, address: PostgresAddress) -> None:
    """Bring a database to the newest schema. While others use it they go on with the tables they know.

    Raises CannotOpen when it is another program's, or comes from a newer Roadmate or from edited migrations.
    """
    known = known_migrations()
    async with connection.transaction():
        await connection.execute(_ONE_AT_A_TIME)
        await _refuse_others(connection, address)
        await connection.execute(spelled_schema(VERSIONS))
        rows = await (await connection.execute("SELECT number, hash FROM schema_version")).fetchall()
        applied = {row["number"]: row["hash"] for row in rows}
        refuse_strangers(known, applied, str(address))
        for migration in known:
            if migration.number not in applied:
                await _apply(connection, migration)


async def _refuse_others(connection: Connection, address: PostgresAddress) -> None:
    cursor = await connection.execute(
        "SELECT count(*) AS n, count(*) FILTER (WHERE tablename = 'schema_version') AS ours FROM pg_tables"
        " WHERE schemaname = current_schema()"
    )
    row = await cursor.fetchone()
    if row and row["n"] and not row["ours"]:
        raise CannotOpen(f"{address} is a database of another program. Name an empty one, or Roadmate's.")


async def _apply(connection: Connection, migration: Migration) -> None:
    await connection.execute(spelled_schema(migration.sql))
    await connection.execute(
        "INSERT INTO schema_version VALUES (%s, %s, %s)", (migration.number, migration.name, migration.hash)
    )
