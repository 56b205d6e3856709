"""Both kinds of databases have the same tables."""

from __future__ import annotations

from pathlib import Path

from bot.store.address import PostgresAddress
from bot.store.opening import open_database
from bot.store.postgres.database import PostgresDatabase
from tests.databases import columns_of, indexes_of, owners_of


async def test_both_have_the_same_tables(tmp_path: Path, postgres_address: PostgresAddress):
    """Column by column, key by key, index by index, after every migration."""
    file = await open_database(tmp_path / "roadmate.db")
    server = await open_database(postgres_address)
    try:
        assert await columns_of(file) == await columns_of(server)
        assert await indexes_of(file) == await indexes_of(server)
        for table in await columns_of(file):
            assert await owners_of(file, table) == await owners_of(server, table), table
    finally:
        await file.close()
        await server.close()


async def test_texts_are_sorted_as_in_a_file(postgres_address: PostgresAddress):
    """By their code points, whatever language the server was set up in."""
    database = await PostgresDatabase.open(postgres_address)
    found = await database.rows(
        "SELECT table_name, column_name FROM information_schema.columns"
        " WHERE table_schema = 'public' AND data_type = 'text' AND collation_name IS DISTINCT FROM 'C'"
    )
    await database.close()
    assert found == []
