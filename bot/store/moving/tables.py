"""What is moved: every table in an order in which no row comes before the one it belongs to; and what it adds up to."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from graphlib import TopologicalSorter

import psycopg

from bot.store.errors import CannotOpen

_PRIME = 1_000_000_007
"""Ids add up to more than 64 bits; what is left of each by this does not."""

RECORD = "schema_version"
"""Each database has its own."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its columns; those with numbers are `numbers`, the others hold texts."""

    name: str
    columns: tuple[str, ...]
    numbers: frozenset[str]

    @property
    def listed(self) -> str:
        """The columns, as a statement lists them."""
        return ", ".join(f'"{column}"' for column in self.columns)


Sums = tuple[int | None, ...]
"""The rows of a table, and then for each column the numbers in it, or the bytes of its texts, added up."""


def tables_of(connection: sqlite3.Connection) -> list[Table]:
    """The tables of a SQLite database but the record of its schema, those first to which others point."""
    names = [
        name
        for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
        if name != RECORD and not name.startswith("sqlite_")
    ]
    needs = {
        name: {row[2] for row in connection.execute(f"PRAGMA foreign_key_list({name})")}  # names of our own tables
        for name in names
    }
    return [_table(connection, name) for name in TopologicalSorter(needs).static_order()]


def _table(connection: sqlite3.Connection, name: str) -> Table:
    columns = {row[1]: row[2] for row in connection.execute(f"PRAGMA table_info({name})")}
    return Table(name, tuple(columns), frozenset(column for column, kind in columns.items() if kind != "TEXT"))


def sums_of_file(connection: sqlite3.Connection, tables: Sequence[Table]) -> dict[str, Sums]:
    """What the tables of a SQLite file add up to."""
    return {table.name: connection.execute(_adding(table, "length(CAST({} AS BLOB))")).fetchone() for table in tables}


def sums_of_postgres(connection: psycopg.Connection, tables: Sequence[Table]) -> dict[str, Sums]:
    """What the tables of a PostgreSQL database add up to."""
    found = {table.name: connection.execute(_adding(table, "octet_length({})").encode()).fetchone() for table in tables}
    return {name: tuple(None if n is None else int(n) for n in sums or ()) for name, sums in found.items()}


def compare(there: Mapping[str, Sums], here: Mapping[str, Sums]) -> None:
    """Look whether all has arrived. Raises CannotOpen when it has not."""
    for name, sums in there.items():
        if sums != here[name]:
            raise CannotOpen(f"The table {name} did not arrive as it was, so nothing was moved. Try again.")


def rows_in(sums: Mapping[str, Sums]) -> int:
    """How many rows that is in all."""
    return sum(of_table[0] or 0 for of_table in sums.values())


def _adding(table: Table, bytes_of: str) -> str:
    sums = (
        f'sum("{column}" % {_PRIME})' if column in table.numbers else f"sum({bytes_of})".replace("{}", f'"{column}"')
        for column in table.columns
    )
    return f'SELECT {", ".join(["count(*)", *sums])} FROM "{table.name}"'  # noqa: S608  # names of our own tables
