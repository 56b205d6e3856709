"""A cohort, or those on a roadmap, as an organiser may see them: who agreed, and the others as sums (§12)."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from datetime import date

from bot.store.cohorts import WITH_STUDY_DAYS, studied
from bot.store.database import Database, Row
from bot.store.records import PLAN, plan_record
from bot.study.cohorts import Cohort
from bot.study.group import Together
from bot.study.member import MemberRecord
from bot.study.rosters import Roster, Shared

_AT_ONCE = 250
"""So many rows are read at once, which takes 2 ms; a command waits no longer than that."""

_PEOPLE = """
SELECT g.guild_id, g.user_id, c.cohort, g.sorts_as, g.name, c.name AS cohort_name,
    g.name IS NOT NULL AND g.answered = c.terms AND c.shares = 'mentors' AS agreed
FROM cohort_members g
JOIN members m ON m.guild_id = g.guild_id AND m.user_id = g.user_id AND m.has_left = 0
JOIN cohorts c ON c.guild_id = g.guild_id AND c.cohort = g.cohort
WHERE g.guild_id = :guild_id AND g.cohort = :cohort
"""

_PEOPLE_ON_A_ROADMAP = """
SELECT m.guild_id, m.user_id, c.cohort, j.sorts_as, j.name, c.name AS cohort_name,
    c.cohort IS NOT NULL AND j.name IS NOT NULL AND j.answered = c.terms AND c.shares = 'mentors' AS agreed
FROM members m
LEFT JOIN cohort_members j ON j.guild_id = m.guild_id AND j.user_id = m.user_id
LEFT JOIN cohorts c ON c.guild_id = j.guild_id AND c.cohort = j.cohort AND c.roadmap = :roadmap
WHERE m.guild_id = :guild_id AND m.has_left = 0 AND (m.roadmap = :roadmap OR c.cohort IS NOT NULL)
"""


def _logged(what: str, *tables: str, also: str = "") -> str:
    """SQL for what some tables hold of a walk."""
    rows = " UNION ALL ".join(
        f"SELECT {what} FROM {table} d"  # noqa: S608  # words of its own
        f" WHERE d.guild_id = w.guild_id AND d.user_id = w.user_id AND d.roadmap = w.roadmap {also}"
        for table in tables
    )
    return f"({rows}) AS logged"


_LAST_DAYS = _logged("max(d.study_day) AS day", *WITH_STUDY_DAYS, also="AND d.study_day <= :everywhere")
_NEW_DAYS = _logged("d.study_day AS day", *WITH_STUDY_DAYS, also="AND d.study_day > :everywhere")

# What of the walk on the roadmap others may see, with the plan: what was written, how long it took, where they hear
# from the bot, and the like is not read at all.
_SHARED = f"""
SELECT w.user_id, people.name, people.cohort_name, people.sorts_as, m.roadmap <> w.roadmap AS is_parked, {PLAN},
    (SELECT json_group_array(id) FROM {_logged("d.task_id AS id", "ticks", "brought_ticks")}) AS done,
    (SELECT json_group_array(id) FROM {_logged("d.task_id AS id", "skips")}) AS skipped,
    (SELECT json_group_array(id) FROM {_logged("d.item_id AS id", "evidence")}) AS shown,
    (SELECT max(day) FROM {_LAST_DAYS}) AS studied_before,
    (SELECT json_group_array(day) FROM {_NEW_DAYS}) AS studied_since
FROM people
CROSS JOIN members m ON m.guild_id = people.guild_id AND m.user_id = people.user_id
CROSS JOIN walks w ON w.guild_id = people.guild_id AND w.user_id = people.user_id AND w.roadmap = :roadmap
"""  # noqa: S608  # as above

# The people once, the sums of those who did not agree by cohort, and some who did, by their names. These are looked up
# in the order in which they are stored, which takes a third of the time.
_ROSTER = """
WITH people AS MATERIALIZED ({people}),
sums AS (
    SELECT (SELECT count(*) FROM people WHERE agreed) AS all_agreed, (
        SELECT json_group_array(json_array(members, active, tasks)) FROM (
            SELECT count(*) AS members, sum(CASE WHEN {studied} THEN 1 ELSE 0 END) AS active, sum((
                SELECT count(*) FROM ticks t WHERE t.guild_id = people.guild_id AND t.user_id = people.user_id
                    AND t.roadmap = :roadmap)) AS tasks
            FROM people WHERE NOT agreed GROUP BY cohort) AS parts) AS rest),
