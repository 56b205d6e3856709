"""What the rest of the bot asks of a roadmap."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from bot.roadmap import (
    DEFAULT_RHYTHM,
    Block,
    Checkpoint,
    CheckpointItem,
    Hours,
    Phase,
    Project,
    RhythmDay,
    Roadmap,
    Task,
    Weeks,
    read_roadmap,
)

OURS = read_roadmap((Path(__file__).parents[2] / "roadmap.yaml").read_text("utf-8"))


def block(name: str, weeks: Weeks, *tasks: str) -> Block:
    """A block with tasks that say their ids."""
    return Block(id=name, title=name, weeks=weeks, tasks=tuple(Task(id=task, text=task) for task in tasks))


GAPPY = Roadmap(
    title="With gaps",
    phases=(
        Phase(
            id="p",
            title="P",
            weeks=Weeks(1, 4),
            blocks=(block("a", Weeks(1, 1), "t1"), block("b", Weeks(3, 4))),
        ),
        Phase(id="q", title="Q", weeks=Weeks(7, 9), blocks=(block("c", Weeks(8, 9), "t2"),)),
    ),
    rhythm=(
        RhythmDay(day="Sun", activity="Read", hours=4.5),
        RhythmDay(day="Tue", activity="Write", hours=4),
    ),
    projects=(
        Project(id="x", title="X", weeks=Weeks(2, 4)),
        Project(id="y", title="Y", weeks=Weeks(4, 7)),
    ),
)


@pytest.mark.parametrize(
    ("written", "first", "last", "count", "said"),
    [
        ("1-8", 1, 8, 8, "1-8"),
        ("9", 9, 9, 1, "9"),
        (9, 9, 9, 1, "9"),
        ("9-9", 9, 9, 1, "9"),
        (104, 104, 104, 1, "104"),
    ],
)
def test_weeks(written: object, first: int, last: int, count: int, said: str):
    """Weeks read as people write them, and say themselves so."""
    weeks = Weeks.read(written)
    assert (weeks.first, weeks.last, weeks.count, str(weeks)) == (first, last, count, said)
    assert list(weeks) == list(range(first, last + 1))
    assert first in weeks
    assert last in weeks
    assert first - 1 not in weeks
    assert last + 1 not in weeks
    assert weeks == Weeks(first, last)


@pytest.mark.parametrize(
    "written",
    ["", "8-1", "0", 0, -1, "1-105", 105, "1\u20138", "1 - 8", "x", True, 1.5, None, [1, 8], "\u0663"],
)
def test_no_weeks(written: object):
    """Whatever is no span of weeks is a ValueError with a sentence."""
    with pytest.raises(ValueError, match="should"):
        Weeks.read(written)


@pytest.mark.parametrize(
    ("written", "middle", "said"),
    [("6-8", 7, "6-8"), (7, 7, "7"), ("2.5-3", 2.75, "2.5-3"), (0.5, 0.5, "0.5")],
)
def test_hours(written: object, middle: float, said: str):
    """Hours reckon with their middle."""
    hours = Hours.read(written)
    assert (hours.middle, str(hours)) == (middle, said)


@pytest.mark.parametrize("written", ["8-6", 0, 41, "some", False, None, "6-8 h"])
def test_no_hours(written: object):
    """Whatever is no span of hours is a ValueError with a sentence."""
    with pytest.raises(ValueError, match="should"):
        Hours.read(written)


@pytest.mark.parametrize(
    ("week", "phase", "block", "projects", "hours"),
    [
        (0, None, None, (), 4),
        (1, "foundations", "ml-fundamentals", (), 4),
        (2, "foundations", "ml-fundamentals", (), 4),
        (3, "foundations", "transformers-deep-dive", ("p1-transformer",), 7),
        (8, "foundations", "scaling-laws", ("p1-transformer",), 7),
        (9, "llm-engineering", "llm-architectures", (), 4),
        (17, "alignment-safety", "constitutional-ai", ("p2-mini-rlhf",), 7),
        (22, "alignment-safety", "alignment-research", ("p3-interpretability",), 7),
        (23, "agents-applications", "advanced-prompting", (), 4),
        (36, "mastery-portfolio", "capstone-interview-prep", ("p6-capstone",), 7),
        (37, None, None, (), 4),
    ],
)
def test_a_week_of_ours(week: int, phase: str | None, block: str | None, projects: tuple[str, ...], hours: float):
    """Each week knows its phase, block, projects and hours; weeks outside know none."""
    found_phase, found_block = OURS.phase_at(week), OURS.block_at(week)
    assert (found_phase and found_phase.id) == phase
    assert (found_block and found_block.id) == block
    assert tuple(project.id for project in OURS.projects_at(week)) == projects
    assert OURS.is_project_week(week) is bool(projects)
    assert OURS.hours_in(week) == hours


def test_ours_as_a_whole():
    """36 weeks, 70 tasks, 18 items, on Monday, Wednesday and Saturday."""
    assert (OURS.weeks_total, len(OURS.blocks), len(OURS.tasks), len(OURS.items)) == (36, 18, 70, 18)
    assert OURS.rhythm_weekdays == (0, 2, 5)
    assert [OURS.number_of(phase) for phase in OURS.phases] == [1, 2, 3, 4, 5]
    assert all(OURS.block_at(week) and OURS.phase_at(week) for week in range(1, 37))


def test_lookups_by_id():
    """Every id finds what it names, and nothing else does."""
    for phase in OURS.phases:
        assert OURS.phase_of(phase.id) is phase
        for one in phase.blocks:
            assert OURS.block(one.id) is one
            assert OURS.phase_of(one.id) is phase
            for task in one.tasks:
                assert OURS.task(task.id) is task
                assert OURS.block_of(task.id) is one
                assert OURS.phase_of(task.id) is phase
                assert OURS.item(task.id) is None
        for item in phase.checkpoint.items if phase.checkpoint else ():
            assert OURS.item(item.id) is item
            assert OURS.phase_of(item.id) is phase
            assert OURS.task(item.id) is None
    assert [OURS.project(project.id) for project in OURS.projects] == list(OURS.projects)
    for find in (OURS.task, OURS.item, OURS.block, OURS.project, OURS.block_of, OURS.phase_of):
        assert find("no-such-id") is None


def test_gaps_are_free_weeks():
    """A custom roadmap may leave weeks without a block or a phase."""
    blocks = [GAPPY.block_at(week) for week in range(1, 11)]
    assert [one and one.id for one in blocks] == ["a", None, "b", "b", None, None, None, "c", "c", None]
    phases = [GAPPY.phase_at(week) for week in range(1, 11)]
    assert [one and one.id for one in phases] == ["p", "p", "p", "p", None, None, "q", "q", "q", None]
    assert GAPPY.weeks_total == 9
    assert [project.id for project in GAPPY.projects_at(4)] == ["x", "y"]


def test_a_project_never_takes_less_time_than_the_rhythm():
    """With 8.5 hours in an ordinary week, 6-8 hours for projects would be less."""
    assert GAPPY.hours_in(1) == GAPPY.hours_in(4) == 8.5


def test_rhythm_days_in_the_order_of_the_week():
    """Whatever the order of the rows."""
    assert GAPPY.rhythm_weekdays == (1, 6)
    assert [day.weekday for day in GAPPY.rhythm] == [6, 1]


def test_defaults():
    """Only a title and a phase have to be there."""
    phase = Phase(id="p", title="P", weeks=Weeks(1, 1), blocks=(block("b", Weeks(1, 1), "t"),))
    roadmap = Roadmap(title="Small", phases=(phase,))
    assert roadmap.rhythm == DEFAULT_RHYTHM == OURS.rhythm
    assert roadmap.project_hours == Hours(6, 8)
    assert (roadmap.projects, roadmap.milestones, roadmap.adjustments, roadmap.items) == ((), (), (), ())
    assert (roadmap.assumption, roadmap.closing, phase.goal, phase.checkpoint) == (None, None, None, None)


def test_a_roadmap_does_not_change():
    """It is shared by every member of a server."""
    with pytest.raises(ValidationError, match="frozen"):
        OURS.title = "Other"  # pyright: ignore[reportAttributeAccessIssue]
    again = read_roadmap((Path(__file__).parents[2] / "roadmap.yaml").read_text("utf-8"))
    assert (again, hash(again)) == (OURS, hash(OURS))


def test_a_copy_has_its_own_lookups():
    """A copy with other phases finds other tasks, and is checked like any roadmap."""
    assert GAPPY.task("t2") is not None
    copy = GAPPY.model_copy(update={"phases": GAPPY.phases[:1], "projects": ()})
    assert (copy.task("t2"), copy.weeks_total, copy.rhythm) == (None, 4, GAPPY.rhythm)
    with pytest.raises(ValidationError, match="go beyond the roadmap"):
        GAPPY.model_copy(update={"phases": GAPPY.phases[:1]})


def test_the_model_keeps_the_rules_without_a_file():
    """A roadmap built in code is held to what a file is held to, in the same words."""
    checkpoint = Checkpoint(title="End", items=(CheckpointItem(id="t1", text="Again"),))
    with pytest.raises(
        ValidationError, match=r"checkpoint > item 1: id 't1' is already used in phase 1 > week 1 > task 1"
    ):
        Roadmap(
            title="Twice",
            phases=(
                Phase(
                    id="p",
                    title="P",
                    weeks=Weeks(1, 1),
                    blocks=(block("a", Weeks(1, 1), "t1"),),
                    checkpoint=checkpoint,
                ),
            ),
        )
