"""What processes hold, on a real PostgreSQL server: here they are several in one, each with a session of its own."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncGenerator, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace

import psycopg
import pytest

from bot.refusals import CannotBeDone
from bot.store.address import PostgresAddress
from bot.store.holding import Mine, Wish
from bot.store.postgres.holding import PostgresHolding
from bot.store.postgres.sharing import Pace
from tests.postgres import drop_database, new_database
from tests.store.postgres.line import line_to

QUICK = Pace(
    look=0.02, free=0.05, others=0.2, left=0.3, trust=0.2, idle=0.5, statement=0.3, again=0.02, gone=1.0, patience=1.0
)
NAME = f"holding_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """An empty database, as locks need no tables."""
    yield new_database(NAME)
    drop_database(NAME)


class Several:
    """Some processes; each wakes whoever waits whenever something has changed."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.all: list[PostgresHolding] = []
        self._stack = AsyncExitStack()
        self._changed = asyncio.Event()
        self._leave: dict[PostgresHolding, AsyncExitStack] = {}

    async def start(self, wish: Wish, address: str = "", roadmap: str = "", pace: Pace = QUICK) -> PostgresHolding:
        """One more."""
        one = PostgresHolding(address or self.address, wish, roadmap, pace)
        one.watch(self._changed.set)
        stack = AsyncExitStack()
        await stack.enter_async_context(one.running())
        self._leave[one] = stack
        self.all.append(one)
        return one

    async def end(self, one: PostgresHolding) -> None:
        """End one in order."""
        self.all.remove(one)
        await self._leave.pop(one).aclose()

    async def until(self, met: Callable[[], bool]) -> None:
        """Wait until something holds; looked at whenever something has changed."""
        async with asyncio.timeout(10):
            while not met():
                self._changed.clear()
                await self._changed.wait()

    async def have(self, shards: int) -> None:
        """Wait until together they have so many shards, each once, and one of them sends."""

        def met() -> bool:
            had = [shard for one in self.all for shard in one.shards]
            return sorted(had) == list(range(shards)) and sum(one.is_sender for one in self.all) == 1

        await self.until(met)


@asynccontextmanager
async def processes(address: str) -> AsyncGenerator[Several]:
    """None yet; all end with this."""
    several = Several(address)
    try:
        yield several
    finally:
        for one in [*several.all]:
            await several.end(one)


def end_sessions(address: str) -> None:
    """As a restart of the database does."""
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE starts_with(application_name, 'roadmate-holding') AND datname = current_database()"
        )


async def test_they_share_and_take_over(address: str) -> None:
    """The number is the first one's; each has its fair share, and what one leaves the others take."""
    async with processes(address) as several:
        first = await several.start(Wish(4))
        await several.have(4)
        second = await several.start(Wish(9))
        assert second.count == 4
        third = await several.start(Wish(9, most=1))
        assert first.shards == {0, 1, 2, 3}, "nothing is handed back"
        await several.end(first)
        await several.have(4)
        assert len(third.shards) <= 1
        for shard in second.shards:
            assert await second.is_mine(shard) is Mine.YES
            assert await third.is_mine(shard) is not Mine.YES


async def test_a_lost_session_moves_nothing(address: str) -> None:
    async with processes(address) as several:
        first = await several.start(Wish(3))
        second = await several.start(Wish(3))
        await several.have(3)
        before = [first.shards, second.shards]
        end_sessions(address)
        await several.until(lambda: not first.is_sender and not second.is_sender)
        assert [first.shards, second.shards] == before
        answers = [await one.is_mine(shard) for one in (first, second) for shard in one.shards]
        assert set(answers) == {Mine.YES}
        await several.have(3)
        assert [first.shards, second.shards] == before


async def test_who_is_cut_off_knows_and_is_replaced(address: str) -> None:
    """A line that goes silent: the server ends the session, and the process stops believing its last answer."""
    async with line_to(PostgresAddress(address)) as (line, elsewhere), processes(address) as several:
        far = await several.start(Wish(2), address=elsewhere.url, pace=replace(QUICK, gone=60))
        await several.have(2)
        near = await several.start(Wish(2))
        line.flows.clear()
        await several.until(lambda: len(near.shards) == 2 and near.is_sender)
        assert not far.is_sender
        assert not far.is_well
        assert await far.is_mine(0) is Mine.UNCERTAIN
        line.flows.set()
        await several.until(lambda: not far.shards)
        assert await far.is_mine(0) is Mine.ANOTHERS
        assert near.is_sender


async def test_a_process_without_a_database_gives_up_its_shards_after_a_while(address: str) -> None:
    async with line_to(PostgresAddress(address)) as (line, elsewhere), processes(address) as several:
        one = await several.start(Wish(2), address=elsewhere.url)
        await several.have(2)
        line.before_cut = lambda _: True
        line.cut()
        await several.until(lambda: not one.is_sender)
        assert one.shards == {0, 1}, "its connections to Discord stay for now"
        await several.until(lambda: not one.shards)
        line.before_cut = lambda _: False
        await several.have(2)


@pytest.mark.parametrize("wish", [Wish(1, frozenset({0, 1}), 4), Wish(1, count=4)])
async def test_shards_that_are_given(address: str, wish: Wish) -> None:
    """They are taken as they are named; another number of them in all is refused while somebody is there."""
    async with processes(address) as several:
        first = await several.start(wish)
        assert first.count == 4
        await several.until(lambda: first.shards == (wish.shards or frozenset(range(4))))
        with pytest.raises(CannotBeDone, match=r"have 4 shards, and this one is to have 8\. .* SHARDS"):
            await several.start(Wish(1, frozenset({2, 3}), 8))
    async with processes(address) as several:
        assert (await several.start(Wish(1, frozenset({2, 3}), 8))).count == 8


async def test_one_at_a_time(address: str, caplog: pytest.LogCaptureFixture) -> None:
    async with processes(address) as several:
        first, second = await several.start(Wish(1), roadmap="one"), await several.start(Wish(1), roadmap="one")
        async with first.alone("commands") as mine, second.alone("commands") as yours, second.alone("other") as other:
            assert (mine, yours, other) == (True, False, True)
        async with second.alone("commands") as yours:
            assert yours
        await several.have(1)
        assert "roadmap" not in caplog.text
        await several.start(Wish(1), roadmap="another")
        await several.until(lambda: "another roadmap file" in caplog.text)


async def test_two_bots_on_one_server_leave_each_other_alone(address: str) -> None:
    other = new_database(f"{NAME}_2")
    try:
        async with processes(address) as several, processes(other) as others:
            await several.start(Wish(2))
            await others.start(Wish(3))
            await several.have(2)
            await others.have(3)
    finally:
        drop_database(f"{NAME}_2")
