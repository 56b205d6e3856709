"""The bot objects of this process: one for each shard that it holds, and one that sends and is never connected (§11).

All share the store, the clock, the pictures and the pace of requests. A shard that is held is served as soon as its
turn to identify comes; one that is held no more takes nothing new, ends what is under way, and is closed.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial

import discord

from bot.store.holding import Holding
from bot.store.turns import Turns
from bot.ui.client import Roadmate
from bot.ui.command_sync import tell_commands
from bot.ui.connecting import Line, connect, gateway_of, log_in
from bot.ui.identifying import Entrance, Gate
from bot.ui.no_answer import NO_ANSWER

_log = logging.getLogger(__name__)

_DRAIN_SECONDS = 3.0

Make = Callable[[int | None, int | None], Awaitable[Roadmate]]
"""Makes a bot object for a shard of so many; of none: it only sends."""


@dataclass(frozen=True, slots=True)
class Serving:
    """A shard that is served, or is to be as soon as its turn comes."""

    bot: Roadmate
    line: Line
    gate: Gate
    work: asyncio.Task[None]


class Fleet:
    """What this process is to Discord."""

    def __init__(self, sender: Roadmate, make: Make, hold: Callable[[int], Holding], turns: Turns) -> None:
        """`hold` begins to hold shards, given how many Discord recommends."""
        self.sender = sender
        self._make = make
        self._hold = hold
        self._turns = turns
        self._holding: Holding | None = None
        self._serving: dict[int, Serving] = {}
        self._leaving: set[asyncio.Task[None]] = set()
        self._watchers: list[Callable[[], None]] = []

    # --- what it is

    @property
    def is_sender(self) -> bool:
        """Whether this process sends what is due."""
        return self._holding is not None and self._holding.is_sender

    @property
    def is_well(self) -> bool:
        """Whether every shard that it holds is connected, or waits for its turn to be."""
        lines = [one.line.is_up or one.gate.is_waiting for one in self._serving.values()]
        return self._holding is not None and self._holding.is_well and all(lines)

    @property
    def held(self) -> int:
        """How many shards it holds."""
        return len(self._holding.shards) if self._holding else 0

    @property
    def connected(self) -> int:
        """How many of them are connected."""
        return sum(one.line.is_up for one in self._serving.values())

    @property
    def servers(self) -> int:
        """In how many servers it serves."""
        return sum(len(one.bot.guilds) for one in self._serving.values())

    def watch(self, watcher: Callable[[], None]) -> None:
        """Have somebody called whenever it may have become the sender, or is it no more."""
        self._watchers.append(watcher)

    def serving(self, guild_id: int) -> Roadmate | None:
        """The bot object that serves a server and knows it, if this process does."""
        found = (one.bot for one in self._serving.values() if one.bot.is_ready() and one.bot.serves(guild_id))
        return next(found, None)

    async def is_in(self, guild_id: int) -> bool | None:
        """Whether the bot is in a server, also one that is unavailable; None where nobody can tell."""
        if (bot := self.serving(guild_id)) is not None:
            return await bot.is_in(guild_id)
        try:
            await self.sender.fetch_guild(guild_id, with_counts=False)
        except (discord.NotFound, discord.Forbidden):
            return False
        except NO_ANSWER:
            return None
        return True

    # --- what it does

    async def serve(self, token: str) -> None:
        """Log in, take shards and serve them until cancelled. Raises CannotBeDone."""
        await log_in(self.sender, token)
        recommended = await gateway_of(self.sender)
        self._holding = holding = self._hold(recommended.shards)
        entrance = Entrance(self._turns, recommended.buckets)
        async with holding.running():
            async with holding.alone("commands") as mine:
                if mine:
                    await tell_commands(self.sender, self.sender.store)
            try:
                await self._keep_up(holding, entrance, token)
            finally:
                await self._end_all()

    async def _keep_up(self, holding: Holding, entrance: Entrance, token: str) -> None:
        """Serve what is held, and nothing else, from now on."""
        changed = asyncio.Event()

        def note() -> None:
            changed.set()
            for watcher in self._watchers:
                watcher()

        holding.watch(note)
        note()
        while True:
            changed.clear()
            for shard in sorted(self._serving.keys() - holding.shards):
                self._leave(self._serving.pop(shard))
            for shard in sorted(holding.shards - self._serving.keys()):
                self._serving[shard] = await self._take_up(shard, holding, entrance, token)
            waiting = asyncio.create_task(changed.wait())
            works = [one.work for one in self._serving.values()]
            try:
                done, _ = await asyncio.wait([waiting, *works], return_when=asyncio.FIRST_COMPLETED)
            finally:
                waiting.cancel()
            for work in done - {waiting}:
                work.result()  # only what can't be mended ends it
            self._serving = {shard: one for shard, one in self._serving.items() if not one.work.done()}

    async def _take_up(self, shard: int, holding: Holding, entrance: Entrance, token: str) -> Serving:
        self.sender.store.progress.forget()  # what is known of these servers may be old: another process served them
        bot, gate = await self._make(shard, holding.count), entrance.gate(shard)
        bot.is_mine, bot.gate = partial(holding.is_mine, shard), gate

        async def work() -> None:
            await log_in(bot, token)
            await connect(bot, gate)

        return Serving(bot, Line(bot), gate, asyncio.create_task(work()))

    def _leave(self, serving: Serving) -> None:
        leaving = asyncio.create_task(_drained(serving))
        self._leaving.add(leaving)
        leaving.add_done_callback(self._leaving.discard)

    async def _end_all(self) -> None:
        for shard in list(self._serving):
            self._leave(self._serving.pop(shard))
        if self._leaving:
            await asyncio.wait(self._leaving)


async def _drained(serving: Serving) -> None:
    """Take nothing new, end what is under way, close."""
    bot = serving.bot
    serving.work.cancel()
    with suppress(asyncio.CancelledError, Exception):  # what it ended with is somebody else's business
        await serving.work
    if (line := getattr(bot, "ws", None)) is not None:  # there is none before the first one
        await line.close(code=1000)
    if under_way := bot.under_way:
        await asyncio.wait(under_way, timeout=_DRAIN_SECONDS)
    await bot.close()
