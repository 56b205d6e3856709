"""Changes: what a deed of the store writes. One runs by itself, or with others in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from bot.store.database import Database, Row, Statement

_Told = TypeVar("_Told")


@dataclass(frozen=True, slots=True)
class Change(Generic[_Told]):
    """Statements that belong together, and what is told of their rows. Nothing runs before it is awaited.

    Awaited, it is one transaction and one hop; it raises StoreError, and then nothing was changed.
    """

    database: Database
    statements: Sequence[Statement]
    tell: Callable[[Sequence[Sequence[Row]]], _Told]

    def __await__(self) -> Generator[Any, Any, _Told]:
        return self._alone().__await__()

    async def _alone(self) -> _Told:
        return self.tell(await self.database.together(self.statements))


def change(database: Database, sql: str, /, **values: object) -> Change[None]:
    """A change of one statement, of which nothing is told."""
    return changes(database, [(sql, values)])


def changes(database: Database, statements: Sequence[Statement]) -> Change[None]:
    """A change of several statements, of which nothing is told."""
    return Change(database, statements, lambda _: None)


def telling_change(
    database: Database, tell: Callable[[Sequence[Row]], _Told], sql: str, /, **values: object
) -> Change[_Told]:
    """A change of one statement; `tell` makes of its rows what the change comes back with."""
    return Change(database, [(sql, values)], lambda found: tell(found[0]))


def several_changes(
    database: Database, statements: Sequence[str], values: Mapping[str, object], *telling: int
) -> Change[bool]:
    """Statements with the same values; it tells whether any of those with these indexes changed something."""
    written: list[Statement] = [(statement, values) for statement in statements]
    return Change(database, written, lambda found: any(found[index] for index in telling))


async def run_together(database: Database, together: Sequence[Change[Any]], *, once: bool = False) -> list[Any]:
    """Run changes as one; returns what each tells. Raises StoreError; then nothing was changed.

    `once`: when the very first statement returns no row, it was all done before. Then it raises DoneBefore.
    """
    statements = [statement for one in together for statement in one.statements]
    found = iter(await database.together(statements, once=once))
    return [one.tell([next(found) for _ in one.statements]) for one in together]
