"""Which milestones are reached, and which one comes next."""

from __future__ import annotations

from datetime import date

import pytest

from bot.roadmap import Roadmap
from bot.study.milestones import next_milestone, reached
from tests.study.people import DAY, MONDAY, WHOLE, standing, week

PHASE_3 = tuple(range(15, 23))


def done_until(roadmap: Roadmap, last: int) -> list[str]:
    """Every task of the blocks up to a week."""
    return [task.id for block in roadmap.blocks if block.weeks.last <= last for task in block.tasks]


@pytest.mark.parametrize(
    ("path", "done", "weeks"),
    [
        (WHOLE, 0, ()),
        (WHOLE, 6, ()),
        (WHOLE, 8, (8,)),
        (WHOLE, 20, (8, 14, 18)),
        (WHOLE, 36, (8, 14, 18, 22, 30, 34, 36)),
        (PHASE_3, 14, ()),  # what is not in the plan is not reached, whatever is ticked
        (PHASE_3, 36, (18, 22)),
    ],
)
def test_reached(curriculum: Roadmap, path: tuple[int, ...], done: int, weeks: tuple[int, ...]):
    """With every task in scope up to its week, and not before."""
    found = reached(standing(curriculum, MONDAY, path=path, done=done_until(curriculum, done)))
    assert tuple(milestone.week for milestone in found) == weeks


@pytest.mark.parametrize(
    ("today", "done", "milestone", "on"),
    [
        (MONDAY - DAY, 0, 8, week(8) - DAY),
        (week(8) - DAY, 0, 8, week(8) - DAY),  # still its own Sunday
        (week(8), 0, 8, None),  # its week is over, and it is still the next one
        (week(35), 0, 8, None),
        (week(40), 0, 8, None),
        (MONDAY, 8, 14, week(14) - DAY),  # reached early
        (week(8), 8, 14, week(14) - DAY),
        (week(20), 8, 14, None),
        (week(35), 34, 36, week(36) - DAY),
    ],
)
def test_the_next_one(curriculum: Roadmap, today: date, done: int, milestone: int, on: date | None):
    """The first that is not reached, with the day by which it is due while that is not past."""
    found = next_milestone(standing(curriculum, today, done=done_until(curriculum, done)))
    assert found is not None
    assert (found[0].week, found[1]) == (milestone, on)


def test_only_those_of_the_plan_come(curriculum: Roadmap):
    """On a path without a milestone's week it is left out; when all are reached, none is next."""
    found = next_milestone(standing(curriculum, MONDAY, path=PHASE_3))
    assert found is not None
    assert found[0].week == 18
    assert next_milestone(standing(curriculum, MONDAY, done=done_until(curriculum, 36))) is None
    assert next_milestone(standing(curriculum, MONDAY, path=PHASE_3, done=done_until(curriculum, 22))) is None
