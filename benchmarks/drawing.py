"""Compare what drawing costs in this tree and in another: `python -m benchmarks.drawing OTHER_TREE`.

Each tree draws the states that both have, by turns in processes of its own: first with letters and shapes that are
new, then again. Processor time, so that a busy machine matters little; the ratios are what counts (decision 0029).
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from statistics import median

_HERE = Path(__file__).parents[1]
_TURNS = 5

_NAMES = """
import json
from pathlib import Path
from bot.config import load_roadmap
from bot.sandbox.states import states

print(json.dumps(list(states(load_roadmap(Path("roadmap.yaml"))))))
"""

_WORKER = """
import json, sys, time
from pathlib import Path
from bot.config import load_roadmap
from bot.pictures.drawing.card import draw_card
from bot.pictures.drawing.road import draw_road
from bot.sandbox.states import states
from bot.study.snapshots.card import card_of
from bot.study.snapshots.road import road_of

found = states(load_roadmap(Path("roadmap.yaml")))
names = json.loads(sys.argv[1])
told = {}
for kind, draw, facts in (("card", draw_card, card_of), ("road", draw_road, road_of)):
    shown = [facts(found[name]) for name in names]
    for turn in ("first", "again"):
        begun = time.process_time()
        size = sum(len(draw(one)) for one in shown)
        told[f"{kind}, {turn}"] = (time.process_time() - begun) / len(shown) * 1000
    told[f"{kind}, kB"] = size / len(shown) / 1000
print(json.dumps(told))
"""


def _told(tree: Path, names: list[str]) -> dict[str, float]:
    """What a tree's drawing takes, in ms and kB a picture."""
    return json.loads(_said(tree, _WORKER, names))


def _states(tree: Path) -> list[str]:
    return json.loads(_said(tree, _NAMES, []))


def _said(tree: Path, program: str, names: list[str]) -> str:
    run = (sys.executable, "-c", program, json.dumps(names))
    environment = {**os.environ, "PYTHONPATH": str(tree)}
    return subprocess.run(run, cwd=tree, env=environment, check=True, capture_output=True, text=True).stdout


def main(other: Path) -> None:
    """Draw by turns, and tell both and their ratio."""
    there = set(_states(other))
    names = [name for name in _states(_HERE) if name in there]
    turns = [(_told(_HERE, names), _told(other, names)) for _ in range(_TURNS)]
    print(f"{len(names)} states, the middle of {_TURNS} turns, processor time a picture: here, there, ratio")
    for what in turns[0][0]:
        own, others = (median(turn[side][what] for turn in turns) for side in (0, 1))
        print(f"{what:12} {own:6.1f} {others:6.1f}   {own / others:.2f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
