"""The command line as an operator meets it: real processes, their words and their exit codes."""

from __future__ import annotations

import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

import pytest
from filelock import FileLock

from bot.store.address import PostgresAddress
from bot.store.sqlite.migrations import known_migrations, migrate

ROOT = Path(__file__).parent.parent.parent
COMMAND = (sys.executable, "-m", "bot")
TOKEN = ".".join(("MTIzNDU2Nzg5MDEyMzQ1Njc4", "GabcDe", "k" * 38))
"""Looks like a token; no process here gets so far that it would use it."""

SMALL = """\
title: Read music in a month
phases:
  - id: notes
    title: Notes
    weeks: 1-4
    goal: Read a simple melody
    blocks:
      - id: staff
        title: The staff
        weeks: 1-2
        tasks:
          - id: treble-clef
            text: Learn the treble clef
      - id: time
        title: Time
        weeks: 3-4
        tasks:
          - id: note-values
            text: Clap the note values
rhythm:
  - day: Tue
    activity: Read
    hours: 0.5
"""


def surroundings(folder: Path, **settings: str) -> dict[str, str]:
    """The environment of a process: these settings and no others."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "TMPDIR") if name in os.environ}
    return {
        **kept,
        "PYTHONPATH": str(ROOT),
        "HOME": str(folder),
        "ROADMAP_FILE": str(ROOT / "roadmap.yaml"),
        **settings,
    }


def roadmate(folder: Path, *args: str | Path, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run one command in a folder to its end."""
    return subprocess.run(
        [*COMMAND, *map(str, args)],
        cwd=folder,
        env=surroundings(folder, **settings),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def make_database(path: Path) -> None:
    """A database as the bot leaves it, with one member."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        migrate(connection, path)
        connection.execute(
            "INSERT INTO members (guild_id, user_id, zone, reminders, ping, joined_at) "
            "VALUES (1, 2, 'Europe/Berlin', 'off', 0, 0)"
        )


def members_in(path: Path) -> int:
    """How many members a database holds, after SQLite has looked it over."""
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return connection.execute("SELECT count(*) FROM members").fetchone()[0]


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder that holds something."""
    files = {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}
    return {name: content for name, content in files.items() if content}


# --- check and schema


def test_check_counts_what_it_found(tmp_path: Path):
    """The roadmap that the project ships with is fine, and all of it is counted."""
    done = roadmate(tmp_path, "check", ROOT / "roadmap.yaml")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        "roadmap.yaml is fine: 5 phases, 18 blocks, 70 tasks, 18 checkpoint items in 5 checkpoints, "
        "3 rhythm rows, 6 projects, 7 milestones, 4 adjustments.\n"
    )


def edited(*changes: tuple[str, str]) -> str:
    """The small roadmap with parts of it replaced."""
    text = SMALL
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return text


BROKEN: dict[str, tuple[str, list[str]]] = {
    "weeks, ids and days": (
        edited(("weeks: 3-4", "weeks: 2-4"), ("id: note-values", "id: treble-clef"), ("day: Tue", "day: Tomorrow")),
        [
            "16 phase 1 > week 2-4: weeks overlap with 'Week 1-2'; start at week 3 or later",
            "18 phase 1 > week 2-4 > task 1: id 'treble-clef' is already used in line 12; write another one",
            "21 rhythm row 1: day Tomorrow should be one of Mon, Tue, Wed, Thu, Fri, Sat, Sun",
        ],
    ),
    "keys": (
        edited(("title: Read", "titel: Read"), ("hours: 0.5", "hours: many")),
        [
            "1 roadmap: title is missing; write for example 'title: Foundations'",
            "1 roadmap: unknown key 'titel'; did you mean 'title'?",
            "23 rhythm row 1: hours should be more than 0 and at most 24, such as 1.5, not 'many'",
        ],
    ),
    "limits": (
        edited(("Learn the treble clef", "x" * 301), ("weeks: 1-4", "weeks: 4-1"), ("hours: 0.5", "hours: -1")),
        [
            "5 phase 1: weeks 4-1 should go upwards; write 1-4",
            "13 phase 1 > week 1-2 > task 1: text has 301 characters, at most 300 are possible; shorten it",
            "23 rhythm row 1: hours should be more than 0 and at most 24, such as 1.5, not '-1'",
        ],
    ),
    "tags": (
        edited(("title: Notes", "title: !!python/object:os.system Notes"), ("text: Clap", "text: !secret Clap")),
        [
            "4 phase 1: '!!python/object:os.system' is a YAML tag; remove it, a text needs none",
            "19 phase 1 > week 3-4 > task 1: '!secret' is a YAML tag; remove it, a text needs none",
        ],
    ),
    "a tab": (
        edited(("    weeks: 1-4", "\tweeks: 1-4")),
        ["5 file: there is a tab before this text; indent with spaces"],
    ),
    "nothing": ("", ["1 file: the file is empty; start with 'title:' and 'phases:'"]),
}


