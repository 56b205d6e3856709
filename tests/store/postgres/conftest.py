"""What only PostgreSQL has: lines that break, several who write at once."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.store.address import PostgresAddress
from bot.store.postgres.database import PostgresDatabase
from tests.store.postgres.line import Line, line_to


@pytest.fixture
def address(postgres_address: PostgresAddress) -> PostgresAddress:
    """A new, migrated database."""
    return postgres_address


@pytest.fixture
async def far(address: PostgresAddress) -> AsyncIterator[tuple[PostgresDatabase, Line]]:
    """The same database over a line that the test has in its hands."""
    async with line_to(address) as (line, at_its_end):
        database = await PostgresDatabase.open(at_its_end)
        yield database, line
        await database.close()
