"""`backup` and `restore` as processes: cut off at every step, on a full disk, beside a bot, and with what was asked."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Generator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from filelock import FileLock

from bot.store.deletions import deletion_of, ledger_text
from bot.store.departures import FORGET_SERVER, WHOLE_SERVER
from bot.store.sqlite.migrations import known_migrations
from tests.project.cutting import cuts, short_of_room
from tests.project.test_command_line import COMMAND, make_database, members_in, roadmate, surroundings

NEWEST = known_migrations()[-1].number
HERE = {"DATABASE_URL": "sqlite:///roadmate.db"}

needs_a_mount = pytest.mark.skipif(
    sys.platform != "linux" or os.geteuid() != 0, reason="a disk that is full can only be made by root"
)


def add_members(path: Path, *ids: int, joined_at: int = 0) -> None:
    """More members of server 1, each with a delivery and a tick."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for user in ids:
            connection.execute(
                "INSERT INTO members (guild_id, user_id, zone, reminders, ping, joined_at) "
                "VALUES (1, ?, 'UTC', 'off', 0, ?)",
                (user, joined_at),
            )
            connection.execute("INSERT INTO walks (guild_id, user_id, roadmap) VALUES (1, ?, 0)", (user,))
            connection.execute(
                "INSERT INTO ticks VALUES (1, ?, 0, 'ppo', '2026-03-02', NULL, 'a secret note', 0)", (user,)
            )
            connection.execute(
                "INSERT INTO deliveries (target, kind, study_date, guild_id, user_id, due_at, valid_until, state) "
                "VALUES (?, 'rhythm', '2026-03-02', 1, ?, 0, 0, 'sent')",
                (f"member:1:{user}", user),
            )


def users_in(path: Path) -> set[int]:
    """Whose rows a database holds, in any table."""
    assert members_in(path)
    with closing(sqlite3.connect(path)) as connection:
        tables = ("members", "ticks", "deliveries")
        return {user for table in tables for (user,) in connection.execute(f"SELECT user_id FROM {table}")}