def test_the_small_roadmap_is_fine(tmp_path: Path):
    """What the table below breaks is whole before."""
    (tmp_path / "mine.yaml").write_text(SMALL, "utf-8")
    done = roadmate(tmp_path, "check", "mine.yaml")
    assert done.returncode == 0
    assert "2 blocks, 2 tasks" in done.stdout


@pytest.mark.parametrize("kind", BROKEN)
def test_check_names_every_fault_with_its_line(kind: str, tmp_path: Path):
    """A broken file is refused with all its faults at once, and nothing else is said."""
    text, faults = BROKEN[kind]
    (tmp_path / "mine.yaml").write_text(text, "utf-8")
    done = roadmate(tmp_path, "check", "mine.yaml")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines() == [f"mine.yaml:{fault}" for fault in faults]


def test_the_published_schema_is_what_schema_prints(tmp_path: Path):
    """Editors complete by the rules that hold."""
    done = roadmate(tmp_path, "schema")
    assert done.returncode == 0
    assert done.stdout == (ROOT / "docs" / "roadmap.schema.json").read_text("utf-8")


# --- what cannot be done: one sentence, exit code 2


def not_a_database(folder: Path) -> dict[str, str]:
    (folder / "notes.txt").write_text("Buy milk. " * 500, "utf-8")
    return {"DATABASE_URL": "sqlite:///notes.txt"}


def a_folder(folder: Path) -> dict[str, str]:
    (folder / "data").mkdir()
    return {"DATABASE_URL": "sqlite:///data"}


def below_a_file(folder: Path) -> dict[str, str]:
    (folder / "data").write_text("", "utf-8")
    return {"DATABASE_URL": "sqlite:///data/roadmate.db"}


def from_the_future(folder: Path) -> dict[str, str]:
    make_database(folder / "roadmate.db")
    newer = known_migrations()[-1].number + 1
    with closing(sqlite3.connect(folder / "roadmate.db", isolation_level=None)) as connection:
        connection.execute("INSERT INTO schema_version VALUES (?, 'new.sql', 'abc')", (newer,))
    return {"DATABASE_URL": "sqlite:///roadmate.db"}


def broken_roadmap(folder: Path) -> dict[str, str]:
    (folder / "mine.yaml").write_text("titel: Music", "utf-8")
    return {"ROADMAP_FILE": "mine.yaml"}


def token_in_the_env_file(folder: Path) -> dict[str, str]:
    (folder / ".env").write_text(f"DISCORD_TOKEN={TOKEN[:-9]}\n", "utf-8")
    return {"DISCORD_TOKEN": "only-half.of-it"}


def env_is_a_folder(folder: Path) -> dict[str, str]:
    (folder / ".env").mkdir()
    return {}


def env_is_a_picture(folder: Path) -> dict[str, str]:
    (folder / ".env").write_bytes(b"\x89PNG\r\n\x1a\n\x81\x8d" + bytes(range(128, 256)))
    return {}


def backups_into_a_file(folder: Path) -> dict[str, str]:
    (folder / "backups").write_text("in the way", "utf-8")
    return {"BACKUP_DIR": "backups"}


