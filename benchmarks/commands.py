"""Measure the commands: `python -m benchmarks.commands`, and `--help` for what else there is. Linux only.

Roadmate beside two bots that do next to nothing (`benchmarks.peers`), this checkout beside another revision, with
HTTP_ADDR beside without, with a million members stored beside a thousand, or on PostgreSQL beside a file. All take
turns at every command, so that a noisy machine hits all alike, and what counts are ratios within a round.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
from collections.abc import Iterable, Sequence
from contextlib import AsyncExitStack
from statistics import median
from typing import NamedTuple

from benchmarks.contestants import Contestant, checked_out, crowded, peer, roadmate
from benchmarks.ground import percentile
from bot.app import until_stopped
from tests.postgres import running


class Case(NamedTuple):
    """A command, how many members run it in one moment, how often in a row, and how many turns everybody has."""

    command: str
    at_once: int
    in_a_row: int
    turns: int


_CASES = (Case("done", 1, 50, 6), Case("progress", 1, 50, 6), Case("done", 50, 4, 6), Case("progress", 50, 4, 6))
FEW, MANY = 1_000, 1_000_000
_WARM_UP = tuple(case._replace(turns=2) for case in _CASES)

Figures = dict[str, list[float]]
"""What was measured → one value for each contestant, in their order."""


async def play(contestants: Sequence[Contestant], cases: Iterable[Case]) -> Figures:
    """One round: everybody is asked everything, one after the other at every turn."""
    figures: Figures = {}
    for one in contestants:
        await one.new_round()
    for case in cases:
        seconds: list[list[float]] = [[] for _ in contestants]
        before = [one.cpu_seconds() for one in contestants]
        for turn in range(case.turns):
            for place in range(len(contestants)):
                number = (turn + place) % len(contestants)
                for _ in range(case.in_a_row):
                    seconds[number] += await contestants[number].ask(case.command, case.at_once)
        spent = [one.cpu_seconds() - begun for one, begun in zip(contestants, before, strict=True)]
        name = f"/{case.command}, {case.at_once} at once"
        for percent in (50, 95, 99):
            figures[f"{name}: p{percent} ms"] = [percentile(found, percent) * 1000 for found in seconds]
        figures[f"{name}: CPU ms each"] = [total * 1000 / len(seconds[0]) for total in spent]
    figures["resident memory, MiB"] = [one.resident_mib() for one in contestants]
    return figures


def table(names: Sequence[str], rounds: Sequence[Figures]) -> str:
    """Medians over the rounds: each contestant's value, and the last one's ratio to each of the others."""
    *others, last = names
    lines = [["", *names, *(f"{last} / {other}" for other in others)], ["---"] * (2 * len(names))]
    for name in rounds[0]:
        found = [figures[name] for figures in rounds]
        values = [median(column) for column in zip(*found, strict=True)]
        ratios = [median(row[-1] / row[number] for row in found) for number in range(len(others))]
        lines.append([name, *(f"{value:.2f}" for value in values), *(f"**{ratio:.2f}**" for ratio in ratios)])
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


async def report(against: str | None, metrics: bool, stored: bool, postgres: bool, rounds: int) -> None:
    """Start all, let them answer once unmeasured, measure, and print."""
    async with AsyncExitStack() as started:
        if against:
            older = started.enter_context(checked_out(against))
            opening = (roadmate(against, older), roadmate("this checkout"))
        elif metrics:
            opening = (roadmate("without metrics"), roadmate("with metrics", HTTP_ADDR="127.0.0.1:0"))
        elif stored:
            opening = (crowded(FEW), crowded(MANY))
        elif postgres:
            server = started.enter_context(running(is_durable=True))
            opening = (roadmate("a file"), roadmate("PostgreSQL", DATABASE_URL=server.address))
        else:
            opening = (peer("no-op"), peer("sql"), roadmate("Roadmate"))
        contestants = [await started.enter_async_context(one) for one in opening]
        await play(contestants, _WARM_UP)
        played: list[Figures] = []
        for _ in range(rounds):
            gc.collect()
            gc.disable()  # a pause of the fake Discord would count as the bot's
            played.append(await play(contestants, _CASES))
        print(table([one.name for one in contestants], played), flush=True)


def main() -> None:
    """Measure until done, or until Ctrl+C or SIGTERM; either way nothing stays behind."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.commands", description="Measure the commands.")
    parser.add_argument("--against", metavar="REVISION", help="compare with this revision instead of the two bots")
    parser.add_argument("--metrics", action="store_true", help="compare it with HTTP_ADDR and without")
    parser.add_argument("--postgres", action="store_true", help="compare it on PostgreSQL and on a file")
    parser.add_argument("--rounds", type=int, default=3, help="how many rounds to take medians of (default 3)")
    parser.add_argument("--stored", action="store_true", help="compare it with many members stored and with few")
    args = parser.parse_args()
    asyncio.run(until_stopped(report(args.against, args.metrics, args.stored, args.postgres, args.rounds)))


if __name__ == "__main__":
    main()
