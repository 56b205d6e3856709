"""The gateway half of the fake Discord: sessions that can be dropped, resumed and invalidated."""

import asyncio
import json
import secrets
import time
import zlib
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from aiohttp import WSMsgType, web

from . import shapes
from .answers import JSON
from .bell import Bell
from .world import World

DISPATCH, HEARTBEAT, IDENTIFY, RESUME, RECONNECT, INVALID_SESSION, HELLO, ACK = 0, 1, 2, 6, 7, 9, 10, 11
ASK_FOR_MEMBERS = 8
WRONG_TOKEN = 4004
_GUILDS_INTENT = 1


def _compressor(query: str) -> Callable[[bytes], bytes] | None:
    """One stream for the whole connection, flushed after each message, as the client asked for it."""
    if query == "zlib-stream":
        stream = zlib.compressobj()
        return lambda data: stream.compress(data) + stream.flush(zlib.Z_SYNC_FLUSH)
    if query == "zstd-stream":
        return _zstd()
    return None


def _zstd() -> Callable[[bytes], bytes]:
    """From the package or the standard library (3.14), in the order in which discord.py looks."""
    if find_spec("zstandard"):
        package: Any = import_module("zstandard")
        block = package.ZstdCompressor().compressobj()
        return lambda data: block.compress(data) + block.flush(package.COMPRESSOBJ_FLUSH_BLOCK)
    standard: Any = import_module("compression.zstd")
    stream = standard.ZstdCompressor()
    return lambda data: stream.compress(data, mode=stream.FLUSH_BLOCK)


class Connection:
    """One open socket."""

    def __init__(self, request: web.Request, socket: web.WebSocketResponse) -> None:
        self._request = request
        self._socket = socket
        self._compress = _compressor(request.query.get("compress", ""))
        self._turn = asyncio.Lock()

    async def send(self, payload: JSON) -> None:
        """Send one payload; a client that is gone gets its events when it resumes."""
        text = json.dumps(payload)
        async with self._turn:
            try:
                if self._compress is None:
                    await self._socket.send_str(text)
                else:
                    await self._socket.send_bytes(self._compress(text.encode()))
            except ConnectionError:
                pass

    def cut(self) -> None:
        """Hang up without a word."""
        if self._request.transport is not None:
            self._request.transport.abort()

    async def close(self, code: int) -> None:
        """Close in order, with a code."""
        await self._socket.close(code=code)


@dataclass
class Session:
    """What survives a lost connection: the events sent, to be sent again on RESUME."""

    shard: tuple[int, int]
    intents: int
    connection: Connection | None
    id: str = field(default_factory=lambda: secrets.token_hex(16))
    sequence: int = 0
    events: deque[JSON] = field(default_factory=lambda: deque[JSON](maxlen=1000))

    def owns(self, guild_id: int) -> bool:
        """Whether events of this server (0: a direct message) belong to this shard."""
        number, count = self.shard
        return (guild_id >> 22) % count == number

    async def dispatch(self, event: str, data: JSON) -> None:
        """Number an event, keep it, and send it if anyone is there."""
        self.sequence += 1
        payload: JSON = {"op": DISPATCH, "t": event, "s": self.sequence, "d": data}
        self.events.append(payload)
        if self.connection is not None:
            await self.connection.send(payload)


