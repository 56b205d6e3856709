"""One session with the server, beside the pool: its advisory locks are gone with it, however it ends (§11).

The server ends it when it is silent for a while, and each answer is waited for only so long.
"""

from __future__ import annotations

import asyncio
import os
from typing import Any, LiteralString

import psycopg
from psycopg.sql import SQL

from bot.store.postgres.sharing import Pace

LOST = (psycopg.Error, OSError)
"""What says that a session is of no use any more; TimeoutError is among them."""

SEAT, PRESENT, COUNT, ROADMAP, ALONE = range(0x526D_0001, 0x526D_0006)
"""The first of a lock's two numbers says what is locked; the second is a seat, a session, a count or a hash."""

NAME = "roadmate-holding"
"""What the server calls it, with the number of its process."""

_TAKE = "SELECT number FROM unnest(CAST(%s AS integer[])) AS number WHERE pg_try_advisory_lock(%s, number)"
_SHARE = "SELECT pg_advisory_lock_shared(%s, %s)"
_GIVE_BACK = "SELECT pg_advisory_unlock(%s, %s)"
_LOCKS = """
SELECT CAST(classid AS bigint), CAST(objid AS bigint), pid FROM pg_locks
WHERE locktype = 'advisory' AND granted AND objsubid = 2 AND CAST(classid AS bigint) BETWEEN %s AND %s
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
"""  # the locks of all databases of a server are in one list


class Session:
    """An open session. Whatever it is asked raises one of `LOST` when no answer comes: then it is closed."""

    def __init__(self, connection: psycopg.AsyncConnection, pace: Pace) -> None:
        self._connection = connection
        self._seconds = pace.statement
        self.number = connection.info.backend_pid
        """By which the server knows it."""

    @classmethod
    async def open(cls, address: str, pace: Pace) -> Session:
        """A new one."""
        options = f"-c idle_session_timeout={int(pace.idle * 1000)} -c application_name={NAME}-{os.getpid()}"
        async with asyncio.timeout(pace.statement):
            return cls(await psycopg.AsyncConnection.connect(address, autocommit=True, options=options), pace)

    async def locks(self) -> list[tuple[int, int, int]]:
        """All locks of these kinds on this database, by kind and number, each with the session that holds it."""
        return await self._ask(_LOCKS, SEAT, ALONE)

    async def held(self, kind: int) -> set[int]:
        """The numbers of one kind that somebody holds."""
        return {number for of, number, _ in await self.locks() if of == kind}

    async def take(self, kind: int, *numbers: int) -> frozenset[int]:
        """Take those of some locks that are free; returns them."""
        return frozenset(number for (number,) in await self._ask(_TAKE, list(numbers), kind))

    async def share(self, kind: int, number: int) -> None:
        """Hold a lock together with whoever holds it."""
        await self._ask(_SHARE, kind, number)

    async def give_back(self, kind: int, number: int) -> None:
        """Let a lock go."""
        await self._ask(_GIVE_BACK, kind, number)

    async def rest(self, seconds: float) -> None:
        """Wait, and notice at once when the server ends the session."""
        async for _ in self._connection.notifies(timeout=seconds):
            pass

    def close(self) -> None:
        """Hang up. A statement that waits for a silent server would not let itself be cancelled for 10 s."""
        self._connection.pgconn.finish()

    async def _ask(self, sql: LiteralString, *values: Any) -> list[Any]:
        hanging_up = asyncio.get_running_loop().call_later(self._seconds, self.close)
        try:
            async with asyncio.timeout(self._seconds):
                return await (await self._connection.execute(SQL(sql), values)).fetchall()
        finally:
            hanging_up.cancel()
