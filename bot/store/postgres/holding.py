"""What a process holds, as advisory locks on one session of its own: gone with the session, however that ends (§11).

The server ends a session that is silent for 6 s, and every look is a word. So a process that is dead, frozen or cut
off loses its locks within that time; it knows so itself, as it believes an answer only for 4 s after it asked.
"""

from __future__ import annotations

import asyncio
import logging
import zlib
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager, suppress

from bot.refusals import CannotBeDone
from bot.store.holding import Mine, Wish, steady_seconds
from bot.store.postgres.session import ALONE, LOST, PRESENT, ROADMAP, SEAT, Session
from bot.store.postgres.shard_count import ShardCount
from bot.store.postgres.sharing import (
    SENDER,
    Look,
    Pace,
    Scope,
    Standing,
    free_since,
    may_be_taken,
    taken_by_others,
)

_log = logging.getLogger(__name__)

_SENDERS = 2**31 - 1
"""The number of the sender's seat: no shard has it."""


class PostgresHolding:
    """Takes seats and keeps them. One task speaks with the database, once a second."""

    def __init__(
        self,
        address: str,
        wish: Wish,
        roadmap: str = "",
        pace: Pace | None = None,
        clock: Callable[[], float] = steady_seconds,
    ) -> None:
        """`roadmap` is a hash of the operator's file: where others have another one, the log says so."""
        self._address = address
        self._wish = wish
        self._roadmap = zlib.crc32(roadmap.encode()) >> 1
        self._pace = pace or Pace()
        self._clock = clock
        self._count = ShardCount(wish)
        self._scope = Scope(frozenset())
        self._session: Session | None = None
        self._opened_at = 0.0
        self._lost_at = clock()
        self._former: dict[int, float] = {}
        """By former session, until when it may still be in the way."""
        self._served = frozenset[int]()
        self._mine = frozenset[int]()
        self._sure_until = float("-inf")
        self._others = frozenset[int]()
        """What other processes had at the last look."""
        self._free_since: dict[int, float] = {}
        self._roadmaps = frozenset[int]()
        self._looked = asyncio.Event()
        self._watchers: list[Callable[[], None]] = []

    # --- what it has

    @property
    def count(self) -> int:
        """How many shards there are in all; 0 until it is known."""
        return self._count.number

    @property
    def shards(self) -> frozenset[int]:
        """The shards that this process is to serve, also while it is not certain that it still may."""
        return self._served - {SENDER}

    @property
    def is_sender(self) -> bool:
        """Whether this process sends what is due, and nobody else does at this moment."""
        return self._holds(SENDER)

    @property
    def is_well(self) -> bool:
        """Whether it is known what this process has."""
        return self._clock() < self._sure_until

    async def is_mine(self, shard: int) -> Mine:
        """Whether nobody else serves a shard at this moment; waits a little where that is not certain."""
        with suppress(TimeoutError):
            async with asyncio.timeout(self._pace.patience):
                while shard in self._served and not self._holds(shard):
                    await self._looked.wait()
        if self._holds(shard):
            return Mine.YES
        return Mine.ANOTHERS if shard in self._others else Mine.UNCERTAIN

    def watch(self, watcher: Callable[[], None]) -> None:
        """Have somebody called whenever something has changed."""
        self._watchers.append(watcher)

    @asynccontextmanager
    async def alone(self, what: str) -> AsyncGenerator[bool]:
        """Do something that one process does at a time; False while another one does it, or without a session."""
        number, session = zlib.crc32(what.encode()) >> 1, self._session
        taken = False
        if session is not None:
            with suppress(*LOST):
                taken = bool(await session.take(ALONE, number))
        try:
            yield taken
        finally:
            if taken and session is not None and session is self._session:
                with suppress(*LOST):
                    await session.give_back(ALONE, number)

    def _holds(self, seat: int) -> bool:
        return seat in self._mine and self._clock() < self._sure_until

    # --- how it gets it

    @asynccontextmanager
    async def running(self) -> AsyncGenerator[None]:
        """While this lasts, seats are taken and kept; at its end all are free.

        Raises CannotBeDone where the others have another number of shards than this one is told to have.
        """
        try:
            await self._begin()
            async with asyncio.TaskGroup() as group:
                holding = group.create_task(self._hold_on())
                try:
                    yield
                finally:
                    self._close()
                    holding.cancel()
        except* CannotBeDone as several:
            raise several.exceptions[0] from None
        finally:
            self._close()

    async def _begin(self) -> None:
        """Open a session, and learn or decide how many shards there are."""
        while not self.count:
            try:
                session = self._session or await self._open()
                may_decide = self._clock() >= self._opened_at + self._pace.others
                await self._count.learn(session, may_decide=may_decide)
            except LOST as error:
                self._lose(error)
            if not self.count:
                await asyncio.sleep(self._pace.again)
        shards = frozenset(range(self.count)) if self._wish.shards is None else self._wish.shards
        self._scope = Scope(shards, self._wish.most, self._wish.shards is None)

    async def _hold_on(self) -> None:
        while True:
            try:
                session = self._session or await self._rejoin()
                await session.rest(await self._look(session))
            except LOST as error:
                self._lose(error)
                if self._clock() - self._lost_at > self._pace.gone and self._served:
                    _log.error("the database has been away for too long: no shard is served until it is back")
                    self._serve(frozenset())
                await asyncio.sleep(self._pace.again)

    async def _open(self) -> Session:
        self._session = session = await Session.open(self._address, self._pace)
        self._opened_at = self._clock()
        self._former.pop(session.number, None)
        self._free_since = {}
        await session.take(PRESENT, session.number)
        await session.share(ROADMAP, self._roadmap)
        return session

    async def _rejoin(self) -> Session:
        """A session after the first one: the number of shards is the one that was known."""
        session = await self._open()
        await self._count.hold_again(session)
        return session

    async def _look(self, session: Session) -> float:
        """Look over the locks, and take what is to be taken; returns in how many seconds the next look is due."""
        asked_at = self._clock()
        locks = await session.locks()
        self._note_roadmaps(frozenset(number for kind, number, _ in locks if kind == ROADMAP))
        look = Look(
            asked_at,
            sum(kind == PRESENT for kind, _, _ in locks),
            {SENDER if number == _SENDERS else number: pid for kind, number, pid in locks if kind == SEAT},
        )
        self._free_since = free_since(look, self._free_since, self._scope.seats)
        standing = Standing(session.number, self._opened_at, self._served, self._free_since)
        self._former = {pid: until for pid, until in self._former.items() if until > asked_at}
        lost = taken_by_others(look, standing, self._former)
        if lost:
            _log.warning("another process has taken %s meanwhile", _named(lost))
        mine = frozenset(seat for seat, pid in look.holders.items() if pid == session.number)
        times = may_be_taken(look, standing, self._scope, self._pace)
        if ripe := sorted(seat for seat, at in times.items() if at <= asked_at):
            mine |= await self._take(session, ripe)
        self._mine, self._sure_until = mine, asked_at + self._pace.trust
        self._others = frozenset(look.holders) - self._served - mine | lost
        self._serve((self._served - lost) | mine)
        looked, self._looked = self._looked, asyncio.Event()
        looked.set()
        later = min((at for seat, at in times.items() if seat not in mine and at > asked_at), default=float("inf"))
        return min(self._pace.look, max(later - self._clock(), 0.0))

    async def _take(self, session: Session, seats: list[int]) -> frozenset[int]:
        numbers = [_SENDERS if seat == SENDER else seat for seat in seats]
        taken = frozenset(SENDER if number == _SENDERS else number for number in await session.take(SEAT, *numbers))
        if new := taken - self._served:
            _log.info("this process has %s from now on", _named(new))
        return taken

    def _serve(self, seats: frozenset[int]) -> None:
        was, self._served = self._served, seats
        if was != seats or SENDER in seats:  # the sender may have become certain again
            for watcher in self._watchers:
                watcher()

    def _note_roadmaps(self, there: frozenset[int]) -> None:
        if there != self._roadmaps and len(there) > 1:
            _log.warning("another process was started with another roadmap file: members see now one, now the other")
        self._roadmaps = there

    def _lose(self, error: BaseException) -> None:
        """The session is of no use any more: what it held is not certain, and served until another one takes it."""
        if self._session is None:
            return
        _log.warning("the session that holds this process's shards is lost (%s)", type(error).__name__)
        self._former[self._session.number] = self._clock() + self._pace.idle + self._pace.statement
        self._lost_at = self._clock()
        self._close()
        for watcher in self._watchers:
            watcher()

    def _close(self) -> None:
        """Hang up, and hold nothing."""
        self._mine, self._sure_until = frozenset[int](), float("-inf")
        if self._session is not None:
            self._session.close()
            self._session = None


def _named(seats: frozenset[int]) -> str:
    named = [f"shard {seat}" for seat in sorted(seats - {SENDER})]
    return ", ".join([*named, *(["the sending"] if SENDER in seats else [])])
