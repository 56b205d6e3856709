"""The browser's side of the sandbox: the page, its port, and fresh news on it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any

import simcord
from simcord.preview import Preview

from bot.config import ConfigError
from bot.sandbox.world import ZONE, World

_MOST_PORTS = 50
_BURST_SECONDS = 0.1


@asynccontextmanager
async def page_of(world: World, first_port: int) -> AsyncGenerator[Preview]:
    """Serve the study channel on the first free port from `first_port` on, kept fresh until the end."""
    with world.env.time_context():
        preview = await _on_a_free_port(world, first_port)
        stale = asyncio.Event()

        def notice(_event: str, _payload: Any) -> None:
            stale.set()

        world.env.backend.subscribers.append(notice)
        refreshing = asyncio.ensure_future(_keep_fresh(preview, stale))
        try:
            yield preview
        finally:
            refreshing.cancel()
            await preview.close()


async def _on_a_free_port(world: World, first: int) -> Preview:
    for port in range(first, min(first + _MOST_PORTS, 65536)):
        preview = world.env.preview(world.channel, viewers=world.people, layout="channel", timezone=ZONE, port=port)
        try:
            await preview.__aenter__()
        except simcord.SetupError as taken:
            if not isinstance(taken.__cause__, OSError):
                raise
            continue
        if port != first:
            print(f"Port {first} is taken, so the page is on {port}.")
        return preview
    raise ConfigError(f"No port from {first} on is free. Choose another first one: make demo PORT=9000.")


async def _keep_fresh(preview: Preview, stale: asyncio.Event) -> None:
    """Publish what the bot does by itself: the page shows only what was published."""
    while True:
        await stale.wait()
        await asyncio.sleep(_BURST_SECONDS)  # one refresh for a burst of events
        stale.clear()
        _look_at_the_newest(preview)
        try:
            await preview.refresh()
        except (simcord.SetupError, TimeoutError):
            stale.set()  # somebody's action is running: try again after it


def _look_at_the_newest(preview: Preview) -> None:
    """Scroll every page to its newest message, as Discord does; left alone, a page keeps its place."""
    # simcord has no public way to do this for pages opened in a browser; its version is pinned.
    for page in tuple(preview._pages.values()):  # pyright: ignore[reportPrivateUsage]
        page.target_id = preview._initial_target(page.viewer, page.channel_id)  # pyright: ignore[reportPrivateUsage]