def another_programs(folder: Path) -> dict[str, str]:
    with closing(sqlite3.connect(folder / "notes.db")) as connection:
        connection.executescript("PRAGMA journal_mode=WAL; CREATE TABLE schema_version (v); CREATE TABLE notes (text);")
    return {"DATABASE_URL": "sqlite:///notes.db"}


def linked_lock(folder: Path) -> dict[str, str]:
    make_database(folder / "roadmate.db")
    (folder / "precious").write_text("precious", "utf-8")
    (folder / "roadmate.db.lock").symlink_to(folder / "precious")
    return {"DATABASE_URL": "sqlite:///roadmate.db"}


def damaged_pages(folder: Path) -> dict[str, str]:
    """The last page, which nothing reads when the file is opened."""
    make_database(folder / "roadmate.db")
    content = (folder / "roadmate.db").read_bytes()
    (folder / "roadmate.db").write_bytes(content[:-4096] + b"\xff" * 4096)
    return {"DATABASE_URL": "sqlite:///roadmate.db"}


IMPOSSIBLE: dict[str, tuple[Callable[[Path], dict[str, str]], str]] = {
    "no token": (lambda _: {"DISCORD_TOKEN": ""}, r"DISCORD_TOKEN is not set\. .* make demo\."),
    "a token of spaces": (lambda _: {"DISCORD_TOKEN": "   "}, r"DISCORD_TOKEN is not set\."),
    "a malformed token": (
        lambda _: {"DISCORD_TOKEN": "Bot " + TOKEN},
        r"DISCORD_TOKEN does not look like a bot token .* Copy it again",
    ),
    "half a token, over a .env file": (token_in_the_env_file, r"DISCORD_TOKEN does not look like a bot token"),
    "no roadmap": (
        lambda _: {"ROADMAP_FILE": "away.yaml"},
        r"Cannot read the roadmap away\.yaml: No such file or directory\. Check the path, or ROADMAP_FILE\.",
    ),
    "a broken roadmap": (broken_roadmap, r"mine\.yaml:1 roadmap: unknown key 'titel'; did you mean 'title'\?"),
    "an unknown level": (
        lambda _: {"LOG_LEVEL": "LOUD"},
        r"LOG_LEVEL should be DEBUG, INFO, WARNING or ERROR, not LOUD\.",
    ),
    "another database": (
        lambda _: {"DATABASE_URL": "mysql://ada:secret-word@db/roadmate"},
        r"DATABASE_URL must look like sqlite:///data/roadmate\.db or postgresql://USER:PASSWORD@HOST/NAME, not mysql:…",
    ),
    "a server that is not there": (
        lambda _: {"DATABASE_URL": "postgresql://ada:secret-word@127.0.0.1:1/roadmate"},
        r"Nothing answers at postgresql://127\.0\.0\.1:1/roadmate\. Start PostgreSQL, or check DATABASE_URL\.",
    ),
    "no database": (lambda _: {"DATABASE_URL": "sqlite:///"}, r"DATABASE_URL must look like sqlite:///"),
    "a database in memory": (
        lambda _: {"DATABASE_URL": "sqlite:///:memory:"},
        r"^DATABASE_URL must name a file, such as sqlite:///data/roadmate\.db, not sqlite:///:memory:\.",
    ),
    "this folder as database": (lambda _: {"DATABASE_URL": "sqlite:///."}, r"^DATABASE_URL must name a file"),
    "the folder above": (lambda _: {"DATABASE_URL": "sqlite:///data/.."}, r"^DATABASE_URL must name a file"),
    "a name that ends with a slash": (lambda _: {"DATABASE_URL": "sqlite:///data/"}, r"^DATABASE_URL must name a file"),
    "a folder as settings": (env_is_a_folder, r"^Cannot read the settings in \.env: Is a directory\. Make it a file"),
    "settings in no encoding": (
        env_is_a_picture,
        r"^The settings in \.env are in an unknown encoding\. Save it as UTF-8",
    ),
    "a span without a unit": (
        lambda _: {"BACKUP_EVERY": "12"},
        r"^BACKUP_EVERY should be 1h to 7d, such as 12h or 1d, not",
    ),
    "an address without a port": (
        lambda _: {"HTTP_ADDR": "localhost"},
        r"^HTTP_ADDR should be an address and a port, ",
    ),
    "a port alone": (lambda _: {"HTTP_ADDR": ":9464"}, r"^HTTP_ADDR should be an address and a port, such as 127"),
    "a port too large": (
        lambda _: {"HTTP_ADDR": "[::1]:70000"},
        r"^HTTP_ADDR should be an address and a port, such as",
    ),
    "shards without a number in all": (
        lambda _: {"SHARDS": "0-3"},
        r"^SHARDS should be auto, or the first and the last",
    ),
    "shards backwards": (lambda _: {"SHARDS": "3-0/4"}, r"^SHARDS should be auto, or .* such as 0-3/16, not 3-0/4\."),
    "a shard too many": (lambda _: {"SHARDS": "0-4/4"}, r"^SHARDS should be auto, or "),
    "a number of shards that is none": (
        lambda _: {"SHARDS_PER_PROCESS": "all"},
        r"^SHARDS_PER_PROCESS should be a number, such as 8, not all\.",
    ),
    "no shard at all": (lambda _: {"SHARDS_PER_PROCESS": "0"}, r"^SHARDS_PER_PROCESS should be a number, such as 8"),
    "some shards on a file": (
        lambda _: {"SHARDS": "0-1/4"},
        r"^SHARDS and SHARDS_PER_PROCESS are for several processes on PostgreSQL: on a file one has all shards\.",
    ),
    "too often": (lambda _: {"BACKUP_EVERY": "0h"}, r"^BACKUP_EVERY should be 1h to 7d"),
    "too seldom": (lambda _: {"BACKUP_EVERY": "8d"}, r"^BACKUP_EVERY should be 1h to 7d"),
    "backups into a file": (
        backups_into_a_file,
        r"^Cannot write in BACKUP_DIR backups: .*\. Name a folder that the bot",
    ),
    "another program's database": (
        another_programs,
        r"^notes\.db is a database of another program\. Name Roadmate's in",
    ),
    "a lock that is a link": (linked_lock, r"^.*roadmate\.db\.lock is a symbolic link\. Remove it and start again\."),
    "damaged pages": (damaged_pages, r"^roadmate\.db is not a Roadmate database or is damaged\. Restore a backup"),
    "a file that is none": (not_a_database, r"notes\.txt is not a Roadmate database or is damaged\. Restore a backup"),
    "a folder as database": (a_folder, r"data is a folder\. DATABASE_URL must name a file\."),
    "a folder that cannot be": (below_a_file, r"Cannot write in data: .* Check that the folder exists"),
    "a newer database": (from_the_future, r"roadmate\.db was written by a newer Roadmate \(schema \d+, this one knows"),
}


