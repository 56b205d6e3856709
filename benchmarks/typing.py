"""Measure a key in the boxes that search: `python -m benchmarks.typing`. Cities, and the tasks of a large roadmap."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from benchmarks.ground import longest_stall, percentile
from bot.roadmap import Roadmap
from bot.roadmap.versions import first_edition
from bot.study.choices import Choice
from bot.study.member import Member, MemberRecord
from bot.study.progress import Progress
from bot.study.zones import places, suggestions, zone_label
from bot.ui.inputs.tasks import task_choices
from tests.ui.test_limits import Shape, roadmap_of

_NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
_ROUNDS = 20
_GOAL = 3
_CITIES = ("san francisco", "münchen", "são paulo", "москва", "東京", "القاهرة", "deutschland", "etc/gmt+5", "zzzz")
_TASKS = ("read première", "models world", "17 read", "das tägliche", "zzzz")


def _keys(texts: Sequence[str]) -> list[str]:
    """Every text as it grows, a letter a key, from the empty box on."""
    return ["", *(text[:length] for text in texts for length in range(1, len(text) + 1))]


def _measure(name: str, texts: Sequence[str], search: Callable[[str], object]) -> None:
    keys = _keys(texts)
    for key in keys:
        search(key)
    spent: dict[str, list[float]] = {key: [] for key in keys}
    for _ in range(_ROUNDS):
        for key in keys:
            begun = time.process_time()  # what a key costs, whatever else the machine is doing
            search(key)
            spent[key].append(time.process_time() - begun)
    medians = {key: percentile(times, 50) * 1000 for key, times in spent.items()}
    slowest = max(medians, key=medians.__getitem__)
    middle = percentile(list(medians.values()), 50)
    print(f"{name}: {middle:.2f} ms a key, {medians[slowest]:.2f} for the slowest, “{slowest}” (goal: at most {_GOAL})")


def _zones(typed: str) -> list[str]:
    return [zone_label(found, _NOW) for found in suggestions(typed, places(), _NOW, 25, "Europe/Berlin")]


def _tasks(roadmap: Roadmap) -> Callable[[str], object]:
    edition = first_edition(roadmap)
    record = MemberRecord(Member(1, 1, ZoneInfo("Europe/Berlin")), (Choice(date(2026, 3, 2)),))

    def search(typed: str) -> object:
        progress = Progress(edition, record, _NOW)  # made anew for each key, as in the bot
        return task_choices(roadmap, progress.open_tasks, typed)

    return search


def main() -> None:
    """Print what a key costs, and what reading the places does to the event loop."""
    begun = time.perf_counter()
    stall = asyncio.run(longest_stall(asyncio.to_thread(places)))
    print(f"Reading the places, once: {time.perf_counter() - begun:.2f} s in a thread, stall {stall:.0f} ms")
    _measure("Zones", _CITIES, _zones)
    words = "Read the première chapter of a long book about the things that matter in the world of models"
    roadmap = roadmap_of(Shape(25, 2, 40, words=words))
    _measure(f"Tasks, {len(roadmap.tasks):,} open", _TASKS, _tasks(roadmap))


if __name__ == "__main__":
    main()
