"""Random walks of members through four weeks, by the thousand: does the bot keep its promises at every half hour?

python -m benchmarks.walks [members] [first seed]
"""

from __future__ import annotations

import asyncio
import sys
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.reminders.walk.world import World

MEMBERS = 5_000
_A_WORLD = 20


async def walks(members: int, first_seed: int) -> int:
    """Walk so many members, twenty a world; says what went wrong, with the seed, and returns how many worlds failed."""
    came: Counter[str] = Counter()
    failed = 0
    for seed in range(first_seed, first_seed + -(-members // _A_WORLD)):
        with TemporaryDirectory() as folder:
            world = await World.on(Path(folder) / "walk.db", seed, _A_WORLD)
            try:
                await world.walk()
            except AssertionError as broken:
                failed += 1
                print(f"seed {seed}: {broken}", flush=True)
            finally:
                came += world.promises.kept
                await world.store.close()
    kinds = ", ".join(f"{count:,} {kind}" for kind, count in came.most_common())
    print(f"{members:,} members through four weeks, looked at every half hour: {kinds}; {failed} worlds failed")
    return failed


if __name__ == "__main__":
    numbers = [int(argument) for argument in sys.argv[1:]]
    sys.exit(bool(asyncio.run(walks(*(numbers + [MEMBERS, 0][len(numbers) :])))))
