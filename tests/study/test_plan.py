"""The plan: which roadmap week is due, reckoned by hand and by properties."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby, pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.roadmap.versions import BlockBones, Edition, PathWeek, Skeleton, Span
from bot.study.choices import AS_WRITTEN, Choice, OwnDays, Pace, Pause, Scope
from bot.study.days import days_of, week_of
from bot.study.plan import Plan
from tests.study.people import DAY, MONDAY, WEEK, WHOLE, bones, edition, scoped, week

PHASE_3 = tuple(range(15, 23))


def spans_of(path: tuple[int, ...]) -> list[tuple[int, int]]:
    """The spans of a path, both ends included."""
    runs = [[*run] for _, run in groupby(enumerate(path), lambda pair: pair[1] - pair[0])]
    return [(run[0][1], run[-1][1]) for run in runs]


def spread(path: tuple[int, ...], weeks: int, *pauses: Pause, own_days: tuple[OwnDays, ...] = ()) -> Plan:
    """A part of 36 weeks over calendar weeks from MONDAY on; as many as it is long are "as written"."""
    skeleton, scope = scoped(bones(36), *([] if path == WHOLE else spans_of(path)))
    pace = AS_WRITTEN if weeks == len(path) else Pace(weeks)
    return Plan(edition(skeleton), (Choice(MONDAY, scope, pace),), pauses, own_days)


def number(due: PathWeek | None) -> int | None:
    """The roadmap week that something due is; None when nothing is."""
    return int(due.key.removeprefix("~").removeprefix("w")) if due else None


def due_week(plan: Plan, day: date) -> int | None:
    """The roadmap week that is due on a day."""
    return number(plan.due_on(day))


def due_weeks(plan: Plan, day: date) -> tuple[int | None, ...]:
    """All roadmap weeks that are worked on in a day's week."""
    return tuple(map(number, plan.due_in_week(day)))


def monday_of(plan: Plan, roadmap_week: int) -> date | None:
    """The Monday of the calendar week in which a roadmap week begins; found in two ways."""
    mondays = plan.mondays_of(f"w{roadmap_week}")
    found = mondays[0] if mondays else None
    assert plan.monday_of_week(roadmap_week) == found
    return found


def paused(first: str, until: str) -> Pause:
    """A pause, written as dates."""
    return Pause(date.fromisoformat(first), date.fromisoformat(until))


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
    assert {n: due_week(plan, week(n)) for n in due} == due
    assert {n: due_week(plan, week(n) + 6 * DAY) for n in due} == due
    assert {n: plan.road_week_on(week(n)) for n in due} == due


def test_before_the_start_nothing_is_due():
    """The day before the first Monday has no due week, and nothing is over."""
    plan = spread(WHOLE, 36)
    assert plan.starts_on == MONDAY
    assert plan.due_on(MONDAY - DAY) is None
    assert plan.road_week_on(MONDAY - DAY) is None
    assert plan.due_in_week(MONDAY - DAY) == ()
    assert not plan.is_over("w1", MONDAY - DAY)
    assert not plan.is_free(MONDAY - WEEK)


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
    assert due_weeks(spread(WHOLE, weeks), week(n)) == due


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
    assert {n: due_week(plan, week(n)) for n in due} == due


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
    """Three study days keep a week; a pause takes away those it covers, and touches the week when it takes any."""
    plan = spread(WHOLE, 36, *pauses)
    assert plan.target(MONDAY) == target
    assert plan.is_paused(MONDAY) is (target == 0)
    assert plan.is_touched(MONDAY) is (target < 3)


