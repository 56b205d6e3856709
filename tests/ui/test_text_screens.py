"""The screens are text: a program that only shows them needs no library for pictures."""

from __future__ import annotations

import pkgutil
import subprocess
import sys

from bot.ui import screens


def test_text_screens_load_no_pillow():
    """In a fresh interpreter, as one that has drawn something holds it already."""
    names = [f"{screens.__name__}.{module.name}" for module in pkgutil.iter_modules(screens.__path__)]
    assert len(names) > 20
    code = f"import sys, {', '.join(names)}; sys.exit('PIL' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
