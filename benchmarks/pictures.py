"""Measure the pictures: `python -m benchmarks.pictures`. How fast, smooth and frugal, and what a reply costs."""

from __future__ import annotations

import asyncio
import resource
import sys
import time
from collections.abc import Callable
from functools import partial
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import picture_answers
from benchmarks.ground import SmallerBot, longest_stall, percentile, prepare
from bot.pictures.drawing.card import draw_card
from bot.pictures.drawing.road import draw_road
from bot.roadmap import read_roadmap
from bot.sandbox.states import states
from bot.study.snapshots.card import Card, card_of
from bot.study.snapshots.road import road_of
from bot.ui.picture_cache import PictureCache
from bot.words.alt_text import card_alt_text
from tests.wire.fake_discord import FakeDiscord

_ROADMAP = Path(__file__).parents[1] / "roadmap.yaml"
_DRAWS, _IN_A_ROW, _LONG_RUN = 200, 50, 1000
_COMMANDS = 60
_MEMBER = 1001


def _draw(draws: list[Callable[[], bytes]], name: str) -> None:
    """How long a draw takes, in all states by turns."""
    seconds: list[float] = []
    for draw in islice(cycle(draws), _DRAWS):
        begun = time.perf_counter()
        draw()
        seconds.append(time.perf_counter() - begun)
    half, most = percentile(seconds, 50) * 1000, percentile(seconds, 99) * 1000
    print(f"{name}: p50 {half:.0f} ms (goal: at most 40), p99 {most:.0f} ms, {_DRAWS} draws in {len(draws)} states")


async def _stall(cards: list[Card]) -> None:
    def fifty() -> None:
        for card in islice(cycle(cards), _IN_A_ROW):
            draw_card(card)

    alone, beside = await longest_stall(asyncio.sleep(1.5)), await longest_stall(asyncio.to_thread(fifty))
    print(f"Longest stall of the event loop while {_IN_A_ROW} are drawn in a row: ", end="")
    print(f"{beside:.1f} ms (goal: at most 15); with nothing drawn {alone:.1f} ms")


async def _memory(cards: list[Card]) -> None:
    """Resident memory after some draws and after many more; the picture_cache's own store is full by then."""
    picture_cache = PictureCache(most_kept=20)
    for card in islice(cycle(cards), _IN_A_ROW):
        await picture_cache.picture(card, draw_card, card_alt_text)
    before = _resident()
    for number in range(_LONG_RUN):
        draw_card(cards[number % len(cards)])
    after = _resident()
    print(f"Memory after {_IN_A_ROW} draws {before:.1f} MiB, after {_LONG_RUN} more {after:.1f} MiB (goal: no growth)")


def _resident() -> float:
    """The resident memory now, in MiB; where the system does not tell, the most there has been."""
    status = Path("/proc/self/statm")
    if status.exists():
        return int(status.read_text().split()[1]) * resource.getpagesize() / 2**20
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)


async def _replies(tasks: list[str]) -> None:
    """/progress on the started bot over sockets, from command to answer: with a picture and without, by turns."""
    seconds: dict[str, list[float]] = {"off": [], "on": [], "on, drawn before": []}
    with TemporaryDirectory() as folder:
        async with FakeDiscord() as fake:
            bot = SmallerBot(fake, Path(folder))
            await prepare(bot.database)
            async with bot:
                await bot.ready()
                await fake.slash(_MEMBER, "start", zone="Europe/Berlin")
                for task in tasks:
                    await fake.slash(_MEMBER, "done", task=task)  # other facts, so that the picture is drawn anew
                    for pictures in ("on", "off"):
                        await fake.set_up(pictures=pictures)
                        seconds[pictures].append(await _progress(fake))
                        if pictures == "on":
                            seconds["on, drawn before"].append(await _progress(fake))
    half = {name: percentile(found, 50) * 1000 for name, found in seconds.items()}
    most = {name: percentile(found, 99) * 1000 for name, found in seconds.items()}
    print("/progress from command to answer, by turns: ", end="")
    print("; ".join(f"pictures {name} p50 {half[name]:.0f} ms, p99 {most[name]:.0f} ms" for name in seconds), end="")
    print(f". With a new picture {half['on'] / half['off']:.1f} times as long.")


async def _progress(fake: FakeDiscord) -> float:
    begun = time.perf_counter()
    await fake.slash(_MEMBER, "progress")
    return time.perf_counter() - begun


async def main() -> None:
    """Measure everything."""
    roadmap = read_roadmap(_ROADMAP.read_bytes())
    found = states(roadmap)
    cards, roads = [card_of(state) for state in found.values()], [road_of(state) for state in found.values()]
    draw_card(cards[0])  # fonts are loaded
    _draw([partial(draw_card, card) for card in cards], "The card")
    _draw([partial(draw_road, road) for road in roads], "The road")
    await _stall(cards)
    await _memory(cards)
    await _replies([task.id for task in roadmap.tasks][:_COMMANDS])
    await picture_answers.report()


if __name__ == "__main__":
    asyncio.run(main())
