"""A database is opened, or one sentence says why not and what to do."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator

import psycopg
import pytest

from bot.store.address import PostgresAddress
from bot.store.errors import CannotOpen
from bot.store.postgres import migrations
from bot.store.postgres.database import PostgresDatabase
from bot.store.schema import Migration, known_migrations
from tests.postgres import drop_database, new_database
from tests.store.postgres.line import line_to


@pytest.fixture
def empty_address() -> Iterator[PostgresAddress]:
    """A database in which nothing is."""
    name = f"roadmate_empty_{os.getpid()}"
    yield PostgresAddress(new_database(name))
    drop_database(name)


async def refusal(address: PostgresAddress) -> str:
    """The sentence with which an address is refused."""
    with pytest.raises(CannotOpen) as refused:
        await PostgresDatabase.open(address)
    return str(refused.value)


async def test_several_processes_at_once(empty_address: PostgresAddress):
    """The first one makes the tables; the others wait for it, and find them."""
    opened = await asyncio.gather(*(PostgresDatabase.open(empty_address) for _ in range(4)))
    rows = await opened[0].rows("SELECT number FROM schema_version ORDER BY number")
    assert [row["number"] for row in rows] == [migration.number for migration in known_migrations()]
    for database in opened:
        await database.close()


async def test_a_newer_version_goes_on_from_it(empty_address: PostgresAddress, monkeypatch: pytest.MonkeyPatch):
    """Only what is new is applied; the version before then refuses the database, and so does one with another text."""
    known = known_migrations()
    await (await PostgresDatabase.open(empty_address)).close()
    more = Migration(9000, "9000_more.sql", "ALTER TABLE facts ADD COLUMN more TEXT;")
    with monkeypatch.context() as newer:
        newer.setattr(migrations, "known_migrations", lambda: [*known, more])
        await (await PostgresDatabase.open(empty_address)).close()
    assert "was written by a newer Roadmate (schema 9000" in await refusal(empty_address)
    edited = Migration(9000, "9000_more.sql", "ALTER TABLE facts ADD COLUMN other TEXT;")
    monkeypatch.setattr(migrations, "known_migrations", lambda: [*known, edited])
    assert "another text of migration 9000" in await refusal(empty_address)


async def test_a_migration_that_fails_leaves_nothing(empty_address: PostgresAddress, monkeypatch: pytest.MonkeyPatch):
    """All of it or nothing: the next start begins again."""
    bad = Migration(9000, "9000_bad.sql", "CREATE TABLE more (n BIGINT); SELECT 1 / 0;")
    with monkeypatch.context() as newer:
        newer.setattr(migrations, "known_migrations", lambda: [*known_migrations(), bad])
        assert "Cannot open" in await refusal(empty_address)
    await (await PostgresDatabase.open(empty_address)).close()


async def test_another_program_s_database(empty_address: PostgresAddress):
    """It is left as it is."""
    with psycopg.connect(empty_address.url) as connection:
        connection.execute("CREATE TABLE customers (n BIGINT)")
    assert "is a database of another program" in await refusal(empty_address)


async def test_a_database_that_cannot_hold_every_script():
    """What a member writes in Greek would be refused later."""
    name = f"roadmate_latin_{os.getpid()}"
    address = PostgresAddress(new_database(name, encoding="LATIN1"))
    assert "as it is in LATIN1" in await refusal(address)
    drop_database(name)


async def test_a_pooler_in_between(address: PostgresAddress):
    """PgBouncer hides which of the server's processes answers, and in transaction mode locks would mean nothing."""
    async with line_to(address) as (line, at_its_end):
        await (await PostgresDatabase.open(at_its_end)).close()
        line.hides_who_answers = True
        assert "stands a pooler" in await refusal(at_its_end)


@pytest.mark.parametrize(
    ("replaced", "by", "said"),
    [
        ("/roadmate_test", "/nowhere_to_be_found", "Make it with createdb"),
        ("//postgres@", "//somebody:hush@", "does not let the user of DATABASE_URL in"),
        ("postgres@127.0.0.1", "postgres:hush@127.0.0.2", "Nothing answers at"),
        ("sslmode=disable", "sslmood=hush", "Check DATABASE_URL"),
    ],
)
async def test_addresses_that_lead_nowhere(address: PostgresAddress, replaced: str, by: str, said: str):
    """Each says what to do, and no password."""
    async with line_to(address) as (_, at_its_end):
        found = await refusal(PostgresAddress(at_its_end.url.replace(replaced, by)))
    assert said in found
    assert "hush" not in found
