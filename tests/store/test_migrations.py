"""Schema files: forward only, all or nothing, and no stranger's schema is touched."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.store import migrations
from bot.store.errors import CannotOpen
from bot.store.migrations import Migration, known_migrations
from bot.store.sqlite import Database
from bot.store.store import Store
from tests.store.people import join, page_of

NEXT = len(known_migrations()) + 1
BETTER = Migration(NEXT, f"{NEXT:04}_better.sql", "ALTER TABLE members ADD COLUMN nickname TEXT;")
BROKEN = Migration(NEXT, f"{NEXT:04}_broken.sql", "ALTER TABLE members ADD COLUMN nickname TEXT; INSERT INTO nowhere;")

Upgrade = Callable[[Migration], None]


@pytest.fixture
def upgrade(monkeypatch: pytest.MonkeyPatch) -> Upgrade:
    """Pretend that this is a later version of Roadmate, with one more migration."""

    def add(migration: Migration) -> None:
        monkeypatch.setattr(migrations, "known_migrations", lambda: [*known_migrations(), migration])

    return add


@pytest.fixture
async def used(path: Path) -> Path:
    """A database of this version with one member in it."""
    store = await Store.open(path)
    await join(store)
    await store.close()
    return path


def ask(path: Path, sql: str) -> list[tuple[object, ...]]:
    """Look into a database file beside the bot."""
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        return connection.execute(sql).fetchall()
    finally:
        connection.close()


def test_migrations_are_numbered_without_gaps():
    """0001, 0002, and so on; the name of each file begins with its number."""
    assert [migration.number for migration in known_migrations()] == list(range(1, NEXT))
    assert all(migration.name.startswith(f"{migration.number:04}_") for migration in known_migrations())


async def test_a_new_database_has_every_migration_on_record(used: Path):
    """Each with its hash; opening it again changes nothing, and makes no backup."""
    record = ask(used, "SELECT number, name, hash FROM schema_version ORDER BY number")
    assert record == [(migration.number, migration.name, migration.hash) for migration in known_migrations()]
    store = await Store.open(used)
    assert (await page_of(store)).choices
    await store.close()
    assert ask(used, "SELECT number, name, hash FROM schema_version ORDER BY number") == record
    assert sorted(file.name for file in used.parent.iterdir() if file.suffix == ".db") == ["roadmate.db"]


async def test_a_backup_is_made_before_a_migration(used: Path, upgrade: Upgrade):
    """The new schema has everything of the old one, and so has the backup, as it was before."""
    upgrade(BETTER)
    store = await Store.open(used)
    assert (await page_of(store)).choices
    await store.close()
    backup = used.with_name(f"roadmate.before-{NEXT:04}.db")
    assert ask(used, "SELECT nickname FROM members") == [(None,)]
    assert ask(backup, "SELECT count(*) FROM members") == [(1,)]
    assert ask(backup, "SELECT max(number) FROM schema_version") == [(NEXT - 1,)]


async def test_a_migration_that_fails_leaves_no_half(used: Path, upgrade: Upgrade, monkeypatch: pytest.MonkeyPatch):
    """Nothing of it stays, the file is free, and the version before still opens it."""
    upgrade(BROKEN)
    with pytest.raises(CannotOpen, match="Cannot open"):
        await Database.open(used)
    assert not [row for row in ask(used, "PRAGMA table_info(members)") if row[1] == "nickname"]
    monkeypatch.undo()
    store = await Store.open(used)
    assert (await page_of(store)).choices
    await store.close()


async def test_a_newer_schema_is_refused(used: Path):
    """The sentence says what the file is and what to do; the file is left as it was."""
    ask(used, "INSERT INTO schema_version VALUES (9000, '9000_future.sql', 'x')")
    with pytest.raises(CannotOpen) as refusal:
        await Database.open(used)
    assert str(refusal.value) == (
        f"roadmate.db was written by a newer Roadmate (schema 9000, this one knows {NEXT - 1}). "
        "Start the newer version, or restore an older backup."
    )
    assert ask(used, "SELECT count(*) FROM members") == [(1,)]


async def test_an_edited_migration_is_refused(used: Path):
    """A database that was made by another text of the same migration is not guessed at."""
    ask(used, "UPDATE schema_version SET hash = 'edited' WHERE number = 1")
    with pytest.raises(CannotOpen) as refusal:
        await Database.open(used)
    assert str(refusal.value) == (
        "roadmate.db was made with another text of migration 0001. Start the version that made it, or restore a backup."
    )


async def test_a_refused_file_is_free_again(used: Path):
    """After a refusal the lock is given back: with the right version the file opens."""
    ask(used, "INSERT INTO schema_version VALUES (9000, '9000_future.sql', 'x')")
    with pytest.raises(CannotOpen):
        await Database.open(used)
    ask(used, "DELETE FROM schema_version WHERE number = 9000")
    await (await Database.open(used)).close()
