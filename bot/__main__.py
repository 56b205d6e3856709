"""The command line: `python -m bot run`, `sandbox`, `check`, `import`, `schema`, `backup` and `health`."""

from __future__ import annotations

import argparse
import asyncio
import logging
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from bot.actions.adopting import AnotherRoadmap
from bot.config import ConfigError, load_roadmap, read_config, read_file
from bot.roadmap import BadRoadmap, Roadmap, counts, json_schema, warnings
from bot.store.errors import CannotOpen

_ALIVE_WITHIN_SECONDS = 120


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; 0 when it did what was asked, 1 when a check says no, 2 when it could not be done."""
    args = _parser().parse_args(argv)
    try:
        return args.command(args)
    except (ConfigError, CannotOpen, BadRoadmap, AnotherRoadmap) as error:
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
    if args.accept:
        asyncio.run(_accept(roadmap))
    return 0


async def _accept(roadmap: Roadmap) -> None:
    """Make the file the roadmap of this database's members, whatever goes out of sight with it."""
    from bot import app
    from bot.actions.adopting import accept
    from bot.store.sqlite import Database, path_of
    from bot.store.store import Store

    path = path_of(read_config().database_url)
    store = Store(await Database.open(path, waits=False))
    try:
        taken = await accept(store, roadmap, app.wall_clock())
    finally:
        await store.close()
    print(f"Taken. Of its tasks and checkpoint items {taken.found:,} stay and {taken.new:,} are new.")
    if taken.gone:
        more = f" and {len(taken.gone) - 10:,} more" if len(taken.gone) > 10 else ""
        print(f"{len(taken.gone):,} are gone: {', '.join(taken.gone[:10])}{more}.")
        print(f"{taken.ticks_out_of_sight:,} ticks go out of sight; they come back with their ids.")


def _import(args: argparse.Namespace) -> int:
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
    sys.stdout.buffer.write(write_roadmap(imported.roadmap, args.file.name).encode())
    print(*report(imported, args.file.name), *told, sep="\n", file=sys.stderr)
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
    health = commands.add_parser("health", help="exit 0 when the bot of this database is alive")
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
