"""Connections to PostgreSQL: how they are opened, what they agree on, and why there may be none."""

from __future__ import annotations

import psycopg
from psycopg import AsyncConnection
from psycopg.rows import DictRow, dict_row
from psycopg.types.numeric import Int8BinaryDumper, Int8Dumper
from psycopg.types.string import TextLoader

from bot.store.address import PostgresAddress
from bot.store.errors import CannotOpen

Connection = AsyncConnection[DictRow]

PATIENCE = 2.0
"""Seconds after which a statement is given up, and a connection is no longer waited for."""

_OLDEST = 150000

_UNREACHED = (
    *("refused", "timeout", "timed out", "resolve", "translate host", "closed the connection", "No such file"),
    *("unreachable", "No route", "starting up", "shutting down"),
)
"""What the client says, in English everywhere, when it did not get as far as the server's answer."""

# The server gives up a little before we do, as it then says that nothing was done. A process that stands still while it
# changes something is thrown out, so that nobody waits for it. Plans are made once: each statement is all lookups in
# indexes, and making a plan takes longer than following it.
_AGREED = b"""
SET statement_timeout = 1800;
SET idle_in_transaction_session_timeout = 5000;
SET plan_cache_mode = force_generic_plan;
SET jit = off
"""


async def connect(address: PostgresAddress) -> Connection:
    """A connection of its own, in autocommit, whose statements take as long as they take. Raises CannotOpen."""
    try:
        connection = await AsyncConnection[DictRow].connect(
            address.url, autocommit=True, row_factory=dict_row, connect_timeout=5, application_name="roadmate"
        )
    except (psycopg.Error, OSError, UnicodeError) as error:
        raise cannot_open(address, error) from None  # what psycopg says may quote the address with its password
    adapt(connection)
    return connection


def adapt(connection: Connection) -> None:
    """Have values go and come as they do with SQLite.

    Whole numbers have 64 bits whatever they are: no sum of two overflows, and one statement is one plan. True is 1.
    JSON stays the text that the store reads.
    """
    for kind in (int, bool):
        for dumper in (Int8Dumper, Int8BinaryDumper):
            connection.adapters.register_dumper(kind, dumper)
    connection.adapters.register_loader("json", TextLoader)


async def agree(connection: Connection) -> None:
    """Set up a connection of the pool."""
    adapt(connection)
    await connection.execute(_AGREED, prepare=False)
    connection.prepare_threshold, connection.prepared_max = 0, None


async def refuse_unfit(connection: Connection, address: PostgresAddress) -> None:
    """Refuse a server that can't hold what it is given. Raises CannotOpen, with what to do."""
    if connection.info.server_version < _OLDEST:
        raise CannotOpen(
            f"{address} is PostgreSQL {connection.info.server_version // 10000}. Roadmate needs 15 or newer."
        )
    cursor = await connection.execute("SELECT pg_backend_pid() AS pid, current_setting('server_encoding') AS encoding")
    row = await cursor.fetchone()
    assert row is not None  # a SELECT without a table has one row
    if row["pid"] != connection.info.backend_pid:
        raise CannotOpen(
            f"Between here and {address} stands a pooler, such as PgBouncer. Roadmate has a pool of its own and holds "
            "locks: have DATABASE_URL name PostgreSQL itself."
        )
    if row["encoding"] != "UTF8":
        raise CannotOpen(f"{address} can't hold every script, as it is in {row['encoding']}. Make one in UTF8.")


def cannot_open(address: PostgresAddress, error: Exception) -> CannotOpen:
    """Why a database could not be opened, and what to do; never with a word of its address but place and name."""
    state = error.sqlstate if isinstance(error, psycopg.Error) else None
    text = str(error)
    if state == "42501" or "permission denied" in text:
        return CannotOpen(f"The user of DATABASE_URL may not make tables in {address}. Make it the database's owner.")
    if state == "3D000" or ('database "' in text and "does not exist" in text):
        return CannotOpen(f"There is no database {address}. Make it with createdb, and start again.")
    if state == "53300" or "too many clients" in text or "remaining connection slots" in text:
        return CannotOpen(f"{address} has no connection left. Raise max_connections: each process takes up to 6.")
    if state == "53100":
        return CannotOpen(f"There is no room left on the disk of {address}. Free some space and start again.")
    if isinstance(error, OSError) or any(sign in text for sign in _UNREACHED):
        return CannotOpen(f"Nothing answers at {address}. Start PostgreSQL, or check DATABASE_URL.")
    if isinstance(error, psycopg.OperationalError):  # in whatever language the server says so
        return CannotOpen(f"{address} does not let the user of DATABASE_URL in. Check the name and the password.")
    return CannotOpen(f"Cannot open {address} ({state or type(error).__name__}). Check DATABASE_URL.")
