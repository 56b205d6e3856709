"""The file: durable, owned by one process, and plain words when something is wrong with it."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.store.address import path_of
from bot.store.errors import CannotOpen, StoreError
from bot.store.sqlite.backup import back_up
from bot.store.sqlite.database import SqliteDatabase
from bot.store.store import Store
from tests.store.people import MONDAY, NOW, WALK, join, record_of


def read(path: Path) -> bytes:
    """What a file holds."""
    return path.read_bytes()


def modes_in(folder: Path) -> dict[str, int]:
    """Who may do what with the files in a folder."""
    return {one.name: one.stat().st_mode & 0o777 for one in folder.iterdir()}


def open_to_all(path: Path) -> None:
    """Let everybody read a file."""
    path.chmod(0o644)


def write(path: Path, content: bytes) -> None:
    """Put something else into a file."""
    path.write_bytes(content)


@pytest.mark.parametrize(
    ("setting", "value"),
    [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("busy_timeout", 5000), ("secure_delete", 1)],
)
async def test_durability(database: SqliteDatabase, setting: str, value: object):
    """Every statement is on the disk before it is answered (synchronous 2 is FULL)."""
    row = await database.row(f"PRAGMA {setting}")
    assert row is not None
    assert list(dict(row).values()) == [value]


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("sqlite:///data/roadmate.db", Path("data/roadmate.db")),
        ("sqlite:////data/roadmate.db", Path("/data/roadmate.db")),
    ],
)
def test_addresses(url: str, path: Path):
    """Three slashes for a relative path, four for an absolute one."""
    assert path_of(url) == path


@pytest.mark.parametrize("url", ["", "sqlite://", "sqlite:///", "postgresql://bot:hush@db/roadmate", "mysql://hush"])
def test_other_addresses_are_refused(url: str):
    """The sentence shows how it should look, and no password."""
    with pytest.raises(CannotOpen, match=r"DATABASE_URL must look like sqlite:///data/roadmate.db") as refusal:
        path_of(url)
    assert "hush" not in str(refusal.value)


async def test_folders_are_made(tmp_path: Path):
    """A first start needs no preparation."""
    await (await SqliteDatabase.open(tmp_path / "data" / "deep" / "roadmate.db")).close()


async def test_what_was_saved_is_there_after_a_restart(path: Path):
    """Close, open, read."""
    store = await Store.open(path)
    await join(store)
    await store.journals.tick(WALK, ["ppo"], MONDAY, NOW)
    await store.close()
    store = await Store.open(path)
    assert (await record_of(store)).journal.done == {"ppo"}
    await store.close()


@pytest.mark.parametrize(
    "content",
    [b"This is a letter, not a database.\n" * 200, b"SQLite format 3\0" + b"\xff" * 8000],
    ids=["a letter", "a damaged header"],
)
async def test_what_is_no_database_is_refused(path: Path, content: bytes):
    """With a sentence that says what to do, and without touching the file."""
    write(path, content)
    with pytest.raises(
        CannotOpen, match=r"is not a Roadmate database or is damaged. Restore a backup, or name another"
    ):
        await SqliteDatabase.open(path)
    assert read(path) == content


async def test_a_damaged_database_is_refused(path: Path):
    """Pages overwritten by something else are found out when the bot starts."""
    await (await SqliteDatabase.open(path)).close()
    whole = read(path)
    write(path, whole[:100] + b"\xff" * (len(whole) - 100))
    with pytest.raises(CannotOpen, match=r"Restore a backup"):
        await SqliteDatabase.open(path)


async def test_a_folder_is_no_database(tmp_path: Path):
    """A volume mounted in the wrong place is told apart from a damaged file."""
    with pytest.raises(CannotOpen, match=r"is a folder. DATABASE_URL must name a file."):
        await SqliteDatabase.open(tmp_path)


async def test_a_folder_that_cannot_be_written(tmp_path: Path):
    """Nobody, not even root, can make a folder inside a file."""
    (tmp_path / "data").write_text("in the way")
    with pytest.raises(
        CannotOpen, match=r"Cannot write in .*data: .* Check that the folder exists and may be written."
    ):
        await SqliteDatabase.open(tmp_path / "data" / "roadmate.db")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has a folder that not even root may write in")
async def test_a_read_only_folder():
    """The sentence names the folder, and nobody waits for a process that is not there."""
    with pytest.raises(CannotOpen, match=r"Cannot write in /sys: .* Check that the folder exists and may be written."):
        await SqliteDatabase.open(Path("/sys/roadmate.db"))


async def test_a_full_disk(store: Store, database: SqliteDatabase):
    """A clear sentence, nothing lost, nothing by half; with room again, everything goes on."""
    await join(store)
    await store.journals.tick(WALK, ["ppo"], MONDAY, NOW)
    await database.rows("PRAGMA max_page_count = 1")  # SQLite makes it the file's present size: it cannot grow
    many = [f"task-{n}" for n in range(5000)]
    with pytest.raises(StoreError) as refusal:
        await store.journals.tick(WALK, many, MONDAY, NOW)
    assert str(refusal.value) == "The disk is full, so nothing was saved. What was saved before is safe."
    assert (await record_of(store)).journal.done == {"ppo"}
    await database.rows("PRAGMA max_page_count = 100000")
    assert len(await store.journals.tick(WALK, many, MONDAY, NOW)) == 5000


async def test_a_read_only_database(store: Store, database: SqliteDatabase):
    """A disk that became read-only is said plainly, and reading goes on."""
    await join(store)
    await database.rows("PRAGMA query_only = 1")
    with pytest.raises(StoreError, match=r"The database is read-only, so nothing was saved"):
        await store.journals.tick(WALK, ["ppo"], MONDAY, NOW)
    assert (await record_of(store)).journal.done == frozenset()


async def test_a_busy_database(store: Store, database: SqliteDatabase, path: Path):
    """When something else holds the file for too long, the answer is to try again."""
    await join(store)
    await database.rows("PRAGMA busy_timeout = 1")
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreError, match=r"The database is busy, so nothing was saved. Try again in a moment."):
        await store.journals.tick(WALK, ["ppo"], MONDAY, NOW)
    other.execute("ROLLBACK")
    other.close()
    assert await store.journals.tick(WALK, ["ppo"], MONDAY, NOW) == ["ppo"]


async def test_a_backup_while_the_bot_is_running(store: Store, path: Path, tmp_path: Path):
    """The copy has everything up to its moment, opens like the original, and the bot goes on."""
    await join(store)
    await store.journals.tick(WALK, ["ppo"], MONDAY, NOW)
    back_up(path, tmp_path / "backup.db")
    await store.journals.tick(WALK, ["kv-cache"], MONDAY, NOW)
    copy = await Store.open(tmp_path / "backup.db")
    assert (await record_of(copy)).journal.done == {"ppo"}
    await copy.close()
    assert (await record_of(store)).journal.done == {"ppo", "kv-cache"}


async def test_a_backup_while_the_bot_is_stopped(tmp_path: Path):
    """Also from a folder whose name would mean something in an address."""
    source = tmp_path / "50% #1?mode=rw" / "roadmate.db"
    store = await Store.open(source)
    await join(store)
    await store.close()
    back_up(source, tmp_path / "backup.db")
    copy = await Store.open(tmp_path / "backup.db")
    assert (await record_of(copy)).choices
    await copy.close()


@pytest.mark.usefixtures("database")
def test_a_backup_overwrites_nothing(path: Path, tmp_path: Path):
    """What is there stays as it is."""
    target = tmp_path / "backup.db"
    target.write_text("precious")
    with pytest.raises(CannotOpen, match=r"exists already. Name a new file."):
        back_up(path, target)
    assert target.read_text() == "precious"


def test_a_backup_of_nothing(tmp_path: Path):
    """A wrong address is said plainly, and no empty file is made in either place."""
    with pytest.raises(CannotOpen, match=r"There is no database at .*roadmate.db. DATABASE_URL names the one"):
        back_up(tmp_path / "roadmate.db", tmp_path / "backup.db")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("database")
def test_a_backup_into_nowhere(path: Path, tmp_path: Path):
    """A folder that does not exist is said plainly."""
    with pytest.raises(CannotOpen, match=r"The backup could not be written to"):
        back_up(path, tmp_path / "nowhere" / "backup.db")


# Opens the file as the bot does, ticks a task, says so, and keeps the file until it is told to go on.
PROCESS = """
import asyncio, logging, sys
from pathlib import Path
from bot.store.store import Store
from tests.store.people import MONDAY, NOW, WALK, join