@pytest.mark.parametrize("kind", IMPOSSIBLE)
def test_run_says_what_is_in_the_way(kind: str, tmp_path: Path):
    """One sentence on stderr, exit code 2, no traceback, and no secret in it."""
    prepare, sentence = IMPOSSIBLE[kind]
    settings = {"DISCORD_TOKEN": TOKEN, **prepare(tmp_path)}
    before = contents(tmp_path)
    done = roadmate(tmp_path, "run", **settings)
    assert (done.returncode, done.stdout) == (2, "")
    assert contents(tmp_path) == before
    assert re.search(sentence, done.stderr), done.stderr
    assert "Traceback" not in done.stderr
    for secret in (TOKEN, TOKEN[:-9], "k" * 10, "secret-word", "only-half"):
        assert secret not in done.stderr
    if kind != "a broken roadmap":  # its faults are a list
        assert len(done.stderr.splitlines()) == 1, done.stderr


@pytest.mark.parametrize("file", ["away.yaml", "."])
def test_check_of_a_file_that_cannot_be_read(file: str, tmp_path: Path):
    """Neither fine nor faulty: it could not be looked at."""
    done = roadmate(tmp_path, "check", file)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"Cannot read the roadmap {file}: ")
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("args", [(), ("fly",), ("check",), ("run", "--token", "x")], ids=" ".join)
def test_a_wrong_command_shows_how_it_is_used(args: tuple[str, ...], tmp_path: Path):
    """argparse's own answer."""
    done = roadmate(tmp_path, *args)
    assert done.returncode == 2
    assert done.stderr.startswith("usage: python -m bot")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGTERM to send")
