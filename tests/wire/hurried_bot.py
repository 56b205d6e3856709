"""The real command line with the processes' patience cut short: `python -m tests.wire.hurried_bot run`.

HURRY in the environment divides how long is waited for locks and turns, which is seconds on end.
"""

import os
import sys
from dataclasses import fields
from unittest.mock import patch

from bot import __main__ as command_line
from bot.store import turns
from bot.store.postgres import holding
from bot.store.postgres import turns as database_turns
from bot.store.postgres.sharing import Pace


def hurry(times: float) -> None:
    """Wait so much shorter for locks and turns, from now on."""
    usual = Pace()
    pace = Pace(**{field.name: getattr(usual, field.name) / times for field in fields(Pace)})
    patch.object(holding, "Pace", lambda: pace).start()
    for module in (turns, database_turns):
        patch.object(module, "GAP_SECONDS", turns.GAP_SECONDS / times).start()


if __name__ == "__main__":
    hurry(float(os.environ["HURRY"]))
    sys.exit(command_line.main())
