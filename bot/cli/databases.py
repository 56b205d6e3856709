"""`backup`, `restore` and `health`: the database of a bot."""

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


def add_health(command: argparse.ArgumentParser) -> None:
    """`health` has no options."""
    command.set_defaults(command=_health)


def _backup(args: argparse.Namespace) -> int:
    from bot.store.sqlite.backup import back_up

    back_up(database(), args.file)
    say(f"Backed up to {args.file}. It holds what members wrote: keep it safe, and delete it after 35 days.")
    return 0


def _restore(args: argparse.Namespace) -> int:
    from datetime import UTC, datetime

    from bot.roadmap.counting import counted
    from bot.store.sqlite.restore import restore

    done = restore(args.file, database(), datetime.now(UTC))
    kept = f"What was there is kept for 30 days as {done.kept.name}.\n" if done.kept else ""
    members = counted(done.deleted_again, "{} member", "{} members")
    say(f"{kept}Restored {args.file}. Deleted again, as they were forgotten since that backup: {members}.")
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
