"""What is an achievement, on the real curriculum."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.roadmap import Milestone, Roadmap
from bot.study.achievements import (
    Achievement,
    AchievementKind,
    Reached,
    achievement_of,
    achievements,
    reached,
    untold_achievements,
)
from bot.study.journal import Journal, Session, Skip, Tick
from bot.study.progress import Progress
from bot.study.streak import WeekState
from tests.study.people import DAY, MONDAY, WEEK, WHOLE, standing, week

FROM_PHASE_2 = tuple(range(9, 37))
PHASE_3 = tuple(range(15, 23))
WEEKS_1_2 = ("backprop", "optimizers", "losses-regularization")
EVERYTHING = [
    "roadmap/",
    "phase/foundations",
    "phase/llm-engineering",
    "phase/alignment-safety",
    "phase/agents-applications",
    "phase/mastery-portfolio",
    "milestone/m-project-1",
    "milestone/m-phase-2",
    "milestone/m-project-2",
    "milestone/m-project-3",
    "milestone/m-project-4",
    "milestone/m-project-5",
    "milestone/m-project-6",
]


def tasks_of(curriculum: Roadmap, *weeks: int) -> list[str]:
    """The ids of the tasks of the blocks of these weeks."""
    return [task.id for block in curriculum.blocks if not {*block.weeks}.isdisjoint(weeks) for task in block.tasks]


def keys(found: Iterable[Achievement]) -> list[str]:
    """Achievements as they are remembered."""
    return [achievement.key for achievement in found]


def skipping(progress: Progress, *task_ids: str) -> Progress:
    """The same member, who chose not to do these tasks."""
    skips = tuple(Skip(task_id, "known") for task_id in task_ids)
    return replace(progress, record=replace(progress.record, journal=replace(progress.record.journal, skips=skips)))


# --- what was reached


@pytest.mark.parametrize(
    ("path", "weeks", "found"),
    [
        (WHOLE, range(0), []),
        (WHOLE, range(1, 7), []),
        (WHOLE, range(1, 9), ["phase/foundations", "milestone/m-project-1"]),
        (WHOLE, range(9, 15), ["phase/llm-engineering"]),  # week 14, but not all up to it
        (
            WHOLE,
            range(1, 15),
            ["phase/foundations", "phase/llm-engineering", "milestone/m-project-1", "milestone/m-phase-2"],
        ),
        # A milestone in the middle of a phase.
        (
            WHOLE,
            (*range(1, 15), 17, 18),
            ["phase/foundations", "phase/llm-engineering", "milestone/m-project-1", "milestone/m-phase-2"],
        ),
        (
            WHOLE,
            range(1, 19),
            [
                "phase/foundations",
                "phase/llm-engineering",
                "milestone/m-project-1",
                "milestone/m-phase-2",
                "milestone/m-project-2",
            ],
        ),
        (WHOLE, range(3, 37), EVERYTHING[2:6]),
        (WHOLE, range(1, 35), [*EVERYTHING[1:5], *EVERYTHING[6:12]]),
        (WHOLE, WHOLE, EVERYTHING),
        # From phase 2 on nothing before it is asked for, and nothing is reached there.
        (FROM_PHASE_2, range(1, 9), []),
        (FROM_PHASE_2, range(9, 15), ["phase/llm-engineering", "milestone/m-phase-2"]),
        (FROM_PHASE_2, range(9, 37), ["roadmap/", *EVERYTHING[2:6], *EVERYTHING[7:]]),
        # One phase is a whole roadmap for whoever wants no more.
        (PHASE_3, PHASE_3, ["roadmap/", "phase/alignment-safety", "milestone/m-project-2", "milestone/m-project-3"]),
        (PHASE_3, range(15, 19), ["milestone/m-project-2"]),
        # Of a phase of which only some weeks are in the plan, only they are asked for; its milestone is not in it.
        ((1, 2), (1, 2), ["roadmap/", "phase/foundations"]),
        ((7, 8), (1, 2), []),
        ((7, 8), (7, 8), ["roadmap/", "phase/foundations", "milestone/m-project-1"]),
    ],
)
def test_what_is_reached(curriculum: Roadmap, path: tuple[int, ...], weeks: Sequence[int], found: list[str]):
    """The roadmap first, then phases, then milestones, each in order; only what is in the plan counts."""
    assert keys(achievements(standing(curriculum, MONDAY, path=path, done=tasks_of(curriculum, *weeks)))) == found


@pytest.mark.parametrize(
    ("left", "missing"),
    [
        ("backprop", {"roadmap/", "phase/foundations", *EVERYTHING[6:]}),
        ("compute-optimal", {"roadmap/", "phase/foundations", *EVERYTHING[6:]}),
        ("reward-hacking", {"roadmap/", "phase/alignment-safety", *EVERYTHING[8:]}),
        ("mock-interviews", {"roadmap/", "phase/mastery-portfolio", "milestone/m-project-6"}),
    ],
)
def test_one_open_task(curriculum: Roadmap, left: str, missing: set[str]):
    """It holds back its phase, every milestone from its block on, and the roadmap."""
    done = [task.id for task in curriculum.tasks if task.id != left]
    assert keys(achievements(standing(curriculum, MONDAY, done=done))) == [
        key for key in EVERYTHING if key not in missing
    ]


@pytest.mark.parametrize("in_week", [1, 2])
@pytest.mark.parametrize(("done", "is_reached"), [(2, False), (3, True)])
def test_a_milestone_waits_for_its_whole_block(curriculum: Roadmap, in_week: int, done: int, is_reached: bool):
    """In the first week of a block or in its last: what is asked for are tasks, and they belong to the block."""
    roadmap = curriculum.model_copy(update={"milestones": (Milestone(id="m-warm", week=in_week, title="Warm"),)})
    found = keys(achievements(standing(roadmap, MONDAY, done=WEEKS_1_2[:done])))
    assert found == (["milestone/m-warm"] if is_reached else [])


def test_skipped_tasks_are_not_asked_for(curriculum: Roadmap):
    """What was skipped holds nothing back; with everything skipped there is nothing to celebrate."""
    progress = standing(curriculum, MONDAY, path=(1, 2, 8), done=[*WEEKS_1_2[:2], *tasks_of(curriculum, 8)])
    assert achievements(progress) == ()
    assert keys(achievements(skipping(progress, WEEKS_1_2[2]))) == [
        "roadmap/",
        "phase/foundations",
        "milestone/m-project-1",
    ]
    nothing_left = skipping(standing(curriculum, MONDAY, path=(7, 8)), *tasks_of(curriculum, 7, 8))
    assert nothing_left.total == 0
    assert achievements(nothing_left) == ()


def test_only_tasks_are_asked_for(curriculum: Roadmap):
    """Checkpoint items, the day and the plan's weeks neither help nor hold back."""
    shown = [item.id for item in curriculum.items]
    assert achievements(standing(curriculum, week(40), shown=shown)) == ()
    assert keys(achievements(standing(curriculum, MONDAY - 10 * DAY, done=tasks_of(curriculum, *range(1, 9))))) == [
        "phase/foundations",
        "milestone/m-project-1",
    ]


