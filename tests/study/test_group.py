"""The week of a whole server: what is summed, and what is never told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.roadmap import Roadmap
from bot.study.group import FEWEST_ACTIVE, GroupWeek, member_week
from bot.study.group import summed as sums_of
from bot.study.journal import Evidence, Journal, Session, Tick
from bot.study.plan import Pause
from bot.study.progress import Progress
from tests.study.people import DAY, WEEK, named, standing, week

THIS_MONDAY = week(3)
MON, TUE, WED, THU, FRI, SAT, SUN = (THIS_MONDAY + n * DAY for n in range(7))
CP1: tuple[str, ...] = ("cp1-explain-attention", "cp1-transformer", "cp1-blog-post")
CP2: tuple[str, ...] = ("cp2-architecture-tradeoffs", "cp2-scaling-challenges", "cp2-inference-optimization")


def somebody(
    roadmap: Roadmap,
    *studied: date,
    ticks: Mapping[str, date] | None = None,
    shown: Mapping[str, date] | None = None,
    today: date = SUN,
    user_id: int = 2,
    pauses: tuple[Pause, ...] = (),
) -> Progress:
    """A member who studied on these days, ticked these tasks and showed these checkpoint items."""
    progress = standing(roadmap, today, member=named(user_id), pauses=pauses)
    journal = Journal(
        tuple(Tick(task, day) for task, day in (ticks or {}).items()),
        tuple(Session(day, 60) for day in studied),
        tuple(Evidence(item, day, "https://example.org") for item, day in (shown or {}).items()),
    )
    return replace(progress, record=replace(progress.record, journal=journal))


def group_week(members: Iterable[Progress], today: date) -> GroupWeek | None:
    """The week of a server's members; None when too few of them were active."""
    return sums_of([week for one in members if (week := member_week(one, today))], today)


def summed(members: Iterable[Progress], today: date = SUN) -> GroupWeek:
    """The week of members of whom enough were active."""
    found = group_week([*members], today)
    assert found is not None
    return found


# --- who is active


@pytest.mark.parametrize(
    ("active", "quiet", "told"), [(0, 0, 0), (1, 0, 0), (2, 0, 0), (2, 9, 0), (3, 0, 3), (4, 9, 4)]
)
def test_fewer_than_three_are_never_summed(curriculum: Roadmap, active: int, quiet: int, told: int):
    """Of two members a sum would tell each what the other did; who did nothing this week hides nobody."""
    members = [somebody(curriculum, MON) for _ in range(active)]
    members += [somebody(curriculum, MON - DAY, MON + WEEK) for _ in range(quiet)]
    found = group_week(members, SUN)
    assert (found.active if found else 0) == told


def test_everything_logged_makes_somebody_active(curriculum: Roadmap):
    """A session, a tick or a checkpoint item, on the first day of the week or on the last."""
    members = [
        somebody(curriculum, MON),
        somebody(curriculum, ticks={"ppo": SUN}),
        somebody(curriculum, shown={"cp1-transformer": WED}),
    ]
    found = summed(members)
    assert (found.active, found.days) == (3, (1, 0, 1, 0, 0, 0, 1))


@pytest.mark.parametrize("today", [MON, WED, SAT, SUN])
def test_the_week_of_a_day(curriculum: Roadmap, today: date):
    """It begins on the Monday before, and knows up to which day it tells."""
    found = summed([somebody(curriculum, MON, today=today)] * FEWEST_ACTIVE, today)
    assert (found.monday, found.today) == (THIS_MONDAY, today)


@pytest.mark.parametrize("monday", [date(2026, 3, 23), date(2026, 12, 28), date(2028, 2, 28)])
def test_the_week_has_seven_days_whatever_the_calendar(curriculum: Roadmap, monday: date):
    """When the clocks change, at a year's end and in a leap year."""
    all_days = [monday + n * DAY for n in range(-1, 8)]
    members = [somebody(curriculum, *all_days[n:], today=monday + 6 * DAY) for n in range(3)]
    assert summed(members, monday + 6 * DAY).days == (2, 3, 3, 3, 3, 3, 3)


# --- the sums


def test_days_are_members(curriculum: Roadmap):
    """Whoever logs twice on a day is there once."""
    members = [
        somebody(curriculum, MON, MON, WED, ticks={"ppo": MON, "backprop": MON}),
        somebody(curriculum, WED, SAT),
        somebody(curriculum, MON - DAY, TUE, WED, MON + WEEK),
    ]
    assert summed(members).days == (1, 1, 3, 0, 0, 1, 0)


