"""A database of the first version, with thirteen members in every kind of plan, brought along.

`old/first_version.sql` was written by the first version; `old/first_version.json` is what it answered about them.
"""

from __future__ import annotations

import asyncio
import json
import os
import sqlite3
import subprocess
from collections.abc import AsyncIterator, Generator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.actions.adopting import adopt
from bot.roadmap import Roadmap
from bot.store.errors import StoreError
from bot.store.store import Store
from bot.study.days import instant_of
from bot.study.member import Walk, Where

HERE = Path(__file__).parent / "old"
GUILD = 4100
MONDAY = date(2026, 3, 2)
NOW = datetime(2027, 5, 3, 12, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")
EXPECTED: dict[str, Any] = json.loads((HERE / "first_version.json").read_text("utf-8"))


@pytest.fixture
def old_file(tmp_path: Path) -> Path:
    """A file as the first version left it."""
    path = tmp_path / "roadmate.db"
    connection = sqlite3.connect(path)
    connection.executescript((HERE / "first_version.sql").read_text("utf-8"))
    connection.close()
    return path


@pytest.fixture
async def store(old_file: Path, curriculum: Roadmap) -> AsyncIterator[Store]:
    """The same file, opened by this version with the roadmap that everybody in it walks."""
    opened = await Store.open(old_file)
    await adopt(opened, curriculum, NOW)
    yield opened
    await opened.close()


@pytest.mark.parametrize("user_id", EXPECTED)
async def test_plans_and_streaks_are_as_before(store: Store, user_id: str):
    """What was due in a week, what was over, the streak and its freezes: over sixty weeks of every kind of plan."""
    found: list[list[Any]] = []
    for day, *_ in EXPECTED[user_id]["weeks"]:
        on = date.fromisoformat(day)
        progress = await store.progress.of(GUILD, int(user_id), instant_of(on, time(12), BERLIN))
        assert progress is not None
        made = tuple(choice for choice in progress.record.choices if choice.monday <= on)
        progress = replace(progress, record=replace(progress.record, choices=made))
        over = sum(1 for block in progress.roadmap.blocks if progress.plan.is_over(block.id, on))
        due = [block.id for block in progress.due_blocks]
        found.append([day, due, over, progress.streak.weeks, progress.streak.freezes])
    assert found == EXPECTED[user_id]["weeks"]


@pytest.mark.parametrize("user_id", EXPECTED)
async def test_counts_and_dates_are_as_before(store: Store, user_id: str):
    """Totals, ticks, what is overdue, and when the plan begins and ends."""
    day = MONDAY + timedelta(weeks=61)
    progress = await store.progress.of(GUILD, int(user_id), instant_of(day, time(12), BERLIN))
    assert progress is not None
    assert {
        "starts_on": progress.plan.starts_on.isoformat(),
        "ends_on": progress.plan.ends_on.isoformat(),
        "total": progress.total,
        "done": progress.done,
        "blocks": len(progress.blocks),
        "overdue": [task.id for task in progress.overdue],
    } == {name: value for name, value in EXPECTED[user_id].items() if name != "weeks"}


async def test_everything_else_is_brought_along(store: Store):
    """Settings, minutes, notes, evidence, skips, questions, celebrations and what was sent."""
    record = await store.members.record(GUILD, 10)
    assert record is not None
    assert (record.member.where, record.member.at) == (Where.DM, time(7, 30))
    assert record.member.quiet_on == record.member.asked_on == MONDAY
    journal = record.journal
    assert [skip.note for skip in journal.skips] == ["know it"]
    assert [given.text for given in journal.evidence] == ["https://example.org/x"]
    assert [(session.minutes, session.note) for session in journal.sessions] == [(60, "review")]
    assert journal.kept_days == (MONDAY + timedelta(days=8),)
    assert record.catchup_offered_on == MONDAY + timedelta(weeks=4)
    first = await store.members.record(GUILD, 1)
    assert first is not None
    assert [tick.note for tick in first.journal.ticks if tick.task_id == "backprop"] == ["n0"]
    assert sum(tick.minutes or 0 for tick in first.journal.ticks) == 14 * 45
    asked = await store.personal.rows(GUILD, 10)
    assert [row["message_id"] for row in asked["stuck"]] == [6]
    assert await store.deliveries.warned(GUILD, MONDAY, NOW) == {(13, MONDAY)}


async def test_catching_up_names_what_was_open(store: Store):
    """The first version knew only that somebody catches up; now it is the tasks that are overdue."""
    progress = await store.progress.of(GUILD, 10, NOW)
    assert progress is not None
    assert progress.record.catching_up == tuple(task.id for task in progress.overdue) != ()


async def test_milestones_go_by_their_ids(store: Store):
    """What was celebrated by its week stays celebrated."""
    assert await store.achievements.told(Walk(GUILD, 1)) >= {"phase/foundations", "milestone/m-project-1"}


async def test_a_second_start_changes_nothing(store: Store, old_file: Path, curriculum: Roadmap):
    """Plans are turned into choices once; the copy made before is the old file."""
    before = [await store.personal.rows(GUILD, int(user_id)) for user_id in EXPECTED]
    await store.close()
    again = await Store.open(old_file)
    await adopt(again, curriculum, NOW + timedelta(days=30))
    assert [await again.personal.rows(GUILD, int(user_id)) for user_id in EXPECTED] == before
    await again.close()
    (copy,) = old_file.parent.glob("*.before-0006.db")
    with sqlite3.connect(copy) as old:
        assert old.execute("SELECT count(*) FROM plan_segments").fetchone()[0] > len(EXPECTED)
    old.close()


async def test_a_stop_between_schema_and_plans_loses_nothing(old_file: Path, curriculum: Roadmap):
    """The schema is new, the plans are still in weeks: the next start with the roadmap turns them."""
    await (await Store.open(old_file)).close()
    opened = await Store.open(old_file)
    assert await opened.upgrading.is_due()
    await adopt(opened, curriculum, NOW)
    assert not await opened.upgrading.is_due()
    progress = await opened.progress.of(GUILD, 3, NOW)
    assert progress is not None
    assert progress.plan.latest.choice.pace.name == "4 months"
    await opened.close()


@contextmanager
def small_disk(at: Path, kibibytes: int) -> Generator[Path]:
    """A real disk of that size; where the machine allows none, the test is skipped and says so."""
    at.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={kibibytes}k", "tmpfs", str(at)],
        check=False,
        capture_output=True,
        text=True,
    )
    if mounted.returncode:
        pytest.skip(f"this machine mounts no small disk: {mounted.stderr.strip()}")
    try:
        yield at
    finally:
        subprocess.run(["umount", str(at)], check=True)


