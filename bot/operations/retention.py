"""Which scheduled backups stay: 7 daily, 4 weekly, none older than 35 days (§11)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

DAILY, WEEKLY = 7, 4
OLDEST = timedelta(days=35)

_WRITTEN = "%Y-%m-%d-%H%M%S"
_READ = re.compile(r"-(\d{4}-\d\d-\d\d-\d{6})\.db$")


def name_of(stem: str, at: datetime) -> str:
    """The file name of a backup made at an instant, which it says in UTC."""
    return f"{stem}-{at.astimezone(UTC):{_WRITTEN}}.db"


def made_at(stem: str, name: str) -> datetime | None:
    """When a backup was made, by its name; None when the name is none of ours."""
    found = _READ.search(name)
    if not found or name != f"{stem}{found[0]}":
        return None
    try:
        return datetime.strptime(found[1], _WRITTEN).replace(tzinfo=UTC)
    except ValueError:
        return None


def to_keep(made: Iterable[datetime], now: datetime) -> set[datetime]:
    """The newest of each of the last days that have one, and of each of the last weeks (UTC)."""
    newest_first = sorted((at for at in made if now - at <= OLDEST), reverse=True)
    days = {at.date(): at for at in reversed(newest_first)}
    weeks = {at.isocalendar()[:2]: at for at in reversed(newest_first)}
    return set(sorted(days.values(), reverse=True)[:DAILY]) | set(sorted(weeks.values(), reverse=True)[:WEEKLY])