named AS MATERIALIZED ({shared}
    WHERE people.user_id IN (
        SELECT user_id FROM people WHERE agreed ORDER BY sorts_as, user_id LIMIT :most
        OFFSET max(0, min(:page, ((SELECT count(*) FROM people WHERE agreed) - 1) / :most)) * :most))
SELECT sums.*, named.* FROM sums LEFT JOIN named ON true
ORDER BY named.sorts_as, named.user_id
"""


def _roster(people: str) -> str:
    return _ROSTER.format(people=people, studied=studied("people"), shared=_SHARED)


_OF_COHORT, _ON_ROADMAP = _roster(_PEOPLE), _roster(_PEOPLE_ON_A_ROADMAP)


class Rosters:
    """Questions of those who organise."""

    def __init__(self, database: Database) -> None:
        self._db = database

    async def of_cohort(self, cohort: Cohort, page: int, most: int, since: date, everywhere: date) -> Roster:
        """A cohort: so many who agreed, on a page (from 0, or the last one), and the others as sums.

        Active is who has a study day from `since` on; `everywhere` is the study day that has come in every zone.
        """
        values = {"guild_id": cohort.guild_id, "roadmap": cohort.roadmap_id, "cohort": cohort.number}
        return await self._roster(_OF_COHORT, values, page, most, since, everywhere)

    async def on_roadmap(
        self, guild_id: int, roadmap_id: int, page: int, most: int, since: date, everywhere: date
    ) -> Roster:
        """All who walk a roadmap in a server, or are in one of its cohorts, likewise."""
        values = {"guild_id": guild_id, "roadmap": roadmap_id}
        return await self._roster(_ON_ROADMAP, values, page, most, since, everywhere)

    async def _roster(
        self, sql: str, which: dict[str, int], page: int, most: int, since: date, everywhere: date
    ) -> Roster:
        rows = await self._db.rows(
            sql,
            **which,
            page=max(0, page),
            most=most,
            since=since.isoformat(),
            until=date.max.isoformat(),
            everywhere=everywhere.isoformat(),
        )
        head = rows[0]
        rest = tuple(Together(*part) for part in json.loads(head["rest"]))
        reading, agreed = _Reading(which["guild_id"]), head["all_agreed"]
        for first in range(0, len(rows), _AT_ONCE):
            reading.take(rows[first : first + _AT_ONCE])
            await asyncio.sleep(0)
        people, plans = tuple(reading.people), tuple(reading.plans)
        return Roster(people, plans, agreed, max(0, min(page, (agreed - 1) // most)), most, rest)


class _Reading:
    """Reads rows, and the plans that many of them have in common only once."""

    def __init__(self, guild_id: int) -> None:
        self.people: list[Shared] = []
        self.plans: list[MemberRecord] = []
        self._guild_id = guild_id
        self._places: dict[str, int | None] = {}

    def take(self, rows: Sequence[Row]) -> None:
        """Read some more."""
        for row in rows:
            user_id = row["user_id"]
            # Nobody agreed; or somebody has no plan on this roadmap, or a zone that is not known here.
            if user_id is None or (plan := self._place(user_id, row["plan"])) is None:
                continue
            done, skipped, shown = _ids(row["done"]), _ids(row["skipped"]), _ids(row["shown"])
            named, is_parked = (row["name"], row["cohort_name"]), bool(row["is_parked"])
            self.people.append(Shared(user_id, *named, plan, done, skipped, shown, _days(row), is_parked))

    def _place(self, user_id: int, plan: str) -> int | None:
        if plan not in self._places:
            record = plan_record(self._guild_id, user_id, plan)
            found = [record] if record and record.choices else []
            self._places[plan] = len(self.plans) if found else None
            self.plans += found
        return self._places[plan]


def _ids(written: str) -> Sequence[str]:
    return () if written == "[]" else json.loads(written)


def _days(row: Row) -> tuple[date, ...]:
    before, since = row["studied_before"], row["studied_since"]
    days = (*([before] if before else ()), *(json.loads(since) if since != "[]" else ()))
    return tuple(map(date.fromisoformat, days))
