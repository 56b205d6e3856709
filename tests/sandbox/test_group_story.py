"""The sandbox's group, from three chairs: what its member, the mentor and the admin find there."""

from __future__ import annotations

from pathlib import Path

from bot.roadmap import Roadmap, read_roadmap
from bot.sandbox.play import opened
from tests.project.test_command_line import SMALL
from tests.sandbox.test_travel import MONDAY_MORNING, say


async def test_a_group_from_three_chairs(curriculum: Roadmap, tmp_path: Path) -> None:
    """Ada is in week 9 of it and on the board, Mia has one checkpoint to read, Maya sees who agreed."""
    async with opened(curriculum, tmp_path, MONDAY_MORNING) as sandbox:
        world = sandbox.world
        assert "Week 9 of 36" in await say(sandbox, world.ada, "cohort")
        board = await say(sandbox, world.ada, "leaderboard", action="show")
        assert "12 of 12 study days" in board
        assert "Fay" not in board
        assert "1 checkpoint waits" in await say(sandbox, world.mia, "review")
        seen = await say(sandbox, world.maya, "admin members", cohort="Evening group")
        assert [name for name in ("Ada", "Ben", "Cleo", "Dev", "Eli", "Fay") if name in seen] == [
            *("Ada", "Cleo", "Dev", "Fay")
        ]
        assert "no study day since" in seen
        assert "nobody looked in 7 days" in await say(sandbox, world.eli, "checkpoint", phase=1)
        assert "The second link" in await say(sandbox, world.dev, "checkpoint", phase=1)


async def test_a_roadmap_without_checkpoints_has_a_group_too(tmp_path: Path) -> None:
    """Nothing is there to read then."""
    async with opened(read_roadmap(SMALL.encode()), tmp_path, MONDAY_MORNING) as sandbox:
        assert "Evening group" in await say(sandbox, sandbox.world.ada, "cohort")
        assert "nothing for you to read" in await say(sandbox, sandbox.world.mia, "review")


async def test_somebody_of_the_group_leaves(curriculum: Roadmap, tmp_path: Path) -> None:
    """Nobody tells the bot; the next list is without them, and so are the counts."""
    async with opened(curriculum, tmp_path, MONDAY_MORNING) as sandbox:
        world = sandbox.world
        assert "Dev has left the server" in await say(sandbox, world.maya, "sandbox leaves", person="Dev")
        assert "left already" in await say(sandbox, world.maya, "sandbox leaves", person="Dev")
        assert "5 members have joined" in await say(sandbox, world.maya, "admin doctor")
        seen = await say(sandbox, world.maya, "admin members", cohort="Evening group")
        assert "Cleo" in seen
        assert "Dev" not in seen
        assert "5 members" in await say(sandbox, world.maya, "admin roadmap list")
