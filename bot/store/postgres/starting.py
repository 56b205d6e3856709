"""What one process does at a time when several start at once."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from bot.store.address import PostgresAddress
from bot.store.postgres.connecting import connect

_ONE_AT_A_TIME = "SELECT pg_advisory_lock(-2)"
"""Beside the one of migrations. It ends with the session, and that when its process stands still for a minute."""


@asynccontextmanager
async def one_at_a_time(address: PostgresAddress) -> AsyncGenerator[None]:
    """While this lasts, no other process is here. Raises CannotOpen."""
    async with await connect(address) as session:
        await session.execute("SET idle_session_timeout = 60000")
        await session.execute(_ONE_AT_A_TIME)
        yield
