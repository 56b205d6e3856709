"""The command line of `python -m bot`: `run`, `sandbox`, `check`, `import`, `schema`, `backup` and so on."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from bot.cli import databases, roadmaps, running
from bot.refusals import CannotBeDone

_COMMANDS = (
    ("run", "run on Discord; needs DISCORD_TOKEN", running.add_run),
    ("sandbox", "run in the browser, without Discord", running.add_sandbox),
    ("check", "check a roadmap file; says all its faults at once", roadmaps.add_check),
    ("import", "make a roadmap of a Markdown checklist; writes YAML", roadmaps.add_import),
    ("schema", "print the JSON Schema of the roadmap file, for editors", roadmaps.add_schema),
    ("backup", "copy the database, also while the bot runs", databases.add_backup),
    ("restore", "bring a backup back while the bot is stopped; keeps what was there", databases.add_restore),
    ("move", "move the database to PostgreSQL, or back into a file, while the bot is stopped", databases.add_move),
    ("health", "exit 0 when the bot of this database is well", databases.add_health),
)


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


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bot", description="Roadmate, a study bot for Discord.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for name, said, add_options in _COMMANDS:
        add_options(commands.add_parser(name, help=said))
    return parser


if __name__ == "__main__":
    sys.exit(main())
