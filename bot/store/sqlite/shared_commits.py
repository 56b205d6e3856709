"""Transactions of the same moment share a commit: the disk is waited for once, and each is all or nothing still."""

from __future__ import annotations

import sqlite3
from collections import deque
from collections.abc import Sequence
from typing import Any

from bot.store.database import Row, Statement
from bot.store.errors import DoneBefore


class Transaction:
    """Statements that belong together; `once`: done before where the first one returns no row."""

    def __init__(self, statements: Sequence[Statement], once: bool) -> None:
        self._statements = statements
        self._once = once
        self._found: list[Any] = []
        self._error: Exception | None = None

    def attempt(self, connection: sqlite3.Connection) -> None:
        """Run them as a part of a transaction that has begun; where something goes wrong, nothing of them is there."""
        self._found, self._error = [], None
        connection.execute("SAVEPOINT one")
        try:
            for sql, values in self._statements:
                self._found.append(connection.execute(sql, values).fetchall())
                if self._once and not self._found[0]:
                    raise DoneBefore  # undone below like whatever else goes wrong
        except Exception as error:
            self.refuse(error)
            if not connection.in_transaction:  # a full disk, for one, undoes the others, too
                return
            connection.execute("ROLLBACK TO one")
        connection.execute("RELEASE one")

    def refuse(self, error: Exception) -> None:
        """Nothing of them is there, for this reason."""
        self._error = error

    @property
    def result(self) -> list[Sequence[Row]]:
        """The rows of each statement. Raises what went wrong: DoneBefore, or the driver's error."""
        if self._error:
            raise self._error
        return self._found


class SharedCommits:
    """What waits for its turn on the database's thread."""

    def __init__(self) -> None:
        self._waiting: deque[Transaction] = deque()

    def add(self, statements: Sequence[Statement], once: bool) -> Transaction:
        """Have some statements run at the next turn."""
        transaction = Transaction(statements, once)
        self._waiting.append(transaction)
        return transaction

    def run(self, connection: sqlite3.Connection) -> None:
        """Run all that waits, on the database's thread: as one, or each by itself where that can't be committed."""
        waiting = [self._waiting.popleft() for _ in range(len(self._waiting))]
        if waiting and not _is_settled(connection, waiting):
            for transaction in waiting:
                _is_settled(connection, [transaction])


def _is_settled(connection: sqlite3.Connection, transactions: Sequence[Transaction]) -> bool:
    """Run them as one. False when that came to nothing for all of them, and each may fare better by itself."""
    try:
        connection.execute("BEGIN IMMEDIATE")
    except sqlite3.Error as error:
        _refuse(transactions, error)
        return True
    try:
        for transaction in transactions:
            transaction.attempt(connection)
            if not connection.in_transaction:
                return len(transactions) == 1
        connection.execute("COMMIT")
    except sqlite3.Error as error:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        _refuse(transactions, error)
        return len(transactions) == 1
    return True


def _refuse(transactions: Sequence[Transaction], error: Exception) -> None:
    for transaction in transactions:
        transaction.refuse(error)
