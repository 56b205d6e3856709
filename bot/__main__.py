"""The command line: `python -m bot run`, `sandbox`, `check`, `schema`, `backup`, `restore` and `health`.

Each command imports what it needs when it runs: a health check is asked for once a minute, and costs next to nothing.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from bot.refusals import CannotBeDone


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; 0 when it did what was asked, 1 when a check says no, 2 when it could not be done."""
    args = _parser().parse_args(argv)
    try:
        return args.command(args)
    except CannotBeDone as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


def _run(_args: argparse.Namespace) -> int:
    import asyncio
    import signal

    signal.signal(signal.SIGTERM, _end)  # while the imports take their time
    from bot import app
    from bot.config import read_config

    config = read_config()
    _log_to_stderr(config.log_level)
    asyncio.run(app.until_stopped(app.run(config)))
    return 0


def _end(_signal: int, _frame: object) -> None:
    sys.exit(0)


def _sandbox(args: argparse.Namespace) -> int:
    import asyncio
    from importlib.util import find_spec

    if not find_spec("simcord"):
        raise CannotBeDone("The sandbox needs the extra packages: pip install 'roadmate[sandbox]', or make demo.")
    from bot.app import until_stopped
    from bot.sandbox import pictures, play

    _log_to_stderr("WARNING")
    if args.pictures:
        pictures.draw_all(args.roadmap, args.pictures)
        return 0
    playing = play.tour(args.roadmap) if args.tour else play.serve(args.roadmap, args.folder, args.port, args.reset)
    asyncio.run(until_stopped(playing))
    return 0


def _check(args: argparse.Namespace) -> int:
    from bot.config import load_roadmap
    from bot.roadmap import BadRoadmap, counts, warnings

    try:
        roadmap = load_roadmap(args.file)
    except BadRoadmap as bad:
        print(bad, file=sys.stderr)
        return 1
    _say(f"{args.file.name} is fine: {counts(roadmap)}.")
    for warning in warnings(roadmap):
        print(f"{args.file.name}: note: {warning}.", file=sys.stderr)
    return 0


def _schema(_args: argparse.Namespace) -> int:
    from bot.roadmap import json_schema

    _say(json_schema().removesuffix("\n"))
    return 0


def _backup(args: argparse.Namespace) -> int:
    from bot.store.backup import back_up

    back_up(_database(), args.file)
    _say(f"Backed up to {args.file}. It holds what members wrote: keep it safe, and delete it after 35 days.")
    return 0


def _restore(args: argparse.Namespace) -> int:
    from datetime import UTC, datetime

    from bot.store.restore import restore

    done = restore(args.file, _database(), datetime.now(UTC))
    kept = f"What was there is kept for 30 days as {done.kept.name}.\n" if done.kept else ""
    members = "1 member" if done.deleted_again == 1 else f"{done.deleted_again} members"
    _say(f"{kept}Restored {args.file}. Deleted again, as they asked to be forgotten since: {members}.")
    return 0


def _health(_args: argparse.Namespace) -> int:
    import time

    from bot.operations.health import STATUS, complaint
    from bot.store.address import beside

    said = complaint(beside(_database(), STATUS), time.time())
    if said:
        print(said, file=sys.stderr)
        return 1
    _say("well")
    return 0


def _say(text: str) -> None:
    """Print what was asked for. Raises CannotBeDone when it can't be written, such as into a file on a full disk."""
    try:
        print(text, flush=True)
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or Python tries once more at its end
        raise CannotBeDone(f"The output could not be written: {error.strerror}.") from error


def _database() -> Path:
    """The database that the settings name, read without those of the others, which need much more."""
    from bot.env_file import ENV_FILE, settings_in
    from bot.store.address import DEFAULT, path_of

    here = os.environ.get("DATABASE_URL")
    return path_of(here if here is not None else settings_in(ENV_FILE).get("database_url", DEFAULT))


def _log_to_stderr(level: str) -> None:
    import logging

    logging.basicConfig(level=level, format="%(asctime)s %(levelname)s %(name)s: %(message)s", stream=sys.stderr)
    logging.getLogger("apscheduler").setLevel(logging.WARNING)  # it logs every run of the tick
    for chatty in ("discord", "aiosqlite"):  # at DEBUG they write down tokens, notes and evidence
        logging.getLogger(chatty).setLevel(max(logging.INFO, logging.getLevelNamesMapping()[level]))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bot", description="Roadmate, a study bot for Discord.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    run = commands.add_parser("run", help="run on Discord; needs DISCORD_TOKEN")
    run.set_defaults(command=_run)
    sandbox = commands.add_parser("sandbox", help="run in the browser, without Discord")
    sandbox.add_argument("--tour", action="store_true", help="play a first week by itself and print it as text")
    sandbox.add_argument(
        "--pictures", type=Path, metavar="FOLDER", help="draw every picture in every state, to look at"
    )
    sandbox.add_argument("--reset", action="store_true", help="begin again with a fresh server")
    sandbox.add_argument("--port", type=int, default=8140, help="the first port to try (default 8140)")
    sandbox.add_argument("--folder", type=Path, default=Path("data/sandbox"), help="where its state is kept")
    sandbox.add_argument("--roadmap", type=Path, default=Path("roadmap.yaml"), help="the roadmap to play with")
    sandbox.set_defaults(command=_sandbox)
    check = commands.add_parser("check", help="check a roadmap file; says all its faults at once")
    check.add_argument("file", type=Path)
    check.set_defaults(command=_check)
    schema = commands.add_parser("schema", help="print the JSON Schema of the roadmap file, for editors")
    schema.set_defaults(command=_schema)
    backup = commands.add_parser("backup", help="copy the database, also while the bot runs")
    backup.add_argument("file", type=Path)
    backup.set_defaults(command=_backup)
    restore = commands.add_parser("restore", help="bring a backup back while the bot is stopped; keeps what was there")
    restore.add_argument("file", type=Path)
    restore.set_defaults(command=_restore)
    health = commands.add_parser("health", help="exit 0 when the bot of this database is well")
    health.set_defaults(command=_health)
    return parser


if __name__ == "__main__":
    sys.exit(main())