def test_tasks_are_those_of_this_week(curriculum: Roadmap):
    """From Monday to Sunday; the same task of two members counts twice."""
    members = [
        somebody(curriculum, ticks={"backprop": MON - DAY, "optimizers": MON, "ppo": SUN, "vllm": SUN + DAY}),
        somebody(curriculum, ticks={"optimizers": WED}),
        somebody(curriculum, FRI, ticks={"backprop": MON - WEEK}),
        somebody(curriculum, ticks={"backprop": MON - DAY}),
    ]
    found = summed(members)
    assert (found.active, found.tasks) == (3, 3)


@pytest.mark.parametrize(
    ("shown", "passed"),
    [
        ({}, 0),
        (dict.fromkeys(CP1, MON), 1),
        (dict.fromkeys(CP1, SUN), 1),
        (dict.fromkeys(CP1[:2], WED), 0),  # one item is open
        (dict.fromkeys(CP1, MON - DAY), 0),  # last week's
        (dict.fromkeys(CP1, SUN + DAY), 0),
        (dict(zip(CP1, (MON - 5 * WEEK, MON - DAY, MON), strict=True)), 1),  # the last item is what counts
        (dict(zip(CP1, (MON, MON - DAY, MON - 5 * WEEK), strict=True)), 1),  # in whatever order
        (dict(zip(CP1, (MON, SUN, SUN + DAY), strict=True)), 0),
        (dict.fromkeys((*CP1, *CP2), FRI), 2),
        (dict.fromkeys(CP1, MON - DAY) | dict.fromkeys(CP2, FRI), 1),
        (dict.fromkeys((*CP1[:2], *CP2), FRI), 1),
    ],
)
def test_checkpoints_passed_in_this_week(curriculum: Roadmap, shown: Mapping[str, date], passed: int):
    """A checkpoint is passed with its last item, once, in the week of that item."""
    others = [somebody(curriculum, MON) for _ in range(2)]
    assert summed([somebody(curriculum, MON, shown=shown), *others]).checkpoints == passed


def test_checkpoints_of_several_members_add_up(curriculum: Roadmap):
    """Each member passes a checkpoint on their own."""
    passed = dict.fromkeys(CP1, THU)
    members = [somebody(curriculum, shown=passed), somebody(curriculum, shown=passed), somebody(curriculum, MON)]
    assert summed(members).checkpoints == 2


def test_a_phase_without_a_checkpoint_is_not_passed(curriculum: Roadmap):
    """A roadmap may have none at all."""
    plain = tuple(phase.model_copy(update={"checkpoint": None}) for phase in curriculum.phases)
    roadmap = curriculum.model_copy(update={"phases": plain})
    members = [somebody(roadmap, MON, ticks={"ppo": MON}) for _ in range(3)]
    assert (summed(members).checkpoints, summed(members).tasks) == (0, 3)


@pytest.mark.parametrize(
    ("studied", "pauses", "today", "chains"),
    [
        ((MON, WED, SAT), (), SAT, 1),
        ((TUE, THU, FRI), (), SAT, 1),  # any three days
        ((MON, TUE), (), SAT, 0),  # still open
        ((MON - WEEK, WED - WEEK, SAT - WEEK, MON), (), SAT, 0),  # last week was kept, not this one
        # Asked for a day later, once the week is closed.
        ((MON, WED, SAT), (), SUN + DAY, 1),
        ((MON, TUE), (), SUN + DAY, 0),  # Monday: still open
        ((MON, TUE), (), SUN + 2 * DAY, 1),  # kept with a freeze
        ((MON,), (), SUN + 2 * DAY, 0),  # broken
        # A paused week counts for nothing; a pause from Tuesday on leaves the Monday.
        ((MON, WED, SAT), (Pause(MON, SUN + DAY),), SAT, 0),
        ((MON,), (Pause(TUE, SUN + DAY),), SAT, 1),
    ],
)
def test_chains_kept_in_this_week(
    curriculum: Roadmap, studied: Iterable[date], pauses: tuple[Pause, ...], today: date, chains: int
):
    """Those who have kept this very week already, with a freeze or without."""
    one = somebody(curriculum, *studied, today=today, pauses=pauses)
    others = [somebody(curriculum, MON, today=SAT) for _ in range(2)]
    assert summed([one, *others], SAT).chains == chains