@pytest.mark.parametrize(
    ("own_days", "targets"),
    [
        ((), [3, 3, 3, 3]),
        ((OwnDays(week(0), (6,)),), [1, 1, 1, 1]),
        ((OwnDays(week(1), (0, 1, 2, 3, 4, 5, 6)),), [3, 7, 7, 7]),
        ((OwnDays(week(1), (1, 3)), OwnDays(week(2), (0, 2, 4, 6))), [3, 2, 4, 4]),
        ((OwnDays(week(2), (0, 2, 4, 6)), OwnDays(week(1), (1, 3))), [3, 2, 4, 4]),  # in whatever order they are stored
        ((OwnDays(week(1), (6,)), OwnDays(week(3))), [3, 1, 1, 3]),  # none are the roadmap's again
    ],
)
def test_own_days_hold_from_their_monday(own_days: tuple[OwnDays, ...], targets: list[int]):
    """The target of a week is the number of study days in force in it."""
    plan = spread(WHOLE, 36, own_days=own_days)
    assert [plan.target(week(n)) for n in range(4)] == targets
    assert [len(plan.study_days(week(n))) for n in range(4)] == targets


@pytest.mark.parametrize(
    ("days", "first", "until", "target", "is_touched"),
    [
        ((6,), 0, 6, 1, False),  # Monday to Saturday off, and only the Sunday is a study day
        ((6,), 0, 7, 0, True),
        ((6,), 6, 7, 0, True),
        ((1, 3), 2, 3, 2, False),
        ((1, 3), 2, 4, 1, True),
        ((1, 3), 1, 4, 0, True),
        ((0, 1, 2, 3, 4, 5, 6), 1, 3, 5, True),
        ((0, 1, 2, 3, 4, 5, 6), 0, 6, 1, True),
        ((0,), 1, 7, 1, False),
    ],
)
def test_a_pause_takes_own_days(days: tuple[int, ...], first: int, until: int, target: int, is_touched: bool):
    """A pause touches a week when it takes one of its study days, and the plan waits when it takes them all."""
    pause = Pause(MONDAY + first * DAY, MONDAY + until * DAY)
    plan = spread(WHOLE, 36, pause, own_days=(OwnDays(MONDAY, days),))
    assert (plan.target(MONDAY), plan.is_touched(MONDAY)) == (target, is_touched)
    assert plan.is_paused(MONDAY) is (target == 0)
    assert due_week(plan, week(1)) == (1 if target == 0 else 2)
    assert plan.ends_on == week(36 + (target == 0)) - DAY


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
    assert monday_of(spread(WHOLE, weeks), roadmap_week) == week(calendar_week)


def test_out_of_scope_has_no_monday():
    """A week that is not on the path is never worked on, and never over."""
    plan = spread(PHASE_3, 8)
    assert plan.blocks == {f"w{number}" for number in PHASE_3}
    assert monday_of(plan, 14) is None
    assert not plan.is_over("w14", week(50))
    assert [plan.monday_of_week(number) for number in (0, -1, 37, 400)] == [None] * 4


def test_a_week_is_over_when_the_next_is_due():
    """The last day of a week is still its own."""
    plan = spread(WHOLE, 36)
    assert not plan.is_over("w2", week(1) + 6 * DAY)
    assert plan.is_over("w2", week(2))
    assert not plan.is_over("w36", plan.ends_on)
    assert plan.is_over("w36", plan.ends_on + DAY)


def test_the_last_week_of_a_fast_plan_is_over_at_its_end():
    """A fast plan leaves nothing behind either."""
    plan = spread(WHOLE, 17)
    assert [w for w in WHOLE if not plan.is_over(f"w{w}", week(16))] == [34, 35, 36]
    assert all(plan.is_over(f"w{w}", plan.ends_on + DAY) for w in WHOLE)


# Ten weeks as written; then, in the week in which week 11 is due, a change of mind.
ROAD, FOCUS = scoped(bones(36), (15, 22))
FASTER = Plan(edition(ROAD), (Choice(MONDAY), Choice(week(10), pace=Pace(13))))
FOCUSED = Plan(edition(ROAD), (Choice(MONDAY), Choice(week(10), FOCUS)))


