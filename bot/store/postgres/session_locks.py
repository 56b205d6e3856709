"""Locks over several changes, for whoever reads, decides and writes: they hold in all processes of a database."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import AsyncGenerator, Hashable
from contextlib import asynccontextmanager, suppress

import psycopg

from bot.store.address import PostgresAddress
from bot.store.errors import CannotOpen, StoreError
from bot.store.postgres.bounded import bounded
from bot.store.postgres.connecting import PATIENCE, Connection, connect
from bot.store.postgres.faults import unanswered

_LOOK_AGAIN = 0.05

_TAKE, _GIVE_BACK = b"SELECT pg_try_advisory_lock(%s) AS ours", b"SELECT pg_advisory_unlock(%s) AS ours"


class SessionLocks:
    """All locks of this process are on one connection, opened when there is one to take; it breaks, and they are free.

    It never waits for one, as that would hold up the others.
    """

    def __init__(self, address: PostgresAddress) -> None:
        self._address = address
        self._connection: Connection | None = None
        self._turn = asyncio.Lock()

    @asynccontextmanager
    async def held(self, thing: Hashable) -> AsyncGenerator[None]:
        """Hold the lock of a thing; nobody else in this process wants it meanwhile. Raises StoreError after a while."""
        key = number_of(thing)
        until = asyncio.get_running_loop().time() + PATIENCE
        while not await self._ask(_TAKE, key):
            if asyncio.get_running_loop().time() > until:
                raise unanswered()
            await asyncio.sleep(_LOOK_AGAIN)
        try:
            yield
        finally:
            with suppress(StoreError):  # then the connection is gone, and the lock with it
                await self._ask(_GIVE_BACK, key)

    async def close(self) -> None:
        """Give all back."""
        if self._connection:
            await self._connection.close()

    async def _ask(self, question: bytes, key: int) -> bool:
        async with self._turn:
            try:
                if self._connection is None or self._connection.closed:
                    self._connection = await connect(self._address)
                with bounded(self._connection, PATIENCE):
                    cursor = await self._connection.execute(question, (key,))
                    row = await cursor.fetchone()
            except (psycopg.Error, CannotOpen):
                raise unanswered() from None
        return bool(row and row["ours"])


def number_of(thing: Hashable) -> int:
    """The number of a lock, below those that are servers' ids; the same in every process of a version."""
    return -2 - int.from_bytes(hashlib.sha256(repr(thing).encode()).digest()[:7])
