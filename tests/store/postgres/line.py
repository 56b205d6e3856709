"""A line to a PostgreSQL server that a test can hold up, cut, and have lie."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager, suppress

from psycopg.conninfo import conninfo_to_dict

from bot.store.address import PostgresAddress

_KEY_DATA = b"K\x00\x00\x00\x0c"
"""What the server's process number follows."""


class Line:
    """What goes over it, and what becomes of that."""

    def __init__(self, server: PostgresAddress) -> None:
        self._server = {name: str(value) for name, value in conninfo_to_dict(server.url).items()}
        self._writers: set[asyncio.StreamWriter] = set()
        self.served: set[asyncio.Task[None]] = set()
        self.flows = asyncio.Event()
        self.flows.set()
        self.before_cut: Callable[[bytes], bool] = lambda _: False
        """Whether to cut the line in place of passing this on to the server."""
        self.after_cut: Callable[[bytes], bool] = lambda _: False
        """Whether to cut it once the server has done this, before it can tell."""
        self.hides_who_answers = False

    def address(self, port: int) -> PostgresAddress:
        """The same database, over this line."""
        who = self._server["user"] + (f":{word}" if (word := self._server.get("password")) else "")
        return PostgresAddress(
            f"postgresql://{who}@127.0.0.1:{port}/{self._server['dbname']}?sslmode=disable&gssencmode=disable"
        )

    def cut(self) -> None:
        """Cut all that is open."""
        for writer in list(self._writers):
            writer.transport.abort()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Join a client with the server."""
        if task := asyncio.current_task():
            self.served.add(task)
            task.add_done_callback(self.served.discard)
        there_reader, there_writer = await self._reach_server()
        ends = {writer, there_writer}
        self._writers |= ends
        mute = asyncio.Event()
        both = (
            asyncio.create_task(self._up(reader, there_writer, mute)),
            asyncio.create_task(self._down(there_reader, writer, mute)),
        )
        await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
        for task in both:
            task.cancel()
        for end in ends:
            end.transport.abort()
        self._writers -= ends

    async def _reach_server(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        host, port = self._server["host"], self._server.get("port", "5432")
        if host.startswith("/"):
            return await asyncio.open_unix_connection(f"{host}/.s.PGSQL.{port}")
        return await asyncio.open_connection(host, int(port))

    async def _up(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, mute: asyncio.Event) -> None:
        with suppress(ConnectionError):
            while data := await reader.read(65536):
                if self.before_cut(data):
                    return
                if self.after_cut(data):
                    mute.set()
                await self.flows.wait()
                writer.write(data)

    async def _down(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, mute: asyncio.Event) -> None:
        with suppress(ConnectionError):
            while data := await reader.read(65536):
                if mute.is_set():
                    return
                await self.flows.wait()
                at = data.find(_KEY_DATA)
                if self.hides_who_answers and at >= 0:
                    data = data[: at + 5] + b"\x00\x00\x00\x07" + data[at + 9 :]
                writer.write(data)


@asynccontextmanager
async def line_to(server: PostgresAddress) -> AsyncGenerator[tuple[Line, PostgresAddress]]:
    """A line to a server, and the address at its other end."""
    line = Line(server)
    listening = await asyncio.start_server(line.serve, "127.0.0.1", 0)
    try:
        yield line, line.address(listening.sockets[0].getsockname()[1])
    finally:
        listening.close()
        line.flows.set()
        line.cut()
        if line.served:
            await asyncio.wait(line.served)
