"""Who takes what, and when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from bot.store.postgres.sharing import SENDER, Look, Pace, Scope, Standing, free_since, may_be_taken, taken_by_others

ME, OTHER, FORMER = 1, 2, 3
PACE = Pace()
NOBODY: Mapping[int, int] = {}


def times(
    shards: int,
    holders: Mapping[int, int] = NOBODY,
    present: int = 1,
    served: Sequence[int] = (),
    free: float = 100.0,
    opened: float = 0.0,
    most: int | None = None,
) -> dict[int, float]:
    """By shard, from when on it may be taken by a process that looks at 100 and has seen what is free since `free`."""
    look = Look(100.0, present, {SENDER: OTHER, **holders})
    standing = Standing(
        ME, opened, frozenset(served), free_since(look, dict.fromkeys(range(shards), free), [*range(shards)])
    )
    return may_be_taken(look, standing, Scope(frozenset(range(shards)), most), PACE)


@pytest.mark.parametrize(
    ("what", "taken"),
    [
        ("what has lain free for 1.5 s", times(2) == {0: 101.5, 1: 101.5}),
        ("at once what one served before", times(2, served=[1]) == {1: 100.0, 0: 101.5}),
        ("a new session waits 4 s for others'", times(1, free=95, opened=99) == {0: 103.0}),
        ("and not for its own", times(1, free=95, opened=99, served=[0]) == {0: 100.0}),
        (
            "a fair share, then more after 5 s",
            times(3, present=2) == {0: 101.5, 1: 101.5, 2: 105.0},
        ),
        ("what one has counts", times(3, {0: ME, 1: ME}, present=2) == {2: 105.0}),
        ("what others have is not free", times(3, {0: OTHER, 1: OTHER}, present=2) == {2: 101.5}),
        ("never more than the most", times(3, {0: ME}, most=2) == {1: 101.5}),
        ("nor where everybody has the most", times(3, {0: ME, 1: ME}, present=9, most=2) == {}),
        ("a process too many stands by", times(2, {0: OTHER, 1: OTHER}, present=3) == {}),
    ],
)
def test_what_may_be_taken(what: str, taken: bool) -> None:
    assert taken, what


def test_the_sending_is_taken_by_whoever_sees_it_free_for_a_while() -> None:
    look = Look(100.0, 2, {0: OTHER})
    free = {SENDER: 99.0}
    scope = Scope(frozenset({0}))
    assert may_be_taken(look, Standing(ME, 0, frozenset(), free), scope, PACE) == {SENDER: 100.5}
    assert may_be_taken(look, Standing(ME, 99, frozenset({SENDER}), free), scope, PACE) == {SENDER: 100.0}
    assert may_be_taken(look, Standing(ME, 99, frozenset(), free), scope, PACE) == {SENDER: 103.0}


def test_shards_that_the_operator_gave_are_nobodys_share() -> None:
    look = Look(100.0, 3, {SENDER: OTHER})
    standing = Standing(ME, 0, frozenset(), dict.fromkeys(range(4), 90.0))
    assert may_be_taken(look, standing, Scope(frozenset({2, 3}), is_shared=False), PACE) == {2: 91.5, 3: 91.5}


def test_free_is_counted_from_when_it_was_first_seen() -> None:
    assert free_since(Look(5.0, 1, {0: OTHER}), {0: 1.0, 1: 2.0}, [0, 1, 2]) == {1: 2.0, 2: 5.0}


def test_a_former_session_of_ones_own_takes_nothing_away() -> None:
    """After a cut the server may hold its locks for some seconds more."""
    look = Look(100.0, 2, {0: OTHER, 1: FORMER, 2: ME})
    standing = Standing(ME, 99, frozenset({0, 1, 2, 3}))
    assert taken_by_others(look, standing, {FORMER}) == {0}
    assert taken_by_others(look, standing, ()) == {0, 1}
