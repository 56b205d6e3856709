"""The real command line with a shorter lease and tick, and with safeguards switched off on request.

`python -m benchmarks.runner run` is `python -m bot run`, but for what TRIAL_* in the environment says.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any
from unittest.mock import patch

from bot import __main__ as command_line
from bot import scheduler
from bot.reminders import tick
from bot.store import deliveries
from bot.store.deliveries import Deliveries
from bot.store.postgres import database as postgres
from bot.store.postgres import spelling
from bot.store.postgres.holding import PostgresHolding
from bot.study.deliveries import Delivery
from bot.ui import messenger
from tests.wire.hurried_bot import hurry

_UNCLAIMED = """
UPDATE deliveries SET owner = :owner WHERE (target, kind, study_date) IN (
    SELECT target, kind, study_date FROM deliveries
    WHERE state = 'open' AND due_at <= :now ORDER BY due_at LIMIT :most)
RETURNING *
"""


async def unclaimed(self: Any, owner: str, now: datetime, most: int) -> list[Delivery]:
    """What is open, without a lease and without counting attempts."""
    rows: Sequence[Any] = await self._db.rows(_UNCLAIMED, owner=owner, now=int(now.timestamp()), most=most)
    read: Any = getattr(deliveries, "_delivery")  # noqa: B009  # the store keeps it to itself
    return [read(row) for row in rows]


async def never_sent_before(*_: object) -> None:
    """Do not look whether an earlier attempt arrived."""


def slowly(seconds: float) -> Callable[[str], spelling.Spelled]:
    """Have a claim take its time, as on a busy disk: so that two of them are under way at once."""
    usual = spelling.spelled
    pause = f"WHERE (SELECT pg_sleep({seconds})) IS NOT NULL AND state = 'open' AND due_at <= :now"
    return lambda sql: usual(sql.replace("WHERE state = 'open' AND due_at <= :now", pause))


def main() -> int:
    """Change what is asked for, then run."""
    if seconds := os.environ.get("TRIAL_LEASE"):
        patch.object(deliveries, "LEASE", timedelta(seconds=float(seconds))).start()
    if seconds := os.environ.get("TRIAL_EVERY"):
        patch.object(scheduler, "EVERY", timedelta(seconds=float(seconds))).start()
    if number := os.environ.get("TRIAL_BATCH"):
        patch.object(tick, "_SENT_AT_ONCE", int(number)).start()
    if times := os.environ.get("HURRY"):
        hurry(float(times))
    if seconds := os.environ.get("TRIAL_SLOW"):
        patch.object(postgres, "spelled", slowly(float(seconds))).start()
    off = os.environ.get("TRIAL_OFF", "").split()
    if "locked" in off:
        patch.object(spelling, "SKIP_LOCKED", "nobody says this").start()
    if "sender" in off:
        patch.object(PostgresHolding, "is_sender", True).start()
    if "claim" in off:
        patch.object(Deliveries, "claim", unclaimed).start()
    if "look" in off:
        patch.object(messenger, "sent_before", never_sent_before).start()
    return command_line.main()


if __name__ == "__main__":
    sys.exit(main())
