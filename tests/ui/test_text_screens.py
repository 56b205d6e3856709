"""What all screens have in common: they need no library for pictures, and Discord takes them."""

from __future__ import annotations

import pkgutil
import subprocess
import sys

import discord
import pytest

from bot.ui import screens
from bot.ui.screens.layout import Screen, bar, button


def test_text_screens_load_no_pillow():
    """In a fresh interpreter, as one that has drawn something holds it already."""
    names = [f"{screens.__name__}.{module.name}" for module in pkgutil.iter_modules(screens.__path__)]
    assert len(names) > 20
    code = f"import sys, {', '.join(names)}; sys.exit('PIL' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    ("done", "total", "said"),
    [(0, 70, "▱▱▱▱▱"), (1, 70, "▰▱▱▱▱"), (69, 70, "▰▰▰▰▱"), (70, 70, "▰▰▰▰▰")],
)
def test_a_bar_is_short_and_true(done: int, total: int, said: str):
    """The first thing done fills the first cell, and only all done looks full."""
    assert bar(done, total) == said


def test_no_two_presses_are_alike():
    """Discord refuses a message with two: of a screen, its news and a celebration the first button stays."""
    screen = Screen("Done").row(button("Checkpoint", "rm:checkpoint:p1"), button("◀", "rm:checkpoint:p1:0"))
    screen.row(button("Its checkpoint", "rm:checkpoint:p1"), None).row(button("Next", "rm:week"))
    assert [one.label for one in screen.walk_children() if isinstance(one, discord.ui.Button)] == [
        *("Checkpoint", "◀", "Next")
    ]
