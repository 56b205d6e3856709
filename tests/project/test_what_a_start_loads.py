"""What only some need is loaded when they need it: memory that every bot would pay for."""

from __future__ import annotations

import subprocess
import sys

HEAVY = {"PIL", "icalendar", "markdown_it", "rapidfuzz", "simcord"}
"""What a bot needs that draws, writes a calendar, reads a checklist: 12 MB together."""


def test_what_is_heavy_is_loaded_when_it_is_needed():
    """A bot that has started has not loaded it; in a process of its own, as the tests have."""
    said = subprocess.run(
        [sys.executable, "-c", "import sys, bot.__main__, bot.app; print(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "discord" in said.stdout.split()
    assert set(said.stdout.split()) & HEAVY == set()
