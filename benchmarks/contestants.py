"""The bots that are measured side by side: started processes, each on a fake Discord of its own.

Members and servers come to be by commands alone, not through the store, so that any revision can be measured.
"""

from __future__ import annotations

import compileall
import resource
import subprocess
import time
from collections import Counter
from collections.abc import AsyncGenerator, Generator, Mapping
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.multitude import store_many
from tests.wire.fake_discord import FakeDiscord
from tests.wire.process import PROJECT, BotProcess
from tests.wire.reply import Reply

MEMBERS = 100
"""So many join in each round; all that run a command in the same moment are different ones."""

_PATIENCE = 30.0


class Contestant:
    """A bot with `/done` and `/progress`, and its members: new ones in every round, so that all rounds are alike."""

    def __init__(self, name: str, fake: FakeDiscord, bot: BotProcess) -> None:
        self.name = name
        self.fake = fake
        self._bot = bot
        self._members = range(0)
        self._asked: Counter[str] = Counter()
        self.tasks: list[str] = [f"task-{number}" for number in range(25)]

    async def new_round(self) -> None:
        """Everything is asked by members who have not ticked anything yet."""
        self._members = range(self._members.stop + 1, self._members.stop + 1 + MEMBERS)
        self._asked.clear()
        await self.welcome(self._members)

    async def ask(self, command: str, at_once: int) -> list[float]:
        """Members run a command in the same moment; the seconds until each had the first reply. A tick is a new one."""
        turn, place = divmod(self._asked[command], MEMBERS)
        self._asked[command] += at_once
        options = {"task": self.tasks[turn]} if command == "done" else {}
        members = self._members[place : place + at_once]
        assert len(members) == at_once, f"{MEMBERS} members can't be asked {at_once} by {at_once}"
        replies = await self.fake.slash_at_once(members, command, **options)
        for reply in replies:
            self.check(command, reply)
        return [reply.seconds for reply in replies]

    def cpu_seconds(self) -> float:
        """The processor time of all its threads so far, by the clock that Linux keeps for each process."""
        return time.clock_gettime(~self._bot.pid << 3 | 2)

    def resident_mib(self) -> float:
        """Its resident memory now."""
        pages = Path(f"/proc/{self._bot.pid}/statm").read_text().split()[1]
        return int(pages) * resource.getpagesize() / 2**20

    async def welcome(self, members: range) -> None:
        """Let them join; the peers know no members."""

    def check(self, command: str, reply: Reply) -> None:
        """See that the command did its work: a refusal would be answered quickly too."""


class Roadmate(Contestant):
    """Roadmate as it stands in a folder, its server set up without pictures."""

    async def welcome(self, members: range) -> None:
        """They join, and the tasks are those that the first is offered."""
        await self.fake.set_up(pictures="off")
        for member in members:
            await self.fake.slash(member, "start", zone="Europe/Berlin")
        self.tasks = [choice.value for choice in await self.fake.autocomplete(members[0], "done", "task")]

    def check(self, command: str, reply: Reply) -> None:
        """A tick can be undone; progress has its buttons, and no picture."""
        if command == "done":
            reply.button("Undo")
        elif not reply.buttons or reply.files:
            raise RuntimeError(f"this is no progress in text:\n{reply.text}")


@asynccontextmanager
async def peer(name: str) -> AsyncGenerator[Contestant]:
    """One of the bots in `benchmarks.peers`, running."""
    async with _started(("-m", "benchmarks.peers", name), PROJECT) as (fake, bot):
        yield Contestant(name, fake, bot)


@asynccontextmanager
async def roadmate(name: str, project: Path = PROJECT, **settings: str) -> AsyncGenerator[Contestant]:
    """The bot of a project's folder, running on the packages of this one, with these settings."""
    compileall.compile_dir(project / "bot", quiet=1)  # a start that compiles leaves another heap, and other times
    async with _started(BotProcess.command, project, settings) as (fake, bot):
        yield Roadmate(name, fake, bot)


@asynccontextmanager
async def crowded(members: int) -> AsyncGenerator[Contestant]:
    """This checkout on a database with so many members of other servers."""
    async with _started(BotProcess.command, PROJECT, others=members) as (fake, bot):
        yield Roadmate(f"{members:,} members", fake, bot)


@asynccontextmanager
async def _started(
    command: tuple[str, ...], project: Path, settings: Mapping[str, str] | None = None, *, others: int = 0
) -> AsyncGenerator[tuple[FakeDiscord, BotProcess]]:
    with TemporaryDirectory(prefix="commands-") as folder:
        async with FakeDiscord() as fake:
            fake.patience = _PATIENCE
            bot = BotProcess(fake, Path(folder), **(settings or {}))
            bot.command, bot.project = command, project
            if others:
                await store_many(bot.database, others)
            async with bot:
                await bot.ready()
                yield fake, bot


@contextmanager
def checked_out(revision: str) -> Generator[Path]:
    """A revision of the project in a temporary folder, gone afterwards. Raises SystemExit when git does not know it."""
    found = _git("rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
    if found.returncode:
        raise SystemExit(f"git knows no revision {revision!r} here.")
    with TemporaryDirectory(prefix="commands-") as folder:
        project = Path(folder) / "project"
        try:
            _git("worktree", "add", "--quiet", "--detach", str(project), found.stdout.strip()).check_returncode()
            yield project
        finally:
            _git("worktree", "remove", "--force", str(project))


def _git(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["git", "-C", str(PROJECT), *words], capture_output=True, text=True, check=False)
