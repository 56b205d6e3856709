"""The real command line with discord.py's own cache of servers: `python -m benchmarks.stock_cache run`."""

from __future__ import annotations

import sys

from discord import Client

from bot import __main__ as command_line
from bot.ui.client import Roadmate

if __name__ == "__main__":
    setattr(Roadmate, "_get_state", getattr(Client, "_get_state"))  # noqa: B009, B010  # private
    sys.exit(command_line.main())
