"""The checklist that the sandbox hands out, to be imported."""

from __future__ import annotations

from importlib.resources import files

_NAME = "kitchen-garden.md"


def checklist() -> tuple[str, bytes]:
    """Its name, and what it holds."""
    return _NAME, (files("bot.sandbox") / "files" / _NAME).read_bytes()