def test_a_second_process_waits_and_says_so(tmp_path: Path):
    """While another one holds the file, nothing is written; a stop ends the wait."""
    database = tmp_path / "data" / "roadmate.db"
    database.parent.mkdir()
    with FileLock(f"{database}.lock"):
        waiting = subprocess.Popen(
            [*COMMAND, "run"],
            cwd=tmp_path,
            env=surroundings(tmp_path, DISCORD_TOKEN=TOKEN),
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        try:
            assert waiting.stderr is not None
            assert "another Roadmate is using roadmate.db; waiting for it to end" in waiting.stderr.readline()
            assert waiting.poll() is None
            assert not database.exists()
            waiting.send_signal(signal.SIGTERM)
            _, rest = waiting.communicate(timeout=10)
            assert "Traceback" not in rest
        finally:
            with suppress(ProcessLookupError):
                waiting.kill()
            waiting.wait()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has a file that is always full")
@pytest.mark.parametrize(
    "args", [("schema",), ("check", str(ROOT / "roadmap.yaml")), ("backup", "copy.db"), ("health",)]
)
def test_output_onto_a_full_disk(args: tuple[str, ...], tmp_path: Path):
    """Redirected into a file that has no room: one sentence, also for what is longer than a buffer."""
    make_database(tmp_path / "data" / "roadmate.db")
    well = json.dumps({"discord": time.time(), "database": time.time(), "tick": time.time()})
    (tmp_path / "data" / "roadmate.db.health").write_text(well, "utf-8")
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*COMMAND, *args],
            cwd=tmp_path,
            env=surroundings(tmp_path),
            stdout=full,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            timeout=60,
            check=False,
        )
    assert (done.returncode, done.stderr) == (2, "The output could not be written: No space left on device.\n")


# --- backup and health


def test_backup_copies_while_another_connection_writes(tmp_path: Path):
    """What was saved until now is in the copy, although the original's journal is not yet merged."""
    database = tmp_path / "data" / "roadmate.db"
    make_database(database)
    with closing(sqlite3.connect(database, isolation_level=None)) as busy:
        busy.execute("UPDATE members SET user_id = 3")
        busy.execute(
            "INSERT INTO members (guild_id, user_id, zone, reminders, ping, joined_at) "
            "VALUES (1, 4, 'UTC', 'off', 0, 0)"
        )
        done = roadmate(tmp_path, "backup", "copy.db")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        "Backed up to copy.db. It holds what members wrote: keep it safe, and delete it after 35 days.\n"
    )
    assert members_in(tmp_path / "copy.db") == members_in(database) == 2


def test_backup_needs_no_token_and_takes_the_named_database(tmp_path: Path):
    """A job that makes backups holds no secret."""
    make_database(tmp_path / "other.db")
    done = roadmate(tmp_path, "backup", tmp_path / "copy.db", DATABASE_URL=f"sqlite:///{tmp_path / 'other.db'}")
    assert done.returncode == 0
    assert members_in(tmp_path / "copy.db") == 1


def test_a_backup_never_overwrites(tmp_path: Path):
    """An older backup stays as it was."""
    make_database(tmp_path / "data" / "roadmate.db")
    (tmp_path / "copy.db").write_text("older", "utf-8")
    done = roadmate(tmp_path, "backup", "copy.db")
    assert (done.returncode, done.stderr) == (2, "copy.db exists already. Name a new file.\n")
    assert (tmp_path / "copy.db").read_text("utf-8") == "older"


