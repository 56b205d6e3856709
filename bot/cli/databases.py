"""`backup`, `restore`, `move` and `health`: the database of a bot."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from bot.cli.common import database, say


def add_backup(command: argparse.ArgumentParser) -> None:
    """The options of `backup`."""
    command.add_argument("file", type=Path)
    command.set_defaults(command=_backup)


def add_restore(command: argparse.ArgumentParser) -> None:
    """The options of `restore`."""
    command.add_argument("file", type=Path)
    command.set_defaults(command=_restore)


def add_move(command: argparse.ArgumentParser) -> None:
    """The options of `move`."""
    command.add_argument("--to", required=True, metavar="URL", help="a new database: postgresql://… or sqlite:///…")
    command.set_defaults(command=_move)


def add_health(command: argparse.ArgumentParser) -> None:
    """`health` has no options."""
    command.set_defaults(command=_health)


def _backup(args: argparse.Namespace) -> int:
    from bot.store.backing_up import back_up

    back_up(database(), args.file)
    say(f"Backed up to {args.file}. It holds what members wrote: keep it safe, and delete it after 35 days.")
    return 0


def _restore(args: argparse.Namespace) -> int:
    from datetime import UTC, datetime

    from bot.roadmap.counting import counted
    from bot.store.errors import CannotOpen
    from bot.store.sqlite.restore import restore

    path = database()
    if not isinstance(path, Path):
        raise CannotOpen(
            f"A backup is brought back into a file, and moved from there to {path}: docs/operating.md says how."
        )
    done = restore(args.file, path, datetime.now(UTC))
    kept = f"What was there is kept for 30 days as {done.kept.name}.\n" if done.kept else ""
    members = counted(done.deleted_again, "{} member", "{} members")
    say(f"{kept}Restored {args.file}. Deleted again, as they were forgotten since that backup: {members}.")
    return 0


def _move(args: argparse.Namespace) -> int:
    from bot.roadmap.counting import counted
    from bot.store.address import address_of
    from bot.store.moving import move

    source, target = database(), address_of(args.to)
    rows = move(source, target)
    say(f"Moved {counted(rows, '{} row', '{} rows')} to {target}, counted and compared. {source} stays as it was.")
    say("Set DATABASE_URL to the new address, start the bot, and delete the old database once all is well.")
    return 0


def _health(_args: argparse.Namespace) -> int:
    import time

    from bot.operations.health import STATUS, complaint
    from bot.store.address import beside

    said = complaint(beside(database(), STATUS), time.time())
    if said:
        print(said, file=sys.stderr)
        return 1
    say("well")
    return 0
