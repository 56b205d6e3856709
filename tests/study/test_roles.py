"""Roles: what is to be given and taken, from what a member has reached and was given."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.roadmap import Roadmap
from bot.study.achievements import achievements
from bot.study.journal import Journal, Tick
from bot.study.member import Reward
from bot.study.progress import Progress
from bot.study.roles import lost_without, role_moves
from tests.study.people import MONDAY, standing

FIRST, WHOLE = "phase/foundations", "roadmap/"


def walker(roadmap: Roadmap, *, wants: bool, done: bool, given: tuple[Reward, ...] = ()) -> Progress:
    """Somebody who has finished the first phase, or all but its last task."""
    tasks = [task.id for block in roadmap.phases[0].blocks for task in block.tasks]
    ticks = tuple(Tick(task, MONDAY) for task in (tasks if done else tasks[:-1]))
    one = standing(roadmap, MONDAY)
    record = replace(
        one.record,
        member=replace(one.member, wants_roles=wants),
        journal=Journal(ticks),
        rewards=(Reward(FIRST, 7), Reward(WHOLE, 8)),
        given_roles=given,
    )
    return replace(one, record=record)


@pytest.mark.parametrize(
    ("wants", "done", "given", "moves"),
    [
        (True, True, (), ["give 7"]),
        (False, True, (), []),
        (True, False, (), []),
        (True, True, (Reward(FIRST, 7),), []),
        (True, True, (Reward(FIRST, 9),), []),
        (True, False, (Reward(FIRST, 9, is_lost=True),), ["take 9"]),
        (True, False, (Reward(FIRST, 7),), []),
        (True, True, (Reward(FIRST, 7, is_lost=True),), []),
        (False, True, (Reward(FIRST, 7), Reward(WHOLE, 8)), ["take 7", "take 8"]),
    ],
)
def test_moves(curriculum: Roadmap, wants: bool, done: bool, given: tuple[Reward, ...], moves: list[str]):
    """Given once; taken when an undo has lost it, or it is switched off; what an edit opened again stays."""
    progress = walker(curriculum, wants=wants, done=done, given=given)
    found = [f"{'give' if move.is_given else 'take'} {move.reward.role_id}" for move in role_moves(progress)]
    assert found == moves


def test_what_an_undo_loses(curriculum: Roadmap):
    """Only that for which a role was given, and only if this task was the last one to complete it."""
    given = (Reward(FIRST, 7), Reward(WHOLE, 8))
    finished = walker(curriculum, wants=True, done=True, given=given)
    last = finished.journal.ticks[-1].task_id
    assert FIRST in {achievement.key for achievement in achievements(finished)}
    assert lost_without(finished, last) == (FIRST,)
    assert lost_without(finished, curriculum.phases[1].blocks[0].tasks[0].id) == ()
    assert lost_without(walker(curriculum, wants=True, done=True), last) == ()
    assert lost_without(walker(curriculum, wants=True, done=False, given=given), last) == ()