class Gateway:
    """All sessions, and the switches for trouble."""

    def __init__(self, world: World, bell: Bell, token: str, app_id: int) -> None:
        self._world = world
        self._bell = bell
        self._token = token
        self._app_id = app_id
        self._sessions: dict[str, Session] = {}
        self.url = ""
        self.heartbeat_seconds = 41.25
        self.answers_heartbeats = True
        self.accepts = True
        self.identified = 0
        self.identifies: list[tuple[float, int]] = []
        """When which shard identified, in seconds that never jump."""
        self.resumed = 0
        self.heartbeats = 0

    @property
    def connected(self) -> bool:
        """Whether a bot that identified is on the line."""
        return any(session.connection is not None for session in self._sessions.values())

    @property
    def served(self) -> frozenset[int]:
        """The shards that somebody is on the line for."""
        return frozenset(session.shard[0] for session in self._sessions.values() if session.connection is not None)

    async def dispatch(self, event: str, data: JSON, guild_id: int) -> None:
        """Send an event to every session of the server's shard."""
        for session in list(self._sessions.values()):
            if session.owns(guild_id):
                await session.dispatch(event, data)

    def drop(self) -> None:
        """Cut every connection; the sessions can be resumed."""
        for connection in self._connections():
            connection.cut()

    async def close(self, code: int = 4000) -> None:
        """Close every connection with a code."""
        for connection in self._connections():
            await connection.close(code)

    async def ask_to_reconnect(self) -> None:
        """Ask every client to come back, as Discord does before maintenance."""
        for connection in self._connections():
            await connection.send({"op": RECONNECT, "d": None})

    async def invalidate(self) -> None:
        """Forget every session; the clients have to identify again."""
        connections = self._connections()
        self._sessions.clear()
        for connection in connections:
            await connection.send({"op": INVALID_SESSION, "d": False})

    def _connections(self) -> list[Connection]:
        return [one.connection for one in self._sessions.values() if one.connection is not None]

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """One WebSocket connection, from HELLO to its end."""
        if not self.accepts:
            return web.Response(status=503)
        socket = web.WebSocketResponse(compress=False, max_msg_size=4096)
        await socket.prepare(request)
        connection = Connection(request, socket)
        await connection.send({"op": HELLO, "d": {"heartbeat_interval": int(self.heartbeat_seconds * 1000)}})
        session: Session | None = None
        try:
            async for message in socket:
                if message.type is WSMsgType.TEXT:
                    session = await self._receive(connection, session, json.loads(message.data))
                    self._bell.ring()
        finally:
            if session is not None and session.connection is connection:
                session.connection = None
            self._bell.ring()
        return socket

    async def _receive(self, connection: Connection, session: Session | None, got: JSON) -> Session | None:
        if got["op"] == HEARTBEAT:
            self.heartbeats += 1
            if self.answers_heartbeats:
                await connection.send({"op": ACK})
        elif got["op"] == ASK_FOR_MEMBERS and session is not None:
            await self._members(session, got["d"])
        elif got["op"] in (IDENTIFY, RESUME):
            if got["d"]["token"] != self._token:
                await connection.close(WRONG_TOKEN)
            elif got["op"] == IDENTIFY:
                return await self._identify(connection, got["d"])
            else:
                return await self._resume(connection, got["d"])
        return session

    async def _members(self, session: Session, asked: JSON) -> None:
        """Who of those asked for by id is in a server: here everybody is."""
        guild = self._world.guilds[int(asked["guild_id"])]
        people = [self._world.person(int(user_id)) for user_id in asked["user_ids"]]
        chunk: JSON = {
            "guild_id": str(guild.id),
            "members": [shapes.member(person, guild) for person in people],
            "chunk_index": 0,
            "chunk_count": 1,
            "nonce": asked["nonce"],
        }
        await session.dispatch("GUILD_MEMBERS_CHUNK", chunk)

    async def _identify(self, connection: Connection, asked: JSON) -> Session:
        number, count = asked.get("shard") or (0, 1)
        session = Session((number, count), asked["intents"], connection)
        self._sessions[session.id] = session
        guilds = [guild for guild in self._world.guilds.values() if session.owns(guild.id)]
        ready: JSON = {
            "v": 10,
            "user": shapes.user(self._world.bot),
            "guilds": [{"id": str(guild.id), "unavailable": True} for guild in guilds],
            "session_id": session.id,
            "resume_gateway_url": self.url,
            "shard": [number, count],
            "application": {"id": str(self._app_id), "flags": 0},
        }
        await session.dispatch("READY", ready)
        if session.intents & _GUILDS_INTENT:
            for guild in guilds:
                await session.dispatch("GUILD_CREATE", shapes.guild(self._world, guild))
        self.identified += 1
        self.identifies.append((time.monotonic(), number))
        return session

    async def _resume(self, connection: Connection, asked: JSON) -> Session | None:
        session = self._sessions.get(asked["session_id"])
        if session is None:
            await connection.send({"op": INVALID_SESSION, "d": False})
            return None
        seen: int = asked["seq"]
        while missed := [event for event in session.events if event["s"] > seen]:
            for event in missed:
                await connection.send(event)
            seen = missed[-1]["s"]
        session.connection = connection
        await session.dispatch("RESUMED", {})
        self.resumed += 1
        return session
