"""The plan: which roadmap week is due, reckoned by hand and by properties."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import groupby, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.study.days import week_of
from bot.study.plan import Pause, Plan, Segment

MONDAY = date(2026, 3, 2)
DAY, WEEK = timedelta(days=1), timedelta(days=7)
WHOLE = tuple(range(1, 37))
PHASE_3 = tuple(range(15, 23))


def spread(path: tuple[int, ...], weeks: int, *pauses: Pause) -> Plan:
    """A path over calendar weeks from MONDAY on."""
    return Plan((Segment(MONDAY, path, weeks),), pauses)


def paused(first: str, until: str) -> Pause:
    """A pause, written as dates."""
    return Pause(date.fromisoformat(first), date.fromisoformat(until))


def week(n: int) -> date:
    """The Monday of the n-th calendar week of the plan, from 0."""
    return MONDAY + n * WEEK


@pytest.mark.parametrize(
    ("path", "weeks", "due"),
    [
        # As written: a roadmap week a calendar week; the last one stays due after the end.
        (WHOLE, 36, {0: 1, 1: 2, 34: 35, 35: 36, 36: 36, 100: 36}),
        # 6 months: k * 36 // 26.
        (WHOLE, 26, {0: 1, 1: 2, 2: 3, 3: 5, 4: 6, 12: 17, 13: 19, 25: 35, 26: 36, 27: 36}),
        # 4 months: k * 36 // 17.
        (WHOLE, 17, {0: 1, 1: 3, 2: 5, 8: 17, 9: 20, 16: 34, 17: 36}),
        # Only phase 3, as written, and at half the pace.
        (PHASE_3, 8, {0: 15, 3: 18, 7: 22, 8: 22}),
        (PHASE_3, 16, {0: 15, 1: 15, 2: 16, 14: 22, 15: 22, 16: 22}),
        # A phase and a project with a gap between them.
        ((15, 16, 35, 36), 4, {0: 15, 1: 16, 2: 35, 3: 36}),
        # One week only.
        ((7,), 1, {0: 7, 1: 7}),
        (WHOLE, 1, {0: 1, 1: 36}),
    ],
)
def test_the_formula_by_hand(path: tuple[int, ...], weeks: int, due: dict[int, int]):
    """On the k-th week, path[min(k * len(path) // weeks, len(path) - 1)] is due, Monday to Sunday."""
    plan = spread(path, weeks)
    assert {n: plan.due_week(week(n)) for n in due} == due
    assert {n: plan.due_week(week(n) + 6 * DAY) for n in due} == due


def test_before_the_start_nothing_is_due():
    """The day before the first Monday has no due week, and nothing is over."""
    plan = spread(WHOLE, 36)
    assert plan.starts_on == MONDAY
    assert plan.due_week(MONDAY - DAY) is None
    assert plan.due_weeks(MONDAY - DAY) == ()
    assert not plan.is_over(1, MONDAY - DAY)


@pytest.mark.parametrize(
    ("weeks", "n", "due"),
    [
        (36, 0, (1,)),
        (36, 35, (36,)),
        (36, 36, (36,)),  # after the end
        (26, 0, (1,)),
        (26, 2, (3, 4)),
        (26, 3, (5,)),
        (17, 0, (1, 2)),
        (17, 8, (17, 18, 19)),
        (17, 16, (34, 35, 36)),
        (72, 0, (1,)),
        (72, 1, (1,)),
        (72, 2, (2,)),
        (1, 0, WHOLE),
    ],
)
def test_a_fast_pace_takes_several_weeks_at_once(weeks: int, n: int, due: tuple[int, ...]):
    """What a fast pace does not name as the due week is due in the same calendar week."""
    assert spread(WHOLE, weeks).due_weeks(week(n)) == due


@pytest.mark.parametrize(
    ("pause", "due"),
    [
        # Two whole weeks: the plan waits, and goes on where it stood.
        (paused("2026-03-09", "2026-03-23"), {0: 1, 1: 2, 2: 2, 3: 2, 4: 3}),
        # A part of a week that leaves a rhythm day (Monday, Wednesday or Saturday) counts for nothing.
        (paused("2026-03-10", "2026-03-16"), {0: 1, 1: 2, 2: 3}),
        (paused("2026-03-09", "2026-03-14"), {0: 1, 1: 2, 2: 3}),
        # From Monday until Sunday no rhythm day is left: the week is paused.
        (paused("2026-03-09", "2026-03-15"), {0: 1, 1: 2, 2: 2, 3: 3}),
        # From Thursday over a whole week until the Wednesday after it: one week is paused.
        (paused("2026-03-12", "2026-03-25"), {0: 1, 1: 2, 2: 3, 3: 3, 4: 4}),
        # Before the start a pause takes nothing away.
        (paused("2026-02-02", "2026-03-02"), {0: 1, 1: 2}),
        # From the start on.
        (paused("2026-03-02", "2026-03-09"), {0: 1, 1: 1, 2: 2}),
    ],
)
def test_paused_weeks_count_for_nothing(pause: Pause, due: dict[int, int]):
    """Only a week without any rhythm day left is paused, and then the plan does not move."""
    plan = spread(WHOLE, 36, pause)
    assert {n: plan.due_week(week(n)) for n in due} == due


@pytest.mark.parametrize(
    ("pauses", "target"),
    [
        ([], 3),
        ([paused("2026-03-03", "2026-03-04")], 3),
        ([paused("2026-03-02", "2026-03-03")], 2),
        ([paused("2026-03-05", "2026-03-09")], 2),
        ([paused("2026-03-03", "2026-03-08")], 1),
        ([paused("2026-03-02", "2026-03-08")], 0),
        ([paused("2026-02-20", "2026-03-05"), paused("2026-03-07", "2026-03-08")], 0),
        ([paused("2026-03-02", "2026-03-05"), paused("2026-03-03", "2026-03-06")], 1),
    ],
)
def test_a_weeks_target_is_its_unpaused_rhythm_days(pauses: list[Pause], target: int):
    """Three study days keep a week; a pause takes away those it covers."""
    plan = spread(WHOLE, 36, *pauses)
    assert plan.target(MONDAY) == target
    assert plan.is_paused(MONDAY) is (target == 0)


@pytest.mark.parametrize(
    ("weeks", "pauses", "ends"),
    [
        (36, [], "2026-11-08"),
        (26, [], "2026-08-30"),
        (17, [], "2026-06-28"),
        (1, [], "2026-03-08"),
        (2, [paused("2026-03-09", "2026-03-23")], "2026-03-29"),
        (2, [paused("2026-03-02", "2026-03-09")], "2026-03-22"),
        (2, [paused("2026-03-16", "2026-03-23")], "2026-03-15"),  # after the end
        (2, [paused("2026-03-10", "2026-03-14")], "2026-03-15"),  # no whole week
        (2, [paused("2026-03-09", "2026-03-16"), paused("2026-03-16", "2026-03-23")], "2026-03-29"),
        (2, [paused("2026-03-09", "2026-03-16"), paused("2026-03-09", "2026-03-16")], "2026-03-22"),
    ],
)
def test_pauses_move_the_end(weeks: int, pauses: list[Pause], ends: str):
    """The plan ends on the Sunday of its last unpaused week."""
    plan = spread(WHOLE, weeks, *pauses)
    assert plan.ends_on == date.fromisoformat(ends)
    assert not plan.has_ended(plan.ends_on)
    assert plan.has_ended(plan.ends_on + DAY)


@pytest.mark.parametrize(
    ("weeks", "roadmap_week", "calendar_week"),
    [
        (36, 1, 0),
        (36, 36, 35),
        (17, 1, 0),
        (17, 2, 0),
        (17, 19, 8),
        (17, 36, 16),
        (26, 4, 2),
        (72, 2, 2),
    ],
)
def test_each_roadmap_week_has_its_monday(weeks: int, roadmap_week: int, calendar_week: int):
    """The road map's dates are those of the weeks in which the work is due."""
    assert spread(WHOLE, weeks).monday_of(roadmap_week) == week(calendar_week)


def test_out_of_scope_has_no_monday():
    """A week that is not on the path is never worked on, and never over."""
    plan = spread(PHASE_3, 8)
    assert plan.scope == frozenset(PHASE_3)
    assert plan.monday_of(14) is None
    assert not plan.is_over(14, week(50))


def test_a_week_is_over_when_the_next_is_due():
    """The last day of a week is still its own."""
    plan = spread(WHOLE, 36)
    assert not plan.is_over(2, week(1) + 6 * DAY)
    assert plan.is_over(2, week(2))
    assert not plan.is_over(36, plan.ends_on)
    assert plan.is_over(36, plan.ends_on + DAY)


def test_the_last_week_of_a_fast_plan_is_over_at_its_end():
    """A fast plan leaves nothing behind either."""
    plan = spread(WHOLE, 17)
    assert [w for w in WHOLE if not plan.is_over(w, week(16))] == [34, 35, 36]
    assert all(plan.is_over(w, plan.ends_on + DAY) for w in WHOLE)


# Ten weeks as written; then, in the week in which week 11 is due, a change of mind.
BEFORE = Segment(MONDAY, WHOLE, 36)
FASTER = Plan((BEFORE, Segment(week(10), WHOLE[10:], 13)))
FOCUSED = Plan((BEFORE, Segment(week(10), PHASE_3, 8)))


def test_a_new_pace_takes_over_on_its_monday():
    """The weeks that were walked keep their dates; the remaining path is spread anew."""
    assert [FASTER.due_week(week(n)) for n in (9, 10, 11, 22)] == [10, 11, 13, 35]
    assert FASTER.monday_of(10) == week(9)
    assert FASTER.monday_of(13) == week(11)
    assert FASTER.ends_on == week(23) - DAY
    assert FASTER.speed(week(9)) == (36, 36)
    assert FASTER.speed(week(10)) == (26, 13)
    assert FASTER.scope == frozenset(WHOLE)


def test_a_new_focus_drops_the_rest():
    """What was walked stays in scope; what the new path leaves out is not due, not over and has no date."""
    assert FOCUSED.scope == frozenset((*range(1, 11), *PHASE_3))
    assert FOCUSED.due_week(week(10)) == 15
    assert FOCUSED.monday_of(12) is None
    assert FOCUSED.monday_of(36) is None
    assert FOCUSED.is_over(10, week(10))
    assert not FOCUSED.is_over(12, week(30))
    assert FOCUSED.ends_on == week(18) - DAY


@pytest.mark.parametrize(("weeks", "speed"), [(36, (36, 36)), (26, (36, 26)), (17, (36, 17))])
def test_speed_is_a_fraction_of_whole_numbers(weeks: int, speed: tuple[int, int]):
    """Roadmap weeks for calendar weeks, also before the start."""
    plan = spread(WHOLE, weeks)
    assert plan.speed(MONDAY) == plan.speed(MONDAY - 30 * DAY) == speed


paths = st.lists(st.integers(1, 104), min_size=1, max_size=40, unique=True).map(lambda weeks: tuple(sorted(weeks)))
segments = st.builds(Segment, st.just(MONDAY), paths, st.integers(1, 60))
pauses = st.lists(
    st.tuples(st.integers(-20, 300), st.integers(1, 60)).map(
        lambda span: Pause(MONDAY + span[0] * DAY, MONDAY + (span[0] + span[1]) * DAY)
    ),
    max_size=4,
).map(tuple)
plans = st.builds(Plan, segments.map(lambda segment: (segment,)), pauses)


def working_weeks(plan: Plan) -> list[date]:
    """The Mondays of the plan's unpaused weeks from its start to its end."""
    weeks = (plan.ends_on + DAY - plan.starts_on) // WEEK
    return [monday for n in range(weeks) if not plan.is_paused(monday := plan.starts_on + n * WEEK)]


@given(plans)
def test_the_due_week_is_the_products_formula(plan: Plan):
    """The k-th unpaused week, in whole numbers, and as many of them as were asked for."""
    (segment,) = plan.segments
    path, mondays = segment.path, working_weeks(plan)
    assert len(mondays) == segment.weeks
    for k, monday in enumerate(mondays):
        assert plan.due_week(monday) == path[min(k * len(path) // segment.weeks, len(path) - 1)]


@given(plans)
def test_the_due_week_never_goes_back(plan: Plan):
    """Week after week, also through pauses and beyond the end, a plan stays or moves on."""
    due = [plan.due_week(plan.starts_on + n * WEEK) for n in range(80)]
    assert all(before and after and before <= after for before, after in pairwise(due))


@given(plans)
def test_every_week_of_the_path_is_walked_once_and_in_order(plan: Plan):
    """Nothing is left out, whatever the pace; a slow pace stays on a week, none comes back."""
    walked = [roadmap_week for monday in working_weeks(plan) for roadmap_week in plan.due_weeks(monday)]
    assert tuple(roadmap_week for roadmap_week, _ in groupby(walked)) == plan.segments[0].path


@given(plans)
def test_the_monday_of_a_week_is_when_it_is_due(plan: Plan):
    """The dates on the road map and the work of the week never contradict each other."""
    first_seen: dict[int, date] = {}
    for monday in working_weeks(plan):
        for roadmap_week in plan.due_weeks(monday):
            first_seen.setdefault(roadmap_week, monday)
    assert {roadmap_week: plan.monday_of(roadmap_week) for roadmap_week in plan.segments[0].path} == first_seen


@given(plans)
def test_a_week_is_over_once_no_later_day_works_on_it(plan: Plan):
    """Over means: it was due in an earlier week, and is not due any more."""
    for monday in working_weeks(plan):
        due, path = plan.due_weeks(monday), plan.segments[0].path
        assert [w for w in path if plan.is_over(w, monday)] == [w for w in path if w < due[0]]


@given(segments, paths, st.integers(1, 60), st.integers(1, 60), pauses)
def test_a_change_of_plan_leaves_the_past_alone(
    first: Segment, path: tuple[int, ...], weeks: int, later: int, some_pauses: tuple[Pause, ...]
):
    """Before the Monday of a new segment everything is as it was."""
    change = Segment(MONDAY + later * WEEK, path, weeks)
    before, after = Plan((first,), some_pauses), Plan((first, change), some_pauses)
    for monday in (MONDAY + n * WEEK for n in range(later)):
        assert after.due_weeks(monday) == before.due_weeks(monday)
        assert after.due_week(monday + 6 * DAY) == before.due_week(monday + 6 * DAY)
        assert after.target(monday) == before.target(monday)
        assert after.speed(monday) == before.speed(monday)
    last_day = change.starts_on - DAY
    assert [after.is_over(w, last_day) for w in first.path] == [before.is_over(w, last_day) for w in first.path]
    assert after.due_weeks(change.starts_on)[0] == path[0]


@given(plans)
def test_only_whole_numbers_and_whole_weeks(plan: Plan):
    """No rounding anywhere: weeks are integers, plans start on Mondays and end on Sundays."""
    assert type(plan.due_week(plan.starts_on)) is int
    assert all(type(part) is int for part in plan.speed(plan.starts_on))
    assert plan.starts_on.weekday() == 0
    assert plan.ends_on.weekday() == 6
    assert week_of(plan.ends_on) == working_weeks(plan)[-1]