def forget(path: Path, *ids: int, at: int = 1000) -> None:
    """Members of server 1 leave: what `/mydata delete` does to the file."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys=ON")
        for user in ids:
            gone = deletion_of(1, user, datetime.fromtimestamp(at, UTC))
            connection.execute("INSERT INTO deletions VALUES (?, ?, ?)", (at, gone.salt, gone.digest))
            connection.execute("DELETE FROM deliveries WHERE user_id = ?", (user,))
            connection.execute("DELETE FROM members WHERE user_id = ?", (user,))


def leftovers(folder: Path) -> list[str]:
    """What no finished command leaves behind."""
    ends = ("-journal", "-wal", "-shm", ".roadmate-part")
    return [file.name for file in folder.iterdir() if file.name.endswith(ends)]


@contextmanager
def small_disk(folder: Path, kibibytes: int) -> Generator[Path]:
    """A disk of its own that is soon full."""
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={kibibytes}k", "tmpfs", str(folder)], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


# --- backup


def test_a_backup_that_is_cut_off_leaves_nothing_under_its_name(tmp_path: Path):
    """At every step: the copy is whole or not there, the database unharmed, and the next run succeeds."""
    make_database(tmp_path / "roadmate.db")
    copy = tmp_path / "copy.db"
    for _ in cuts(tmp_path, "backup", str(copy)):
        if copy.exists():
            assert members_in(copy) == 1
            copy.unlink()
        done = roadmate(tmp_path, "backup", "copy.db", **HERE)
        assert (done.returncode, done.stderr) == (0, "")
        assert members_in(copy) == members_in(tmp_path / "roadmate.db") == 1
        assert leftovers(tmp_path) == []
        copy.unlink()


def test_a_backup_killed_in_the_middle_of_its_copy(tmp_path: Path):
    """Half a copy is no copy; another name cleans up as well."""
    make_database(tmp_path / "roadmate.db")
    with closing(sqlite3.connect(tmp_path / "roadmate.db", isolation_level=None)) as connection:
        many = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300000) "
        connection.execute(
            f"INSERT INTO ticks {many} SELECT 1, 2, 0, 'task-' || i, '2026-03-02', 5, hex(zeroblob(30)), 0 FROM n"
        )
    writing = subprocess.Popen([*COMMAND, "backup", "copy.db"], cwd=tmp_path, env=surroundings(tmp_path, **HERE))
    part = tmp_path / "copy.db.roadmate-part"
    while not (part.exists() and part.stat().st_size > 1 << 20):
        assert writing.poll() is None
        os.sched_yield()
    writing.kill()
    writing.wait()
    assert part.exists()
    assert not (tmp_path / "copy.db").exists()
    assert roadmate(tmp_path, "backup", "another.db", **HERE).returncode == 0
    assert (leftovers(tmp_path), members_in(tmp_path / "another.db")) == ([], 1)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no such limit")
@pytest.mark.parametrize("size", [0, 1000, 4096, 50_000, 100_000])
def test_a_backup_without_room(size: int, tmp_path: Path):
    """One sentence, and nothing is left of it."""
    make_database(tmp_path / "roadmate.db")
    assert (tmp_path / "roadmate.db").stat().st_size > 100_000
    done = short_of_room(tmp_path, size, "backup", "copy.db")
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert done.stderr.startswith("The backup could not be written to copy.db: ")
    assert list(tmp_path.glob("copy.db*")) == []
    assert roadmate(tmp_path, "backup", "copy.db", **HERE).returncode == 0


@needs_a_mount
@pytest.mark.parametrize("kibibytes", [4, 16, 64, 100])
def test_a_backup_onto_a_full_disk(kibibytes: int, tmp_path: Path):
    """The same on a disk that really is."""
    make_database(tmp_path / "roadmate.db")
    with small_disk(tmp_path / "disk", kibibytes) as disk:
        done = roadmate(tmp_path, "backup", "disk/copy.db", **HERE)
        assert done.returncode == 2
        assert done.stderr == ("The backup could not be written to disk/copy.db: there is no room left on the disk.\n")
        assert list(disk.iterdir()) == []


def test_a_backup_of_a_damaged_database(tmp_path: Path):
    """A copy of damage would take the place of a good one."""
    path = tmp_path / "roadmate.db"
    make_database(path)
    add_members(path, *range(10, 400))
    content = path.read_bytes()
    path.write_bytes(content[:40960] + b"\xff" * 8192 + content[49152:])
    done = roadmate(tmp_path, "backup", "copy.db", **HERE)
    assert done.returncode == 2
    assert "the database is damaged; restore an older backup." in done.stderr
    assert not (tmp_path / "copy.db").exists()


def test_a_backup_of_another_programs_database(tmp_path: Path):
    """Said, and not made."""
    with closing(sqlite3.connect(tmp_path / "roadmate.db")) as connection:
        connection.execute("CREATE TABLE notes (text)")
    done = roadmate(tmp_path, "backup", "copy.db", **HERE)
    assert (done.returncode, done.stderr) == (
        2,
        "roadmate.db is no database of Roadmate's. DATABASE_URL names the one to back up.\n",
    )


def test_a_backup_can_only_be_read_by_its_owner(tmp_path: Path):
    """It holds what members wrote."""
    make_database(tmp_path / "roadmate.db")
    assert roadmate(tmp_path, "backup", "copy.db", **HERE).returncode == 0
    assert (tmp_path / "copy.db").stat().st_mode & 0o077 == 0


# --- restore


@pytest.fixture
def backed_up(tmp_path: Path) -> Path:
    """A database with members 2, 3 and 4, its backup, and member 5 who came after it."""
    make_database(tmp_path / "roadmate.db")
    add_members(tmp_path / "roadmate.db", 3, 4)
    (tmp_path / "backups").mkdir()
    assert roadmate(tmp_path, "backup", "backups/copy.db", **HERE).returncode == 0
    add_members(tmp_path / "roadmate.db", 5)
    return tmp_path


def kept_by(folder: Path) -> list[Path]:
    """What restores have kept."""
    return sorted(folder.glob("roadmate.before-restore-*.db"))


def test_restore_brings_back_what_was_there(backed_up: Path):
    """The old one stays under another name, with its last change, and its 30 days begin."""
    long_ago = time.time() - 90 * 24 * 3600
    os.utime(backed_up / "roadmate.db", (long_ago, long_ago))
    done = roadmate(backed_up, "restore", "backups/copy.db", **HERE)
    (kept,) = kept_by(backed_up)
    assert done.returncode == 0
    assert done.stdout == (
        f"What was there is kept for 30 days as {kept.name}.\n"
        "Restored backups/copy.db. Deleted again, as they were forgotten since that backup: 0 members.\n"
    )
    assert users_in(backed_up / "roadmate.db") == {2, 3, 4}
    assert users_in(kept) == {2, 3, 4, 5}
    assert time.time() - kept.stat().st_mtime < 600
    assert leftovers(backed_up) == []


def test_what_the_journal_of_a_crash_holds_is_kept(backed_up: Path):
    """A bot that was killed left its last ticks in the journal: they are in what is kept alone."""
    crash = (
        "import os, sqlite3\n"
        "connection = sqlite3.connect('roadmate.db', isolation_level=None)\n"
        "connection.execute('UPDATE members SET user_id = 99 WHERE user_id = 2')\n"
        "os._exit(0)\n"
    )
    subprocess.run([sys.executable, "-c", crash], cwd=backed_up, check=True)
    assert (backed_up / "roadmate.db-wal").stat().st_size
    assert roadmate(backed_up, "restore", "backups/copy.db", **HERE).returncode == 0
    assert users_in(backed_up / "roadmate.db") == {2, 3, 4}
    assert 99 in users_in(kept_by(backed_up)[0])
    assert leftovers(backed_up) == []


def test_whoever_left_since_is_not_brought_back(backed_up: Path):
    """Deleted again, and counted; who joined once more after it is somebody new, also in a later backup."""
    forget(backed_up / "roadmate.db", 3, 4)
    add_members(backed_up / "roadmate.db", 4, joined_at=2000)
    assert roadmate(backed_up, "backup", "backups/later.db", **HERE).returncode == 0
    done = roadmate(backed_up, "restore", "backups/copy.db", **HERE)
    assert "Deleted again, as they were forgotten since that backup: 2 members." in done.stdout
    assert users_in(backed_up / "roadmate.db") == {2}
    done = roadmate(backed_up, "restore", "backups/copy.db", **HERE)
    assert "2 members" in done.stdout
    done = roadmate(backed_up, "restore", "backups/later.db", **HERE)
    assert "0 members" in done.stdout
    assert users_in(backed_up / "roadmate.db") == {2, 4, 5}


def test_a_server_that_was_forgotten_since_is_not_brought_back(backed_up: Path):
    """Its members go with it; one that has invited the bot again since, and is in the backup as such, stays."""
    path = backed_up / "roadmate.db"
    gone = deletion_of(1, WHOLE_SERVER, datetime.fromtimestamp(1000, UTC))
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("INSERT INTO deletions VALUES (1000, ?, ?)", (gone.salt, gone.digest))
        for statement in FORGET_SERVER:
            connection.execute(statement, {"guild_id": 1})
    add_members(path, 8, joined_at=2000)
    assert roadmate(backed_up, "backup", "backups/later.db", **HERE).returncode == 0
    assert "3 members" in roadmate(backed_up, "restore", "backups/copy.db", **HERE).stdout
    assert members_in(path) == 0
    assert "0 members" in roadmate(backed_up, "restore", "backups/later.db", **HERE).stdout
    assert users_in(path) == {8}


def test_no_word_of_whoever_left_stays_in_the_file(backed_up: Path):
    """Not in a row, and not in a page that is free."""
    forget(backed_up / "roadmate.db", 3, 4)
    assert b"a secret note" in (backed_up / "backups" / "copy.db").read_bytes()
    assert "2 members" in roadmate(backed_up, "restore", "backups/copy.db", **HERE).stdout
    assert b"a secret note" not in (backed_up / "roadmate.db").read_bytes()


@pytest.mark.parametrize("place", ["here", "with the backup"])
def test_the_list_of_deletions_is_enough(place: str, backed_up: Path):
    """The database is lost, or the backup was brought to another machine: the file with the deletions comes along."""
    gone = deletion_of(1, 3, datetime.now(UTC))
    file = "roadmate.db.deletions" if place == "here" else "backups/old-name.db.deletions"
    (backed_up / file).write_text(ledger_text([gone]) + "half a li", "utf-8")
    (backed_up / "roadmate.db").unlink()
    done = roadmate(backed_up, "restore", "backups/copy.db", **HERE)
    assert "Deleted again, as they were forgotten since that backup: 1 member.\n" in done.stdout
    assert users_in(backed_up / "roadmate.db") == {2, 4}
    assert str(gone) in (backed_up / "roadmate.db.deletions").read_text("utf-8")
    assert kept_by(backed_up) == []


def test_a_damaged_database_can_be_restored(backed_up: Path):
    """That is what restore is for; the damaged one is kept as it is, with its journal."""
    damaged = b"\xff" * 8192
    (backed_up / "roadmate.db").write_bytes(damaged)
    (backed_up / "roadmate.db-wal").write_bytes(b"journal")
    assert roadmate(backed_up, "restore", "backups/copy.db", **HERE).returncode == 0
    assert users_in(backed_up / "roadmate.db") == {2, 3, 4}
    (kept,) = kept_by(backed_up)
    assert kept.read_bytes() == damaged
    assert kept.with_name(kept.name + "-wal").read_bytes() == b"journal"
    assert leftovers(backed_up) == [kept.name + "-wal"]


def test_restore_refuses_while_a_bot_is_running(backed_up: Path):
    """And touches nothing."""
    with FileLock(backed_up / "roadmate.db.lock"):
        done = roadmate(backed_up, "restore", "backups/copy.db", **HERE)
    assert (done.returncode, done.stderr) == (2, "A bot is running on roadmate.db. Stop it, then restore.\n")
    assert users_in(backed_up / "roadmate.db") == {2, 3, 4, 5}


def gone(backup: Path) -> None:
    backup.unlink()


def empty(backup: Path) -> None:
    backup.write_bytes(b"")


def half(backup: Path) -> None:
    backup.write_bytes(backup.read_bytes()[: 1 << 15])


def overwritten(backup: Path) -> None:
    content = backup.read_bytes()
    backup.write_bytes(content[:8192] + b"\xff" * 40960 + content[49152:])


def a_letter(backup: Path) -> None:
    backup.write_bytes(b"Dear operator, " * 1000)


def anothers(backup: Path) -> None:
    backup.unlink()
    with closing(sqlite3.connect(backup)) as connection:
        connection.execute("CREATE TABLE notes (text)")


def of_tomorrow(backup: Path) -> None:
    with closing(sqlite3.connect(backup, isolation_level=None)) as connection:
        connection.execute("INSERT INTO schema_version VALUES (9000, '9000_future.sql', 'x')")


def the_database_itself(backup: Path) -> None:
    backup.unlink()
    backup.symlink_to(backup.parent.parent / "roadmate.db")


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (gone, "There is no backup at backups/copy.db."),
        (empty, "backups/copy.db is no backup of Roadmate's."),
        (half, "backups/copy.db could not be restored: the database is damaged; restore an older backup. Nothing was"),
        (
            overwritten,
            "backups/copy.db could not be restored: the database is damaged; restore an older backup. Nothing",
        ),
        (a_letter, "backups/copy.db could not be restored: the database is damaged; restore an older backup. Nothing"),
        (anothers, "backups/copy.db is no backup of Roadmate's."),
        (
            of_tomorrow,
            f"copy.db was written by a newer Roadmate (schema 9000, this one knows {NEWEST}). Start the newer version",
        ),
        (the_database_itself, "backups/copy.db is the database itself. Name a backup."),
    ],
)
def test_what_is_no_backup_is_refused(spoil: object, sentence: str, backed_up: Path):
    """One sentence; the database stays, and there is one only if there was one."""
    assert callable(spoil)
    spoil(backed_up / "backups" / "copy.db")
    done = roadmate(backed_up, "restore", "backups/copy.db", **HERE)
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)
    assert done.stderr.startswith(sentence)
    assert users_in(backed_up / "roadmate.db") == {2, 3, 4, 5}
    assert (kept_by(backed_up), leftovers(backed_up)) == ([], [])
    if spoil is not the_database_itself:
        (backed_up / "roadmate.db").unlink()
        assert roadmate(backed_up, "restore", "backups/copy.db", **HERE).returncode == 2
        assert not (backed_up / "roadmate.db").exists()


def test_a_restore_that_is_cut_off_loses_nothing(backed_up: Path):
    """At every step: the database is the old one or the new one, whole, and restoring again succeeds."""
    forget(backed_up / "roadmate.db", 3)
    old = (backed_up / "roadmate.db").read_bytes()
    for _ in cuts(backed_up, "restore", "backups/copy.db"):
        assert users_in(backed_up / "roadmate.db") in ({2, 4, 5}, {2, 4})
        done = roadmate(backed_up, "restore", "backups/copy.db", **HERE)
        assert (done.returncode, done.stderr) == (0, ""), done.stderr
        assert "1 member." in done.stdout
        assert users_in(backed_up / "roadmate.db") == {2, 4}
        assert leftovers(backed_up) == []
        assert {2, 4, 5} in [users_in(kept) for kept in kept_by(backed_up)]
        for kept in kept_by(backed_up):
            kept.unlink()
        (backed_up / "roadmate.db").write_bytes(old)


@needs_a_mount
@pytest.mark.parametrize("room", [1.2, 1.5, 1.9])
def test_a_restore_onto_a_full_disk(room: float, backed_up: Path):
    """One sentence, and the old database is as it was, wherever in the copy the disk is full."""
    kibibytes = int((backed_up / "roadmate.db").stat().st_size / 1024 * room)
    with small_disk(backed_up / "disk", kibibytes) as disk:
        (disk / "roadmate.db").write_bytes((backed_up / "roadmate.db").read_bytes())
        done = roadmate(backed_up, "restore", "backups/copy.db", DATABASE_URL=f"sqlite:///{disk}/roadmate.db")
        assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
        assert "there is no room left on the disk. Nothing was changed." in done.stderr
        assert (disk / "roadmate.db").read_bytes() == (backed_up / "roadmate.db").read_bytes()
        assert (kept_by(disk), leftovers(disk)) == ([], [])


@needs_a_mount
def test_root_restores_for_the_bots_user(backed_up: Path):
    """Whoever owned the database owns the restored one, with the same permissions."""
    os.chown(backed_up / "roadmate.db", 65534, 65534)
    (backed_up / "roadmate.db").chmod(0o640)
    assert roadmate(backed_up, "restore", "backups/copy.db", **HERE).returncode == 0
    found = (backed_up / "roadmate.db").stat()
    assert (found.st_uid, found.st_gid, found.st_mode & 0o777) == (65534, 65534, 0o640)
