"""A week by roadmap and by cohort: each sum, and each difference of two, is of nobody or of three at least (§12)."""

from __future__ import annotations

from collections import Counter
from itertools import chain

from hypothesis import given
from hypothesis import strategies as st

from bot.study.cohorts import Cohort
from bot.study.group import MemberWeek
from bot.study.look_back import Studied, WeekPart, parts_of_week
from tests.store.people import GUILD, MONDAY, SMALL

WEEK = MemberWeek(frozenset({MONDAY}), 2, 0, keeps=False)


def studied(roadmap_id: int, cohort: int | None) -> Studied:
    """Somebody on a roadmap, in one of its cohorts or in none."""
    group = Cohort(GUILD, 10 * roadmap_id + cohort, f"{roadmap_id}-{cohort}", MONDAY, roadmap_id) if cohort else None
    return Studied(roadmap_id, SMALL.model_copy(update={"title": str(roadmap_id)}), group, WEEK)


def told(parts: tuple[WeekPart, ...]) -> dict[tuple[str, str | None], int]:
    """How many are counted in each part."""
    return {(part.roadmap.title, part.cohort.name if part.cohort else None): part.week.active for part in parts}


def test_by_cohort_and_by_roadmap():
    """The largest first; a roadmap only where there are several; two are never told, nor left over."""
    spring, autumn, alone = [studied(0, 1)] * 4, [studied(0, 2)] * 3, [studied(0, None)] * 3
    assert told(parts_of_week([*spring, *autumn, *alone], MONDAY)) == {("0", "0-1"): 4, ("0", "0-2"): 3}
    assert told(parts_of_week([*spring, *autumn, *alone[:2]], MONDAY)) == {("0", "0-1"): 4}
    assert told(parts_of_week([*spring, *autumn[:2]], MONDAY)) == {}
    assert told(parts_of_week([*spring, *[studied(1, None)] * 3], MONDAY)) == {
        ("0", None): 4,
        ("0", "0-1"): 4,
        ("1", None): 3,
    }


@given(st.lists(st.tuples(st.integers(0, 2), st.sampled_from([None, 1, 2, 3])), min_size=3, max_size=30))
def test_nobodys_week_can_be_told_by_subtracting(members: list[tuple[int, int | None]]):
    """What remains of the server beside its roadmaps, and of a roadmap beside its cohorts, is nobody or three."""
    parts = told(parts_of_week([studied(*one) for one in members], MONDAY))
    several = len({roadmap for roadmap, _ in members}) > 1
    roadmaps = {title: number for (title, cohort), number in parts.items() if cohort is None}
    wholes = {str(roadmap): n for roadmap, n in Counter(roadmap for roadmap, _ in members).items()}
    if not several:
        roadmaps = wholes if len(members) >= 3 else {}
    inside = {title: [n for (of, cohort), n in parts.items() if cohort and of == title] for title in wholes}
    rests = [len(members) - sum(roadmaps.values()), *(n - sum(inside[title]) for title, n in roadmaps.items())]
    assert all(title in roadmaps for title, cohorts in inside.items() if cohorts)
    assert all(n >= 3 for n in chain(parts.values(), (rest for rest in rests if rest)))