async def main(path, task):
    store = await Store.open(path)
    await join(store)
    await store.journals.tick(WALK, [task], MONDAY, NOW)
    print("ticked", flush=True)
    await asyncio.to_thread(sys.stdin.readline)
    await store.close()

logging.basicConfig(format="%(message)s")
asyncio.run(main(Path(sys.argv[1]), sys.argv[2]))
"""


class Processes:
    """Other processes that use the same file."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.running: list[subprocess.Popen[str]] = []

    def start(self, task: str) -> subprocess.Popen[str]:
        """One more, which ticks this task."""
        process = subprocess.Popen(
            [sys.executable, "-c", PROCESS, str(self.path), task],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=Path(__file__).parents[3],
        )
        self.running.append(process)
        return process


@pytest.fixture
def processes(path: Path) -> Iterator[Processes]:
    """Processes that end with the test at the latest."""
    started = Processes(path)
    yield started
    for process in started.running:
        process.kill()
        process.communicate()


def line(process: subprocess.Popen[str], *, errors: bool = False) -> str:
    """The next line that a process says; waits for it."""
    pipe = process.stderr if errors else process.stdout
    assert pipe is not None
    return pipe.readline().strip()


WAITING = "another Roadmate is using roadmate.db; waiting for it to end"


async def test_one_process_at_a_time(processes: Processes, path: Path):
    """A second process waits and says so; when the first is killed it takes over, and nothing is lost."""
    first = processes.start("from-the-first")
    assert line(first) == "ticked"
    second = processes.start("from-the-second")
    assert line(second, errors=True) == WAITING
    first.send_signal(signal.SIGKILL)
    assert line(second) == "ticked"
    second.communicate("go on\n")
    assert second.returncode == 0
    store = await Store.open(path)
    assert (await record_of(store)).journal.done == {"from-the-first", "from-the-second"}
    await store.close()


