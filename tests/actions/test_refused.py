"""Each statement of each action is refused in turn, inside a transaction too: the data are whole, the reply is true."""

from __future__ import annotations

from collections.abc import Awaitable, Sequence

import pytest

from bot.actions.outcomes import SavedUnseen
from bot.store.address import Address
from bot.store.database import Database, Row, Statement
from bot.store.errors import StoreError
from bot.store.store import Store
from tests.actions.deeds import ACTIONS, deed, stored

_FAULTY: Statement = ("SELECT no_such_function()", {})


class Refusing(Database):
    """A database that refuses one statement, the n-th; its real refusal is SQLite's."""

    def __init__(self, inner: Database) -> None:
        self.inner = inner
        self.left = 0

    def _turn(self, statement: Statement) -> Statement:
        self.left -= 1
        return _FAULTY if self.left == 0 else statement

    async def rows(self, sql: str, /, **values: object) -> Sequence[Row]:
        """Pass on, or refuse."""
        sql, given = self._turn((sql, values))
        return await self.inner.rows(sql, **given)

    async def together(self, statements: Sequence[Statement], *, once: bool = False) -> list[Sequence[Row]]:
        """Pass on, with one of them refused in its place among the others."""
        return await self.inner.together([self._turn(statement) for statement in statements], once=once)

    async def close(self) -> None:
        """Nobody closes it here."""


@pytest.mark.parametrize("name", ACTIONS)
async def test_each_statement_is_refused(address: Address, database: Database, name: str):
    """Refused before the change, nothing is different; refused after it, the error says that it is saved."""
    refusing = Refusing(database)
    asked, old = await deed(Store(refusing)), stored(address)
    n, said = 0, NOTHING_SAVED
    while said == NOTHING_SAVED:
        n += 1
        refusing.left = n
        said = await reply(ACTIONS[name].act(asked))
        assert said != NOTHING_SAVED or stored(address) == old, f"statement {n} was refused, and something is different"
    assert n > 1, "nothing was ever refused"
    assert stored(address) != old
    assert said == (SAVED if refusing.left > 0 else SAVED_UNSEEN)


NOTHING_SAVED, SAVED, SAVED_UNSEEN = "nothing was saved", "saved", "saved, and could not be read"


async def reply(doing: Awaitable[object]) -> str:
    """What a member would hear."""
    try:
        await doing
    except SavedUnseen:
        return SAVED_UNSEEN
    except StoreError as error:
        return NOTHING_SAVED if NOTHING_SAVED in str(error) else str(error)
    return SAVED