# --- what is new


def fresh(before: Progress, after: Progress) -> tuple[Achievement, ...]:
    """What is told in `after` to somebody who was told of everything in `before`."""
    record = replace(after.record, told_achievements=frozenset(keys(achievements(before))))
    return untold_achievements(replace(after, record=record))


@pytest.mark.parametrize(
    ("before", "after", "new"),
    [
        (range(0), range(0), []),
        (range(0), range(1, 7), []),
        (range(1, 9), range(1, 9), []),
        (range(1, 7), range(1, 9), ["phase/foundations", "milestone/m-project-1"]),
        (range(1, 9), range(1, 13), []),
        (range(1, 17), range(1, 19), ["milestone/m-project-2"]),
        (range(9, 15), range(1, 15), ["phase/foundations", "milestone/m-project-1", "milestone/m-phase-2"]),
        (range(1, 35), range(1, 37), ["roadmap/", "phase/mastery-portfolio", "milestone/m-project-6"]),
        (range(3, 37), range(1, 37), ["roadmap/", "phase/foundations", *EVERYTHING[6:]]),
        (range(1, 37), range(1, 37), []),
        (range(1, 37), range(1, 9), []),  # taken back
    ],
)
def test_what_is_new(curriculum: Roadmap, before: Sequence[int], after: Sequence[int], new: list[str]):
    """What was not reached before, the greatest first; nothing when nothing came of it."""
    states = [standing(curriculum, MONDAY, done=tasks_of(curriculum, *weeks)) for weeks in (before, after)]
    assert keys(fresh(*states)) == new


def test_time_alone_reaches_nothing(curriculum: Roadmap):
    """The same ticks a year later are no news."""
    done = tasks_of(curriculum, *range(1, 15))
    assert fresh(standing(curriculum, MONDAY, done=done), standing(curriculum, week(52), done=done)) == ()


# --- what it took