async def test_closing_gives_the_file_free(path: Path, processes: Processes):
    """What ends in order lets the next one in at once."""
    ours = await Store.open(path)
    other = processes.start("from-the-other")
    assert line(other, errors=True) == WAITING
    await ours.close()
    assert line(other) == "ticked"


def test_a_backup_beside_another_process(processes: Processes, path: Path, tmp_path: Path):
    """The operator's backup needs no lock: the bot keeps the file and never notices."""
    assert line(processes.start("from-the-first")) == "ticked"
    back_up(path, tmp_path / "backup.db")
    connection = sqlite3.connect(tmp_path / "backup.db")
    assert connection.execute("SELECT task_id FROM ticks").fetchall() == [("from-the-first",)]
    connection.close()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
async def test_nobody_else_on_the_machine_may_read_it(tmp_path: Path):
    """A new file, its journal and its lock, whatever the umask; and one that an earlier version left open to all."""
    file = tmp_path / "roadmate.db"
    for _ in range(2):
        database = await SqliteDatabase.open(file)
        await join(Store(database))
        modes = modes_in(tmp_path)
        await database.close()
        assert {"roadmate.db", "roadmate.db-wal", "roadmate.db-shm"} <= set(modes)
        assert set(modes.values()) == {0o600}, modes
        open_to_all(file)
