"""Is the bot well? What `python -m bot health` asks: one small file, and nothing that takes long to import."""

from __future__ import annotations

import json
from pathlib import Path

WITHIN_SECONDS = 120
"""Each part was seen well so recently, or it is not well."""

STATUS = "health"
"""The end of the name of the file, beside the database."""

PARTS = {
    "discord": "has not been connected to Discord",
    "database": "could not write to its database",
    "tick": "could not look for reminders",
}
"""What must be well, and what is said when it is not."""


def complaint(file: Path, now: float) -> str | None:
    """Why the bot that writes this file is not well at an instant (UTC seconds), as a sentence; None when it is."""
    try:
        seen: dict[str, float] = {part: float(at) for part, at in json.loads(file.read_text("utf-8")).items()}
    except FileNotFoundError:
        return "The bot of this database is not running, or has not been connected to Discord yet: see its log."
    except (OSError, ValueError, AttributeError, TypeError):
        return f"Cannot read {file}: is it the file that the bot writes?"
    ages = {part: now - seen.get(part, 0) for part in PARTS}
    if all(abs(age) > WITHIN_SECONDS for age in ages.values()):
        return "The bot of this database has been silent for more than two minutes: it hangs or was killed."
    unwell = [said for part, said in PARTS.items() if abs(ages[part]) > WITHIN_SECONDS]
    return f"The bot {' and '.join(unwell)} in the last two minutes: see its log." if unwell else None
