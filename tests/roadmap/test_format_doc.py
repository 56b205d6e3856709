"""docs/roadmap-format.md says what the reader does."""

import re
from pathlib import Path

from bot.roadmap import (
    Adjustment,
    Block,
    Checkpoint,
    Milestone,
    Phase,
    Project,
    RhythmDay,
    Roadmap,
    Task,
    counts,
    read_roadmap,
)
from bot.roadmap.parts import LONGEST_TEXT, Part
from bot.roadmap.rules import MOST_BLOCKS, MOST_TASKS
from bot.roadmap.spans import MOST_HOURS, MOST_WEEKS

PAGE = (Path(__file__).parents[2] / "docs/roadmap-format.md").read_text("utf-8")
PARTS: tuple[type[Part], ...] = (
    Roadmap, Phase, Block, Task, Checkpoint, RhythmDay, Project, Milestone, Adjustment,
)  # fmt: skip


def test_the_example_is_a_roadmap():
    """What an author copies from the page is accepted as it stands, and uses every key there is."""
    (example,) = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    roadmap = read_roadmap(example)
    assert counts(roadmap) == (
        "1 phase, 2 blocks, 3 tasks, 1 checkpoint item in 1 checkpoint, "
        "2 rhythm rows, 1 project, 1 milestone, 1 adjustment"
    )
    assert not [key for part in PARTS for key in part.model_fields if f"{key}:" not in example]


def test_every_key_is_explained():
    """A key of the model that the page does not name fails here."""
    assert not [key for part in PARTS for key in part.model_fields if f"`{key}`" not in PAGE]


def test_the_limits_are_the_real_ones():
    """The page's numbers are those of the code."""
    for limit in (
        f"| weeks | {MOST_WEEKS} |",
        f"| blocks | {MOST_BLOCKS} |",
        f"| tasks | {MOST_TASKS:,},",
        f"| a text | {LONGEST_TEXT} characters",
        f"{MOST_HOURS} a week",
    ):
        assert limit in PAGE
