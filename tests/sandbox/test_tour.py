"""The tour: a first week in text, without a browser."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import pytest

from bot.sandbox import play

_ROADMAP = Path(__file__).parents[2] / "roadmap.yaml"


async def test_tour_tells_a_first_week(capsys: pytest.CaptureFixture[str]) -> None:
    """Joining, three reminders, three study days, a kept week and a checkpoint item."""
    await play.tour(_ROADMAP)
    told = capsys.readouterr().out
    assert (
        told.index("/start zone:Europe/Berlin")
        < told.index("Mon: Read paper/blog")
        < told.index("Your first task is done")
    )
    for reminder in ("Mon: Read paper/blog", "Wed: Implementation/coding", "Sat: Review + exercises"):
        assert told.count(reminder) == 1
    assert "Your first week: 1 of 3 days · 1 freeze" in told
    assert "🔥 1 week · 3 of 3 ✓ · 1 freeze" in told
    assert "3 of 70 tasks" in told
    assert "1 of 3 items" in told
    assert told.index("/admin roadmap import file:kitchen-garden.md") < told.index("twelve weeks” is ready.")
    assert "Traceback" not in told


async def test_tour_runs_from_the_command_line() -> None:
    """`python -m bot sandbox --tour` ends by itself, with nothing to complain about."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "sandbox", "--tour"),
        cwd=_ROADMAP.parent,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    out, err = await process.communicate()
    assert (process.returncode, err) == (0, b"")
    assert "Noor" in out.decode()
