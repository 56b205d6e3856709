"""Words that have to be true for whoever reads them: which week of a block this is, and how far a milestone is."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.roadmap import Block, Milestone, Phase, Roadmap, Task, Weeks
from bot.sandbox.states import START, Story, states, walked
from bot.study.achievements import AchievementKind, achievements, reached
from bot.study.occasions import Event, Occasion
from bot.study.progress import Progress
from bot.study.snapshots.chain import chain_of
from bot.ui.screens.achievement import add_achievement
from bot.ui.screens.chain import streak_line
from bot.ui.screens.layout import Screen
from bot.ui.screens.occasions import event_line
from bot.ui.screens.week import week_screen
from tests.on_screen import words_on

WEEK = timedelta(weeks=1)


def blocks_of(*lengths: int) -> Roadmap:
    """A roadmap of blocks of so many weeks, with a milestone at the end of each."""
    blocks: list[Block] = []
    for number, length in enumerate(lengths):
        first = blocks[-1].weeks.last + 1 if blocks else 1
        weeks, task = Weeks(first, first + length - 1), Task(id=f"t{number}", text=f"Task {number}")
        blocks.append(Block(id=f"b{number}", title=f"Block {number}", weeks=weeks, tasks=(task,)))
    phase = Phase(id="p", title="All", weeks=Weeks(1, blocks[-1].weeks.last), blocks=tuple(blocks))
    milestones = tuple(Milestone(id=f"m-{one.id}", week=one.weeks.last, title=f"{one.title} done") for one in blocks)
    return Roadmap(title="Made up", phases=(phase,), milestones=milestones)


@pytest.mark.parametrize(
    ("week", "said"),
    [
        (0, "Week 1 of 6\nUntil Sunday 13 September · 4 days left"),
        (1, "Week 2 of 6 · first of two weeks\nUntil Sunday 27 September · 11 days left"),
        (2, "Week 3 of 6 · second of two weeks\nUntil Sunday 27 September · 4 days left"),
        (3, "Week 4 of 6 · week 1 of 3 on this\nUntil Sunday 18 October · 18 days left"),
        (5, "Week 6 of 6 · week 3 of 3 on this\nUntil Sunday 18 October · 4 days left"),
    ],
)
def test_week_has_one_date_and_says_which_week_of_the_block_this_is(week: int, said: str):
    """The last day of the block's tasks, with the days until then; a block of one week needs no more."""
    progress = walked(blocks_of(1, 2, 3), Story(week))
    assert said in words_on(week_screen(progress, progress.due_blocks[0]))


@pytest.mark.parametrize(
    ("done", "week", "said"),
    [
        (0, 0, "🏁 **Planned for this week:** Block 0 done · 1 task to go"),
        (0, 2, "🏁 **Planned for this week:** Block 1 done · 2 tasks to go"),
        (2, 2, "🏁 **Planned for this week:** Block 1 done · already reached ✅"),
        (1, 3, "🏁 **Planned for last week:** Block 1 done · 1 task to go"),
    ],
)
def test_a_milestone_is_told_as_planned_with_what_is_left(done: int, week: int, said: str):
    """Nobody is told of a milestone as if it were reached who is behind it."""
    progress = walked(blocks_of(1, 2, 3), Story(week, tasks=done))
    day = START + (0 if week == 0 else 2) * WEEK
    (milestone,) = [one for monday, one in progress.plan.milestones.items() if monday == day]
    assert event_line(progress, Event(Occasion.MILESTONE, milestone.title, day)) == said


def test_a_finished_roadmap_names_three_things_that_came_with_it(curriculum: Roadmap):
    """Whoever has finished knows the others."""
    progress = states(curriculum)["finished"]
    whole = next(one for one in achievements(progress) if one.kind is AchievementKind.ROADMAP)
    screen = add_achievement(Screen(), reached(progress, whole), ["A", "B", "C", "D", "E"], None, offers_role=False)
    assert "🏁 Also reached: A, B, C and 2 more" in words_on(screen)


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("new", "Your first week: 0 of 3 days"),
        ("first tick", "Your first week: 1 of 3 days · 1 freeze"),
        ("paused", "🔥 9 weeks · safe while paused · 3 freezes"),
        ("free week", "🔥 8 weeks · a free week · 3 freezes"),
        ("finished", "🔥 37 weeks"),
    ],
)
def test_the_streak_in_a_line(curriculum: Roadmap, state: str, said: str):
    """No freeze before it was said what one is, none once nothing can be missed any more."""
    progress: Progress = states(curriculum)[state]
    assert streak_line(chain_of(progress)) == said
