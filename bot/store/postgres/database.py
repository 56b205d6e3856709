"""The PostgreSQL database behind the store: a pool of connections, for as many processes as there are."""

from __future__ import annotations

import logging
from collections.abc import AsyncGenerator, Awaitable, Callable, Hashable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any, TypeVar

import psycopg
from psycopg import AsyncConnection, AsyncCursor
from psycopg.pq import ExecStatus, TransactionStatus
from psycopg.rows import DictRow, dict_row
from psycopg_pool import AsyncConnectionPool

from bot.store.address import PostgresAddress
from bot.store.database import Database, Row, Statement
from bot.store.errors import DoneBefore
from bot.store.postgres.bounded import Bound, bounded, cut
from bot.store.postgres.connecting import PATIENCE, Connection, agree, cannot_open, connect, refuse_unfit
from bot.store.postgres.faults import is_broken, is_undone, plainly, said, unanswered
from bot.store.postgres.migrations import migrate
from bot.store.postgres.session_locks import SessionLocks, number_of
from bot.store.postgres.spelling import Spelled, spelled
from bot.store.texts import refuse_unstorable

_log = logging.getLogger(__name__)

_Found = TypeVar("_Found")

CONNECTIONS = 4
"""So many each process has for its statements: more would wait for the same disk."""

_TRIES = CONNECTIONS + 2
"""After a restart of the server each connection that was idle fails once."""


class Attempt:
    """One go at something: `may_be_done` from the moment on from which the server may have done it."""

    def __init__(self, connection: Connection, bound: Bound) -> None:
        self.connection = connection
        self.bound = bound
        self.may_be_done = False


class PostgresDatabase(Database):
    """Every call is one transaction on one of a few connections; changes of one member come one after the other."""

    def __init__(self, pool: AsyncConnectionPool[Connection], locks: SessionLocks) -> None:
        self._pool = pool
        self._locks = locks
        self._in_use: set[Connection] = set()

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
            connection_class=AsyncConnection[DictRow],
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

        async def run(attempt: Attempt) -> Sequence[Row]:
            attempt.may_be_done = not statement.is_question
            return await _fetched(attempt.connection, statement, values)

        return await self._tried(run)

    async def together(self, statements: Sequence[Statement], *, once: bool = False) -> list[Sequence[Row]]:
        """Run statements in one transaction, and return the rows of each: all of it happens or nothing.

        `once`: when the first one returns no row, it raises DoneBefore. Raises StoreError; then nothing was changed,
        unless it says so.
        """
        for _, values in statements:
            refuse_unstorable(values.values())

        async def run(attempt: Attempt) -> list[Sequence[Row]]:
            connection = attempt.connection
            await connection.execute(_beginning(statements).encode(), prepare=False)
            found: list[Sequence[Row]] = []
            for sql, values in statements:
                attempt.bound.begin_anew()
                found.append(await _fetched(connection, spelled(sql), values))
                if once and not found[0]:
                    raise DoneBefore
            attempt.bound.begin_anew()
            attempt.may_be_done = True
            await connection.execute(b"COMMIT", prepare=False)
            return found

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
    async def _using(self, connection: Connection) -> AsyncGenerator[None]:
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
                is_lost = is_broken(error) and attempt is not None and not may_be_done and not attempt.bound.is_over
                if not tries_left or not (is_undone(error) or is_lost):
                    _log.error("the database refused: %s", said(error))  # the sentence says it all
                    raise plainly(error, may_be_done=may_be_done) from None  # the driver quotes what it was given
        raise unanswered()


async def _fetched(connection: Connection, statement: Spelled, values: Mapping[str, object]) -> Sequence[Row]:
    cursor = await connection.execute(statement.text, values)
    return await _rows_of(cursor)


async def _rows_of(cursor: AsyncCursor[DictRow]) -> Sequence[Row]:
    """What a statement returned; its `description` would say the same, and costs more than many a row."""
    result = cursor.pgresult
    return await cursor.fetchall() if result and result.status == ExecStatus.TUPLES_OK else []


def _beginning(statements: Sequence[Statement]) -> str:
    """Begin a transaction; what is about one member waits for another change of theirs, what is about a server for all.

    So changes that rest on what they read hold here as with SQLite, where all come one after the other.
    """
    about: set[Any] = {(values["guild_id"], values.get("user_id")) for _, values in statements if "guild_id" in values}
    whole = {guild_id for guild_id, user_id in about if user_id is None}
    locks = [f"pg_advisory_xact_lock({guild_id:d})" for guild_id in sorted(whole, key=str)]
    for guild_id, user_id in sorted(about, key=str):
        if guild_id not in whole:
            locks.append(f"pg_advisory_xact_lock_shared({guild_id:d})")
            locks.append(f"pg_advisory_xact_lock({number_of((guild_id, user_id))})")
    return "; ".join(["BEGIN", *(f"SELECT {lock}" for lock in locks)])


async def _roll_back(connection: Connection) -> None:
    if connection.pgconn.transaction_status not in (TransactionStatus.IDLE, TransactionStatus.UNKNOWN):
        await connection.rollback()
