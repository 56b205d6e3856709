"""Every option that has a list."""

from __future__ import annotations

OPTIONS = {
    ("start", "zone"),
    ("start", "focus"),
    ("start", "roadmap"),
    ("reminders", "zone"),
    ("admin setup", "zone"),
    ("done", "task"),
    ("done", "day"),
    ("undo", "task"),
    ("stuck", "task"),
    ("focus", "task"),
    ("pause", "until"),
    ("pace", "finish_by"),
    ("pace", "focus"),
    ("pace", "preset"),
    ("start", "pace"),
    ("pause", "from"),
    ("reminders", "days"),
    ("admin setup", "days"),
    ("admin roles", "reached"),
    ("admin roadmap import", "onto"),
    ("admin roadmap export", "roadmap"),
    ("admin roadmap default", "roadmap"),
    ("admin roadmap archive", "roadmap"),
    ("admin roadmap restore", "roadmap"),
}
"""Command and option; each is read back in tests/ui/test_typed.py, and typed on a slow machine in test_slow.py."""
