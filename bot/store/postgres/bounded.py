"""A statement that takes too long is given up, also when the server is silent."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Generator
from contextlib import contextmanager, suppress
from typing import Any

from psycopg import AsyncConnection


class Bound:
    """How long a statement may still take; `is_over`: it took too long, and its connection was cut."""

    def __init__(self, connection: AsyncConnection[Any], seconds: float) -> None:
        self.is_over = False
        self._connection = connection
        self._seconds = seconds
        self._timer: asyncio.TimerHandle | None = None

    def begin_anew(self) -> None:
        """Count from now on: the next statement begins."""
        self.end()
        self._timer = asyncio.get_running_loop().call_later(self._seconds, self._give_up)

    def end(self) -> None:
        """Count no longer."""
        if self._timer:
            self._timer.cancel()

    def _give_up(self) -> None:
        self.is_over = True
        cut(self._connection)


@contextmanager
def bounded(connection: AsyncConnection[Any], seconds: float) -> Generator[Bound]:
    """Give each statement so many seconds; after that its connection breaks, and the statement with it."""
    bound = Bound(connection, seconds)
    bound.begin_anew()
    try:
        yield bound
    finally:
        bound.end()


def cut(connection: AsyncConnection[Any]) -> None:
    """Break a connection off, at once: whoever waits for the server hears that it has gone.

    To cancel a statement instead asks the server, and takes ten seconds when that is silent.
    """
    with suppress(OSError), socket.fromfd(connection.pgconn.socket, socket.AF_INET, socket.SOCK_STREAM) as line:
        line.shutdown(socket.SHUT_RDWR)  # of whatever family it is; psycopg closes it
