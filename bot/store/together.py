"""Several deeds of the store as one change: their statements run in one transaction, so all of them happen or none."""

from __future__ import annotations

from collections.abc import Coroutine, Generator, Sequence
from typing import Any

from bot.store.database import Database, Row, Statement

Deed = Coroutine[Any, Any, object]
"""A deed of a theme that was made on a Recorder."""


class _Asked:
    """Statements that a deed waits for: whoever drives the deed runs them and sends it their rows."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        self.statements = statements

    def __await__(self) -> Generator[_Asked, list[Sequence[Row]], list[Sequence[Row]]]:
        return (yield self)


class Recorder(Database):
    """In place of a database: its deeds don't run, they wait to be run together."""

    def __init__(self) -> None:
        """There is no file behind it."""

    async def rows(self, sql: str, /, **values: object) -> Sequence[Row]:
        """Wait for one statement."""
        return (await _Asked([(sql, values)]))[0]

    async def together(self, statements: Sequence[Statement]) -> list[Sequence[Row]]:
        """Wait for several statements."""
        return await _Asked(statements)

    async def close(self) -> None:
        """There is nothing to give free."""


async def run_together(database: Database, deeds: Sequence[Deed]) -> list[object]:
    """Run deeds in one transaction and return what each returns. Raises StoreError; then nothing was changed."""
    try:
        asked: list[_Asked] = [deed.send(None) for deed in deeds]
        found = iter(await database.together([statement for one in asked for statement in one.statements]))
        return [_finished(deed, [next(found) for _ in one.statements]) for deed, one in zip(deeds, asked, strict=True)]
    finally:
        for deed in deeds:
            deed.close()


def _finished(deed: Deed, rows: list[Sequence[Row]]) -> object:
    """What a deed makes of its rows."""
    try:
        deed.send(rows)
    except StopIteration as end:
        return end.value
    raise TypeError("a deed that runs together with others asks its database once")
