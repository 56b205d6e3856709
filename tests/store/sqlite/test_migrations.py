"""Schema files: forward only, all or nothing, and no stranger's schema is touched."""

from __future__ import annotations

import asyncio
import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.store.errors import CannotOpen
from bot.store.sqlite import migrations
from bot.store.sqlite.database import SqliteDatabase
from bot.store.sqlite.migrations import Migration, known_migrations
from bot.store.store import Store
from tests.store.people import join, record_of

NEXT = known_migrations()[-1].number + 1
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
    numbers = {migration.number for migration in known_migrations()}
    assert numbers | {6, *range(8, 15), 16, 21} == set(range(1, NEXT))  # these are taken by changes from elsewhere
    assert all(migration.name.startswith(f"{migration.number:04}_") for migration in known_migrations())


async def test_a_new_database_has_every_migration_on_record(used: Path):
    """Each with its hash; opening it again changes nothing, and makes no backup."""
    record = ask(used, "SELECT number, name, hash FROM schema_version ORDER BY number")
    assert record == [(migration.number, migration.name, migration.hash) for migration in known_migrations()]
    store = await Store.open(used)
    assert (await record_of(store)).choices
    await store.close()
    assert ask(used, "SELECT number, name, hash FROM schema_version ORDER BY number") == record
    assert sorted(file.name for file in used.parent.iterdir() if file.suffix == ".db") == ["roadmate.db"]


async def test_a_backup_is_made_before_a_migration(used: Path, upgrade: Upgrade):
    """The new schema has everything of the old one, and so has the backup, as it was before."""
    upgrade(BETTER)
    store = await Store.open(used)
    assert (await record_of(store)).choices
    await store.close()
    backup = used.with_name(f"roadmate.before-{NEXT:04}.db")
    assert ask(used, "SELECT nickname FROM members") == [(None,)]
    assert ask(backup, "SELECT count(*) FROM members") == [(1,)]
    assert ask(backup, "SELECT max(number) FROM schema_version") == [(NEXT - 1,)]


async def test_a_migration_that_fails_leaves_no_half(used: Path, upgrade: Upgrade, monkeypatch: pytest.MonkeyPatch):
    """Nothing of it stays, the file is free, and the version before still opens it."""
    upgrade(BROKEN)
    with pytest.raises(CannotOpen, match="Cannot open"):
        await SqliteDatabase.open(used)
    assert not [row for row in ask(used, "PRAGMA table_info(members)") if row[1] == "nickname"]
    monkeypatch.undo()
    store = await Store.open(used)
    assert (await record_of(store)).choices
    await store.close()


async def test_a_newer_schema_is_refused(used: Path):
    """The sentence says what the file is and what to do; the file is left as it was."""
    ask(used, "INSERT INTO schema_version VALUES (9000, '9000_future.sql', 'x')")
    with pytest.raises(CannotOpen) as refusal:
        await SqliteDatabase.open(used)
    assert str(refusal.value) == (
        f"roadmate.db was written by a newer Roadmate (schema 9000, this one knows {NEXT - 1}). "
        "Start the newer version, or restore an older backup."
    )
    assert ask(used, "SELECT count(*) FROM members") == [(1,)]


async def test_an_edited_migration_is_refused(used: Path):
    """A database that was made by another text of the same migration is not guessed at."""
    ask(used, "UPDATE schema_version SET hash = 'edited' WHERE number = 1")
    with pytest.raises(CannotOpen) as refusal:
        await SqliteDatabase.open(used)
    assert str(refusal.value) == (
        "roadmate.db was made with another text of migration 0001. Start the version that made it, or restore a backup."
    )


async def test_a_refused_file_is_free_again(used: Path):
    """After a refusal the lock is given back: with the right version the file opens."""
    ask(used, "INSERT INTO schema_version VALUES (9000, '9000_future.sql', 'x')")
    with pytest.raises(CannotOpen):
        await SqliteDatabase.open(used)
    ask(used, "DELETE FROM schema_version WHERE number = 9000")
    await (await SqliteDatabase.open(used)).close()


MIGRATING = """
import asyncio, resource, sys
from pathlib import Path
from bot.store.sqlite import migrations
from bot.store.errors import CannotOpen
from bot.store.sqlite.database import SqliteDatabase

known = [*migrations.known_migrations(), migrations.Migration(9000, "9000_x.sql", "CREATE TABLE x (y);")]
migrations.known_migrations = lambda: known

async def main():
    await (await SqliteDatabase.open(Path(sys.argv[1]))).close()

if sys.argv[2:]:
    sys.dont_write_bytecode = True  # the limit would cut it short, for every program after this one
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), resource.RLIM_INFINITY))
try:
    asyncio.run(main())
except CannotOpen as error:
    sys.exit(str(error))
"""


def migrating(path: Path, *room: str) -> subprocess.CompletedProcess[str]:
    """A process that opens a database with one migration more; it may not make a file larger than `room` bytes."""
    return subprocess.run(
        [sys.executable, "-c", MIGRATING, str(path), *room], capture_output=True, encoding="utf-8", check=False
    )


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no such limit")
@pytest.mark.parametrize("room", ["40000", "60000", "80000", "100000"])
async def test_a_migration_without_room_for_its_copy(room: str, used: Path):
    """The old file stays as it was, nothing of the copy stays, and with room the next start works."""
    assert (await asyncio.to_thread(used.stat)).st_size > 100_000
    done = await asyncio.to_thread(migrating, used, room)
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert ask(used, "SELECT max(number) FROM schema_version") == [(NEXT - 1,)]
    assert not [name for name in os.listdir(used.parent) if "before" in name]
    assert (await asyncio.to_thread(migrating, used)).returncode == 0
    assert ask(used.with_name("roadmate.before-9000.db"), "SELECT count(*) FROM members") == [(1,)]


async def test_old_copies_are_removed_at_the_start(used: Path):
    """They hold what members have deleted since; those of the last 30 days, and files of others, stay."""
    ages = {
        "roadmate.before-0002.db": 31,
        "roadmate.before-0003.db": 29,
        "roadmate.before-restore-2026-01-01-120000.db": 31,
        "roadmate.before-restore-2026-01-01-120000.db-wal": 31,
        "other.before-0002.db": 31,
        "roadmate-before.db": 31,
    }
    for name, days in ages.items():
        file = used.with_name(name)
        file.touch()
        then = time.time() - days * 24 * 3600
        os.utime(file, (then, then))
    await (await SqliteDatabase.open(used)).close()
    there = {name for name in os.listdir(used.parent) if "before" in name}
    assert there == {"roadmate.before-0003.db", "other.before-0002.db", "roadmate-before.db"}