def test_a_whole_week(curriculum: Roadmap):
    """Four members, of whom one did nothing."""
    members = [
        somebody(curriculum, MON, WED, SAT, ticks={"backprop": MON, "optimizers": WED}),
        somebody(curriculum, SAT, shown=dict.fromkeys(CP1, SAT)),
        somebody(curriculum, TUE, THU, SAT, ticks={"ppo": SAT}),
        somebody(curriculum, MON - WEEK),
    ]
    assert summed(members, SAT) == GroupWeek(
        monday=MON, today=SAT, days=(1, 1, 1, 1, 0, 3, 0), active=3, tasks=3, checkpoints=1, chains=2
    )


# --- for every server

Entry = tuple[frozenset[int], dict[str, int], dict[str, int]]
"""What a member did: sessions, ticks and items of checkpoint 1, on the n-th days from this Monday on."""

numbers = st.integers(-9, 6)
passed = st.tuples(numbers, numbers, numbers).map(lambda days: dict(zip(CP1, days, strict=True)))
entries: st.SearchStrategy[Entry] = st.tuples(
    st.frozensets(numbers, max_size=8),
    st.dictionaries(st.sampled_from(["backprop", "optimizers", "ppo", "vllm"]), numbers),
    st.builds(dict[str, int]) | passed,
)
servers = st.lists(entries, max_size=8)


def members_of(curriculum: Roadmap, server: Iterable[Entry]) -> list[Progress]:
    """The members of a server who did this."""
    return [
        somebody(
            curriculum,
            *(MON + n * DAY for n in studied),
            ticks={task: MON + n * DAY for task, n in ticks.items()},
            shown={item: MON + n * DAY for item, n in shown.items()},
            user_id=number,
        )
        for number, (studied, ticks, shown) in enumerate(server, start=2)
    ]


@given(servers, st.randoms(use_true_random=False))
def test_who_they_are_is_never_told(curriculum: Roadmap, server: list[Entry], chance: Random):
    """In another order and with other ids it is the same week."""
    members = members_of(curriculum, server)
    shuffled = [*members]
    chance.shuffle(shuffled)
    strangers = [
        replace(one, record=replace(one.record, member=replace(one.member, user_id=900 - number, visible=True)))
        for number, one in enumerate(shuffled)
    ]
    assert group_week(strangers, SUN) == group_week(shuffled, SUN) == group_week(members, SUN)


@given(servers)
def test_the_sums_are_those_of_the_members(curriculum: Roadmap, server: list[Entry]):
    """Told again from what each one did from Monday to Sunday."""
    found = group_week(members_of(curriculum, server), SUN)
    theirs = [{n for n in (*days, *ticks.values(), *shown.values()) if n >= 0} for days, ticks, shown in server]
    active = [days for days in theirs if days]
    assert (found is None) == (len(active) < 3)
    if found:
        assert found.active == len(active)
        assert found.days == tuple(sum(n in days for days in active) for n in range(7))
        assert found.tasks == sum(n >= 0 for _, ticks, _ in server for n in ticks.values())
        assert found.checkpoints == sum(max(shown.values()) >= 0 for *_, shown in server if shown)
        assert found.chains == sum(len(days) >= 3 for days in active)


@given(servers, st.integers(0, 5))
def test_who_did_nothing_changes_nothing(curriculum: Roadmap, server: list[Entry], quiet: int):
    """Members without a study day in this week may be many or none."""
    members = members_of(curriculum, server)
    others = [somebody(curriculum, MON - DAY, ticks={"ppo": MON - WEEK}) for _ in range(quiet)]
    assert group_week([*others, *members], SUN) == group_week(members, SUN)


def test_nobody_is_ahead_of_the_servers_day(curriculum: Roadmap):
    """Where it is Sunday already, what was done on it does not count for the server's Saturday."""
    early = [somebody(curriculum, SUN, ticks={"ppo": SUN}, user_id=n) for n in (2, 3, 4)]
    assert group_week(early, SAT) is None
    both = [somebody(curriculum, SAT, ticks={"ppo": SUN}, user_id=n) for n in (2, 3, 4)]
    found = summed(both, SAT)
    assert (found.days, found.tasks) == ((0, 0, 0, 0, 0, 3, 0), 0)
