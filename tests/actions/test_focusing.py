"""Whatever happens to study timers, in whatever order, no minute is logged twice, nor more than the clock showed.

The oracle knows nothing of rounds and stretches: it notes what the clock showed when each timer began and when it was
found ended, and lays these spans over each other.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.actions import focusing
from bot.actions.adopting import adopt
from bot.reminders.focusing import Focusing
from bot.store.database import Database
from bot.store.sqlite.database import SqliteDatabase
from bot.store.store import Store
from bot.study.choices import Choice
from bot.study.days import study_day
from bot.study.deliveries import Receipt
from bot.study.focus import LEAST, Bell, Focus, Ring, Room, stretches_of
from bot.study.member import Member, Walk
from bot.study.progress import Progress
from tests.store.people import ADA, MONDAY, SMALL

NEW_YORK = ZoneInfo("America/New_York")
SPRING = datetime(2026, 3, 8, 6, 30, tzinfo=UTC)  # half an hour before New York's clocks go forward
AUTUMN = datetime(2026, 11, 1, 5, 30, tzinfo=UTC)  # and before they go back
GUILDS = (1, 2)

Step = tuple[Any, ...]


class Silence:
    """Nobody hears the bells of these tests: what is planned of them is counted in the store."""

    async def ring(self, bell: Bell, *, late: bool, nonce: str, again: bool = False) -> Receipt | None:
        """Never asked for here."""
        raise AssertionError(bell)

    async def show_room(self, room: Room, people: int, now: datetime) -> bool:
        """Never asked for here."""
        raise AssertionError(room)


@dataclass
class Desk:
    """One person with two devices, in two servers; each device acts on what it saw last."""

    path: Path
    now: datetime
    store: Store
    seen: list[Focus | None] = field(default_factory=lambda: [None, None])
    began: dict[int, datetime] = field(default_factory=dict[int, datetime])
    found_ended: dict[int, datetime] = field(default_factory=dict[int, datetime])
    lengthened: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])
    planned: dict[int, int] = field(default_factory=dict[int, int])
    lasts: dict[int, int] = field(default_factory=dict[int, int])

    async def step(self, name: str, *args: Any) -> None:
        """Do something, and look what has ended."""
        await getattr(self, name)(*args)
        for focus in await self.store.focuses.of(ADA):
            if focus.ended_at:
                self.found_ended.setdefault(focus.number, self.now)

    async def wait(self, seconds: int) -> None:
        """Let time pass, or the clock be set forward or back."""
        self.now += timedelta(seconds=seconds)

    async def start(self, device: int, guild: int, minutes: int, rounds: int, ring: Ring | None) -> None:
        """`/focus`."""
        number = len(self.began) + 1 + device * 1000
        focus = Focus(
            Walk(guild, ADA),
            number,
            study_day(self.now, NEW_YORK),
            self.now,
            self.now,
            stretches_of(minutes, rounds, 5),
            ring=ring,
        )
        begun = await focusing.begin(self.store, focus)
        self.seen[device] = begun
        if begun.number == number:
            self.began[number], self.planned[number] = self.now, minutes * rounds
            self.lasts[number] = minutes * rounds + 5 * (rounds - 1)

    async def more(self, device: int) -> None:
        """ "+5 min", on what this device shows."""
        if (shown := self.seen[device]) and (
            longer := await focusing.lengthen(self.store, shown, self.now.replace(microsecond=0))
        ):
            self.lengthened.append((shown.number, shown.total))
            self.planned[shown.number] += 5
            self.lasts[shown.number] += 5
            self.seen[device] = longer

    async def stop(self, device: int) -> None:
        """ "Stop", on what this device shows."""
        if shown := self.seen[device]:
            before = await self.progress(shown.walk.guild_id)
            self.seen[device] = (await focusing.stop(self.store, before, shown)).focus

    async def both(self, *names: str) -> None:
        """Both devices at once."""
        await asyncio.gather(*(getattr(self, name)(device) for device, name in enumerate(names)))

    async def tick(self) -> None:
        """The bot looks what is due."""
        focusing_now = Focusing(self.store, Silence())
        for focus in await self.store.focuses.due(self.now, 10):
            await focusing_now.look(focus, self.now)

    async def restart(self) -> None:
        """The process ends, and another one begins."""
        await self.store.close()
        self.store = await Store.open(self.path)

    async def progress(self, guild: int) -> Progress:
        """Where the person stands in a server."""
        progress = await self.store.progress.of(guild, ADA, self.now)
        assert progress is not None
        return progress

    async def hold(self) -> None:
        """What has to be true in the end."""
        sessions = [session for guild in GUILDS for session in (await self.progress(guild)).journal.sessions]
        logged = sum(session.minutes for session in sessions)
        assert all(session.minutes >= LEAST for session in sessions)
        spans = [
            (self.began[number], min(found, self.began[number] + timedelta(minutes=self.lasts[number])))
            for number, found in self.found_ended.items()
        ]
        assert timedelta(minutes=logged) <= covered(spans)
        assert logged <= sum(self.planned.values())
        assert len(set(self.lengthened)) == len(self.lengthened), "one press on what was shown added twice"
        assert len(sessions) <= len(self.found_ended)


def covered(spans: Sequence[tuple[datetime, datetime]]) -> timedelta:
    """How much time spans cover, laid over each other."""
    seconds: set[int] = set()
    for first, last in spans:
        seconds.update(range(int(first.timestamp()), int(last.timestamp())))
    return timedelta(seconds=len(seconds))


DEVICES = st.integers(0, 1)
STEPS = st.one_of(
    st.tuples(
        st.just("start"),
        DEVICES,
        st.sampled_from(GUILDS),
        st.integers(5, 40),
        st.integers(1, 3),
        st.sampled_from([None, Ring.DM]),
    ),
    st.tuples(st.sampled_from(["more", "stop"]), DEVICES),
    st.tuples(st.just("both"), st.sampled_from(["more", "stop"]), st.sampled_from(["more", "stop"])),
    st.tuples(st.just("wait"), st.integers(0, 2400)),
    st.tuples(st.just("wait"), st.sampled_from([-86400, -3600, -1500, -600, -1, 3600, 86400])),
    st.sampled_from([("tick",), ("tick",), ("restart",)]),
)
A_FOCUS: Step = ("start", 0, 1, 25, 1, None)
THE_SAME: Step = ("start", 1, 1, 25, 1, None)
"""The other device is shown what runs."""


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A database with one person in two servers."""
    path = tmp_path_factory.mktemp("ground") / "roadmate.db"

    async def make() -> None:
        store = await Store.open(path)
        await adopt(store, SMALL, SPRING)
        for guild in GUILDS:
            await store.members.join(Member(guild, ADA, NEW_YORK), Choice(MONDAY), SPRING)
        await store.close()

    asyncio.run(make())
    return path.read_bytes()


