"""A roadmap's versions: which one holds in a week, and what of each stays for good."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from bot.roadmap import Roadmap
from bot.roadmap.versions import PathWeek, edited, first_edition, is_another_roadmap, part_ids, skeleton_of
from tests.roadmap.test_model import GAPPY

MONDAY = date(2026, 3, 2)
WEEK = timedelta(days=7)


def week(n: int) -> date:
    """The n-th Monday, from 0."""
    return MONDAY + n * WEEK


def on_days(roadmap: Roadmap, *days: str) -> Roadmap:
    """The roadmap with other study days."""
    rows = [{"day": day, "activity": "Study", "hours": 1.0} for day in days]
    return roadmap.model_validate({**roadmap.model_dump(), "rhythm": rows})


def test_the_skeleton_of_our_roadmap(curriculum: Roadmap):
    """Its days, its work, its parts with their weeks, and the ids of its tasks; no texts."""
    bones = skeleton_of(curriculum)
    assert (bones.days, bones.minutes, bones.project_minutes, bones.total_weeks) == ((0, 2, 5), 240, 420, 36)
    assert [(span.id, span.first, span.last) for span in bones.phases] == [
        (phase.id, phase.weeks.first, phase.weeks.last) for phase in curriculum.phases
    ]
    assert [(span.id, span.first, span.last) for span in bones.projects] == [
        (project.id, project.weeks.first, project.weeks.last) for project in curriculum.projects
    ]
    assert [block.id for block in bones.blocks] == [block.id for block in curriculum.blocks]
    assert bones.task_ids == {task.id for task in curriculum.tasks}
    assert bones.by_id["scaling-laws"].phase == "foundations"
    assert [one.minutes for one in bones.weeks] == [int(60 * curriculum.hours_in(n)) for n in range(1, 37)]
    assert [one.block for one in bones.weeks[:3]] == ["ml-fundamentals", "ml-fundamentals", "transformers-deep-dive"]


def test_the_weeks_of_a_road_with_gaps():
    """A free week goes by the block before it; project weeks take what they take, if it is more."""
    bones = skeleton_of(GAPPY)
    assert (bones.days, bones.minutes, bones.project_minutes) == ((1, 6), 510, 420)
    assert bones.weeks == tuple(PathWeek(key, 510) for key in ("a", "~a", "b", "b", "~b", "~b", "~b", "c", "c"))
    assert [one.block for one in bones.weeks] == ["a", None, "b", "b", None, None, None, "c", "c"]
    assert bones.weeks_behind == (0, 0, 1, 0, 2, 1, 0, 1, 0)


def test_a_first_edition_holds_for_ever(curriculum: Roadmap):
    """Whatever the week."""
    edition = first_edition(curriculum)
    assert edition.newest.number == 1
    assert edition.days_in(week(-500)) == edition.days_in(week(500)) == (0, 2, 5)


def test_an_edit_is_a_version_more(curriculum: Roadmap):
    """The roadmap is the newest one, and no older version changes."""
    first = first_edition(curriculum)
    reworded = curriculum.model_copy(update={"title": "Reworded"})
    second = edited(first, reworded, week(3))
    assert [version.number for version in second.versions] == [1, 2]
    assert second.versions[0] is first.versions[0]
    assert (second.roadmap, second.newest.monday) == (reworded, week(3))
    assert first.roadmap is curriculum


@pytest.mark.parametrize(
    ("mondays", "holding"),
    [
        ([], [1]),
        ([1, 2], [1, 2, 3]),
        ([1, 1, 1], [1, 4]),  # twice and thrice in one week: the last one counts
        ([1, 1, 3, 3, 4], [1, 3, 5, 6]),
    ],
)
def test_of_one_monday_the_last_version_counts(curriculum: Roadmap, mondays: list[int], holding: list[int]):
    """The others never held, though they keep their numbers."""
    edition = first_edition(curriculum)
    for n in mondays:
        edition = edited(edition, curriculum, week(n))
    assert [version.number for version in edition.holding] == holding
    assert [version.number for version in edition.versions] == list(range(1, len(mondays) + 2))


@pytest.mark.parametrize(
    ("edits", "days"),
    [
        ([(1, ("Sun",))], [3, 3, 1, 1, 1]),
        ([(0, ("Sun",))], [3, 1, 1, 1, 1]),
        ([(1, ("Sun",)), (2, ("Mon", "Tue", "Wed", "Thu", "Fri"))], [3, 3, 1, 5, 5]),
        ([(1, ("Sun",)), (1, ("Mon", "Tue", "Wed", "Thu", "Fri"))], [3, 3, 5, 5, 5]),
        ([(1, ("Sun",)), (1, ("Mon", "Wed", "Sat"))], [3, 3, 3, 3, 3]),  # taken back
    ],
)
def test_study_days_hold_from_the_monday_after(
    curriculum: Roadmap, edits: Sequence[tuple[int, tuple[str, ...]]], days: list[int]
):
    """A version's study days come a week later than its blocks."""
    edition = first_edition(curriculum)
    for n, names in edits:
        edition = edited(edition, on_days(curriculum, *names), week(n))
    assert [len(edition.days_in(week(n))) for n in range(5)] == days


def test_versions_by_their_number(curriculum: Roadmap):
    """One that is not known is the first; and an edition as it was."""
    edition = first_edition(curriculum)
    for n in (1, 1, 2):
        edition = edited(edition, curriculum, week(n))
    assert [edition.numbered(number).number for number in (0, 1, 3, 4, 9)] == [1, 1, 3, 4, 1]
    assert [len(edition.until(number)) for number in (0, 1, 3, 9)] == [1, 1, 3, 4]


@pytest.mark.parametrize(
    ("old", "new", "is_another"),
    [
        ("abcd", "abcd", False),
        ("abcd", "ab", False),  # half of them
        ("abcd", "a", True),
        ("abcd", "axyz", True),
        ("abcd", "abxyzuvw", False),  # however many are new
        ("abc", "ab", False),
        ("abc", "a", True),
        ("a", "", True),
        ("", "a", False),
    ],
)
def test_another_roadmap(old: str, new: str, is_another: bool):
    """Less than half of the old ids are found again."""
    assert is_another_roadmap(old, new) == is_another


def test_what_progress_is_stored_by(curriculum: Roadmap):
    """Tasks and checkpoint items."""
    ids = part_ids(curriculum)
    assert len(ids) == 70 + 18
    assert {"backprop", "cp1-transformer"} <= ids
