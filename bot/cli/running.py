"""`run` on Discord, and `sandbox` in the browser."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from bot.refusals import CannotBeDone


def add_run(command: argparse.ArgumentParser) -> None:
    """`run` has no options; its settings stand in the environment."""
    command.set_defaults(command=_run)


def add_sandbox(command: argparse.ArgumentParser) -> None:
    """The options of `sandbox`."""
    command.add_argument("--tour", action="store_true", help="play a first week by itself and print it as text")
    command.add_argument(
        "--pictures", type=Path, metavar="FOLDER", help="draw every picture in every state, to look at"
    )
    command.add_argument("--reset", action="store_true", help="begin again with a fresh server")
    command.add_argument("--port", type=int, default=8140, help="the first port to try (default 8140)")
    command.add_argument("--folder", type=Path, default=Path("data/sandbox"), help="where its state is kept")
    command.add_argument("--roadmap", type=Path, default=Path("roadmap.yaml"), help="the roadmap to play with")
    command.set_defaults(command=_sandbox)


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


def _log_to_stderr(level: str) -> None:
    import logging

    logging.basicConfig(level=level, format="%(asctime)s %(levelname)s %(name)s: %(message)s", stream=sys.stderr)
    logging.getLogger("apscheduler").setLevel(logging.WARNING)  # it logs every run of the tick
    for chatty in ("discord", "aiosqlite", "psycopg"):  # at DEBUG they write down tokens, notes and evidence
        logging.getLogger(chatty).setLevel(max(logging.INFO, logging.getLevelNamesMapping()[level]))
