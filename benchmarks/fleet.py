"""Three processes on PostgreSQL, killed, stopped and cut off: `python -m benchmarks.fleet [--deliveries N]`.

Each server that is due gets one post, whoever sends it, and each command that a member gives is done once or not at
all. Each process is killed at random, stopped for a minute, and loses its database when that is restarted.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import signal
import subprocess
import time
from collections import Counter
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import psycopg

from benchmarks.ground import SERVERS, USERS, WALKS, add_channels
from bot.store.address import PostgresAddress
from bot.store.postgres.session import NAME, SEAT
from bot.store.store import Store
from tests import postgres
from tests.postgres import programs
from tests.wire.due import DueNow, roadmap_of_every_day
from tests.wire.fake_discord import FakeDiscord
from tests.wire.faults import cut_reply, delay
from tests.wire.fleet import NOTHING_DONE, FleetProcess, server_on
from tests.wire.reply import Reply
from tests.wire.world import Channel

PROCESSES, SHARDS, MOST = 3, 6, 3
LEASE, EVERY, BATCH, CLAIM = 10.0, 2.0, 20, 0.2
CUT, ON_ITS_WAY = 0.03, 0.1
"""How many replies are cut, and how long a message is on its way to Discord: meanwhile nobody finds it there."""
_QUIETLY = ("-c", "listen_addresses=", "-c", "fsync=off", "-c", "log_min_messages=fatal")
STOPPED_SECONDS = 60.0
_BETWEEN_KILLS = (8.0, 20.0)
_BETWEEN_COMMANDS = 0.25
RESTARTS_AT, STOP_AT, FEWEST_TURNS = (2, 6), 4, 7
_LEFT = """
SELECT (SELECT count(*) FROM servers WHERE next_due_at <= %s), (SELECT count(*) FROM deliveries WHERE state = 'open')
"""
_MEMBERS = (
    "INSERT INTO members (guild_id, user_id, zone, reminders, ping, joined_at) VALUES (%s, %s, %s, 'channel', 0, %s)"
)
_CHOICES = """
INSERT INTO choices (guild_id, user_id, roadmap, monday, again, version, scoped_in)
SELECT guild_id, user_id, 0, %s, '[]', 1, 1 FROM members WHERE true
ON CONFLICT DO NOTHING
"""


_SESSION = "SELECT pid FROM pg_stat_activity WHERE application_name = %s"
_HELD_BY_OTHERS = f"""
SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND classid = {SEAT} AND objid < {SHARDS} AND pid <> %s
"""


@dataclass(frozen=True)
class Trial:
    """What is tried: what is switched off, and how long Discord remembers a nonce."""

    name: str
    off: str = ""
    nonce_seconds: float = 180.0


AS_BUILT = Trial("as built")
WEAKENED = (
    Trial("neither SKIP LOCKED nor the sender's lock", off="locked sender"),
    Trial("the same, and Discord forgets nonces", off="locked sender", nonce_seconds=0),
)


@dataclass
class Result:
    """What came of it."""

    deliveries: int
    kills: int = 0
    stops: int = 0
    restarts: int = 0
    cut: int = 0
    missed: int = 0
    doubled: int = 0
    posted_twice: int = 0
    commands: int = 0
    answered: int = 0
    unsaved: int = 0
    answered_twice: int = 0
    refused_late: int = 0
    again_after: list[float] = field(default_factory=list[float])
    held_after: list[float] = field(default_factory=list[float])
    seconds: float = 0

    def __str__(self) -> str:
        worst = max(self.again_after, default=0), max(self.held_after, default=0)
        return (
            f"{self.deliveries} deliveries, {self.kills} kills, {self.stops} stops, {self.restarts} restarts of "
            f"PostgreSQL, {self.cut} replies cut: {self.missed} missed, {self.doubled} doubled, {self.posted_twice} "
            f"posted more than once; {self.commands} commands, {self.answered} answered as saved: {self.unsaved} of "
            f"them not stored, {self.answered_twice} answered twice, "
            f"{self.refused_late} refused late; all shards again at most {worst[0]:.1f} s after a kill, a stopped "
            f"process's held after {worst[1]:.1f} s; {self.seconds:.0f} s"
        )


class Database(postgres.Server):
    """A PostgreSQL server that can be restarted, and one database on it."""

    def __init__(self) -> None:
        super().__init__()
        os.environ[postgres.ADDRESS] = self.address
        self.url = postgres.new_database("fleet")
        self._again: subprocess.Popen[bytes] | None = None

    def restart(self) -> None:
        """As after an update: all sessions end, and it is back as soon as it can."""
        data = self.folder / "data"
        os.kill(self._pid(), signal.SIGINT)
        while (data / "postmaster.pid").exists():
            time.sleep(0.02)
        if self._again:
            self._again.wait()
        command = [programs() / "postgres", "-D", data, "-k", self.folder, *_QUIETLY]
        self._again = subprocess.Popen(command, user=self._user, group=self._group, cwd="/")

    def stop(self) -> None:
        """End it."""
        if self._again is not None:
            self._again.send_signal(signal.SIGQUIT)
            self._again.wait()
        super().stop()

    def ask(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """Rows, by a connection of their own."""
        with psycopg.connect(self.url, autocommit=True) as connection:
            return connection.execute(sql.encode(), values).fetchall()

    def wait_for_others(self, process: int) -> None:
        """Wait until others hold every shard that a process holds now."""
        ((session,),) = self.ask(_SESSION, f"{NAME}-{process}")
        while self.ask(_HELD_BY_OTHERS, session)[0][0] < SHARDS:
            time.sleep(0.1)

    def _pid(self) -> int:
        return int((self.folder / "data" / "postmaster.pid").read_text("utf-8").split("\n", maxsplit=1)[0])


class SmallerProcess(FleetProcess):
    """One of the processes, through `benchmarks.runner`, as patient as in production."""

    command = ("-m", "benchmarks.runner", "run")


class Crew:
    """The processes, what Discord sees of them, and what members ask of them."""

    def __init__(self, fake: FakeDiscord, url: str, folder: Path, trial: Trial) -> None:
        settings = {
            "TRIAL_LEASE": str(LEASE),
            "TRIAL_EVERY": str(EVERY),
            "TRIAL_BATCH": str(BATCH),
            "TRIAL_SLOW": str(CLAIM),
            "TRIAL_OFF": trial.off,
            "SHARDS_PER_PROCESS": str(MOST),
            "HURRY": "",
            "ROADMAP_FILE": str(roadmap_of_every_day(folder)),
        }
        self.fake = fake
        self.all = [
            SmallerProcess(fake, folder / f"process-{number}", PostgresAddress(url), **settings)
            for number in range(PROCESSES)
        ]
        self.homes = [server_on(fake, shard, SHARDS) for shard in range(SHARDS)]
        self.asked: list[Reply] = []

    async def start(self) -> None:
        """All at once; members join as soon as their shard is served."""
        for process in self.all:
            await process.start()
        await self.served()
        for home, user in zip(self.homes, range(2001, 3000), strict=False):
            await self.fake.slash(user, "start", home.id, zone="Europe/Berlin")

    async def served(self) -> float:
        """Wait until every shard is served; how many seconds that took."""
        begun = time.monotonic()
        await self.fake.until(lambda: len(self.fake.gateway.served) == SHARDS, "all shards", 120)
        return time.monotonic() - begun

    async def command(self, chance: random.Random) -> None:
        """Members log a minute here and there, without waiting for one another."""
        while True:
            shard = chance.randrange(SHARDS)
            user, home = 2001 + shard, self.homes[shard]
            self.asked.append(await self.fake.begin(user, "done", home.id, minutes=1))
            await asyncio.sleep(_BETWEEN_COMMANDS)

    async def kill(self, one: SmallerProcess) -> float:
        """End one with SIGKILL, and start it again once the others serve; how long they took."""
        await one.kill()
        seconds = await self.served()
        await one.start()
        return seconds

    async def stop_for_a_minute(self, one: SmallerProcess, database: Database) -> float:
        """Freeze one; how long it took until others held all that it had."""
        one.freeze()
        begun = time.monotonic()
        await asyncio.to_thread(database.wait_for_others, one.pid)
        seconds = time.monotonic() - begun
        await asyncio.sleep(STOPPED_SECONDS - seconds)
        one.thaw()
        return seconds

    async def close(self) -> None:
        """End all."""
        for process in self.all:
            await process.kill()


def fill(url: str, channels: list[Channel]) -> None:
    """Servers with three members each, due this minute."""
    due = DueNow()
    moment = due.instant
    zone, at, seconds = due.zone.key, f"{moment.astimezone(due.zone):%H:%M}", int(moment.timestamp())
    with psycopg.connect(url) as connection, connection.cursor() as cursor:
        servers = SERVERS.replace("?", "%s").encode()
        cursor.executemany(servers, [(one.guild_id, zone, at, one.id, seconds) for one in channels])
        members = [(one.guild_id, user, zone, seconds) for one in channels for user in USERS]
        cursor.executemany(_MEMBERS.encode(), members)
        cursor.execute(WALKS.encode())
        cursor.execute(_CHOICES.encode(), (due.plan.monday.isoformat(),))


@asynccontextmanager
async def stage(trial: Trial, deliveries: int, chance: random.Random) -> AsyncGenerator[tuple[Crew, Database, Scene]]:
    """A fake Discord that cuts replies, a database, and the processes, serving."""
    database = Database()
    try:
        with TemporaryDirectory() as folder:
            async with FakeDiscord() as fake:
                fake.recommend(SHARDS)
                fake.messages.nonce_seconds = trial.nonce_seconds
                channels = add_channels(fake, deliveries)
                fake.fault("POST", "/channels/*/messages", delay(ON_ITS_WAY), None)
                lost = cut_reply()
                fault = fake.fault("POST", "/channels/*/messages", lost, None, lambda _seen: chance.random() < CUT)
                await (await Store.open(PostgresAddress(database.url))).close()
                crew = Crew(fake, database.url, Path(folder), trial)
                try:
                    await crew.start()
                    fill(database.url, channels)
                    yield crew, database, Scene(crew, database, channels, lambda: fault.hits)
                finally:
                    await crew.close()
    finally:
        database.stop()


@dataclass(frozen=True)
class Scene:
    """What Discord and the database have seen."""

    crew: Crew
    database: Database
    channels: list[Channel]
    cut: Callable[[], int]

    def is_done(self) -> bool:
        """Whether nothing is open and nothing waits to be planned; False also while nobody can tell."""
        try:
            ((waiting, left),) = self.database.ask(_LEFT, int(time.time()))
        except psycopg.Error:
            return False
        return not waiting and not left

    def count(self, result: Result) -> None:
        """Count the messages in every channel, the requests for them, and the commands."""
        fake = self.crew.fake
        accepted = Counter(
            int(request.path.split("/")[2])
            for request in fake.requests_to("POST", "/channels/*/messages")
            if request.status in (200, 499)
        )
        for channel in self.channels:
            result.missed += not channel.messages
            result.doubled += max(0, len(channel.messages) - 1)
            result.posted_twice += accepted[channel.id] > 1
        result.cut = self.cut()
        stored = {number for (number,) in self.database.ask("SELECT logged_by FROM sessions")}
        saved = [reply for reply in self.crew.asked if reply.interaction.settled and "of study logged" in reply.text]
        result.commands, result.answered = len(self.crew.asked), len(saved)
        result.unsaved = sum(reply.interaction.id not in stored for reply in saved)
        refused = Counter(
            request.path.split("/")[2]
            for request in fake.requests_to("POST", "/interactions/*/callback")
            if request.status == 400
        )
        result.answered_twice = len(refused)
        result.refused_late = sum(process.output.count(NOTHING_DONE) for process in self.crew.all)


async def run(trial: Trial, deliveries: int, seed: int = 20261126) -> Result:
    """Kill, stop and cut until everything is dealt with, at least until each has happened."""
    chance = random.Random(seed)
    result = Result(deliveries)
    begun = time.monotonic()
    async with stage(trial, deliveries, chance) as (crew, database, scene):
        commanding = asyncio.create_task(crew.command(chance))
        stopping: asyncio.Task[float] | None = None
        for turn in count():
            if scene.is_done() and turn >= FEWEST_TURNS and (stopping is None or stopping.done()):
                break
            await asyncio.sleep(chance.uniform(*_BETWEEN_KILLS))
            if turn in RESTARTS_AT:
                await asyncio.to_thread(database.restart)
                result.restarts += 1
            elif turn == STOP_AT:
                stopping = asyncio.create_task(crew.stop_for_a_minute(crew.all[0], database))
                result.stops += 1
            elif stopping is None or stopping.done():  # else there would be nobody left for some shards
                result.again_after.append(await crew.kill(chance.choice(crew.all)))
                result.kills += 1
        if stopping:
            result.held_after.append(await stopping)
        commanding.cancel()
        await asyncio.sleep(2 * LEASE)
        scene.count(result)
    result.seconds = time.monotonic() - begun
    return result


async def report(deliveries: int) -> None:
    """All trials, one line each."""
    print(
        f"{PROCESSES} processes on PostgreSQL, {SHARDS} shards, at most {MOST} a process. Kill -9 every "
        f"{_BETWEEN_KILLS[0]:g} to {_BETWEEN_KILLS[1]:g} s, one stopped for {STOPPED_SECONDS:g} s, PostgreSQL "
        f"restarted {len(RESTARTS_AT)} times, {CUT:.0%} of replies cut after acceptance."
    )
    print(
        f"Not as in production: a lease of {LEASE:g} s (120), a tick every {EVERY:g} s (30), "
        f"{BATCH} claimed at once (500), {CLAIM * 1000:g} ms a claim (2), a rhythm on all seven days."
    )
    print(f"{AS_BUILT.name}: {await run(AS_BUILT, deliveries)}", flush=True)
    print("Weakened, to show that the trial can fail:")
    for trial in WEAKENED:
        print(f"{trial.name}: {await run(trial, max(1, deliveries // 5))}", flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--deliveries", type=int, default=3000, help="how many messages (default 3000)")
    asyncio.run(report(parser.parse_args().deliveries))
