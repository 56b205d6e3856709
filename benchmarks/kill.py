"""The kill-and-cut trial: is every reminder sent exactly once while processes die and replies are lost?"""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.ground import SmallerBot, add_channels, fill, prepare
from tests.wire.fake_discord import FakeDiscord
from tests.wire.faults import Fault, cut_reply
from tests.wire.reply import text_of
from tests.wire.world import Channel

LEASE, EVERY, BATCH = 2.0, 0.5, 50
"""Shorter than in production (120 s, 30 s, 500), so that what a kill leaves behind is soon tried again."""

NONCE_SECONDS = 180.0
CUT = 0.03
_LIFE = (0.4, 1.6)
_STATES = "SELECT state, count(*) FROM deliveries GROUP BY state"
_WAITING = "SELECT count(*) FROM servers WHERE next_due_at <= ?"


@dataclass(frozen=True)
class Trial:
    """What is tried: with how many processes, what is switched off, how long Discord remembers a nonce."""

    name: str
    processes: int = 1
    off: str = ""
    nonce_seconds: float = NONCE_SECONDS


@dataclass
class Result:
    """What came of it."""

    deliveries: int
    kills: int = 0
    cut: int = 0
    missed: int = 0
    doubled: int = 0
    late: int = 0
    tries: int = 0
    seconds: float = 0

    def __str__(self) -> str:
        return (
            f"{self.deliveries} deliveries, {self.kills} kills, {self.cut} replies cut: {self.missed} missed, "
            f"{self.doubled} doubled, {self.late} late; {self.tries} requests to post, {self.seconds:.0f} s"
        )


TRIALS = (
    Trial("as built, one process after the other"),
    Trial("as built, handing over between two", processes=2),
)
WEAKENED = (
    Trial("Discord forgets nonces at once: claim and look alone", nonce_seconds=0),
    Trial("no look before sending again: claim and nonce alone", off="look"),
    Trial("neither nonce nor look: the claim alone", off="look", nonce_seconds=0),
    Trial("neither claim nor nonce (and so no look)", off="claim", nonce_seconds=0),
)


class Crew:
    """The processes of a trial: one that serves, and perhaps one that waits for its end."""

    def __init__(self, fake: FakeDiscord, folder: Path, trial: Trial) -> None:
        settings = {"TRIAL_LEASE": str(LEASE), "TRIAL_EVERY": str(EVERY), "TRIAL_BATCH": str(BATCH)}
        self._fake = fake
        self._bots = [SmallerBot(fake, folder, TRIAL_OFF=trial.off, **settings) for _ in range(trial.processes)]
        self.database = self._bots[0].database

    async def start(self) -> None:
        """The first one serves before the second one starts to wait."""
        for bot in self._bots:
            await bot.start()
            if bot is self._bots[0]:
                await bot.ready()

    async def kill(self) -> None:
        """End the one that serves with SIGKILL; the next one serves."""
        before = self._fake.gateway.identified
        served = self._bots.pop(0)
        await served.kill()
        self._bots.append(served)
        await served.start()
        await self._fake.until(lambda: self._fake.gateway.identified > before, "the next process", 60)

    async def stop(self) -> None:
        """End all."""
        for bot in reversed(self._bots):
            await bot.kill()

    def is_done(self) -> bool:
        """Whether nothing is open and nothing waits to be planned."""
        reader = self._bots[0]
        states = dict(reader.rows(_STATES))
        ((waiting,),) = reader.rows(_WAITING, int(datetime.now(UTC).timestamp()))
        return not waiting and not states.get("open")


@asynccontextmanager
async def stage(trial: Trial, deliveries: int, chance: random.Random) -> AsyncGenerator[tuple[Crew, Scene]]:
    """A fake Discord that cuts replies, and the processes on a file in which everything is due."""
    with TemporaryDirectory() as folder:
        async with FakeDiscord() as fake:
            fake.messages.nonce_seconds = trial.nonce_seconds
            channels = add_channels(fake, deliveries)
            lost = cut_reply()
            fault = fake.fault("POST", "/channels/*/messages", lost, None, lambda _seen: chance.random() < CUT)
            crew = Crew(fake, Path(folder), trial)
            await prepare(crew.database)
            fill(crew.database, channels)
            await crew.start()
            try:
                yield crew, Scene(fake, channels, fault)
            finally:
                await crew.stop()


@dataclass(frozen=True)
class Scene:
    """What Discord has seen."""

    fake: FakeDiscord
    channels: list[Channel]
    fault: Fault

    def count(self, result: Result) -> None:
        """Count the messages in every channel."""
        for channel in self.channels:
            posted = list(channel.messages.values())
            result.missed += not posted
            result.doubled += max(0, len(posted) - 1)
            result.late += any("Sorry" in text_of(message) for message in posted)
        result.cut = self.fault.hits
        result.tries = len(self.fake.requests_to("POST", "/channels/*/messages"))


async def run(trial: Trial, deliveries: int, seed: int = 20261123) -> Result:
    """Kill about every second until everything is dealt with, and two leases longer."""
    chance = random.Random(seed)
    result = Result(deliveries)
    begun = time.monotonic()
    async with stage(trial, deliveries, chance) as (crew, scene):
        while not crew.is_done():
            await asyncio.sleep(chance.uniform(*_LIFE))
            await crew.kill()
            result.kills += 1
        await asyncio.sleep(2 * LEASE)
        scene.count(result)
    result.seconds = time.monotonic() - begun
    return result


async def report(deliveries: int) -> None:
    """All trials, one line each."""
    print(
        f"Kill and cut: kill -9 after {_LIFE[0]} to {_LIFE[1]} s of service, {CUT:.0%} of replies cut after acceptance."
    )
    print(
        f"Not as in production: a lease of {LEASE:g} s (120), a tick every {EVERY:g} s (30), "
        f"{BATCH} claimed at once (500), a rhythm on all seven days."
    )
    for trial in TRIALS:
        print(f"{trial.name}: {await run(trial, deliveries)}", flush=True)
    print("Weakened, to show that the trial can fail:")
    for trial in WEAKENED:
        print(f"{trial.name}: {await run(trial, max(1, deliveries // 3))}", flush=True)
