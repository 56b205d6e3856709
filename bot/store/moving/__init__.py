"""A whole database from one technology to another: all of it, checked, or nothing."""

from __future__ import annotations

from pathlib import Path

from bot.store.address import Address
from bot.store.errors import CannotOpen
from bot.store.moving.to_postgres import move_to_postgres
from bot.store.moving.to_sqlite import move_to_sqlite


def move(source: Address, target: Address) -> int:
    """Copy a database that no bot is using into a new one of the other kind; returns how many rows.

    The source stays as it is. Raises CannotOpen, and then nothing was moved.
    """
    if isinstance(source, Path):
        if isinstance(target, Path):
            raise CannotOpen("Both are files: `backup` copies one to another.")
        return move_to_postgres(source, target)
    if isinstance(target, Path):
        return move_to_sqlite(source, target)
    raise CannotOpen("Both are on PostgreSQL: pg_dump and pg_restore copy one to another.")
