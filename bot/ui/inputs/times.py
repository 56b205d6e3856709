"""Times of day."""

from __future__ import annotations

import re
from datetime import time

from bot.ui.replies import Refusal
from bot.ui.screens.clocks import no_time

_TIME = re.compile(r"^(\d{1,2})(?:[:.h](\d{2}))?\s*(am|pm)?$")


def read_time(typed: str) -> time:
    """A time of day: "18:00", "18", "6pm", "6:30 pm". Raises Refusal."""
    if match := _TIME.match(typed.strip().lower()):
        hour, minute, half = int(match[1]), int(match[2] or 0), match[3]
        if half and 1 <= hour <= 12:
            hour = hour % 12 + (12 if half == "pm" else 0)
        if hour < 24 and minute < 60:
            return time(hour, minute)
    raise Refusal(no_time(typed))
