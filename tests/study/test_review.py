"""Reviews: who may read, when they end, and how long they usually take."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.study.days import instant_of
from bot.study.review import (
    HELD_FOR,
    TAKES_AT_MOST,
    Hold,
    Mark,
    Peers,
    Policy,
    Reader,
    Readers,
    Review,
    State,
    Waiting,
    usual_days,
)

AUTHOR, OTHER, MENTORS = 1, 2, 9
AT = datetime(2026, 3, 2, 12, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)

NOT_THAT_FAR, SUBMITTED, PASSED = Peers(), Peers(has_submitted=True), Peers(1, has_passed=True, has_submitted=True)


def waiting(policy: Policy, peers: Peers, role_id: int | None = MENTORS, held_until: datetime | None = None) -> Waiting:
    """A submission of the author's in the eyes of somebody."""
    return Waiting(7, AUTHOR, "Checkpoint", Readers(policy, role_id), False, AT, 3, 0, held_until, peers)


@pytest.mark.parametrize(
    ("who", "policy", "peers", "may"),
    [
        ("author", Policy.PEER, PASSED, False),
        ("author with the role", Policy.MENTOR, NOT_THAT_FAR, False),
        ("peer who has passed", Policy.PEER, PASSED, True),
        ("peer who has passed, one of many", Policy.PEER, Peers(30, has_passed=True), True),
        ("peer who has submitted, while two have passed", Policy.PEER, Peers(2, has_submitted=True), True),
        ("peer who has submitted, while three have passed", Policy.PEER, Peers(3, has_submitted=True), False),
        ("peer who is not that far", Policy.PEER, NOT_THAT_FAR, False),
        ("mentor", Policy.PEER, NOT_THAT_FAR, False),
        ("mentor", Policy.MENTOR, NOT_THAT_FAR, True),
        ("peer who has passed", Policy.MENTOR, PASSED, False),
        ("admin without the role", Policy.MENTOR, NOT_THAT_FAR, False),
        ("stranger", Policy.MENTOR, NOT_THAT_FAR, False),
        ("stranger", Policy.PEER, NOT_THAT_FAR, False),
        ("who has left the server", Policy.MENTOR, PASSED, False),
    ],
)
def test_who_may_read(who: str, policy: Policy, peers: Peers, may: bool):
    """A role is what makes a mentor: Discord's, as it comes with a press; whoever has left sends none."""
    roles = frozenset({MENTORS} if "mentor" in who or "with the role" in who else {MENTORS + 1})
    reader = Reader(5, AUTHOR if "author" in who else OTHER, roles)
    assert reader.may_read(waiting(policy, peers)) is may
    assert not reader.may_go_on(waiting(policy, peers))


def test_a_role_that_nobody_has_chosen_makes_nobody_a_mentor():
    """No role stored, no role sent."""
    assert not Reader(5, OTHER).may_read(waiting(Policy.MENTOR, PASSED, role_id=None))


def test_what_is_held_goes_on():
    """A peer to the end, though three have passed by now; a mentor as long as they are one; the author never."""
    for_peers = waiting(Policy.PEER, Peers(3, has_submitted=True), held_until=AT)
    for_mentors = waiting(Policy.MENTOR, NOT_THAT_FAR, held_until=AT)
    assert Reader(5, OTHER).may_go_on(for_peers)
    assert Reader(5, OTHER, frozenset({MENTORS})).may_go_on(for_mentors)
    assert not Reader(5, OTHER).may_go_on(for_mentors)
    assert not Reader(5, AUTHOR, frozenset({MENTORS})).may_go_on(for_peers)


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/New_York", "Pacific/Apia", "Asia/Kathmandu", "UTC"])
@pytest.mark.parametrize("day", [date(2026, 3, 27), date(2026, 10, 23), date(2026, 3, 6), date(2026, 10, 30)])
def test_seven_days_are_hours(zone: str, day: date):
    """168 hours, also where the clocks change meanwhile; no second earlier."""
    review = Review("p", 7, "Checkpoint", Readers(Policy.PEER), instant_of(day, time(12), ZoneInfo(zone)))
    over = review.submitted_at + timedelta(hours=168)
    assert review.ends_at == over
    assert review.at(over - timedelta(seconds=1)).state is State.SUBMITTED
    ended = review.at(over)
    assert (ended.state, ended.mark, ended.decided_at) == (State.SIGNED, Mark.NOBODY, over)
    assert ended.at(over + 30 * DAY) == ended


@pytest.mark.parametrize(
    ("taken", "ends"),
    [
        (TAKES_AT_MOST - HELD_FOR - HOUR, TAKES_AT_MOST),
        (TAKES_AT_MOST - HELD_FOR, TAKES_AT_MOST),
        (TAKES_AT_MOST - HOUR, TAKES_AT_MOST - HOUR + HELD_FOR),
        (TAKES_AT_MOST, TAKES_AT_MOST + HELD_FOR),
        (TAKES_AT_MOST + HOUR, TAKES_AT_MOST),
    ],
)
def test_a_hold_at_that_hour_runs_to_its_end(taken: timedelta, ends: timedelta):
    """One that ended before it, or began after it, moves nothing."""
    hold = Hold(AT + taken, AT + taken + HELD_FOR)
    review = Review("p", 7, "Checkpoint", Readers(Policy.PEER), AT, hold=hold)
    assert review.ends_at == AT + ends
    assert review.at(AT + ends - timedelta(seconds=1)).state is State.SUBMITTED
    assert review.at(AT + ends).mark is Mark.NOBODY


@given(st.integers(0, 400), st.one_of(st.none(), st.integers(0, 168)))
def test_it_ends_within_nine_days(hours: int, taken: int | None):
    """Whenever it was taken: after 7 days and one hold it is signed, and never open again."""
    hold = Hold(AT + taken * HOUR, AT + taken * HOUR + HELD_FOR) if taken is not None else None
    review = Review("p", 7, "Checkpoint", Readers(Policy.MENTOR, 9), AT, hold=hold)
    now = AT + hours * HOUR
    assert TAKES_AT_MOST <= review.ends_at - AT <= TAKES_AT_MOST + HELD_FOR
    assert (review.at(now).state is State.SIGNED) == (now >= review.ends_at)


@pytest.mark.parametrize(
    ("hours", "days"),
    [
        ([], None),
        ([1] * 4, None),
        ([1] * 5, 1),
        ([24] * 5, 1),
        ([25] * 5, 2),
        ([1, 1, 40, 100, 160], 2),
        ([47, 49] * 3, 2),
    ],
)
def test_how_long_it_usually_takes(hours: list[int], days: int | None):
    """The median in whole days, from five decisions on."""
    assert usual_days([hour * HOUR for hour in hours]) == days
