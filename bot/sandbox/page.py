"""The browser's side of the sandbox: the page, its port, and fresh news on it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from typing import Any

import simcord
from simcord.preview import Preview

from bot.config import ConfigError
from bot.sandbox.narrow import make_narrow
from bot.sandbox.quick import make_quick
from bot.sandbox.world import ZONE, World

_MOST_PORTS = 50
_BURST_SECONDS = 0.1


@asynccontextmanager
async def page_of(world: World, first_port: int) -> AsyncGenerator[Preview]:
    """Serve the study channel on the first free port from `first_port` on, kept fresh until the end."""
    make_quick()
    make_narrow()
    with world.env.time_context():
        preview = await _on_a_free_port(world, first_port)
        _follow_the_conversation(preview)
        turn = _one_after_the_other(preview)
        stale = asyncio.Event()

        def notice(event: str, payload: Any) -> None:
            if event == "MESSAGE_CREATE" and payload.get("guild_id"):
                stale.set()

        world.env.backend.subscribers.append(notice)
        refreshing = asyncio.ensure_future(_keep_fresh(preview, stale, turn))
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


async def _keep_fresh(preview: Preview, stale: asyncio.Event, turn: asyncio.Lock) -> None:
    """Publish what is posted for everybody to every open page; one's own private replies are published anyway."""
    while True:
        await stale.wait()
        await asyncio.sleep(_BURST_SECONDS)  # one refresh for a burst of posts
        stale.clear()
        try:
            async with turn:
                await preview.refresh()
        except (simcord.SetupError, TimeoutError):
            stale.set()  # the world is busy with something else: try again after it


def _one_after_the_other(preview: Preview) -> asyncio.Lock:
    """Let what people do on their pages wait for a refresh to end, and a refresh for them.

    simcord refuses what overlaps, and a page that was refused while it showed a new message stays
    locked until it is loaded anew.
    """
    turn = asyncio.Lock()
    act = preview._action  # pyright: ignore[reportPrivateUsage]

    async def in_turn(context_id: str | None, body: Mapping[str, Any]) -> dict[str, Any]:
        async with turn:
            return await act(context_id, body)

    preview._action = in_turn  # pyright: ignore[reportPrivateUsage]
    return turn


def _follow_the_conversation(preview: Preview) -> None:
    """Show the newest message and the sandbox's time with everything that is published, as Discord would.

    simcord has no public way to do this for pages opened in a browser; left alone, a page keeps its place
    and the time of its opening. Its version is pinned, and the page's test would notice a change.
    """
    publish = preview._publish  # pyright: ignore[reportPrivateUsage]

    def follow(page: Any, **reason: Any) -> None:
        preview._advance_presentation_time()  # pyright: ignore[reportPrivateUsage]
        if reason.get("reason", "action") in ("action", "refresh"):
            page.target_id = preview._initial_target(page.viewer, page.channel_id)  # pyright: ignore[reportPrivateUsage]
        publish(page, **reason)

    preview._publish = follow  # pyright: ignore[reportPrivateUsage]
