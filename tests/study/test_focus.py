"""A study timer's arithmetic: rounds, rests, five minutes more, and which minutes count."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.study.focus import Focus, Ring, Room, bell_at, stretch_at, stretches_of
from bot.study.member import Walk
from tests.study.people import MONDAY

TEN = datetime(2026, 3, 2, 10, tzinfo=UTC)


def at(minutes: float) -> datetime:
    """So many minutes after ten."""
    return TEN + timedelta(minutes=minutes)


def focus(*stretches: int, ring: Ring | None = None, joined: float = -99, number: int = 1, begins: float = 0) -> Focus:
    """A focus from ten o'clock on."""
    return Focus(Walk(1, 2), number, MONDAY, at(begins), at(max(joined, begins)), stretches, ring=ring)


@pytest.mark.parametrize(
    ("minutes", "rounds", "rest", "stretches"),
    [(25, 1, 5, (25,)), (25, 2, 5, (25, 5, 25)), (50, 3, 10, (50, 10, 50, 10, 50))],
)
def test_rounds_have_a_rest_between_them(minutes: int, rounds: int, rest: int, stretches: tuple[int, ...]):
    """None after the last one."""
    assert stretches_of(minutes, rounds, rest) == stretches
    assert focus(*stretches).rounds == rounds


@pytest.mark.parametrize(
    ("now", "place"), [(-10, 0), (0, 0), (24.9, 0), (25, 1), (29, 1), (30, 2), (54, 2), (55, None), (9999, None)]
)
def test_what_runs_when(now: float, place: int | None):
    """A clock that was set back before the start is in the first round."""
    assert stretch_at(TEN, (25, 5, 25), at(now)) == place


@pytest.mark.parametrize(
    ("stretches", "joined", "stopped", "logged"),
    [
        ((25,), 0, 25, 25),
        ((25,), 0, 9999, 25),
        ((25,), 0, 12.9, 12),
        ((25,), 0, 5, 5),
        ((25,), 0, 4.99, 0),
        ((25,), 0, -30, 0),
        ((25, 5, 25), 0, 55, 50),
        ((25, 5, 25), 0, 28, 25),
        ((25, 5, 25), 0, 33, 28),
        ((25, 5, 25), 20, 55, 30),
        ((25, 5, 25), 27, 55, 25),
        ((25, 5, 25), 52, 55, 0),
    ],
)
def test_what_is_logged(stretches: tuple[int, ...], joined: float, stopped: float, logged: int):
    """Study without the rests, whole minutes, from when one joined to when one left; under 5 nothing."""
    ended = focus(*stretches, joined=joined).ended(at(stopped), ())
    assert ended.minutes == logged
    assert ended.ended_at is not None
    assert ended.joined_at <= ended.ended_at <= ended.ends_at


@pytest.mark.parametrize(
    ("now", "stretches"), [(3, (30, 5, 25)), (27, (25, 10, 25)), (54, (25, 5, 30)), (55, (25, 5, 25))]
)
def test_five_minutes_more_go_to_what_runs(now: float, stretches: tuple[int, ...]):
    """Of study or of rest; what is over gets none."""
    assert focus(25, 5, 25).longer(at(now)).stretches == stretches


@pytest.mark.parametrize(("begins", "stopped", "logged"), [(0, 25, 0), (10, 35, 10), (25, 50, 25), (-20, 40, 35)])
def test_a_minute_that_is_logged_counts_there_alone(begins: float, stopped: float, logged: int):
    """As after a clock was set back: what another focus logged is left out, whatever number of pieces remain."""
    earlier = focus(25).ended(at(25), ())
    later = focus(60, number=2, begins=begins)
    assert later.ended(at(stopped), [earlier]).minutes == logged


def test_minutes_that_were_too_few_to_log_are_free():
    """What another focus did not log may count here."""
    earlier = focus(25).ended(at(4), ())
    assert focus(25, number=2).ended(at(25), [earlier]).minutes == 25


@pytest.mark.parametrize(
    ("ring", "now", "place"),
    [(Ring.DM, 24, None), (Ring.DM, 25, 0), (Ring.DM, 29.9, 0), (Ring.DM, 31, 1), (Ring.DM, 55, 2), (None, 55, None)],
)
def test_it_rings_for_the_last_change(ring: Ring | None, now: float, place: int | None):
    """Not for those that were slept through."""
    bell = bell_at(focus(25, 5, 25, ring=ring), at(now))
    assert (bell.place if bell else None) == place


def test_when_to_look_again():
    """Where nothing rings only the end matters; a shared one has its message changed each time."""
    assert focus(25, 5, 25).next_look(TEN) == at(55)
    assert focus(25, 5, 25, ring=Ring.DM).next_look(TEN) == at(25)
    assert focus(25, 5, 25, ring=Ring.DM).next_look(at(55)) == at(55)
    assert focus(25).ended(at(9), ()).next_look(at(9)) is None
    room = Room(1, 1, 2, 3, TEN, (25, 5, 25))
    assert [room.next_change(at(now)) for now in (0, 25, 54, 55)] == [at(25), at(30), at(55), None]
