"""The other commands that write, cut off at every step and without room (`backup`, `restore` have their own file)."""

from __future__ import annotations

import asyncio
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.refusals import CannotBeDone
from bot.sandbox.world import SavedClock
from bot.store.sqlite.database import SqliteDatabase
from tests.project.cutting import cuts, short_of_room
from tests.project.test_backup_and_restore import needs_a_mount, small_disk
from tests.project.test_command_line import ROOT, TOKEN, make_database, members_in, roadmate

ROADMAP = str(ROOT / "roadmap.yaml")
TAKEN = "Taken. Tasks and checkpoint items that stay: "

needs_a_limit = pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no such limit")


async def opens(path: Path) -> None:
    """The next start finds the database in order."""
    await (await SqliteDatabase.open(path, waits=False)).close()


@pytest.mark.parametrize("is_new", [True, False], ids=["new", "with a member"])
def test_accept_cut_off_at_every_step(is_new: bool, tmp_path: Path):
    """The first start of a database too: whatever it was cut off at, the next one goes on."""
    database = tmp_path / "roadmate.db"
    if not is_new:
        make_database(database)
    for _ in cuts(tmp_path, "check", "--accept", ROADMAP):
        asyncio.run(opens(database))
        assert members_in(database) == (0 if is_new else 1)
        if is_new:
            for file in tmp_path.glob("roadmate.*"):
                file.unlink()


@needs_a_limit
@pytest.mark.parametrize("size", [0, 150_000])
def test_accept_without_room(size: int, tmp_path: Path):
    """One sentence; with room again, the same command does it."""
    done = short_of_room(tmp_path, size, "check", "--accept", ROADMAP)
    assert (done.returncode, TAKEN in done.stdout) == (2, False)
    assert "Traceback" not in done.stderr
    assert done.stderr.splitlines()[-1].startswith(("Cannot open ", "There is no room", "The disk is full", "The data"))
    again = roadmate(tmp_path, "check", "--accept", ROADMAP, DATABASE_URL="sqlite:///roadmate.db")
    assert (again.returncode, again.stderr) == (0, "")
    assert TAKEN in again.stdout


@needs_a_mount
@pytest.mark.parametrize(
    ("command", "kibibytes"),
    [("check --accept", 64), ("check --accept", 400), ("sandbox", 64), ("sandbox", 400), ("run", 64)],
)
def test_a_first_start_on_a_full_disk(command: str, kibibytes: int, tmp_path: Path):
    """At the schema, at the roadmap, at the stories of the demo: one sentence, exit 2, and no stack trace."""
    with small_disk(tmp_path / "disk", kibibytes) as disk:
        more = {"run": (), "sandbox": ("--folder", str(disk), "--port", "8650", "--roadmap", ROADMAP)}
        args = (*command.split(), *more.get(command, (ROADMAP,)))
        done = roadmate(tmp_path, *args, DATABASE_URL=f"sqlite:///{disk}/roadmate.db", DISCORD_TOKEN=TOKEN)
        assert (done.returncode, "Traceback" in done.stderr) == (2, False)
        assert done.stderr.splitlines()[-1].startswith(("There is no room", "The disk is full")), done.stderr


def test_pictures_that_can_not_be_written(tmp_path: Path):
    """One sentence, with the folder in it."""
    (tmp_path / "pictures").write_text("in the way", "utf-8")
    done = roadmate(tmp_path, "sandbox", "--pictures", "pictures", "--roadmap", ROADMAP)
    assert (done.returncode, done.stderr) == (2, "The pictures could not be written to pictures: File exists.\n")


@needs_a_mount
def test_pictures_onto_a_full_disk(tmp_path: Path):
    """The same, where there is a folder and no room."""
    with small_disk(tmp_path / "disk", 64):
        done = roadmate(tmp_path, "sandbox", "--pictures", "disk", "--roadmap", ROADMAP)
    assert done.returncode == 2
    assert done.stderr == "The pictures could not be written to disk: No space left on device.\n"


def test_a_damaged_clock_of_the_sandbox(tmp_path: Path):
    """Said at the start; and a clock is never half written."""
    (tmp_path / "clock").write_text("yesterday", "utf-8")
    done = roadmate(tmp_path, "sandbox", "--folder", ".", "--roadmap", ROADMAP, "--port", "8651")
    assert (done.returncode, done.stderr) == (
        2,
        "The sandbox's clock in clock can't be read. Begin anew with RESET=1.\n",
    )
    clock = SavedClock(tmp_path / "clock")
    (tmp_path / "clock.part").mkdir()
    with pytest.raises(CannotBeDone, match="can't keep its clock"):
        clock.save(datetime(2026, 3, 2, tzinfo=UTC))
    assert (tmp_path / "clock").read_text("utf-8") == "yesterday"
