"""The pace of requests: never too many in any second, however long they are on their way, and not too slow."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.ui.rate_limit import A_SECOND, RateLimit
from tests.hurried import HurriedLoop, hurried

DISCORDS_LIMIT = 50


async def arrivals(ways: Sequence[tuple[float, float, float]], rate_limit: RateLimit) -> list[float]:
    """When requests reach Discord, ascending: each with a stall of the loop, its way there and its way back."""
    loop = asyncio.get_running_loop()
    assert isinstance(loop, HurriedLoop)
    seen: list[float] = []

    async def request(stall: float, there: float, back: float) -> None:
        async with rate_limit.turn():
            loop.stall(stall)
            await asyncio.sleep(there)
            seen.append(loop.time())
            await asyncio.sleep(back)

    await asyncio.gather(*(request(*way) for way in ways))
    return sorted(seen)


def most_in_a_second(seen: Sequence[float]) -> int:
    """The largest number of requests in any second, both ends included."""
    return max(sum(1 for other in seen if at <= other <= at + 1) for at in seen)


ways = st.tuples(
    st.sampled_from((0.0, 0.0, 0.0, 0.0, 0.02, 0.3, 2.0)),
    st.floats(0, 0.5) | st.just(0.001) | st.just(3.0),
    st.floats(0, 0.5) | st.just(0.001) | st.just(3.0),
)


@settings(deadline=None, max_examples=60)
@given(st.lists(ways, min_size=1, max_size=250))
def test_no_second_sees_too_many(all_ways: list[tuple[float, float, float]]) -> None:
    """Whatever the network and the loop do, Discord never counts more than there are places for."""

    async def check() -> None:
        assert most_in_a_second(await arrivals(all_ways, RateLimit())) <= A_SECOND < DISCORDS_LIMIT

    hurried(check())


@pytest.mark.parametrize(("round_trip", "of_the_limit"), [(0.004, 0.95), (0.1, 0.85), (0.25, 0.75)])
def test_the_limit_is_used(round_trip: float, of_the_limit: float) -> None:
    """Many requests go nearly as fast as Discord takes them; a long way costs a little."""

    async def check() -> None:
        seen = await arrivals([(0.0, round_trip / 2, round_trip / 2)] * 1000, RateLimit())
        assert (len(seen) - 1) / (seen[-1] - seen[0]) >= of_the_limit * DISCORDS_LIMIT

    hurried(check())


def test_they_do_not_go_in_bunches() -> None:
    """After a quiet time the first ones are spread, so that a command between them is answered at once."""

    async def check() -> None:
        seen = await arrivals([(0.0, 0.0, 0.0)] * 40, RateLimit())
        assert all(later - earlier >= 0.015 for earlier, later in pairwise(seen))

    hurried(check())


def test_a_failed_request_gives_its_place_back() -> None:
    """An error, or a cancelled wait, costs a second of a place and no more."""

    async def check() -> None:
        rate_limit = RateLimit(1)
        for _ in range(3):
            with pytest.raises(OSError, match="lost"):
                async with rate_limit.turn():
                    raise OSError("lost")
        waiting = asyncio.ensure_future(arrivals([(0.0, 0.0, 0.0)], rate_limit))
        await asyncio.sleep(0)
        waiting.cancel()
        assert len(await arrivals([(0.0, 0.0, 0.0)], rate_limit)) == 1

    hurried(check())
