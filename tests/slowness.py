"""A slow database and a slow Discord in time that is only counted: nobody waits, whatever it takes."""

from __future__ import annotations

import asyncio
import selectors
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

import pytest
from simcord import _dpy_internals
from simcord.http.client import FakeHTTPClient, FakeWebhookAdapter

from bot.store.sqlite.database import SqliteDatabase


class CountedTime(asyncio.SelectorEventLoop):
    """An event loop whose clock jumps to what is next as soon as nothing is left to do, here or on a thread."""

    def __init__(self) -> None:
        self._now = 0.0
        self.on_threads = 0
        self.others_on_threads: Callable[[], bool] = bool
        super().__init__(_Selector(self))

    def time(self) -> float:
        """Seconds since the beginning."""
        return self._now

    def skip(self, seconds: float) -> None:
        """Let time go by."""
        self._now += seconds

    async def shutdown_default_executor(self, timeout: float | None = None) -> None:  # noqa: ASYNC109  # as asyncio has it
        """Wait for the threads as long as they take: five minutes of counted time are over at once (Python 3.12)."""
        await super().shutdown_default_executor()


class _Selector(selectors.DefaultSelector):
    def __init__(self, loop: CountedTime) -> None:
        super().__init__()
        self._loop = loop

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        if timeout is None or timeout <= 0:
            return super().select(timeout)
        waits = self._loop.on_threads > 0 or self._loop.others_on_threads()
        ready = super().select(0.01 if waits else 0)
        if not ready and not waits:
            self._loop.skip(timeout)
        return ready


class Slowness:
    """How many seconds the database and Discord take to answer, and when first replies reached Discord."""

    def __init__(self, loop: CountedTime, patching: pytest.MonkeyPatch) -> None:
        self._loop = loop
        self.store = 0.0
        self.discord = 0.0
        self.first_replies: list[float] = []
        self.asked_store = self.asked_discord = 0
        patching.setattr(_dpy_internals, "real_monotonic", loop.time)  # simcord's own timers go by it
        for name in ("rows", "together"):
            patching.setattr(SqliteDatabase, name, self._slow_store(getattr(SqliteDatabase, name)))
        for client in (FakeWebhookAdapter, FakeHTTPClient):
            patching.setattr(client, "request", self._slow_discord(client.request))

    def reset(self) -> float:
        """Count anew, from this moment."""
        self.first_replies.clear()
        self.asked_store = self.asked_discord = 0
        return self._loop.time()

    def _slow_store(self, ask: Callable[..., Awaitable[Any]]) -> Callable[..., Coroutine[Any, Any, Any]]:
        async def slow(*args: Any, **values: Any) -> Any:
            self.asked_store += 1
            await asyncio.sleep(self.store)
            self._loop.on_threads += 1
            try:
                return await ask(*args, **values)
            finally:
                self._loop.on_threads -= 1

        return slow

    def _slow_discord(self, ask: Callable[..., Awaitable[Any]]) -> Callable[..., Coroutine[Any, Any, Any]]:
        async def slow(client: Any, route: Any, *args: Any, **options: Any) -> Any:
            if route.path.endswith("/callback"):
                self.first_replies.append(self._loop.time())
            else:
                self.asked_discord += 1
            answer = await ask(client, route, *args, **options)  # it arrives at once; what takes time is the way back
            await asyncio.sleep(self.discord)
            return answer

        return slow
