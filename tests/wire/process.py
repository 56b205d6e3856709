"""The real bot: `python -m bot run` as a process of its own, talking to a fake Discord."""

import asyncio
import os
import sqlite3
import sys
import time
from contextlib import closing
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from .fake_discord import FakeDiscord

PROJECT = Path(__file__).resolve().parents[2]
REDIRECT = Path(__file__).with_name("redirect")


class BotProcess:
    """One bot with its own database file; it can be killed and started again."""

    command: tuple[str, ...] = ("-m", "bot", "run")
    project = PROJECT

    def __init__(self, fake: FakeDiscord, folder: Path, **environment: str) -> None:
        self._fake = fake
        self._environment = environment
        self._process: asyncio.subprocess.Process | None = None
        self._readers: list[asyncio.Task[None]] = []
        self._identified_before = 0
        self.database = folder / "roadmate.db"
        self.out: list[str] = []
        self.err: list[str] = []

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.kill()

    @property
    def output(self) -> str:
        """Everything it printed since the first start."""
        return "\n".join([*self.out, *self.err])

    @property
    def pid(self) -> int:
        """The number the system gave it."""
        assert self._process is not None
        return self._process.pid

    async def start(self) -> None:
        """Start it; returns at once."""
        self._identified_before = self._fake.gateway.identified
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, *self.command),
            cwd=self.project,
            env=self.settings(),
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        self._process = process
        self._readers = [
            asyncio.create_task(self._collect(stream, lines))
            for stream, lines in ((process.stdout, self.out), (process.stderr, self.err))
            if stream is not None
        ]

    async def ready(self, seconds: float = 20.0) -> None:
        """Wait until it is on the gateway; an early end is an error that shows its output."""
        ended = asyncio.create_task(self.exited())
        on_gateway = asyncio.create_task(
            self._fake.until(lambda: self._fake.gateway.identified > self._identified_before, "IDENTIFY", seconds)
        )
        await asyncio.wait({ended, on_gateway}, return_when=asyncio.FIRST_COMPLETED)
        ended.cancel()
        if not on_gateway.done():
            on_gateway.cancel()
            raise RuntimeError(f"the bot ended before it was ready:\n{self.output}")
        try:
            on_gateway.result()
        except TimeoutError as error:
            raise RuntimeError(f"{error}:\n{self.output}") from None

    async def exited(self, seconds: float = 30.0) -> int:
        """Wait for its end and all its output; the exit code."""
        assert self._process is not None
        async with asyncio.timeout(seconds):
            code = await self._process.wait()
            await asyncio.wait(self._readers)
        return code

    async def kill(self) -> None:
        """SIGKILL, as a crash or a power cut would end it."""
        if self._process is not None and self._process.returncode is None:
            self._process.kill()
        await self.exited()

    async def terminate(self, seconds: float = 20.0) -> tuple[int, float]:
        """SIGTERM; the exit code and how many seconds it took."""
        assert self._process is not None
        begun = time.monotonic()
        self._process.terminate()
        code = await self.exited(seconds)
        return code, time.monotonic() - begun

    def rows(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        """What the database file says, read without touching it."""
        with closing(sqlite3.connect(f"file:{self.database}?mode=ro", uri=True)) as connection:
            return connection.execute(sql, values).fetchall()

    def settings(self) -> dict[str, str]:
        """The environment that it runs in."""
        settings = {
            "DISCORD_TOKEN": self._fake.token,
            "DATABASE_URL": f"sqlite:///{self.database}",
            "ROADMAP_FILE": str(self.project / "roadmap.yaml"),
            "LOG_LEVEL": "INFO",
            "FAKE_DISCORD": self._fake.address,
            "PYTHONPATH": os.pathsep.join(filter(None, [str(REDIRECT), os.environ.get("PYTHONPATH", "")])),
        }
        return os.environ | settings | self._environment

    async def _collect(self, stream: asyncio.StreamReader, lines: list[str]) -> None:
        async for line in stream:
            lines.append(line.decode(errors="replace").rstrip("\n"))
            self._fake.bell.ring()