def test_a_backup_that_cannot_be_written_leaves_nothing(tmp_path: Path):
    """A folder that is not there is said, and not made."""
    make_database(tmp_path / "data" / "roadmate.db")
    done = roadmate(tmp_path, "backup", "away/copy.db")
    assert done.returncode == 2
    assert re.fullmatch(r"The backup could not be written to away/copy\.db: .*\n", done.stderr)
    assert not (tmp_path / "away").exists()


def test_a_backup_of_nothing(tmp_path: Path):
    """No empty file is made in the place of a database."""
    done = roadmate(tmp_path, "backup", "copy.db")
    assert done.returncode == 2
    assert done.stderr.startswith("There is no database at data/roadmate.db. DATABASE_URL names the one to back up.")
    assert list(tmp_path.iterdir()) == []


WELL = {"discord": 0, "database": 0, "tick": 0}


@pytest.mark.parametrize(
    ("ages", "said"),
    [
        (WELL, "well"),
        ({"discord": 100, "database": 15, "tick": 119}, "well"),
        (WELL | {"discord": 186}, "The bot has not been connected to Discord in the last two minutes: see its log."),
        (WELL | {"database": 125}, "The bot could not write to its database in the last two minutes: see its log."),
        (
            WELL | {"tick": 130},
            "The bot could not look for reminders in the last two minutes: see its log.",
        ),
        ({"database": 0}, "The bot has not been connected to Discord and could not look for reminders in the"),
        (dict.fromkeys(WELL, 140), "The bot of this database has been silent for more than two minutes: it hangs or"),
        (dict.fromkeys(WELL, -140), "The bot of this database has been silent for more than two minutes"),
        ({}, "The bot of this database has been silent for more than two minutes"),
        (None, "The bot of this database is not running, or has not been connected to Discord yet: see its log."),
    ],
)
def test_health_says_what_is_not_well(ages: dict[str, int] | None, said: str, tmp_path: Path):
    """Each part must have been seen well in the last two minutes, by a clock that may have been set back."""
    if ages is not None:
        seen = {part: time.time() - age for part, age in ages.items()}
        (tmp_path / "roadmate.db.health").write_text(json.dumps(seen), "utf-8")
    done = roadmate(tmp_path, "health", DATABASE_URL="sqlite:///roadmate.db")
    assert done.returncode == (0 if said == "well" else 1)
    assert (done.stdout if said == "well" else done.stderr).startswith(said)


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"tick": "soon"}'])
def test_health_of_a_file_that_is_damaged(text: str, tmp_path: Path):
    """Not well, in a sentence."""
    (tmp_path / "roadmate.db.health").write_text(text, "utf-8")
    done = roadmate(tmp_path, "health", DATABASE_URL="sqlite:///roadmate.db")
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (1, "", 1)
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("is_in_a_file", [False, True])
def test_a_health_check_costs_next_to_nothing(is_in_a_file: bool, tmp_path: Path):
    """It is made once a minute, also on the smallest machine: nothing of what the bot needs is loaded for it."""
    here = {} if is_in_a_file else {"DATABASE_URL": "sqlite:///roadmate.db"}
    (tmp_path / ".env").write_text("DATABASE_URL=sqlite:///roadmate.db\n", "utf-8")
    (tmp_path / "roadmate.db.health").write_text(json.dumps(dict.fromkeys(WELL, time.time())), "utf-8")
    looking = "import sys; from bot.__main__ import main; main(['health']); print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", looking],
        cwd=tmp_path,
        env=surroundings(tmp_path, **here),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    verdict, loaded = done.stdout.splitlines()
    assert verdict == "well"
    heavy = {
        "pydantic",
        "discord",
        "aiohttp",
        "asyncio",
        "sqlite3",
        "aiosqlite",
        "filelock",
        "yaml",
        "PIL",
        "apscheduler",
    }
    assert heavy & set(loaded.split()) == set()
    assert ("dotenv" in loaded.split()) == is_in_a_file


