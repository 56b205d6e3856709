"""A new database, made once in a process: not every test waits for its migrations, which have tests of their own."""

from __future__ import annotations

import asyncio
import tempfile
from functools import cache
from pathlib import Path

from bot.store.address import Address
from bot.store.sqlite.database import SqliteDatabase


async def put_fresh_database(address: Address) -> None:
    """Put a new file where there is none yet; on a server there is one, from `tests.postgres`."""
    if isinstance(address, Path):
        await asyncio.to_thread(_put, address)


def _put(path: Path) -> None:
    if not path.exists():
        path.write_bytes(_fresh())


@cache
def _fresh() -> bytes:
    """What a new database holds."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "roadmate.db")
        asyncio.run(_make(path))
        return path.read_bytes()


async def _make(path: Path) -> None:
    await (await SqliteDatabase.open(path)).close()