def test_a_new_pace_takes_over_on_its_monday():
    """The weeks that were walked keep their dates; the remaining path is spread anew."""
    assert [due_week(FASTER, week(n)) for n in (9, 10, 11, 22)] == [10, 11, 13, 35]
    assert monday_of(FASTER, 10) == week(9)
    assert monday_of(FASTER, 13) == week(11)
    assert FASTER.ends_on == week(23) - DAY
    assert FASTER.speed_on(week(9)) == (1, 1)
    assert FASTER.speed_on(week(10)) == (26, 13)
    assert FASTER.blocks == {f"w{number}" for number in WHOLE}
    assert [FASTER.week_number(week(n)) for n in (0, 9, 10, 22, 30)] == [1, 10, 11, 23, 23]
    assert FASTER.total_weeks == 23


def test_a_new_focus_drops_the_rest():
    """What was walked stays over; what the focus leaves out does not count, is not due, not over and has no date."""
    assert FOCUSED.blocks == {f"w{number}" for number in PHASE_3}
    assert FOCUSED.blocks_on(week(10) - DAY) == {f"w{number}" for number in WHOLE}
    assert due_week(FOCUSED, week(10)) == 15
    assert monday_of(FOCUSED, 12) is None
    assert monday_of(FOCUSED, 36) is None
    assert FOCUSED.is_over("w10", week(10))
    assert not FOCUSED.is_over("w12", week(30))
    assert FOCUSED.ends_on == week(18) - DAY


@pytest.mark.parametrize(("weeks", "speed"), [(36, (1, 1)), (26, (36, 26)), (17, (36, 17)), (72, (36, 72))])
def test_speed_is_a_fraction_of_whole_numbers(weeks: int, speed: tuple[int, int]):
    """Roadmap weeks for calendar weeks, also before the start."""
    plan = spread(WHOLE, weeks)
    assert plan.speed_on(MONDAY) == plan.speed_on(MONDAY - 30 * DAY) == speed


# --- free weeks


FREE = Plan(edition(bones(8, free=(1, 4, 8))), (Choice(MONDAY),))


def test_a_free_week_is_walked_like_any_other():
    """Nothing is due in it, it asks for no study day, and nobody is sent elsewhere; one at the end is left out."""
    assert [plan_week.block for n in range(8) for plan_week in FREE.due_in_week(week(n))] == [
        *(None, "w2", "w3", None, "w5", "w6", "w7"),
        "w7",  # after the end, the last one stays due
    ]
    assert [FREE.is_free(week(n)) for n in range(8)] == [True, False, False, True, *[False] * 4]
    assert [FREE.target(week(n)) for n in range(8)] == [0, 3, 3, 0, 3, 3, 3, 3]
    assert FREE.ends_on == week(7) - DAY
    assert FREE.total_weeks == 7
    assert [FREE.road_week_on(week(n)) for n in range(7)] == [1, 2, 3, 4, 5, 6, 7]


def test_a_free_week_beside_a_block_is_no_free_week():
    """At twice the pace something is due in every week."""
    plan = Plan(FREE.edition, (Choice(MONDAY, pace=Pace(4)),))
    assert [[one.block for one in plan.due_in_week(week(n))] for n in range(4)] == [
        [None],
        ["w2", "w3"],
        [None, "w5"],
        ["w6", "w7"],
    ]
    assert [plan.target(week(n)) for n in range(4)] == [0, 3, 3, 3]


# --- for every plan


@dataclass(frozen=True)
class Road:
    """A road of weeks with some free ones, and the spans of a phase and a project, or none for all of it."""

    total: int
    free: frozenset[int] = frozenset()
    spans: tuple[tuple[int, int], ...] = ()

    @property
    def path(self) -> tuple[int, ...]:
        """The weeks in scope, in order, without free ones behind the last block."""
        inside = {w for first, last in self.spans for w in range(first, last + 1)} if self.spans else None
        weeks = [w for w in range(1, self.total + 1) if inside is None or w in inside]
        last = max((w for w in weeks if w not in self.free), default=0)
        return tuple(w for w in weeks if w <= last)

    def choice(self, monday: date, weeks: int | None) -> tuple[Skeleton, Choice]:
        """The road with the choice of its scope."""
        skeleton, scope = scoped(bones(self.total, self.free), *self.spans)
        return skeleton, Choice(monday, scope, Pace(weeks))

    def plan(self, weeks: int | None, pauses: tuple[Pause, ...] = (), own_days: tuple[OwnDays, ...] = ()) -> Plan:
        """The plan of its scope from MONDAY on."""
        skeleton, choice = self.choice(MONDAY, weeks)
        return Plan(edition(skeleton), (choice,), pauses, own_days)


