"""No word of whoever was forgotten stays in any file of the database's folder."""

from __future__ import annotations

import os
import random
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from bot.store.sqlite import traces
from bot.store.sqlite.database import SqliteDatabase
from bot.store.sqlite.migrations import remove_old_copies
from bot.store.store import Store
from bot.store.traces import Wiped
from bot.study.member import Walk
from tests.store.people import ADA, BOB, GUILD, MONDAY, NOW, join

WORD = "Zwetschgenmus"


def files_with(folder: Path, word: str = WORD) -> list[str]:
    """The names of the files in a folder that hold a word, in whatever encoding of SQLite's."""
    forms = [word.encode(form) for form in ("utf-8", "utf-16-le", "utf-16-be")]
    return sorted(file.name for file in folder.iterdir() if any(form in file.read_bytes() for form in forms))


def as_it_is_on_the_disk(folder: Path, copy: Path) -> None:
    """Copy a database's files without closing it."""
    files = [file for file in folder.iterdir() if file.is_file()]
    copy.mkdir()
    for file in files:
        (copy / file.name).write_bytes(file.read_bytes())


def marks(path: Path) -> list[str]:
    """What a database remembers of traces."""
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT value FROM facts WHERE name = 'traces of deleted rows'").fetchall()
    return [value for (value,) in rows]


async def write(store: Store, user_id: int, word: str, times: int = 1) -> None:
    """Say a word wherever a member can: notes, evidence, questions, previews."""
    walk = Walk(GUILD, user_id)
    for n in range(times):
        await store.journals.tick(walk, [f"task-{n}"], MONDAY, NOW, note=f"{word} {n}")
        await store.journals.log_session(walk, n, MONDAY, 25, word * 9)
        await store.journals.give_evidence(walk, f"item-{n}", f"https://{word}.example " * 40, MONDAY, NOW)
        await store.plans.skip(walk, [f"skipped-{n}"], word, MONDAY)


@pytest.fixture
async def ada_wrote(store: Store) -> Store:
    """Ada and Bob have written much, and Ada has changed what she wrote."""
    for user, word in ((ADA, WORD), (BOB, "Quitten")):
        await join(store, user)
        await write(store, user, word, 20)
    await store.journals.give_evidence(Walk(GUILD, ADA), "item-0", f"{WORD} again", MONDAY, NOW)
    return store


async def test_after_a_deletion_no_file_holds_the_word(ada_wrote: Store, tmp_path: Path):
    """It was in the journal, and is in no file once its traces are wiped; what others wrote is."""
    assert "roadmate.db-wal" in files_with(tmp_path)
    await ada_wrote.personal.forget(GUILD, ADA, NOW)
    assert await ada_wrote.wipe() is Wiped.ALL
    assert files_with(tmp_path) == []
    assert files_with(tmp_path, "Quitten") == ["roadmate.db"]
    assert (tmp_path / "roadmate.db-wal").stat().st_size == 0
    assert await ada_wrote.wipe() is Wiped.NOTHING


async def test_a_process_that_dies_first_wipes_at_its_next_start(ada_wrote: Store, tmp_path: Path):
    """What was deleted a moment before a crash is not forgotten to be wiped."""
    await ada_wrote.personal.forget(GUILD, ADA, NOW)
    as_it_is_on_the_disk(tmp_path, tmp_path / "crashed")
    assert files_with(tmp_path / "crashed") != []
    again = await SqliteDatabase.open(tmp_path / "crashed" / "roadmate.db")
    assert files_with(tmp_path / "crashed") == []
    await again.close()


async def test_a_backup_under_way_is_not_waited_for(ada_wrote: Store, path: Path, tmp_path: Path):
    """Whoever reads the file keeps the journal from being cut: it is tried again, and members don't wait."""
    with closing(sqlite3.connect(path, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM members").fetchone()
        await ada_wrote.personal.forget(GUILD, ADA, NOW)
        assert await ada_wrote.wipe() is Wiped.LATER
        await ada_wrote.bot_state.put("meanwhile", "served")
    assert await ada_wrote.wipe() is Wiped.ALL
    assert files_with(tmp_path) == []


async def test_a_large_file_is_written_anew_at_the_next_start(
    ada_wrote: Store, database: SqliteDatabase, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """While the bot runs its journal is emptied, and the row is overwritten where it lay."""
    monkeypatch.setattr(traces, "WRITTEN_ANEW_AT_ONCE", 1)
    await ada_wrote.personal.forget(GUILD, ADA, NOW)
    assert await ada_wrote.wipe() is Wiped.JOURNAL
    assert await ada_wrote.wipe() is Wiped.NOTHING
    assert (tmp_path / "roadmate.db-wal").stat().st_size < 10_000  # the note that it was done
    await database.close()
    assert marks(path) == ["in the file"]
    await (await SqliteDatabase.open(path)).close()
    assert marks(path) == []
    assert files_with(tmp_path) == []


async def test_rows_that_were_moved_between_pages_leave_nothing(store: Store, database: SqliteDatabase, tmp_path: Path):
    """Many members write in any order, so that records are split and rows move; some are forgotten."""
    draw = random.Random(13)
    users = list(range(1, 121))
    await database.together(
        [
            (
                "INSERT INTO members (guild_id, user_id, zone, reminders, ping, joined_at) "
                "SELECT 1, value, 'UTC', 'off', 0, 0 FROM json_each(:users)",
                {"users": str(users)},
            ),
            ("INSERT INTO walks (guild_id, user_id, roadmap) SELECT 1, user_id, 0 FROM members", {}),
        ]
    )
    notes: list[tuple[str, dict[str, object]]] = [
        (
            "INSERT INTO ticks VALUES (1, :user, 0, :task, '2026-03-02', NULL, :note, 0)",
            {"user": user, "task": f"task-{n}", "note": f"{WORD}{user}. " * draw.randrange(1, 90)},
        )
        for n in range(12)
        for user in users
    ]
    draw.shuffle(notes)
    await database.together(notes)
    gone = draw.sample(users, 40)
    for user in gone:
        await store.personal.forget(1, user, NOW)
    await store.wipe()
    assert [user for user in gone if files_with(tmp_path, f"{WORD}{user}. ")] == []
    assert all(files_with(tmp_path, f"{WORD}{user}. ") for user in set(users) - set(gone))


@pytest.mark.parametrize(
    ("name", "days", "stays"),
    [
        ("roadmate.before-0006.db", 31, False),
        ("roadmate.before-restore-2026-11-26-120000.db", 31, False),
        ("roadmate.before-0010.db", 29, True),
        ("roadmate-2026-11-26-120000.db", 99, True),
    ],
)
def test_copies_made_before_an_update_go_after_thirty_days(tmp_path: Path, name: str, days: int, stays: bool):
    """What an operator put there is theirs; scheduled backups go by their own rule."""
    copy, now = tmp_path / name, time.time()
    copy.write_text(WORD)
    os.utime(copy, (now, now - days * 86_400))
    remove_old_copies(tmp_path / "roadmate.db")
    assert copy.exists() is stays
