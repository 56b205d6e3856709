"""`check`, `import` and `schema`: roadmap files."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from bot.cli.common import database, say

if TYPE_CHECKING:
    from bot.roadmap import Roadmap


def add_check(command: argparse.ArgumentParser) -> None:
    """The options of `check`."""
    command.add_argument("file", type=Path)
    command.add_argument("--accept", action="store_true", help="take it for the database, even if most ids are gone")
    command.set_defaults(command=_check)


def add_import(command: argparse.ArgumentParser) -> None:
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


def add_schema(command: argparse.ArgumentParser) -> None:
    """`schema` has no options."""
    command.set_defaults(command=_schema)


def _check(args: argparse.Namespace) -> int:
    from bot.config import load_roadmap
    from bot.roadmap import BadRoadmap, counts, warnings

    try:
        roadmap = load_roadmap(args.file)
    except BadRoadmap as bad:
        print(bad, file=sys.stderr)
        return 1
    say(f"{args.file.name} is fine: {counts(roadmap)}.")
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
    from bot.store.opening import open_database
    from bot.store.store import Store

    store = Store(await open_database(database(), waits=False))
    try:
        taken = await accept(store, roadmap, datetime.now(UTC))
    finally:
        await store.close()
    numbers = f"stay: {taken.found:,}; new: {taken.new:,}; gone: {len(taken.gone):,}"
    say(f"Taken. Tasks and checkpoint items that {numbers}.")
    if taken.gone:
        more = f" and {len(taken.gone) - 10:,} more" if len(taken.gone) > 10 else ""
        say(f"Gone: {', '.join(taken.gone[:10])}{more}.")
        say(f"Ticks that go out of sight, until their ids are back: {taken.ticks_out_of_sight:,}.")


def _import(args: argparse.Namespace) -> int:
    from bot.config import load_roadmap, read_file
    from bot.roadmap import BadRoadmap
    from bot.roadmap.changes.continuing import NotTheSame
    from bot.roadmap.files.from_checklist import Refused, Wishes, import_file, onto, study_days
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
    say(write_roadmap(imported.roadmap, args.file.name).removesuffix("\n"))
    print(*report(imported, args.file.name), *told, sep="\n", file=sys.stderr)
    return 0


def _schema(_args: argparse.Namespace) -> int:
    from bot.roadmap import json_schema

    say(json_schema().removesuffix("\n"))
    return 0


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
