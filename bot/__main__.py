"""The command line: `python -m bot run`, `sandbox`, `check`, `import`, `schema`, `backup`, `restore` and `health`.

Each command imports what it needs when it runs: a health check is asked for once a minute, and costs next to nothing.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from bot.refusals import CannotBeDone

if TYPE_CHECKING:
    from bot.roadmap import Roadmap


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
    if args.accept:
        import asyncio

        asyncio.run(_accept(roadmap))
    return 0


async def _accept(roadmap: Roadmap) -> None:
    """Make the file the roadmap of this database's members, whatever goes out of sight with it."""
    from datetime import UTC, datetime

    from bot.actions.adopting import accept
    from bot.store.sqlite.database import SqliteDatabase
    from bot.store.store import Store

    store = Store(await SqliteDatabase.open(_database(), waits=False))
    try:
        taken = await accept(store, roadmap, datetime.now(UTC))
    finally:
        await store.close()
    numbers = f"stay: {taken.found:,}; new: {taken.new:,}; gone: {len(taken.gone):,}"
    _say(f"Taken. Tasks and checkpoint items that {numbers}.")
    if taken.gone:
        more = f" and {len(taken.gone) - 10:,} more" if len(taken.gone) > 10 else ""
        _say(f"Gone: {', '.join(taken.gone[:10])}{more}.")
        _say(f"Ticks that go out of sight, until their ids are back: {taken.ticks_out_of_sight:,}.")


def _import(args: argparse.Namespace) -> int:
    from bot.config import load_roadmap, read_file
    from bot.roadmap import BadRoadmap
    from bot.roadmap.changes.continuing import NotTheSame
    from bot.roadmap.files.importing import Refused, Wishes, import_file, onto, study_days
    from bot.roadmap.files.telling import changes, report
    from bot.roadmap.files.writing import write_roadmap

    versions = [load_roadmap(file) for file in args.onto]
    told: list[str] = []
    try:
        days = study_days(args.days, args.hours) if args.days or args.hours else None
        wishes = Wishes(args.name, args.weeks, args.bullets, args.section, days)
        imported = import_file(read_file(args.file), args.file.name, wishes)
        if versions:
            imported, continued = onto(imported, versions[0], versions[1:], dict(args.same))
            told = list(changes(versions[0], imported, continued))
    except (Refused, NotTheSame, BadRoadmap) as refused:
        print(refused, file=sys.stderr)
        return 1
    _say(write_roadmap(imported.roadmap, args.file.name).removesuffix("\n"))
    print(*report(imported, args.file.name), *told, sep="\n", file=sys.stderr)
    return 0


def _schema(_args: argparse.Namespace) -> int:
    from bot.roadmap import json_schema

    _say(json_schema().removesuffix("\n"))
    return 0


def _backup(args: argparse.Namespace) -> int:
    from bot.store.sqlite.backup import back_up

    back_up(_database(), args.file)
    _say(f"Backed up to {args.file}. It holds what members wrote: keep it safe, and delete it after 35 days.")
    return 0


def _restore(args: argparse.Namespace) -> int:
    from datetime import UTC, datetime

    from bot.store.sqlite.restore import restore

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
    check.add_argument(
        "--accept",
        action="store_true",
        help="take it for the database, even if most ids are gone",
    )
    check.set_defaults(command=_check)
    _add_import(commands.add_parser("import", help="make a roadmap of a Markdown checklist; writes YAML"))
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


def _add_import(command: argparse.ArgumentParser) -> None:
    """The options of `import`."""
    command.add_argument("file", type=Path, help="a checklist (.md, .markdown, .txt), or a roadmap (.yaml)")
    command.add_argument("--name", help="what the roadmap is called")
    command.add_argument("--weeks", type=_weeks, metavar="N", help="its length, if the file has no weeks itself")
    command.add_argument("--bullets", action="store_true", help="plain bullets are tasks too")
    command.add_argument("--section", metavar="TITLE", help="only what stands under this heading")
    command.add_argument("--days", nargs="+", default=[], type=_day, metavar="DAY", help="the study days: Mon Wed Sat")
    command.add_argument("--hours", nargs="+", default=[], type=_hours, metavar="H", help="their hours: 1 1.5 1.5")
    command.add_argument(
        "--onto", type=Path, action="append", default=[], metavar="OLD.yaml",
        help="the version to go on from, whose ids stay; given again: the ones before it, whose ids stay theirs",
    )  # fmt: skip
    command.add_argument(
        "--same", type=_same, action="append", default=[], metavar="OLD=NEW", help="two ids that are one task"
    )
    command.set_defaults(command=_import)


def _weeks(text: str) -> int:
    if text.isdecimal() and 1 <= int(text) <= 104:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text} is no number of weeks from 1 to 104")


def _day(text: str) -> str:
    from bot.roadmap import DAYS

    day = next((day for day in DAYS if text.lower().startswith(day.lower())), None)
    if day is None:
        raise argparse.ArgumentTypeError(f"{text} is no day: write {', '.join(DAYS)}")
    return day


def _hours(text: str) -> float:
    try:
        hours = float(text)
    except ValueError:
        hours = 0.0
    if not 0 < hours <= 24:
        raise argparse.ArgumentTypeError(f"{text} is no number of hours a day, such as 1.5")
    return hours


def _same(text: str) -> tuple[str, str]:
    old, sign, new = text.partition("=")
    if not (old and sign and new):
        raise argparse.ArgumentTypeError(f"{text} is not OLD=NEW, two ids")
    return old, new


if __name__ == "__main__":
    sys.exit(main())
