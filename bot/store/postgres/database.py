"""The PostgreSQL database behind the store: a pool of connections, for as many processes as there are."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator, Awaitable, Callable, Hashable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import TypeVar

import psycopg
from psycopg.pq import PipelineStatus, TransactionStatus
from psycopg.rows import dict_row
from psycopg_pool import AsyncConnectionPool

from bot.store.address import PostgresAddress
from bot.store.database import Database, Row, Statement
from bot.store.errors import DoneBefore
from bot.store.postgres.bounded import Bound, bounded, cut
from bot.store.postgres.connecting import PATIENCE, agree, cannot_open, connect, refuse_unfit
from bot.store.postgres.faults import is_broken, is_deadlock, is_outdated, is_undone, plainly, said, unanswered
from bot.store.postgres.member_locks import locks_of
from bot.store.postgres.migrations import migrate
from bot.store.postgres.round_trips import Command, PreparingConnection, command, round_trip
from bot.store.postgres.session_locks import SessionLocks
from bot.store.postgres.spelling import spelled
from bot.store.texts import refuse_unstorable

_log = logging.getLogger(__name__)

_Found = TypeVar("_Found")

CONNECTIONS = 4
"""So many each process has for its statements: more would wait for the same disk."""

_BEGIN, _COMMIT = Command(b"BEGIN", is_prepared=False), Command(b"COMMIT", is_prepared=False)

_TRIES = CONNECTIONS + 2
"""After a restart of the server each connection that was idle fails once."""


_AFTER_YOU = 0.1
"""So long whoever gave way waits until it tries again: at once, it would take again what the other one waits for."""


class Attempt:
    """One go at something: `may_be_done` from the moment on from which the server may have done it."""

    def __init__(self, connection: PreparingConnection, bound: Bound) -> None:
        self.connection = connection
        self.bound = bound
        self.may_be_done = False


class PostgresDatabase(Database):
    """Every call is one transaction on one of a few connections; changes of one member come one after the other."""

    def __init__(self, pool: AsyncConnectionPool[PreparingConnection], locks: SessionLocks) -> None:
        self._pool = pool
        self._locks = locks
        self._in_use: set[PreparingConnection] = set()

    @classmethod
    async def open(cls, address: PostgresAddress) -> PostgresDatabase:
        """Connect and migrate. Raises CannotOpen with a sentence that says what to do."""
        first = await connect(address)
        try:
            await refuse_unfit(first, address)
            await migrate(first, address)
        except psycopg.Error as error:
            raise cannot_open(address, error) from None
        finally:
            await first.close()
        pool = AsyncConnectionPool(
            address.url,
            connection_class=PreparingConnection,
            kwargs={"autocommit": True, "row_factory": dict_row, "application_name": "roadmate"},
            configure=agree,
            min_size=1,
            max_size=CONNECTIONS,
            timeout=PATIENCE,
            open=False,
        )
        await pool.open()
        return cls(pool, SessionLocks(address))

    async def rows(self, sql: str, /, **values: object) -> Sequence[Row]:
        """Run one statement and return its rows. Raises StoreError; then nothing was changed, unless it says so."""
        refuse_unstorable(values.values())
        statement = spelled(sql)
        asked = command(statement, values)

        async def run(attempt: Attempt) -> Sequence[Row]:
            attempt.may_be_done = not statement.is_question
            (found,) = await round_trip(attempt.connection, [asked])
            return found

        return await self._tried(run)

    async def together(self, statements: Sequence[Statement], *, once: bool = False) -> list[Sequence[Row]]:
        """Run statements in one transaction, and return the rows of each: all of it happens or nothing.

        `once`: when the first one returns no row, it raises DoneBefore. Raises StoreError; then nothing was changed,
        unless it says so.
        """
        for _, values in statements:
            refuse_unstorable(values.values())

        commands = [command(spelled(sql), values) for sql, values in statements]
        begin = [_BEGIN, *locks_of(statements)]

        async def run(attempt: Attempt) -> list[Sequence[Row]]:
            """Up to where it may be left, all in one way there and back; then the rest of it."""
            asked = commands[:1] if once else commands
            found = (await round_trip(attempt.connection, [*begin, *asked]))[len(begin) :]
            if once and not found[0]:
                raise DoneBefore
            attempt.bound.begin_anew()
            attempt.may_be_done = True
            *rest, _ = await round_trip(attempt.connection, [*commands[len(asked) :], _COMMIT])
            return [*found, *rest]

        return await self._tried(run)

    def alone(self, thing: Hashable) -> AbstractAsyncContextManager[None]:
        """While this lasts, no other process changes a thing; this one has only one who does. Raises StoreError."""
        return self._locks.held(thing)

    async def close(self) -> None:
        """Give all connections back; what still waits for a silent server is given up."""
        for connection in self._in_use:
            cut(connection)
        await self._pool.close(timeout=1)
        await self._locks.close()

    @asynccontextmanager
    async def _using(self, connection: PreparingConnection) -> AsyncGenerator[None]:
        self._in_use.add(connection)
        try:
            yield
        finally:
            self._in_use.discard(connection)

    async def _tried(self, run: Callable[[Attempt], Awaitable[_Found]]) -> _Found:
        """Run something, and once more where the server certainly did not do it. Raises StoreError."""
        for tries_left in reversed(range(_TRIES)):
            attempt: Attempt | None = None
            try:
                async with self._pool.connection() as connection, self._using(connection):
                    with bounded(connection, PATIENCE) as bound:
                        attempt = Attempt(connection, bound)
                        try:
                            return await run(attempt)
                        finally:
                            await _roll_back(connection)
            except psycopg.Error as error:
                may_be_done = attempt is not None and attempt.may_be_done
                if attempt and is_outdated(error):
                    attempt.connection.prepared.clear()
                is_lost = is_broken(error) and attempt is not None and not may_be_done and not attempt.bound.is_over
                if not tries_left or not (is_undone(error) or is_lost):
                    _log.error("the database refused: %s", said(error))  # the sentence says it all
                    raise plainly(error, may_be_done=may_be_done) from None  # the driver quotes what it was given
                if is_deadlock(error):
                    await asyncio.sleep(_AFTER_YOU)
        raise unanswered()


async def _roll_back(connection: PreparingConnection) -> None:
    """Have a connection as it was; one that is stuck in the middle of something is closed, and the pool has another."""
    if connection.pgconn.pipeline_status != PipelineStatus.OFF:
        await connection.close()
    elif connection.pgconn.transaction_status not in (TransactionStatus.IDLE, TransactionStatus.UNKNOWN):
        await connection.rollback()