def studying(curriculum: Roadmap, today: date, path: tuple[int, ...] = WHOLE) -> Progress:
    """Two tasks on each Monday and Wednesday until phases 1 and 2 are done, and none on seven Saturdays."""
    tasks = tasks_of(curriculum, *range(1, 15))
    days = [week(n) + day * DAY for n in range(8) for day in (0, 2)]
    ticks = tuple(Tick(task, days[number // 2]) for number, task in enumerate(tasks))
    saturdays = tuple(Session(week(n) + 5 * DAY, 60) for n in range(7))
    progress = standing(curriculum, today, path=path)
    return replace(progress, record=replace(progress.record, journal=Journal(ticks, saturdays)))


@pytest.mark.parametrize(
    ("achievement", "number", "title", "tasks", "study_days", "weeks"),
    [
        # 14 tasks of phase 1 on 7 days, 12 of phase 2 on 6, two days a week; the 7 Saturdays belong to no task.
        (Achievement(AchievementKind.PHASE, "foundations"), 1, "Foundations", 14, 7, 4),
        (Achievement(AchievementKind.PHASE, "llm-engineering"), 2, "LLM Engineering", 12, 6, 4),
        (Achievement(AchievementKind.MILESTONE, "m-project-1"), 1, "Project 1 complete (Transformer)", 14, 7, 4),
        (Achievement(AchievementKind.MILESTONE, "m-phase-2"), 2, "Phase 2 complete", 26, 13, 7),
    ],
)
def test_what_it_took(
    curriculum: Roadmap, achievement: Achievement, number: int, title: str, tasks: int, study_days: int, weeks: int
):
    """Of a phase its own tasks and their days; of a milestone those of all blocks up to its week."""
    progress = studying(curriculum, week(6) + 6 * DAY)
    assert achievement in achievements(progress)
    has_checkpoint = achievement.kind is AchievementKind.PHASE
    expected = Reached(achievement, number, title, tasks, study_days, weeks, 6, has_checkpoint)
    found = reached(progress, achievement)
    assert replace(found, week=0) == expected
    assert bool(found.week) == (achievement.kind is AchievementKind.MILESTONE)


@pytest.mark.parametrize(
    ("kept", "last", "found"), [(1, 3, True), (2, 3, True), (3, 3, False), (4, 3, True), (4, 2, False), (5, 3, False)]
)
def test_a_round_number_of_weeks_is_reached_when_its_week_is_kept(
    curriculum: Roadmap, kept: int, last: int, found: bool
):
    """Not before its last study day, and not at the numbers between; the achievement is of its week."""
    studied = [week(n) + day * DAY for n in range(kept) for day in (0, 2, 5)][: 3 * (kept - 1) + last]
    progress = standing(curriculum, week(kept - 1) + 6 * DAY, studied=studied)
    achievement = Achievement(AchievementKind.STREAK, week(kept - 1).isoformat())
    assert (achievement in achievements(progress)) == found
    assert (achievement_of(progress, achievement.key) == achievement) == found
    a_week_later = replace(progress, now=progress.now + WEEK)
    assert achievement not in achievements(a_week_later)
    assert (achievement_of(a_week_later, achievement.key) == achievement) == found  # it may still be shared
    if found:
        it = reached(progress, achievement)
        assert (it.streak, it.kept and it.kept.chain) == (kept, (WeekState.KEPT,) * kept)


def test_what_the_roadmap_took(curriculum: Roadmap):
    """All tasks in scope and all study days; a tick out of scope is a study day, and no task of the plan."""
    progress = studying(curriculum, week(6) + 6 * DAY, path=tuple(range(9, 15)))
    achievement = achievements(progress)[0]
    title = progress.roadmap.title
    assert reached(progress, achievement) == Reached(achievement, 0, title, 12, 20, 7, streak=6, phases=(2,))
    assert achievement == Achievement(AchievementKind.ROADMAP)


def test_a_milestone_between_two_phases_has_no_number(curriculum: Roadmap):
    """A roadmap may leave weeks out, and have a milestone in them."""
    phases = (curriculum.phases[0], *curriculum.phases[2:])
    milestones = (Milestone(id="m-off", week=10, title="A week off"),)
    gappy = curriculum.model_copy(update={"phases": phases, "milestones": milestones})
    progress = standing(gappy, week(9), done=tasks_of(gappy, *range(1, 9)))
    achievement = Achievement(AchievementKind.MILESTONE, "m-off")
    assert achievements(progress) == (Achievement(AchievementKind.PHASE, "foundations"), achievement)
    told = reached(progress, achievement)
    assert (told.number, told.title, told.tasks) == (0, "A week off", 14)


# --- its key


def test_keys_lead_back(curriculum: Roadmap):
    """Each has a key of its own, by which it is found again once it is reached, and not before."""
    beginner = standing(curriculum, MONDAY)
    progress = standing(curriculum, MONDAY, done=[task.id for task in curriculum.tasks])
    found = achievements(progress)
    assert len(set(keys(found))) == len(found) == 13
    assert [achievement_of(progress, achievement.key) for achievement in found] == [*found]
    assert [achievement_of(beginner, achievement.key) for achievement in found] == [None] * 13


@pytest.mark.parametrize(
    "key",
    [
        "",
        "/",
        "roadmap",
        "roadmap/x",
        "phase/",
        "phase/8",
        "milestone/",
        "milestone/8",
        "milestone/m-project-9",
        "m-project-1",
        "🎉/8",
    ],
)
def test_a_key_of_nothing(curriculum: Roadmap, key: str):
    """What is no key, or that of something the roadmap does not have, is nobody's achievement."""
    assert achievement_of(standing(curriculum, MONDAY, done=[task.id for task in curriculum.tasks]), key) is None


def test_every_achievement_can_be_told(curriculum: Roadmap):
    """Whatever was reached has a title and what it took."""
    progress = standing(curriculum, MONDAY, done=[task.id for task in curriculum.tasks])
    told = [reached(progress, achievement) for achievement in achievements(progress)]
    assert [one.number for one in told] == [0, 1, 2, 3, 4, 5, 1, 2, 3, 3, 4, 5, 5]
    assert [one.tasks for one in told] == [70, 14, 12, 16, 16, 12, 14, 26, 34, 42, 58, 65, 70]
    assert all(one.title and one.study_days == 1 for one in told)


# --- for every way through the roadmap

paths = st.sampled_from([WHOLE, FROM_PHASE_2, PHASE_3, (*PHASE_3, *range(27, 31)), (1, 2), (8, 9, 36)])
"""Plans, focused ones too."""
open_tasks = st.sets(st.integers(0, 69), max_size=4) | st.sets(st.integers(0, 69))
"""The numbers of the tasks that are left."""


def without(curriculum: Roadmap, path: tuple[int, ...], left: set[int]) -> Progress:
    """Somebody who has done everything but these tasks."""
    done = [task.id for number, task in enumerate(curriculum.tasks) if number not in left]
    return standing(curriculum, MONDAY, path=path, done=done)


@given(paths, open_tasks)
def test_achievements_are_what_the_rule_says(curriculum: Roadmap, path: tuple[int, ...], left: set[int]):
    """The rule told again, task by task: all of the plan, all of a phase, all up to a milestone's week."""
    progress = without(curriculum, path, left)
    in_plan = [block for block in curriculum.blocks if not {*block.weeks}.isdisjoint(path)]
    is_open = {block.id: any(not progress.has_done(task.id) for task in block.tasks) for block in in_plan}
    expected = [] if any(is_open.values()) else ["roadmap/"]
    for phase in curriculum.phases:
        its_own = [is_open[block.id] for block in in_plan if block in phase.blocks]
        expected += [f"phase/{phase.id}"] if its_own and not any(its_own) else []
    for milestone in curriculum.milestones:
        up_to_it = [is_open[block.id] for block in in_plan if block.weeks.first <= milestone.week]
        expected += [f"milestone/{milestone.id}"] if milestone.week in path and not any(up_to_it) else []
    assert keys(achievements(progress)) == expected


@given(paths, open_tasks, open_tasks)
def test_more_ticks_never_take_one_away(curriculum: Roadmap, path: tuple[int, ...], left: set[int], more: set[int]):
    """What is reached stays reached, and what is new is the difference, in the same order."""
    before, after = without(curriculum, path, left | more), without(curriculum, path, left)
    assert {*achievements(before)} <= {*achievements(after)}
    assert fresh(before, after) == tuple(
        achievement for achievement in achievements(after) if achievement not in {*achievements(before)}
    )
    assert fresh(after, before) == fresh(after, after) == ()


def test_milestones_of_one_week_are_achievements_of_their_own(curriculum: Roadmap):
    """Each is remembered by its id, so that one that moves to another week is celebrated no second time."""
    milestones = (Milestone(id="m-a", week=2, title="A"), Milestone(id="m-b", week=2, title="B"))
    roadmap = curriculum.model_copy(update={"milestones": milestones})
    done = [task.id for task in roadmap.blocks[0].tasks]
    progress = standing(roadmap, MONDAY, done=done)
    found = [achievement for achievement in achievements(progress) if achievement.kind is AchievementKind.MILESTONE]
    assert [achievement.key for achievement in found] == ["milestone/m-a", "milestone/m-b"]
    assert [reached(progress, achievement).title for achievement in found] == ["A", "B"]
    moved = tuple(milestone.model_copy(update={"week": 1}) for milestone in milestones)
    assert fresh(progress, standing(roadmap.model_copy(update={"milestones": moved}), MONDAY, done=done)) == ()
