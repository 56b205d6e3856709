"""Transactions that wait at the same moment share a commit, and stay apart in everything else."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from bot.store.database import Statement
from bot.store.errors import DoneBefore, StoreError
from bot.store.sqlite.database import SqliteDatabase

FACT = "INSERT INTO facts VALUES (:name, 'there')"
ONCE = "INSERT INTO facts VALUES (:name, 'there') ON CONFLICT DO NOTHING RETURNING name"


async def in_one_moment(database: SqliteDatabase, *asked: Sequence[Statement], once: bool = False) -> list[Any]:
    """Transactions asked for while the database's thread is held up, and what became of each."""
    gate = threading.Event()
    holding = asyncio.create_task(database._connection._execute(gate.wait))  # pyright: ignore[reportPrivateUsage, reportUnknownMemberType, reportUnknownVariableType, reportUnknownArgumentType]  # its own thread
    await asyncio.sleep(0)
    asking = [asyncio.create_task(database.together(statements, once=once)) for statements in asked]
    await asyncio.sleep(0)
    gate.set()
    await holding
    return await asyncio.gather(*asking, return_exceptions=True)


def fact(name: str) -> list[Statement]:
    """A transaction of one statement."""
    return [(FACT, {"name": name})]


async def facts(database: SqliteDatabase) -> set[str]:
    """Those of this test that are there."""
    rows = await database.rows("SELECT name FROM facts WHERE value = 'there'")
    return {row["name"] for row in rows}


async def traced(database: SqliteDatabase, *asked: Sequence[Statement]) -> list[str]:
    """What the database was told to make all of these."""
    seen: list[str] = []
    await database._connection.set_trace_callback(seen.append)  # pyright: ignore[reportPrivateUsage, reportUnknownMemberType]  # as above
    await in_one_moment(database, *asked)
    return seen


async def test_fifty_in_one_moment_wait_for_the_disk_once(database: SqliteDatabase):
    """All are there; and one by itself is one commit as ever."""
    names = [str(number) for number in range(50)]
    assert (await traced(database, *map(fact, names))).count("COMMIT") == 1
    assert await facts(database) == {*names}
    assert (await traced(database, fact("one more"))).count("COMMIT") == 1


async def test_each_is_told_its_own_rows(database: SqliteDatabase):
    """In the order of its own statements."""
    one: list[Statement] = [(ONCE, {"name": "a"}), ("SELECT count(*) AS n FROM facts WHERE name = 'a'", {})]
    other: list[Statement] = [("SELECT count(*) AS n FROM facts WHERE name = 'a'", {}), (ONCE, {"name": "b"})]
    first, second = await in_one_moment(database, one, other)
    assert ([row["name"] for row in first[0]], first[1][0]["n"]) == (["a"], 1)
    assert (second[0][0]["n"], [row["name"] for row in second[1]]) == (1, ["b"])


async def test_done_before_is_one_presss_alone(database: SqliteDatabase):
    """The same press twice in one moment is done once, and the others are done."""
    pressed = [[(ONCE, {"name": name}), (FACT, {"name": f"{name}, done"})] for name in "aab"]
    first, second, third = await in_one_moment(database, *pressed, once=True)
    assert isinstance(second, DoneBefore)
    assert not isinstance(first, Exception)
    assert not isinstance(third, Exception)
    assert await facts(database) == {"a", "a, done", "b", "b, done"}


async def test_while_another_process_holds_the_file_all_are_refused_at_once(database: SqliteDatabase, path: Path):
    """They wait for it together, not one after the other."""
    await database.rows("PRAGMA busy_timeout = 50")
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        told = await in_one_moment(database, *map(fact, "abc"))
        assert (await traced(database, *map(fact, "def"))).count("BEGIN IMMEDIATE") <= 1
        other.execute("ROLLBACK")
    assert [type(one) for one in told] == [StoreError] * 3
    assert await facts(database) == set()


REFUSED: dict[str, list[Statement]] = {
    "a statement is no statement": [*fact("x"), ("SELECT no_such_function()", {})],
    "a value fits nowhere": [*fact("x"), (FACT, {"name": 1 << 70})],
    "it undoes the whole transaction": [*fact("x"), ("INSERT OR ROLLBACK INTO facts VALUES ('x', '')", {})],
    "the commit is refused": [
        *fact("x"),
        ("PRAGMA defer_foreign_keys = ON", {}),
        ("INSERT INTO kept_days VALUES (1, 2, 0, '2026-03-02')", {}),
    ],
}


@pytest.mark.parametrize("name", REFUSED)
async def test_one_that_is_refused_harms_no_other(database: SqliteDatabase, name: str):
    """Whether it fails by itself or takes the shared transaction with it; nothing of it is there."""
    before, refused, after = await in_one_moment(database, fact("before"), REFUSED[name], fact("after"))
    assert isinstance(refused, (StoreError, OverflowError))
    assert not isinstance(before, Exception)
    assert not isinstance(after, Exception)
    assert await facts(database) == {"before", "after"}
    assert not database._connection.in_transaction  # pyright: ignore[reportPrivateUsage]  # as above
