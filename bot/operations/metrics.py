"""What Prometheus is told: how often, how long, how it went. Names of the bot's own only; nobody's id, name or words.

Every label has few values, so that there are never more than 200 series; a test counts them at their most.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import datetime

import aiohttp
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, Summary, disable_created_metrics
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest

from bot.operations.background import beside

CONTENT_TYPE = CONTENT_TYPE_LATEST

MOST_COMMANDS = 25
"""As many names are told apart; commands beyond them count as "other"."""

_LAG_SECONDS = 1.0

disable_created_metrics()  # one series more of each counter, and nobody asks when it began


class Metrics:
    """All of them, in a registry of their own."""

    def __init__(self) -> None:
        self._registry = here = CollectorRegistry()
        self._names: set[str] = set()
        self._ticks = Counter("roadmate_ticks", "Looks for what is due, by how they went", ["outcome"], registry=here)
        self._tick_seconds = Summary("roadmate_tick_seconds", "How long a look for what is due took", registry=here)
        self._last_tick = Gauge(
            "roadmate_last_tick_timestamp_seconds", "When the last look for what is due ended", registry=here
        )
        self._deliveries = Counter(
            "roadmate_deliveries", "Reminders and other messages, by what became of them", ["outcome"], registry=here
        )
        self._lateness = Histogram(
            "roadmate_delivery_lateness_seconds",
            "How long after its time a message was sent",
            buckets=(2, 10, 30, 60, 300, 3600),
            registry=here,
        )
        self._requests = Counter(
            "roadmate_discord_requests", "Requests to Discord, by the class of the answer", ["code"], registry=here
        )
        self._commands = Counter(
            "roadmate_commands", "Commands, presses and forms, by how they went", ["command", "outcome"], registry=here
        )
        self._command_seconds = Counter(
            "roadmate_command_busy_seconds", "Time from arrival to the end, in all", ["command"], registry=here
        )
        self._command_times = Histogram(
            "roadmate_command_seconds",
            "Time of a command, press or form from its arrival to its end",
            buckets=(0.1, 0.5, 1.5, 3),
            registry=here,
        )
        self._store = Histogram(
            "roadmate_store_seconds",
            "Time of one question to the database or one transaction, waiting included",
            buckets=(0.001, 0.01, 0.1, 0.5, 2),
            registry=here,
        )
        self._store_parts = Summary(
            "roadmate_store_part_seconds",
            'The same, by the part of the store that asked; several changes made as one are "together"',
            ["part"],
            registry=here,
        )
        self._lag = Histogram(
            "roadmate_loop_lag_seconds",
            "How long after its time the event loop got to a timer",
            buckets=(0.01, 0.05, 0.25, 1),
            registry=here,
        )
        self._well = Gauge("roadmate_well", "1 when Discord, the database and the tick are well", registry=here)
        self._shards = Gauge("roadmate_shards_connected", "Connections to Discord that are up", registry=here)
        self._held = Gauge("roadmate_shards_held", "Shards that this process is to serve", registry=here)
        self._servers = Gauge("roadmate_servers", "Servers that the bot is in", registry=here)
        self._members = Gauge("roadmate_members", "Members who have joined, in all servers", registry=here)
        self._backup = Gauge(
            "roadmate_last_backup_timestamp_seconds",
            "When the newest backup in BACKUP_DIR was made; 0 without one",
            registry=here,
        )

    # --- what happened

    def ticking(self, tick: Callable[[], Awaitable[bool]]) -> Callable[[], Awaitable[bool]]:
        """The same look for what is due, counted."""

        async def counted() -> bool:
            begun = time.perf_counter()
            went_well = await tick()
            self._tick_seconds.observe(time.perf_counter() - begun)
            self._ticks.labels("done" if went_well else "failed").inc()
            self._last_tick.set_to_current_time()
            return went_well

        return counted

    def delivered(self, outcome: str, late: float) -> None:
        """A message was sent or given up, so many seconds after it was due."""
        self._deliveries.labels(outcome).inc()
        if outcome == "sent":
            self._lateness.observe(max(late, 0))

    def answered(self, command: str, outcome: str, seconds: float) -> None:
        """A command, press or form has come to its end."""
        if command not in self._names:
            command = "other" if len(self._names) >= MOST_COMMANDS else command
            self._names.add(command)
        self._commands.labels(command, outcome).inc()
        self._command_seconds.labels(command).inc(seconds)
        self._command_times.observe(seconds)

    def asked_store(self, part: str, seconds: float) -> None:
        """The database has answered a part of the store."""
        self._store.observe(seconds)
        self._store_parts.labels(part).observe(seconds)

    def requested(self, code: str) -> None:
        """Discord has answered a request, or not."""
        self._requests.labels(code).inc()

    def watch_requests(self, trace: aiohttp.TraceConfig) -> None:
        """Count every request that the library makes from now on; before it makes its first one."""

        async def ended(_session: object, _context: object, answer: aiohttp.TraceRequestEndParams) -> None:
            status = answer.response.status
            self.requested("429" if status == 429 else f"{status // 100}xx")

        async def failed(_session: object, _context: object, _error: aiohttp.TraceRequestExceptionParams) -> None:
            self.requested("no answer")

        trace.on_request_end.append(ended)
        trace.on_request_exception.append(failed)

    @asynccontextmanager
    async def watching_the_loop(self) -> AsyncGenerator[None]:
        """While this lasts, once a second it is measured how late the event loop gets to a timer."""

        async def look_on() -> None:
            loop = asyncio.get_running_loop()
            while True:
                due = loop.time() + _LAG_SECONDS
                await asyncio.sleep(_LAG_SECONDS)
                self._lag.observe(max(loop.time() - due, 0))

        async with beside(look_on()):
            yield

    # --- how it is

    def stands(
        self,
        *,
        well: bool,
        shards: int,
        held: int,
        servers: int,
        members: int,
        backup: datetime | None,
    ) -> None:
        """How it is at this moment: all well or not, connections, shards, servers, members, the newest backup."""
        self._well.set(well)
        self._shards.set(shards)
        self._held.set(held)
        self._servers.set(servers)
        self._members.set(members)
        self._backup.set(backup.timestamp() if backup else 0)

    def text(self) -> bytes:
        """All of it, as Prometheus reads it."""
        return generate_latest(self._registry)
