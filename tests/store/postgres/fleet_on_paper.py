"""A fleet on paper: processes that look over one list of locks and wait in one queue, on a clock of their own."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count

from bot.store.postgres.sharing import SENDER, Look, Pace, Scope, Standing, free_since, may_be_taken, taken_by_others
from bot.store.turns import OwnTurns

_STEP = 0.25


@dataclass
class Process:
    """One of them: what it believes, and whether it runs."""

    session: int
    opened_at: float
    served: frozenset[int] = frozenset()
    mine: frozenset[int] = frozenset()
    free: dict[int, float] = field(default_factory=dict[int, float])
    next_look: float = 0.0
    sure_until: float = 0.0
    frozen_at: float | None = None
    former: set[int] = field(default_factory=set[int])

    def acts_for(self, seat: int, now: float) -> bool:
        """Whether it does deeds for a shard."""
        return self.frozen_at is None and seat in self.mine and now < self.sure_until


class FleetOnPaper:
    """All of them, the locks that they hold, and who connects when."""

    def __init__(self, shards: int, concurrency: int = 1, most: int | None = None, pace: Pace | None = None) -> None:
        self.now = 0.0
        self.pace = pace or Pace()
        self.scope = Scope(frozenset(range(shards)), most)
        self.concurrency = concurrency
        self.locks: dict[int, int] = {}
        self.processes: list[Process] = []
        self.sessions: dict[int, Process] = {}
        self.identified: list[tuple[float, int]] = []
        self._numbers = count(1)
        self._turns = OwnTurns(lambda: self.now)
        self.connects: dict[int, tuple[Process, float]] = {}
        """By shard, who serves it and from when on."""

    def start(self) -> Process:
        """One process more."""
        process = Process(0, 0.0)
        self.processes.append(process)
        self._open(process)
        return process

    def kill(self, process: Process) -> None:
        """End one at once."""
        self.processes.remove(process)
        self._end(process.session)

    def freeze(self, process: Process) -> None:
        """Stop one; the server ends its session when it has been silent for long enough."""
        process.frozen_at = self.now if process.frozen_at is None else process.frozen_at

    def thaw(self, process: Process) -> None:
        """Let it go on."""
        process.frozen_at = None

    def cut(self, process: Process) -> None:
        """Its session breaks, and it opens another one."""
        self._end(process.session)
        self._reopen(process)

    def restart_database(self) -> None:
        """All sessions break at once."""
        for process in self.processes:
            self.cut(process)

    def pass_time(self, seconds: float) -> None:
        """Let time pass."""
        until = self.now + seconds
        while self.now < until - _STEP / 2:
            self.now += _STEP
            for process in self.processes:
                self._live(process)
            self.check()

    def check(self) -> None:
        """At no moment two processes act for the same shard."""
        for seat in self.scope.seats:
            acting = [process for process in self.processes if process.acts_for(seat, self.now)]
            assert len(acting) <= 1, f"{len(acting)} act for {seat} at {self.now:.1f}"

    def held(self) -> set[int]:
        """The shards that a process holds that runs."""
        return {seat for process in self.processes for seat in process.mine if process.frozen_at is None} - {SENDER}

    def served(self) -> set[int]:
        """The shards that are connected by whoever holds them."""
        return {
            shard
            for shard, (process, at) in self.connects.items()
            if at <= self.now and process in self.processes and shard in process.served and process.frozen_at is None
        }

    def _live(self, process: Process) -> None:
        if process.frozen_at is not None:
            if self.now - process.frozen_at >= self.pace.idle:
                self._end(process.session)
            return
        if process.session not in self.sessions:
            self._reopen(process)
        if self.now >= process.next_look:
            self._look(process)

    def _open(self, process: Process) -> None:
        session = next(self._numbers)
        self.sessions[session] = process
        process.session, process.opened_at, process.free = session, self.now, {}
        process.mine, process.sure_until, process.next_look = frozenset(), 0.0, self.now

    def _reopen(self, process: Process) -> None:
        process.former.add(process.session)
        self._open(process)

    def _end(self, session: int) -> None:
        self.sessions.pop(session, None)
        self.locks = {seat: holder for seat, holder in self.locks.items() if holder != session}

    def _look(self, process: Process) -> None:
        look = Look(self.now, len(self.sessions), dict(self.locks))
        process.free = free_since(look, process.free, self.scope.seats)
        standing = Standing(process.session, process.opened_at, process.served, process.free)
        lost = taken_by_others(look, standing, process.former)
        times = may_be_taken(look, standing, self.scope, self.pace)
        for seat in sorted(seat for seat, at in times.items() if at <= self.now):
            self.locks.setdefault(seat, process.session)
        process.mine = frozenset(seat for seat, holder in self.locks.items() if holder == process.session)
        new = process.mine - process.served
        process.served = (process.served - lost) | process.mine
        process.sure_until = self.now + self.pace.trust
        later = min((at for seat, at in times.items() if seat not in process.mine and at > self.now), default=1e9)
        process.next_look = self.now + min(self.pace.look, later - self.now)
        for shard in sorted(new - {SENDER}):
            at = self.now + self._turns_wait(shard)
            self.connects[shard] = (process, at)
            self.identified.append((at, shard))

    def _turns_wait(self, shard: int) -> float:
        return self._turns.take_now(shard % self.concurrency)
