"""What can go wrong on the way: a fault wraps the answer to a request, and several compose."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import partial

from aiohttp import web

from .answers import Refusal, Request, answer

Answer = Callable[[], Awaitable[web.StreamResponse]]
Action = Callable[[web.Request, Answer], Awaitable[web.StreamResponse]]


def cut_reply() -> Action:
    """Accept the request, then hang up: the bot can't know whether it worked."""

    async def act(request: web.Request, proceed: Answer) -> web.StreamResponse:
        await proceed()
        return _hang_up(request)

    return act


def cut_request() -> Action:
    """Hang up before anything was done."""

    async def act(request: web.Request, _proceed: Answer) -> web.StreamResponse:
        return _hang_up(request)

    return act


def refuse(status: int, code: int = 0, message: str = "Refused") -> Action:
    """Answer with an error, for example 403 with code 50007 (direct messages closed)."""

    async def act(_request: web.Request, _proceed: Answer) -> web.StreamResponse:
        raise Refusal(status, code, message)

    return act


def server_error(status: int = 502) -> Action:
    """A 5xx of the machines in front of Discord: no JSON."""

    async def act(_request: web.Request, _proceed: Answer) -> web.StreamResponse:
        return web.Response(status=status, text="upstream connect error")

    return act


def rate_limit(retry_after: float = 0.05, everywhere: bool = False) -> Action:
    """A 429, with the Via header by which discord.py tells Discord's from Cloudflare's."""

    async def act(_request: web.Request, _proceed: Answer) -> web.StreamResponse:
        body = {"message": "You are being rate limited.", "retry_after": retry_after, "global": everywhere}
        return answer(body, 429, {"Via": "1.1 fake", "Retry-After": str(retry_after)})

    return act


def delay(seconds: float) -> Action:
    """Take this long before doing anything."""

    async def act(_request: web.Request, proceed: Answer) -> web.StreamResponse:
        await asyncio.sleep(seconds)
        return await proceed()

    return act


def dated(date: str) -> Action:
    """Answer as always, with this Date."""

    async def act(_request: web.Request, proceed: Answer) -> web.StreamResponse:
        response = await proceed()
        response.headers["Date"] = date
        return response

    return act


def hold(gate: asyncio.Event) -> Action:
    """Do it at once, but answer only when the gate opens."""

    async def act(_request: web.Request, proceed: Answer) -> web.StreamResponse:
        response = await proceed()
        await gate.wait()
        return response

    return act


def _hang_up(request: web.Request) -> web.StreamResponse:
    if request.transport is not None:
        request.transport.abort()
    return web.Response(status=499)


@dataclass
class Fault:
    """An action for the requests that match, `times` times (None: until stopped)."""

    method: str
    path: str
    action: Action
    times: int | None
    when: Callable[[Request], bool] | None
    hits: int = 0

    def stop(self) -> None:
        """Let everything through from now on."""
        self.times = self.hits

    def takes(self, request: Request) -> bool:
        """Whether this request is to be hit; counts it."""
        spent = self.times is not None and self.hits >= self.times
        if spent or request.method != self.method or not fnmatchcase(request.path, self.path):
            return False
        if self.when is not None and not self.when(request):
            return False
        self.hits += 1
        return True


class Faults:
    """All faults in force; the first one added is the outermost."""

    def __init__(self) -> None:
        self._faults: list[Fault] = []

    def add(
        self,
        method: str,
        path: str,
        action: Action,
        times: int | None = 1,
        when: Callable[[Request], bool] | None = None,
    ) -> Fault:
        """Hit requests to `path` (below /api/v10; * matches anything)."""
        fault = Fault(method, path, action, times, when)
        self._faults.append(fault)
        return fault

    def wrap(self, request: web.Request, seen: Request, proceed: Answer) -> Answer:
        """The answer with every matching fault around it."""
        for fault in reversed([fault for fault in self._faults if fault.takes(seen)]):
            proceed = partial(fault.action, request, proceed)
        return proceed