@st.composite
def roads(draw: st.DrawFn) -> Road:
    """Roads of up to 60 weeks; free weeks stand alone, so that each week has a key of its own."""
    total = draw(st.integers(1, 60))
    spots = draw(st.sets(st.integers(1, total), max_size=6))
    free = frozenset(w for w in spots if w - 1 not in spots)
    cuts = draw(st.sampled_from([0, 2, 4]))
    ends = sorted(draw(st.lists(st.integers(1, total), min_size=cuts, max_size=cuts)))
    road = Road(total, free, tuple(zip(ends[::2], ends[1::2], strict=True)))
    assume(road.path)
    return road


pauses = st.lists(
    st.tuples(st.integers(-20, 300), st.integers(1, 60)).map(
        lambda span: Pause(MONDAY + span[0] * DAY, MONDAY + (span[0] + span[1]) * DAY)
    ),
    max_size=4,
).map(tuple)
own_days = st.lists(
    st.builds(
        OwnDays,
        st.integers(-2, 40).map(week),
        st.sets(st.integers(0, 6)).map(lambda days: tuple(sorted(days))),
    ),
    max_size=3,
    unique_by=lambda own: own.monday,
).map(tuple)
paces = st.none() | st.integers(1, 60)


@dataclass(frozen=True)
class Case:
    """A plan with the road it goes on; `weeks` is None as written."""

    road: Road
    weeks: int | None
    plan: Plan

    @property
    def asked_for(self) -> int:
        """How many calendar weeks there should be."""
        return len(self.road.path) if self.weeks is None else self.weeks


@st.composite
def all_cases(draw: st.DrawFn) -> Case:
    """Roads at any pace, with pauses and own study days."""
    road, weeks = draw(roads()), draw(paces)
    return Case(road, weeks, road.plan(weeks, draw(pauses), draw(own_days)))


cases = all_cases()


def working_weeks(plan: Plan) -> list[date]:
    """The Mondays of the plan's unpaused weeks from its start to its end."""
    weeks = (plan.ends_on + DAY - plan.starts_on) // WEEK
    return [monday for n in range(weeks) if not plan.is_paused(monday := plan.starts_on + n * WEEK)]


def test_a_key_is_a_week():
    """What these properties count by: a free week alone goes by the block before it, so it is told by that one."""
    keys = [one.key for one in bones(4, free=(1, 3)).weeks]
    assert keys == ["~", "w2", "~w2", "w4"]


def key(road: Road, roadmap_week: int) -> str:
    """The key of a roadmap week, told again."""
    if roadmap_week not in road.free:
        return f"w{roadmap_week}"
    return f"~w{roadmap_week - 1}" if roadmap_week > 1 else "~"


def keys_of(case: Case) -> list[str]:
    """The keys of the path."""
    return [key(case.road, roadmap_week) for roadmap_week in case.road.path]


def due_key(plan: Plan, day: date) -> str | None:
    """The key of what is due on a day."""
    due = plan.due_on(day)
    return due.key if due else None


