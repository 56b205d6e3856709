"""A database with many members of many servers, none of whom has anything due."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks.ground import prepare

_NUMBERS = "WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < :count)"
_SERVERS = f"""
{_NUMBERS} INSERT INTO servers (guild_id, zone, at, channel_id, next_due_at)
SELECT n, 'Europe/Berlin', '18:00', n, :due FROM numbers
"""  # only the list of numbers
_MEMBERS = f"""
{_NUMBERS} INSERT INTO members (guild_id, user_id, zone, reminders, ping, joined_at, next_due_at)
SELECT 1 + (n - 1) / :a_server, n, 'Europe/Berlin', CASE n % 3 WHEN 0 THEN 'dm' ELSE 'channel' END, 0, :due,
    CASE n % 3 WHEN 0 THEN :due END FROM numbers
"""  # only the list of numbers
_WALKS = "INSERT INTO walks (guild_id, user_id, roadmap) SELECT guild_id, user_id, 0 FROM members"
_CHOICES = """
INSERT INTO choices (guild_id, user_id, roadmap, monday, again, version, scoped_in)
SELECT guild_id, user_id, 0, '2026-01-05', '[]', 1, 1 FROM members
"""
_HISTORY = """
INSERT INTO deliveries (target, kind, study_date, guild_id, user_id, due_at, valid_until, state, sent_at)
SELECT 'member:' || guild_id || ':' || user_id, 'rhythm', '2026-01-05', guild_id, user_id, :due, :due, 'sent', :due
FROM members
"""


async def store_many(database: Path, members: int, *, a_server: int = 100) -> None:
    """A fresh database with so many members, some a server, and as many messages that were sent."""
    await prepare(database)
    later = int((datetime.now(UTC) + timedelta(hours=6)).timestamp())
    with closing(sqlite3.connect(database)) as connection:
        connection.execute(_SERVERS, {"count": max(1, members // a_server), "due": later})
        connection.execute(_MEMBERS, {"count": members, "due": later, "a_server": a_server})
        connection.execute(_WALKS)
        connection.execute(_CHOICES)
        connection.execute(_HISTORY, {"due": later - 7 * 86_400})
        connection.commit()
        connection.execute("ANALYZE")
