"""Planning one direct message on the first day and after a year of messages: does it cost the same?"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from bot.actions.adopting import adopt
from bot.reminders.planning import Planner
from bot.roadmap import Roadmap, read_roadmap
from bot.store.store import Store
from bot.study.choices import Choice
from bot.study.member import DEFAULT_TIME, Member, ReminderChoice, Server, ServerChoice, Where

MEMBERS = 1_000
_ROUNDS, _AT_ONCE = 10, 100
_ZONE = ZoneInfo("Europe/Berlin")
_ROADMAP = Path(__file__).parents[1] / "roadmap.yaml"
_TODAY = datetime(2026, 11, 25, 17, tzinfo=UTC)  # a Wednesday, 18:00 in Berlin
_FIRST_MONDAY = date(2026, 11, 23)
_GUILD = 1

# A year of messages as they were sent: a reminder on each study day, and a warning every fourth week.
_YEAR = """
WITH RECURSIVE days (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM days WHERE n < 156)
INSERT INTO deliveries (target, kind, study_date, guild_id, user_id, due_at, valid_until, state, sent_at, message_id)
SELECT 'member:' || guild_id || ':' || user_id, CASE n % 12 WHEN 0 THEN 'warning' ELSE 'rhythm' END,
    date(:now - n * 201600, 'unixepoch'), guild_id, user_id, :now - n * 201600, :now, 'sent', :now - n * 201600, n
FROM members, days
"""
_TICKS = "INSERT INTO ticks VALUES (1, ?, 0, ?, ?, 30, NULL, 0)"
_SESSIONS = "INSERT INTO sessions VALUES (1, ?, 0, ?, ?, 60, NULL)"


@dataclass
class Ground:
    """A server whose members get direct messages; what planning one took."""

    name: str
    store: Store
    seconds: list[float] = field(default_factory=list[float])

    async def plan(self, number: int) -> None:
        """Plan so many members' messages as a look takes at once, all due."""
        planner, store = Planner(self.store), self.store
        for user in range(number * _AT_ONCE + 1, (number + 1) * _AT_ONCE + 1):
            await store.members.set_reminders(_GUILD, user, ReminderChoice(Where.DM), _TODAY)
        begun = time.process_time()
        records = await store.members.records_due(_TODAY, _AT_ONCE)
        await planner.members(records, _TODAY)
        self.seconds.append((time.process_time() - begun) / len(records))


async def _ground(
    roadmap: Roadmap, database: Path, *, weeks: int = 0, messages: bool = False, drops: bool = True
) -> Ground:
    """Members who began so many weeks ago; with a year of messages, of which the bot `drops` those that are over."""
    start = _FIRST_MONDAY - timedelta(weeks=weeks)
    store = await Store.open(database)
    await adopt(store, roadmap, datetime.combine(start, DEFAULT_TIME, UTC))
    await store.servers.change(Server(_GUILD, _ZONE, channel_id=1), ServerChoice(), _TODAY + timedelta(days=1))
    for user in range(1, MEMBERS + 1):
        await store.members.join(Member(_GUILD, user, _ZONE, Where.DM), Choice(start), _TODAY)
    await store.close()
    with closing(sqlite3.connect(database)) as connection:
        for user in range(1, MEMBERS + 1):
            for week in range(weeks):  # a task a week, and two sessions
                monday = start + timedelta(weeks=week)
                connection.execute(_TICKS, (user, roadmap.tasks[week].id, monday.isoformat()))
                for day in (2, 5):
                    connection.execute(_SESSIONS, (user, 7 * week + day, (monday + timedelta(days=day)).isoformat()))
        if messages:
            connection.execute(_YEAR, {"now": int(_TODAY.timestamp())})
        connection.commit()
    store = await Store.open(database)
    while drops and await store.deliveries.drop_old(_TODAY, 1000):
        pass
    return Ground(database.stem, store)


def _said(name: str, ground: Ground, first: Ground) -> str:
    ratios = [later / at_first for later, at_first in zip(ground.seconds, first.seconds, strict=True)]
    return f"{name}: {median(ground.seconds) * 1000:.2f} ms, ratio {median(ratios):.2f}"


async def report() -> None:
    """All by turns; ratios within a turn."""
    roadmap = read_roadmap(_ROADMAP.read_bytes())
    with TemporaryDirectory() as folder:
        at = Path(folder)
        first = await _ground(roadmap, at / "first.db")
        same = await _ground(roadmap, at / "same.db")
        messages = await _ground(roadmap, at / "messages.db", messages=True)
        all_kept = await _ground(roadmap, at / "all.db", messages=True, drops=False)
        year = await _ground(roadmap, at / "year.db", weeks=52, messages=True)
        grounds: Sequence[Ground] = (first, same, messages, all_kept, year)
        for number in range(_ROUNDS):
            for ground in grounds if number % 2 else reversed(grounds):
                await ground.plan(number)
        print(f"Planning one message of {MEMBERS:,}, by turns, processor time; on the first day: ", end="")
        print(f"{median(first.seconds) * 1000:.2f} ms")
        print(_said("the first day once more", same, first))
        print(_said("after a year of messages (goal: at most 1.2)", messages, first))
        print(_said("the same with none of them deleted", all_kept, first))
        print(_said("after a year of messages and of the members' own entries", year, first), flush=True)
        for ground in grounds:
            await ground.store.close()
