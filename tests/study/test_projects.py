"""How far the projects are, on the real curriculum."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.roadmap import Project, Roadmap, Weeks
from bot.study.choices import Pause
from bot.study.journal import Skip
from bot.study.pace import PlanRequest, requested_choice, shifted_choice, with_choice
from bot.study.progress import Progress
from bot.study.projects import ProjectState, projects
from tests.study.people import DAY, MONDAY, WHOLE, standing, week

LETTERS = {ProjectState.DONE: "D", ProjectState.OPEN: "u", ProjectState.AHEAD: "a", ProjectState.OUT: "-"}
FROM_PHASE_2 = tuple(range(9, 37))
PHASE_3 = tuple(range(15, 23))

P1 = ("transformers-deep-dive", "transformer-implementation", "scaling-laws")
P2 = ("constitutional-ai",)
P3 = ("interpretability", "alignment-research")
P4 = ("agents-tool-use", "coding-agents")
P5 = ("system-design", "evals-red-teaming")
P6 = ("capstone-interview-prep",)


def ids_of(curriculum: Roadmap, blocks: Sequence[str]) -> list[str]:
    """The ids of the tasks of these blocks."""
    return [task.id for block in curriculum.blocks if block.id in blocks for task in block.tasks]


def letters(progress: Progress) -> str:
    """How far the projects are, a letter each: Done, under way, ahead, - not in the plan."""
    return "".join(LETTERS[part.state] for part in projects(progress))


def skipping(progress: Progress, *task_ids: str) -> Progress:
    """The same member, who chose not to do these tasks."""
    skips = tuple(Skip(task_id, "known") for task_id in task_ids)
    return replace(progress, record=replace(progress.record, journal=replace(progress.record.journal, skips=skips)))


def test_all_of_them_in_their_order(curriculum: Roadmap):
    """Each project with the number it goes by; those out of the plan keep theirs."""
    for path in (WHOLE, PHASE_3):
        found = projects(standing(curriculum, MONDAY, path=path))
        assert [(part.number, part.project) for part in found] == list(enumerate(curriculum.projects, start=1))


@pytest.mark.parametrize(
    ("today", "done", "states"),
    [
        (MONDAY, (), "aaaaaa"),
        (week(2) - DAY, (), "aaaaaa"),
        (week(2), (), "uaaaaa"),  # project 1 begins in week 3
        (week(8), (), "uaaaaa"),  # its weeks are over, and something is open
        (week(16), (), "uuaaaa"),
        (week(18), P1, "Duuaaa"),
        (week(18), P2, "uDuaaa"),
        (week(26), (*P1, *P2, *P3), "DDDuaa"),
        (week(30) - DAY, (), "uuuuaa"),
        (week(30), (), "uuuuua"),
        (week(34), (), "uuuuuu"),
        (week(50), (*P2, *P5), "uDuuDu"),  # long after the end
        # What is done is done, whenever it is due.
        (MONDAY, P1, "Daaaaa"),
        (MONDAY, P6, "aaaaaD"),
        (MONDAY, P1[:2], "aaaaaa"),
        (week(2), P1[1:], "uaaaaa"),
        (week(20), (*P1, *P2, *P3, *P4, *P5, *P6), "DDDDDD"),
        # The tasks of the weeks around a project are none of its own.
        (MONDAY, ("ml-fundamentals", "rlhf-fundamentals", "rag-systems"), "aaaaaa"),
    ],
)
def test_on_the_whole_plan(curriculum: Roadmap, today: date, done: Sequence[str], states: str):
    """Done by its tasks alone; else under way from its first week on, and ahead before it."""
    assert letters(standing(curriculum, today, done=ids_of(curriculum, done))) == states


@pytest.mark.parametrize("block", [*P1, *P2, *P3, *P4, *P5, *P6])
def test_one_open_task_keeps_a_project_open(curriculum: Roadmap, block: str):
    """Whichever block it is in, the first task or the last."""
    tasks = [task.id for task in curriculum.tasks]
    for left in (ids_of(curriculum, [block])[0], ids_of(curriculum, [block])[-1]):
        states = letters(standing(curriculum, week(40), done=[task for task in tasks if task != left]))
        assert sorted(states) == [*"DDDDDu"]


@pytest.mark.parametrize(
    ("today", "done", "states"),
    [
        (MONDAY - 3 * DAY, (), "aaaaaa"),
        (MONDAY - 30 * DAY, P1[:1], "aaaaaa"),
        (MONDAY - 3 * DAY, P1, "Daaaaa"),  # work done before the start counts
    ],
)
def test_before_the_start(curriculum: Roadmap, today: date, done: Sequence[str], states: str):
    """Nothing is under way before the plan is."""
    assert letters(standing(curriculum, today, done=ids_of(curriculum, done))) == states


def test_a_plan_that_starts_with_a_project(curriculum: Roadmap):
    """Project 1 from its own first week on: ahead on the Sunday before, under way on the Monday."""
    assert letters(standing(curriculum, MONDAY - DAY, path=WHOLE[2:])) == "aaaaaa"
    assert letters(standing(curriculum, MONDAY, path=WHOLE[2:])) == "uaaaaa"


@pytest.mark.parametrize(
    ("path", "today", "done", "states"),
    [
        # Started at phase 2: project 1 is out, done or not; project 2 comes after 8 weeks.
        (FROM_PHASE_2, week(8) - DAY, (), "-aaaaa"),
        (FROM_PHASE_2, week(8), (), "-uaaaa"),
        (FROM_PHASE_2, week(8), P1, "-uaaaa"),
        (FROM_PHASE_2, week(40), P2, "-Duuuu"),
        # A focus on phase 3 and project 4.
        ((*PHASE_3, *range(27, 31)), week(0), (), "-aaa--"),
        ((*PHASE_3, *range(27, 31)), week(2), (), "-uaa--"),
        ((*PHASE_3, *range(27, 31)), week(8), (*P2, *P5), "-Duu--"),
        # A focus on phase 3 and project 2, which is a part of it.
        (PHASE_3, week(40), (), "-uu---"),
        ((1, 2), week(40), (), "------"),
        # Of a project of which only some weeks are in the plan, only they are asked for.
        ((3, 4), week(0), P1[:1], "D-----"),
        ((3, 4), week(0), P1[1:], "u-----"),
        ((7, 8, 19, 20), week(1), P1[2:], "D-a---"),
        ((7, 8, 19, 20), week(2), P3[1:], "u-u---"),
    ],
)
def test_only_what_is_in_the_plan(
    curriculum: Roadmap, path: tuple[int, ...], today: date, done: Sequence[str], states: str
):
    """A project without a week in scope is out, whatever is ticked of it."""
    assert letters(standing(curriculum, today, path=path, done=ids_of(curriculum, done))) == states


def test_a_requested_focus(curriculum: Roadmap):
    """A focus from week 4 on puts the project that was under way out of the plan, and back when it is left."""
    before = standing(curriculum, week(3))
    focus = PlanRequest(focus=(curriculum.phases[2], curriculum.projects[5]))
    after = with_choice(before, requested_choice(before, focus))
    again = with_choice(after, requested_choice(after, PlanRequest(whole=True)))
    assert [letters(one) for one in (before, after, again)] == ["uaaaaa", "-aa--a", "uaaaaa"]


def test_a_shift_moves_what_comes(curriculum: Roadmap):
    """A plan that is moved back to its first week has its projects ahead again; what is done stays done."""
    before = standing(curriculum, week(18), done=ids_of(curriculum, P2))
    assert letters(before) == "uDuaaa"
    assert letters(with_choice(before, shifted_choice(before))) == "aDaaaa"


@pytest.mark.parametrize(("today", "states"), [(week(5) - DAY, "aaaaaa"), (week(5), "uaaaaa")])
def test_a_pause_moves_a_project(curriculum: Roadmap, today: date, states: str):
    """With three weeks off before it, project 1 begins three weeks later."""
    assert letters(standing(curriculum, today, pauses=(Pause(week(1), week(4)),))) == states


@pytest.mark.parametrize(
    ("weeks", "n", "states"),
    [
        (17, 0, "aaaaaa"),
        (17, 1, "uaaaaa"),
        (17, 7, "uaaaaa"),
        (17, 8, "uuuaaa"),  # weeks 17 to 19 are due at once, and with them projects 2 and 3
        (72, 3, "aaaaaa"),
        (72, 4, "uaaaaa"),
    ],
)
def test_at_any_pace(curriculum: Roadmap, weeks: int, n: int, states: str):
    """In 4 months project 1 begins in the second week, and at half the speed in the fifth."""
    assert letters(standing(curriculum, week(n), weeks=weeks)) == states


@pytest.mark.parametrize(
    ("ticked", "skipped", "states"),
    [
        (4, (), "-----u"),
        (4, ("mock-interviews",), "-----D"),
        (3, ("mock-interviews",), "-----u"),
        (3, ("paper-discussions", "mock-interviews"), "-----D"),
        (5, ("mock-interviews",), "-----D"),  # skipped, and ticked all the same
        (5, ("p1-blog-post",), "-----D"),
    ],
)
def test_what_was_skipped_is_not_asked_for(curriculum: Roadmap, ticked: int, skipped: tuple[str, ...], states: str):
    """The capstone, of five tasks, is done when everything that counts of it is ticked."""
    progress = standing(curriculum, week(40), path=(35, 36), done=ids_of(curriculum, P6)[:ticked])
    assert letters(skipping(progress, *skipped)) == states


def with_project(curriculum: Roadmap, weeks: Weeks) -> Roadmap:
    """The curriculum without its phase 2, weeks 9 to 14, and with one project alone."""
    phases = (curriculum.phases[0], *curriculum.phases[2:])
    return curriculum.model_copy(update={"phases": phases, "projects": (Project(id="x", title="X", weeks=weeks),)})


@pytest.mark.parametrize(
    ("done", "states"),
    [
        ((), "u"),
        (("constitutional-ai",), "u"),
        (("interpretability",), "u"),
        (("constitutional-ai", "interpretability"), "D"),
    ],
)
def test_a_project_asks_for_the_blocks_it_touches(curriculum: Roadmap, done: Sequence[str], states: str):
    """One from the last week of a block to the first of the next, as both blocks are."""
    roadmap = with_project(curriculum, Weeks(18, 19))
    assert letters(standing(roadmap, week(18), done=ids_of(roadmap, done))) == states


def test_a_project_without_tasks_is_not_done_before_its_time(curriculum: Roadmap):
    """In weeks of no block there is nothing to tick, and that is no work done."""
    assert letters(standing(with_project(curriculum, Weeks(10, 11)), week(8))) == "a"


spans = st.tuples(st.integers(1, 36), st.integers(1, 36)).map(lambda ends: range(min(ends), max(ends) + 1))


@given(
    st.lists(spans, min_size=1, max_size=2).map(lambda parts: tuple(sorted({week for part in parts for week in part}))),
    st.integers(-20, 400).map(lambda n: MONDAY + n * DAY),
    st.integers(1, 80),
    st.sets(st.integers(0, 69)),
)
def test_done_depends_on_the_ticks_alone(
    curriculum: Roadmap, path: tuple[int, ...], today: date, weeks: int, ticked: set[int]
):
    """Out by the plan, done by the ticks, and what is neither is under way once its first week has come."""
    done = {task.id for number, task in enumerate(curriculum.tasks) if number in ticked}
    progress = standing(curriculum, today, path=path, weeks=weeks, done=done)
    for part in projects(progress):
        its_weeks = set(part.project.weeks).intersection(path)
        blocks = [block for block in curriculum.blocks if not its_weeks.isdisjoint(block.weeks)]
        its_tasks = {task.id for block in blocks for task in block.tasks}
        assert (part.state is ProjectState.OUT) == (not its_weeks)
        assert (part.state is ProjectState.DONE) == (bool(its_tasks) and its_tasks <= done)
        if part.state in (ProjectState.OPEN, ProjectState.AHEAD):
            begun = today >= min(monday for one in its_weeks if (monday := progress.plan.monday_of_week(one)))
            assert (part.state is ProjectState.OPEN) == begun
