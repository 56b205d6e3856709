"""A backup is a SQLite file, whatever the database is: a copy of one, or a move into one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from bot.store.address import Address, PostgresAddress
from bot.store.sqlite import backup


def back_up(source: Address, target: Path, is_stopped: Callable[[], bool] = lambda: False) -> None:
    """Copy a database into a new file, which is whole or not there; bots may be using it. Raises CannotOpen.

    `is_stopped` is asked often; when it says so the copy is given up.
    """
    if isinstance(source, PostgresAddress):
        from bot.store.moving.to_sqlite import copy_to_sqlite  # noqa: PLC0415  # as when it is opened

        copy_to_sqlite(source, target, is_stopped)
    else:
        backup.back_up(source, target, is_stopped)
