"""Statements in one way to the server and back: sent together, each prepared once a connection.

psycopg's cursors send each statement by itself, also in its pipeline, and look each time whether an answer has come:
that is most of what a command would cost. Here are its connections, values and rows, without its cursors.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from itertools import count
from typing import Any, NamedTuple

import psycopg
from psycopg import AsyncConnection, abc
from psycopg.abc import PQGen
from psycopg.adapt import PyFormat, Transformer
from psycopg.errors import error_from_result
from psycopg.generators import fetch, send
from psycopg.pq import ConnStatus, ExecStatus
from psycopg.pq.abc import PGconn, PGresult
from psycopg.rows import DictRow

from bot.store.postgres.spelling import Spelled


class PreparingConnection(AsyncConnection[DictRow]):
    """A connection that knows what is prepared on it; a name is never given twice."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.prepared: dict[tuple[bytes, tuple[int, ...]], bytes] = {}
        """By a statement's text and the types of its values, its name."""
        self.names = (b"s%d" % number for number in count())


class Command(NamedTuple):
    """A statement with its values, in the order of their numbers in it."""

    text: bytes
    values: Sequence[object] = ()
    is_prepared: bool = True
    """Not BEGIN and COMMIT: there is nothing to plan."""


def command(statement: Spelled, values: Mapping[str, object]) -> Command:
    """A statement of the store with its values."""
    return Command(statement.text, [values[name] for name in statement.names])


async def round_trip(connection: PreparingConnection, commands: Sequence[Command]) -> list[list[DictRow]]:
    """Run commands one after the other, and return the rows of each.

    What was sent after one that fails is not run. Raises psycopg.Error of the one that failed; where the line broke,
    only if not all were answered.
    """
    asked = [_Asked(connection, one) for one in commands]
    new = {one.key: next(connection.names) for one in asked if one.key and one.key not in connection.prepared}
    if new:
        prepare = connection.pgconn.send_prepare
        await _answers(connection, [partial(prepare, name, *key) for key, name in new.items()])
        connection.prepared.update(new)
    answers = await _answers(connection, [one.send for one in asked])
    return [one.rows(answer) for one, answer in zip(asked, answers, strict=True)]


class _Asked:
    """A command as the server takes it, and how its answer is read."""

    def __init__(self, connection: PreparingConnection, command: Command) -> None:
        self._connection = connection
        self._text = command.text
        self._reader: abc.Transformer = Transformer.from_context(connection)
        self._values = self._reader.dump_sequence(command.values, [PyFormat.AUTO] * len(command.values))
        self.key = (command.text, self._reader.types or ()) if command.is_prepared else None

    def send(self) -> None:
        """Put it into what is sent."""
        pgconn = self._connection.pgconn
        if self.key:
            pgconn.send_query_prepared(self._connection.prepared[self.key], self._values, self._reader.formats)
        else:
            pgconn.send_query_params(self._text, None)

    def rows(self, answer: PGresult) -> list[DictRow]:
        """The rows of its answer."""
        if answer.status != ExecStatus.TUPLES_OK:
            return []
        self._reader.set_pgresult(answer)
        names = [(answer.fname(number) or b"").decode() for number in range(answer.nfields)]

        def row(values: Sequence[Any]) -> DictRow:
            return dict(zip(names, values, strict=True))

        return self._reader.load_rows(0, answer.ntuples, row)


async def _answers(connection: PreparingConnection, sends: Sequence[Callable[[], None]]) -> list[PGresult]:
    """Send something together, and wait for its answers. Raises as above."""
    pgconn = connection.pgconn
    pgconn.enter_pipeline_mode()
    for one in sends:
        one()
    pgconn.pipeline_sync()
    answers = await connection.wait(_all_answers(pgconn, len(sends)))
    if pgconn.status == ConnStatus.OK:
        pgconn.exit_pipeline_mode()
    if failed := next((answer for answer in answers if answer.status == ExecStatus.FATAL_ERROR), None):
        raise error_from_result(failed, connection.info.encoding)
    return answers


def _all_answers(pgconn: PGconn, number: int) -> PQGen[list[PGresult]]:
    """Wait for so many answers, or for the one that says why the line breaks, and that there is no more to come."""
    found: list[PGresult] = []
    try:
        yield from send(pgconn)
        while True:
            answer = yield from fetch(pgconn)
            if answer is None:  # there is one between two answers, and nothing else on a line that is broken
                if pgconn.status != ConnStatus.OK:
                    raise psycopg.OperationalError("the line broke")
            elif answer.status == ExecStatus.PIPELINE_SYNC:
                return found
            else:
                found.append(answer)
    except psycopg.OperationalError:
        if len(found) < number and all(answer.status != ExecStatus.FATAL_ERROR for answer in found):
            raise
        return found
