"""The command line: `python -m bot run`, `sandbox`, `check`, `schema`, `backup` and `health`."""

from __future__ import annotations

import argparse
import asyncio
import logging
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from bot.config import ConfigError, load_roadmap, read_config
from bot.refusals import CannotBeDone
from bot.roadmap import BadRoadmap, counts, json_schema, warnings
from bot.store.errors import CannotOpen

_ALIVE_WITHIN_SECONDS = 120


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; 0 when it did what was asked, 1 when a check says no, 2 when it could not be done."""
    args = _parser().parse_args(argv)
    try:
        return args.command(args)
    except (CannotBeDone, ConfigError, CannotOpen, BadRoadmap) as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


def _run(_args: argparse.Namespace) -> int:
    from bot import app

    config = read_config()
    _log_to_stderr(config.log_level)
    asyncio.run(app.until_stopped(app.run(config)))
    return 0


def _sandbox(args: argparse.Namespace) -> int:
    try:
        import simcord  # noqa: F401  # pyright: ignore[reportUnusedImport]  # only to see that it is there
    except ModuleNotFoundError:
        raise ConfigError(
            "The sandbox needs the extra packages: pip install 'roadmate[sandbox]', or make demo."
        ) from None
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
    try:
        roadmap = load_roadmap(args.file)
    except BadRoadmap as bad:
        print(bad, file=sys.stderr)
        return 1
    print(f"{args.file.name} is fine: {counts(roadmap)}.")
    for warning in warnings(roadmap):
        print(f"{args.file.name}: note: {warning}.", file=sys.stderr)
    return 0


def _schema(_args: argparse.Namespace) -> int:
    print(json_schema(), end="")
    return 0


def _backup(args: argparse.Namespace) -> int:
    from bot.store.sqlite import back_up, path_of

    back_up(path_of(read_config().database_url), args.file)
    print(f"Backed up to {args.file}.")
    return 0


def _health(_args: argparse.Namespace) -> int:
    from bot.app import alive_file
    from bot.store.sqlite import path_of

    alive = alive_file(path_of(read_config().database_url))
    if alive.exists() and time.time() - alive.stat().st_mtime < _ALIVE_WITHIN_SECONDS:
        print("alive")
        return 0
    print("The bot has not looked for reminders in the last two minutes: see its log.", file=sys.stderr)
    return 1


def _log_to_stderr(level: str) -> None:
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
    health = commands.add_parser("health", help="exit 0 when the bot of this database is alive")
    health.set_defaults(command=_health)
    return parser


if __name__ == "__main__":
    sys.exit(main())
