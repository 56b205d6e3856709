"""Where a member stands with ticks that they have just made, without asking for all of it anew."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from bot.study.journal import Tick
from bot.study.progress import Progress


def with_ticks(progress: Progress, ticks: Iterable[Tick]) -> Progress:
    """Where a member stands once they have made some ticks more."""
    journal = replace(progress.journal, ticks=(*progress.journal.ticks, *ticks))
    return replace(progress, record=replace(progress.record, journal=journal))
