"""Files of other users, read-only ones, and one database under two names: said at the start, in one sentence."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.project.test_command_line import COMMAND, TOKEN, contents, make_database, surroundings

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="permissions as Linux has them")

IS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
BOUND = ["setpriv", "--bounding-set=-dac_override", "--inh-caps=-dac_override"] if IS_ROOT else []
"""Root may write everything; without this capability root is bound by permissions as everybody is."""

needs_permissions = pytest.mark.skipif(IS_ROOT and not shutil.which("setpriv"), reason="root may write everywhere")
needs_root = pytest.mark.skipif(not IS_ROOT, reason="only root can give files away")


def run(folder: Path) -> subprocess.CompletedProcess[str]:
    """`python -m bot run` on the database of a folder, bound by permissions."""
    return subprocess.run(
        [*BOUND, *COMMAND, "run"],
        cwd=folder,
        env=surroundings(folder, DISCORD_TOKEN=TOKEN, DATABASE_URL="sqlite:///data/roadmate.db"),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def read_only_file(data: Path) -> None:
    (data / "roadmate.db").chmod(0o444)


def read_only_folder(data: Path) -> None:
    data.chmod(0o555)


def read_only_folder_with_its_lock(data: Path) -> None:
    (data / "roadmate.db.lock").touch()
    data.chmod(0o555)


def file_of_another(data: Path) -> None:
    os.chown(data / "roadmate.db", 65534, 65534)
    (data / "roadmate.db").chmod(0o644)


def file_for_another_alone(data: Path) -> None:
    os.chown(data / "roadmate.db", 65534, 65534)
    (data / "roadmate.db").chmod(0o600)


def journal_of_another(data: Path) -> None:
    for end in ("-wal", "-shm"):
        (data / f"roadmate.db{end}").touch(mode=0o644)
        os.chown(data / f"roadmate.db{end}", 65534, 65534)


NOT_OURS = (
    "may not be read and written by this user: it belongs to nobody, and the bot runs as root. "
    "Give it to the bot's user with chown, and start again."
)


@needs_permissions
@pytest.mark.parametrize(
    ("prepare", "sentence"),
    [
        (read_only_file, "data/roadmate.db is read-only. Allow the bot's user to write it, and start again."),
        (read_only_folder, "Cannot write in data: Permission denied. Check that the folder exists and may be written."),
        (
            read_only_folder_with_its_lock,
            "Cannot write in data: SQLite keeps its journal there. Allow it, and start again.",
        ),
        pytest.param(
            file_of_another,
            f"data/roadmate.db {NOT_OURS}",
            marks=needs_root,
        ),
        pytest.param(
            file_for_another_alone,
            f"data/roadmate.db {NOT_OURS}",
            marks=needs_root,
        ),
        pytest.param(
            journal_of_another,
            f"data/roadmate.db-wal {NOT_OURS}",
            marks=needs_root,
        ),
    ],
    ids=lambda case: getattr(case, "__name__", ""),
)
def test_a_file_that_may_not_be_written(prepare: Callable[[Path], None], sentence: str, tmp_path: Path):
    """Not found out by members at each tick: said before anything is touched."""
    data = tmp_path / "data"
    make_database(data / "roadmate.db")
    prepare(data)
    before = contents(tmp_path)
    try:
        done = run(tmp_path)
        assert (done.returncode, done.stderr) == (2, sentence + "\n")
        assert contents(tmp_path) == before
    finally:
        data.chmod(0o755)


# --- one writer


@contextmanager
def running(folder: Path, database: str) -> Generator[subprocess.Popen[str]]:
    """A process that opens a database as the bot does, says so, and holds it."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDING, database],
        cwd=folder,
        env=surroundings(folder),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        stdin=subprocess.PIPE,
        encoding="utf-8",
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


HOLDING = """
import asyncio, logging, sys
from pathlib import Path
from bot.store.store import Store

async def main():
    store = await Store.open(Path(sys.argv[1]))
    print("open", flush=True)
    await asyncio.to_thread(sys.stdin.readline)
    await store.close()

logging.basicConfig(format="%(message)s")
asyncio.run(main())
"""


def no_trick(_folder: Path) -> str:
    return "roadmate.db"


def symbolic_link(folder: Path) -> str:
    (folder / "other").mkdir()
    (folder / "other" / "mine.db").symlink_to(folder / "roadmate.db")
    return "other/mine.db"


def linked_folder(folder: Path) -> str:
    (folder / "other").symlink_to(folder)
    return "other/roadmate.db"


def hard_link(folder: Path) -> str:
    (folder / "mine.db").hardlink_to(folder / "roadmate.db")
    return "mine.db"


def lock_removed(folder: Path) -> str:
    (folder / "roadmate.db.lock").unlink()
    return "roadmate.db"


def lock_moved(folder: Path) -> str:
    (folder / "roadmate.db.lock").rename(folder / "elsewhere")
    return "roadmate.db"


@pytest.mark.parametrize("trick", [no_trick, symbolic_link, linked_folder, hard_link, lock_removed, lock_moved])
def test_two_writers_are_impossible(trick: Callable[[Path], str], tmp_path: Path):
    """Under any name, and without the lock file: the second waits and says so, and goes on when the first has ended."""
    with running(tmp_path, "roadmate.db") as first:
        assert first.stdout
        assert first.stdout.readline() == "open\n"
        name = trick(tmp_path)
        with running(tmp_path, name) as second:
            assert second.stdout
            assert second.stderr
            assert "waiting for it to end" in second.stderr.readline()
            first.send_signal(signal.SIGKILL)
            assert second.stdout.readline() == "open\n"


@needs_permissions
def test_a_folder_without_the_right_to_write(tmp_path: Path):
    """Where no database is yet the sentence names the folder, and no wait begins for a lock that can't be had."""
    (tmp_path / "data").mkdir(mode=0o555)
    done = run(tmp_path)
    assert done.returncode == 2
    assert "Cannot write in data: Permission denied." in done.stderr