@given(cases)
def test_the_due_week_is_the_products_formula(case: Case):
    """The k-th unpaused week, in whole numbers, and as many of them as were asked for."""
    path, weeks, mondays = keys_of(case), case.asked_for, working_weeks(case.plan)
    assert len(mondays) == weeks == case.plan.total_weeks
    for k, monday in enumerate(mondays):
        assert due_key(case.plan, monday) == path[min(k * len(path) // weeks, len(path) - 1)]
        assert case.plan.week_number(monday) == k + 1


@given(cases)
def test_the_due_week_never_goes_back(case: Case):
    """Week after week, also through pauses and beyond the end, a plan stays or moves on."""
    order = keys_of(case)
    due = [due_key(case.plan, case.plan.starts_on + n * WEEK) for n in range(80)]
    places = [order.index(one) for one in due if one]
    assert len(places) == 80
    assert all(before <= after for before, after in pairwise(places))


@given(cases)
def test_every_week_of_the_path_is_walked_once_and_in_order(case: Case):
    """Nothing is left out, whatever the pace; a slow pace stays on a week, none comes back."""
    walked = [one.key for monday in working_weeks(case.plan) for one in case.plan.due_in_week(monday)]
    assert [roadmap_week for roadmap_week, _ in groupby(walked)] == keys_of(case)


@given(cases)
def test_the_monday_of_a_week_is_when_it_is_due(case: Case):
    """The dates on the road map and the work of the week never contradict each other."""
    first_seen: dict[str, date] = {}
    last_seen: dict[str, date] = {}
    for monday in working_weeks(case.plan):
        for one in case.plan.due_in_week(monday):
            first_seen.setdefault(one.key, monday)
            last_seen[one.key] = monday
    assert {one: case.plan.mondays_of(one) for one in keys_of(case)} == {
        one: (monday,) for one, monday in first_seen.items()
    }
    assert {one: case.plan.last_monday_of(one) for one in keys_of(case)} == last_seen
    mondays = {w: case.plan.monday_of_week(w) for w in case.road.path}
    assert mondays == {w: first_seen[key(case.road, w)] for w in case.road.path}


@given(cases)
def test_a_week_is_over_once_no_later_day_works_on_it(case: Case):
    """Over means: it was due in an earlier week, and is not due any more."""
    order = keys_of(case)
    for monday in working_weeks(case.plan):
        due = case.plan.due_in_week(monday)[0].key
        assert [one for one in order if case.plan.is_over(one, monday)] == order[: order.index(due)]


@given(roads(), pauses, own_days)
def test_as_written_is_as_many_weeks_as_there_are(road: Road, off: tuple[Pause, ...], days: tuple[OwnDays, ...]):
    """A calendar week a roadmap week is what a pace of just so many weeks comes to."""
    written, counted = road.plan(None, off, days), road.plan(len(road.path), off, days)
    assert written.ends_on == counted.ends_on
    for monday in (MONDAY + n * WEEK for n in range(-1, 70)):
        assert written.due_in_week(monday) == counted.due_in_week(monday)
        assert written.minutes_on(monday) == counted.minutes_on(monday)


@given(cases, roads(), paces, st.integers(1, 60))
def test_a_change_of_plan_leaves_the_past_alone(case: Case, other: Road, weeks: int | None, later: int):
    """Before the Monday of a new choice everything is as it was; and nothing that was walked comes again."""
    monday = MONDAY + later * WEEK
    skeleton, first = case.road.choice(MONDAY, case.weeks)
    spans = [Span(f"other-{n}", *span) for n, span in enumerate(s for s in other.spans if s[1] <= case.road.total)]
    skeleton = replace(skeleton, phases=(*skeleton.phases, *spans[:1]), projects=(*skeleton.projects, *spans[1:]))
    scope = Scope(spans[0].id, spans[1].id if spans[1:] else "") if spans else Scope()
    road = Road(case.road.total, case.road.free, tuple((span.first, span.last) for span in spans))
    change = Choice(monday, scope, Pace(weeks))
    before = Plan(edition(skeleton), (first,), case.plan.pauses, case.plan.own_days)
    after = replace(before, choices=(first, change))
    for past in (MONDAY + n * WEEK for n in range(-2, later)):
        assert after.due_in_week(past) == before.due_in_week(past)
        assert after.due_on(past + 6 * DAY) == before.due_on(past + 6 * DAY)
        assert after.target(past) == before.target(past)
        assert after.speed_on(past) == before.speed_on(past)
        assert after.minutes_on(past) == before.minutes_on(past)
        assert after.blocks_on(past) == before.blocks_on(past)
        assert after.week_number(past) == min(before.week_number(past), after.total_weeks)
    blocks = [w for w in case.road.path if w not in case.road.free]
    was_over = [w for w in blocks if before.is_over(f"w{w}", monday)]
    assert [w for w in blocks if after.is_over(f"w{w}", monday - DAY)] == [
        w for w in blocks if before.is_over(f"w{w}", monday - DAY)
    ]
    assert all(after.is_over(f"w{w}", monday) for w in was_over)
    left = [f"w{w}" for w in road.path if w not in road.free and w not in was_over]
    ahead = [one.block for m in working_weeks(after) if m >= monday for one in after.due_in_week(m)]
    assert list(dict.fromkeys(block for block in ahead if block)) == left
    if not left:
        assert after.due_in_week(monday) == before.due_in_week(before.ends_on + DAY)[-1:]


@given(cases)
def test_only_whole_numbers_and_whole_weeks(case: Case):
    """No rounding anywhere: weeks are integers, plans start on Mondays and end on Sundays."""
    plan = case.plan
    assert all(type(segment.steps) is int for segment in plan.segments)
    assert all(type(part) is int for part in plan.speed_on(plan.starts_on))
    assert plan.starts_on.weekday() == 0
    assert plan.ends_on.weekday() == 6
    assert week_of(plan.ends_on) == working_weeks(plan)[-1]


@given(cases)
def test_a_week_asks_for_its_study_days(case: Case):
    """The target of a week: the study days in force that no pause takes; a free week asks for none."""
    plan = case.plan
    for monday in (MONDAY + n * WEEK for n in range(-2, 70)):
        own = [own for own in sorted(plan.own_days, key=lambda own: own.monday) if own.monday <= monday]
        weekdays = own[-1].days if own and own[-1].days else (0, 2, 5)
        asked = [day for day in days_of(monday) if day.weekday() in weekdays]
        left = [day for day in asked if not any(pause.first <= day < pause.until for pause in plan.pauses)]
        assert plan.target(monday) == (0 if plan.is_free(monday) else len(left))
        assert plan.is_touched(monday) == (len(left) < len(asked))
        assert plan.is_paused(monday) == (left == [])


# --- blocks of several weeks


@st.composite
def long_blocks(draw: st.DrawFn) -> Edition:
    """Roads whose blocks take one to eight weeks."""
    lengths = draw(st.lists(st.integers(1, 8), min_size=1, max_size=12))
    firsts = [1 + sum(lengths[:n]) for n in range(len(lengths))]
    blocks = tuple(
        BlockBones(f"b{n}", first, first + length - 1, "p", (f"t{n}",))
        for n, (first, length) in enumerate(zip(firsts, lengths, strict=True))
    )
    return edition(Skeleton((0, 2, 5), 240, 420, (Span("p", 1, sum(lengths)),), (), blocks))


@given(long_blocks(), paces, pauses)
def test_a_block_has_all_its_weeks(road: Edition, weeks: int | None, off: tuple[Pause, ...]):
    """Each of its roadmap weeks begins on a Monday, in order; over is the block once the last one has gone."""
    plan = Plan(road, (Choice(MONDAY, pace=Pace(weeks)),), off)
    total, seen = road.newest.skeleton.total_weeks, list[date]()
    for block in road.newest.skeleton.blocks:
        mondays = plan.mondays_of(block.id)
        assert len(mondays) == block.last - block.first + 1
        assert [plan.monday_of_week(w) for w in range(block.first, block.last + 1)] == [*mondays]
        last = plan.last_monday_of(block.id)
        assert last
        assert block.id in {one.block for one in plan.due_in_week(last)}
        assert not plan.is_over(block.id, last + 6 * DAY)
        assert plan.is_over(block.id, last + WEEK)
        seen += mondays
    assert seen == sorted(seen)
    mondays = working_weeks(plan)
    assert len(mondays) == (weeks or total)
    for k, monday in enumerate(mondays):
        assert plan.road_week_on(monday) == min(k * total // (weeks or total), total - 1) + 1
