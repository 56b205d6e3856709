"""What the store asks of a database, whatever it is; each technology has a folder of its own beside this file."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Hashable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, nullcontext
from typing import Any

from bot.store.traces import Wiped

Row = Mapping[str, Any]
"""A result row; columns by name."""

Statement = tuple[str, Mapping[str, object]]
"""A statement with its values by name."""


class Database(ABC):
    """An open database. Every call is one hop and one transaction, durable when it returns."""

    def part(self, name: str) -> Database:
        """The same database for a part of the store, where somebody wants to know how long each part waits."""
        return self

    @abstractmethod
    async def rows(self, sql: str, /, **values: object) -> Sequence[Row]:
        """Run one statement and return its rows. Raises StoreError; then nothing was changed."""

    async def row(self, sql: str, /, **values: object) -> Row | None:
        """Run one statement and return its first row, if any."""
        found = await self.rows(sql, **values)
        return found[0] if found else None

    @abstractmethod
    async def together(self, statements: Sequence[Statement], *, once: bool = False) -> list[Sequence[Row]]:
        """Run statements in one transaction, and return the rows of each: all of it happens or nothing.

        `once`: when the first one returns no row, it raises DoneBefore. Raises StoreError; then nothing was changed.
        """

    def alone(self, thing: Hashable) -> AbstractAsyncContextManager[None]:
        """While this lasts, no other process changes a thing; this one has only one who does. Raises StoreError."""
        return nullcontext()

    async def wipe(self) -> Wiped:
        """Wipe what deleted rows have left behind, if there is anything. Raises StoreError."""
        return Wiped.NOTHING

    @abstractmethod
    async def close(self) -> None:
        """Finish what is under way and give the database free."""
