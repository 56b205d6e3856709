"""The process is killed after each statement of each action: what the disk holds then is the state before or after."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from bot.store.database import Database, Row, Statement
from bot.store.sqlite.database import SqliteDatabase
from bot.store.store import Store
from tests.actions.deeds import ACTIONS, deed, stored
from tests.databases import SQLITE_ALONE

_LOOK: Statement = ("SELECT power_cut()", {})


class Cut(Database):
    """A database whose files are copied after every statement, as a power cut would leave them."""

    def __init__(self, inner: SqliteDatabase, path: Path) -> None:
        self.inner = inner
        self.path = path
        self.copies: list[Path] = []

    async def begin(self) -> None:
        """Make the copies possible from within a transaction."""
        connection: Any = self.inner._connection  # pyright: ignore[reportPrivateUsage]  # it can't be stopped halfway
        await connection.create_function("power_cut", 0, self._cut)

    def _cut(self) -> None:
        folder = self.path.parent / str(len(self.copies))
        folder.mkdir()
        for end in ("", "-wal"):
            shutil.copy(self.path.with_name(self.path.name + end), folder)
        self.copies.append(folder / self.path.name)

    async def rows(self, sql: str, /, **values: object) -> Sequence[Row]:
        """Pass on, and cut."""
        found = await self.inner.rows(sql, **values)
        await self.inner.rows(_LOOK[0])
        return found

    async def together(self, statements: Sequence[Statement], *, once: bool = False) -> list[Sequence[Row]]:
        """Pass on, and cut after each of them and once more at the end."""
        found = await self.inner.together([one for each in statements for one in (each, _LOOK)], once=once)
        await self.inner.rows(_LOOK[0])
        return found[::2]

    async def close(self) -> None:
        """Nobody closes it here."""


@SQLITE_ALONE
@pytest.mark.parametrize("name", ACTIONS)
async def test_cut_off_after_each_statement(path: Path, database: SqliteDatabase, name: str):
    """First as it was, then all of the change at once: never a part of it."""
    cut = Cut(database, path)
    await cut.begin()
    asked = await deed(Store(cut))
    old = stored(path)
    await ACTIONS[name].act(asked)
    new = stored(path)
    assert new != old
    states = [stored(copy) for copy in cut.copies]
    assert all(state in (old, new) for state in states)
    turned = states.index(new)
    assert turned > 0
    assert all(state == new for state in states[turned:])