async def brought_up_to_date(file: Path, curriculum: Roadmap) -> int:
    """How many tasks member 3 has after the start that brings their file to this version."""
    opened = await Store.open(file)
    try:
        await adopt(opened, curriculum, NOW)
        progress = await opened.progress.of(GUILD, 3, NOW)
    finally:
        await opened.close()
    assert progress is not None
    return progress.total


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root may mount a small disk")
@pytest.mark.parametrize("room", [1.3, 1.8, 2.1, 2.4])
def test_without_room_on_the_disk_the_old_file_stays(room: float, old_file: Path, tmp_path: Path, curriculum: Roadmap):
    """Wherever the disk fills up (copy, tables, plans): one sentence, and the old file opens again."""
    kibibytes = int(old_file.stat().st_size / 1024 * room)
    rescued = tmp_path / "rescued.db"
    with small_disk(tmp_path / "disk", kibibytes) as disk:
        small = disk / "roadmate.db"
        small.write_bytes(old_file.read_bytes())
        with pytest.raises(StoreError, match=r"room|full"):
            asyncio.run(brought_up_to_date(small, curriculum))
        sqlite3.connect(small).execute("SELECT count(*) FROM ticks").connection.close()
        rescued.write_bytes(small.read_bytes())
    assert asyncio.run(brought_up_to_date(rescued, curriculum)) == EXPECTED["3"]["total"]