# --- settings as any editor writes them


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "latin-1"])
def test_settings_are_read_in_any_encoding(encoding: str, tmp_path: Path):
    """PowerShell writes UTF-16 or the code page; the name in the sentence shows that it was read."""
    text = "LOG_LEVEL=info\r\nROADMAP_FILE=donn\u00e9es.yaml\r\n"
    (tmp_path / ".env").write_bytes(text.encode(encoding))
    around = surroundings(tmp_path, DISCORD_TOKEN=TOKEN)
    del around["ROADMAP_FILE"]
    done = subprocess.run(
        [*COMMAND, "run"], cwd=tmp_path, env=around, capture_output=True, encoding="utf-8", timeout=60, check=False
    )
    assert done.returncode == 2
    assert done.stderr.startswith("Cannot read the roadmap donn\u00e9es.yaml: No such file")


@pytest.mark.parametrize("level", ["info", "Warning", " ERROR ", "debug"])
def test_levels_in_any_case(level: str, tmp_path: Path):
    """Taken: what is said is about something else."""
    done = roadmate(tmp_path, "run", DISCORD_TOKEN=TOKEN, LOG_LEVEL=level, ROADMAP_FILE="away.yaml")
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1].startswith("Cannot read the roadmap away.yaml")


def test_another_roadmap_is_refused_until_it_is_accepted(tmp_path: Path):
    """Exit 2 and one sentence at the start; `check --accept` shows what goes out of sight, and takes it."""
    ours = (ROOT / "roadmap.yaml").read_text("utf-8")
    (tmp_path / "roadmap.yaml").write_text(ours, "utf-8")
    (tmp_path / "other.yaml").write_text(
        "title: T\nphases:\n  - {id: p, title: P, weeks: 1, blocks: [{id: b, title: B, weeks: 1, tasks: [{id: t, "
        "text: x}]}]}\n",
        "utf-8",
    )
    first = roadmate(tmp_path, "check", "--accept", "roadmap.yaml")
    assert (first.returncode, first.stderr) == (0, "")
    assert "Taken. Tasks and checkpoint items that stay: 0; new: 88; gone: 0." in first.stdout
    started = roadmate(tmp_path, "run", ROADMAP_FILE="other.yaml", DISCORD_TOKEN=f"{'a' * 24}.{'b' * 6}.{'c' * 27}")
    assert started.returncode == 2
    assert started.stderr.splitlines()[-1].startswith("Only 0 of the 88 tasks and checkpoint items")
    assert "Traceback" not in started.stderr
    taken = roadmate(tmp_path, "check", "--accept", "other.yaml")
    assert "stay: 0; new: 1; gone: 88." in taken.stdout
    assert "Gone: alignment-faking, architecture-tradeoffs" in taken.stdout


# --- PostgreSQL


def test_a_database_moves(tmp_path: Path, postgres_address: PostgresAddress):
    """To a server, from which a backup is a file again; what else is asked there says what to do."""
    make_database(tmp_path / "roadmate.db")
    file, server = "sqlite:///roadmate.db", postgres_address.url
    moved = roadmate(tmp_path, "move", "--to", server, DATABASE_URL=file)
    assert (moved.returncode, moved.stderr) == (0, "")
    assert moved.stdout.startswith(f"Moved 1 row to {postgres_address}, counted and compared.")
    again = roadmate(tmp_path, "move", "--to", server, DATABASE_URL=file)
    assert (again.returncode, again.stdout) == (2, "")
    assert "is not empty. Name a new database" in again.stderr
    assert roadmate(tmp_path, "backup", "copy.db", DATABASE_URL=server).returncode == 0
    assert members_in(tmp_path / "copy.db") == 1
    restored = roadmate(tmp_path, "restore", "copy.db", DATABASE_URL=server)
    assert restored.returncode == 2
    assert "A backup is brought back into a file, and moved from there to" in restored.stderr
    assert roadmate(tmp_path, "health", DATABASE_URL=server).returncode == 1
