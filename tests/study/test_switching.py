"""Which weeks belong to which roadmap, worked out by hand."""

from __future__ import annotations

from datetime import date

import pytest

from bot.study.switching import Switch, after_switch, holds_from, parked_weeks, walked_in
from tests.study.people import DAY, MONDAY, week

A, B, C = 0, 1, 2


@pytest.mark.parametrize(
    ("starts_on", "today", "from_on"),
    [
        pytest.param(week(-3), week(0), week(0), id="on a Monday, at once"),
        pytest.param(week(-3), week(0) + DAY, week(1), id="later in a week that is under way"),
        pytest.param(week(-3), week(0) + 6 * DAY, week(1), id="on a Sunday"),
        pytest.param(week(0), week(0) + 2 * DAY, week(0), id="who joined this week, by Wednesday"),
        pytest.param(week(0), week(0) + 3 * DAY, week(1), id="who joined this week, from Thursday on"),
        pytest.param(week(1), week(0) + 4 * DAY, week(1), id="before the plan has begun"),
    ],
)
def test_when_a_switch_holds(starts_on: date, today: date, from_on: date):
    """A week that was begun on a roadmap stays with it."""
    assert holds_from(today, starts_on) == from_on


@pytest.mark.parametrize(
    ("made", "left", "kept"),
    [
        pytest.param([], Switch(week(0), A), [(A, 0), (B, 3)], id="the first one"),
        pytest.param([(A, 0), (B, 3)], Switch(week(3), B), [(A, 0), (B, 3)], id="to the same once more"),
        pytest.param([(A, 0), (C, 3)], Switch(week(3), C), [(A, 0), (B, 3)], id="another one in the same week"),
        pytest.param([(B, 0), (A, 3)], Switch(week(3), A), [(B, 0)], id="back before it holds"),
        pytest.param([(B, 0), (A, 2)], Switch(week(2), A), [(B, 0), (A, 2), (B, 3)], id="back later"),
        pytest.param([], Switch(week(3), A), [(B, 3)], id="before the plan has begun"),
    ],
)
def test_what_is_remembered_of_a_switch(made: list[tuple[int, int]], left: Switch, kept: list[tuple[int, int]]):
    """A switch to B that holds from the fourth week on."""
    switches = [Switch(week(n), roadmap) for roadmap, n in made]
    assert after_switch(switches, left, Switch(week(3), B)) == tuple(Switch(week(n), roadmap) for roadmap, n in kept)


def test_weeks_by_the_roadmap_of_their_monday():
    """A for two weeks, B for three, A again for one, then C; before all of it, A."""
    switches = [Switch(week(n), roadmap) for roadmap, n in ((A, 0), (B, 2), (A, 5), (C, 6))]
    assert [walked_in(switches, week(n), A) for n in range(-1, 8)] == [A, A, A, B, B, B, A, C, C]
    today = week(7) + DAY
    assert parked_weeks(switches, A, MONDAY, today) == tuple(week(n) for n in (2, 3, 4, 6, 7))
    assert parked_weeks(switches, B, week(2), today) == (week(5), week(6), week(7))
    assert parked_weeks(switches, C, week(6), today) == ()
    assert parked_weeks([], A, MONDAY, today) == ()