@given(st.sampled_from([SPRING, AUTUMN]), st.lists(STEPS, max_size=25))
@example(SPRING, [A_FOCUS, ("wait", 1500), ("tick",), ("wait", -1500), A_FOCUS, ("wait", 1500), ("tick",)])
@example(AUTUMN, [A_FOCUS, THE_SAME, ("wait", 600), ("both", "more", "more"), ("both", "stop", "stop"), ("restart",)])
@example(SPRING, [A_FOCUS, ("wait", 1800), ("both", "stop", "stop"), ("tick",), ("restart",), ("tick",)])
@settings(max_examples=60)
def test_no_minute_is_logged_twice(ground: bytes, start: datetime, steps: list[Step]):
    """Starts, presses, restarts, clocks that jump, changes of the clocks, two devices at once, two servers."""

    async def play() -> None:
        with TemporaryDirectory() as folder:
            path = Path(folder) / "roadmate.db"
            path.write_bytes(ground)
            desk = Desk(path, start, await Store.open(path))
            try:
                for name, *args in steps:
                    await desk.step(name, *args)
                await desk.step("wait", 2 * 86400)
                await desk.step("tick")
                await desk.hold()
            finally:
                await desk.store.close()

    asyncio.run(play())


class Cut(Exception):
    """Here the process was killed."""


class Fragile(Database):
    """A database whose process is killed after so many statements; a transaction is one."""

    def __init__(self, inner: Database, lives: int) -> None:
        self.inner = inner
        self.lives = lives

    def _live(self) -> None:
        self.lives -= 1
        if self.lives < 0:
            raise Cut

    async def rows(self, sql: str, /, **values: object) -> Any:
        """Pass on, while it lives."""
        self._live()
        return await self.inner.rows(sql, **values)

    async def together(self, statements: Any, *, once: bool = False) -> Any:
        """Pass on, while it lives."""
        self._live()
        return await self.inner.together(statements, once=once)

    async def close(self) -> None:
        """It was killed."""


async def test_killed_at_each_step_it_is_logged_and_rings_once(ground: bytes, tmp_path: Path):
    """The tick at the end of a focus is cut off after 0, 1, 2 … statements; the next process finishes the work."""
    for lives in range(8):
        path = tmp_path / f"{lives}.db"
        await asyncio.to_thread(path.write_bytes, ground)
        database = await SqliteDatabase.open(path)
        store = Store(database)
        focus = Focus(Walk(1, ADA), 7, MONDAY, SPRING, SPRING, (25,), ring=Ring.DM)
        await focusing.begin(store, focus)
        over = focus.ends_at + timedelta(seconds=3)
        with contextlib.suppress(Cut):
            await Focusing(Store(Fragile(database, lives)), Silence()).look(focus, over)
        for _ in range(2):
            for due in await store.focuses.due(over, 10):
                await Focusing(store, Silence()).look(due, over)
        progress = await store.progress.of(1, ADA, over)
        assert progress is not None
        assert [session.minutes for session in progress.journal.sessions] == [25]
        assert [one.kind for one in await store.deliveries.claim("me", over, 10)] == ["ring"]
        await database.close()
