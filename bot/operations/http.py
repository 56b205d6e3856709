"""`HTTP_ADDR`: a small page for machines. `/healthz` says whether the bot is well, `/metrics` what Prometheus reads."""

from __future__ import annotations

import logging
import os
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from aiohttp import web

from bot.operations.metrics import CONTENT_TYPE
from bot.refusals import CannotBeDone

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Pages:
    """What is served: why the bot is not well (None: it is), and its metrics."""

    complaint: Callable[[], Awaitable[str | None]]
    metrics: Callable[[], Awaitable[bytes]]


@asynccontextmanager
async def serving(host: str, port: int, pages: Pages) -> AsyncGenerator[None]:
    """Serve the pages while this lasts. Raises CannotBeDone when nothing can be served at this address."""

    async def healthz(_request: web.Request) -> web.Response:
        complaint = await pages.complaint()
        return web.Response(text=f"{complaint or 'well'}\n", status=503 if complaint else 200)

    async def metrics(_request: web.Request) -> web.Response:
        return web.Response(body=await pages.metrics(), headers={"Content-Type": CONTENT_TYPE})

    app = web.Application()
    app.add_routes([web.get("/healthz", healthz), web.get("/metrics", metrics)])
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
    await runner.setup()
    try:
        site = web.TCPSite(runner, host, port)
        try:
            await site.start()
        except OSError as error:
            raise CannotBeDone(
                f"Nothing can be served at HTTP_ADDR {host}:{port}: {_why(error)}. Name another address or port."
            ) from error
        _log.info("metrics are at http://%s:%d/metrics", host, runner.addresses[0][1])
        yield
    finally:
        await runner.cleanup()


def _why(error: OSError) -> str:
    """The system's own words; asyncio's have an address in them, and those for names have numbers of their own."""
    return os.strerror(error.errno) if error.errno and error.errno > 0 else str(error.strerror or error)
