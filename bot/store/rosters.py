"""A cohort, or those on a roadmap, as an organiser may see them: who agreed, and the others as sums (§12)."""

from __future__ import annotations

import json
from datetime import date

from bot.store.cohorts import studied
from bot.store.database import Database
from bot.store.records import OUTLINE, WITHOUT_WORDS, record_sql, records_of
from bot.study.cohorts import Cohort
from bot.study.group import Together
from bot.study.member import MemberRecord
from bot.study.rosters import Roster

_PEOPLE = """
SELECT g.guild_id, g.user_id, c.cohort, g.sorts_as,
    g.name IS NOT NULL AND g.answered = c.terms AND c.shares = 'mentors' AS agreed
FROM cohort_members g
JOIN members m ON m.guild_id = g.guild_id AND m.user_id = g.user_id AND m.has_left = 0
JOIN cohorts c ON c.guild_id = g.guild_id AND c.cohort = g.cohort
WHERE g.guild_id = :guild_id AND g.cohort = :cohort
"""

_PEOPLE_ON_A_ROADMAP = """
SELECT m.guild_id, m.user_id, c.cohort, j.sorts_as,
    c.cohort IS NOT NULL AND j.name IS NOT NULL AND j.answered = c.terms AND c.shares = 'mentors' AS agreed
FROM members m
LEFT JOIN cohort_members j ON j.guild_id = m.guild_id AND j.user_id = m.user_id
LEFT JOIN cohorts c ON c.guild_id = j.guild_id AND c.cohort = j.cohort AND c.roadmap = :roadmap
WHERE m.guild_id = :guild_id AND m.has_left = 0 AND (m.roadmap = :roadmap OR c.cohort IS NOT NULL)
"""

# The people once, the sums of those who did not agree by cohort, and the records of some who did, by their names.
_ROSTER = """
WITH people AS MATERIALIZED ({people}),
sums AS (
    SELECT (SELECT count(*) FROM people WHERE agreed) AS agreed, (
        SELECT json_group_array(json_array(members, active, tasks)) FROM (
            SELECT count(*) AS members, sum(CASE WHEN {studied} THEN 1 ELSE 0 END) AS active, sum((
                SELECT count(*) FROM ticks t WHERE t.guild_id = people.guild_id AND t.user_id = people.user_id
                    AND t.roadmap = :roadmap)) AS tasks
            FROM people WHERE NOT agreed GROUP BY cohort) AS parts) AS rest)
SELECT sums.agreed, sums.rest, named.* FROM sums LEFT JOIN ({outline}
    AND m.guild_id = :guild_id AND m.user_id IN (
        SELECT user_id FROM people WHERE agreed ORDER BY sorts_as, user_id LIMIT :most
        OFFSET max(0, min(:page, ((SELECT count(*) FROM people WHERE agreed) - 1) / :most)) * :most)) AS named ON true
"""


_WHO_AGREED = """
FROM cohorts c
CROSS JOIN cohort_members g ON g.guild_id = c.guild_id AND g.cohort = c.cohort
CROSS JOIN members m ON m.guild_id = g.guild_id AND m.user_id = g.user_id AND m.has_left = 0
WHERE c.guild_id = :guild_id AND c.roadmap = :roadmap AND (CAST(:cohort AS BIGINT) IS NULL OR c.cohort = :cohort)
    AND c.shares = 'mentors' AND g.name IS NOT NULL AND g.answered = c.terms
"""
_NO_FACTS = ("finished", "celebrated", "asked", "reviews", "rewards", "given_roles")
"""What of a record plays no part in what others may see."""

_OF_PEOPLE = "people CROSS JOIN members m ON m.guild_id = people.guild_id AND m.user_id = people.user_id"
_AGREED = f"""
WITH people AS MATERIALIZED (
    SELECT g.guild_id, g.user_id, g.sorts_as {_WHO_AGREED}
        AND (g.sorts_as, g.user_id) > (:after_name, :after)
    ORDER BY g.sorts_as, g.user_id LIMIT :most)
{record_sql({**WITHOUT_WORDS, **dict.fromkeys(_NO_FACTS, "SELECT '[]'")}, _OF_PEOPLE)}
ORDER BY people.sorts_as, people.user_id
"""


def _roster(people: str) -> str:
    return _ROSTER.format(people=people, studied=studied("people"), outline=OUTLINE)


_OF_COHORT, _ON_ROADMAP = _roster(_PEOPLE), _roster(_PEOPLE_ON_A_ROADMAP)


class Rosters:
    """Questions of those who organise."""

    def __init__(self, database: Database) -> None:
        self._db = database

    async def of_cohort(self, cohort: Cohort, page: int, most: int, since: date) -> Roster:
        """A cohort: so many who agreed, on a page (from 0, or the last one), and the others as sums.

        Active is who has a study day from `since` on.
        """
        return await self._roster(_OF_COHORT, cohort.guild_id, cohort.roadmap_id, page, most, since, cohort.number)

    async def on_roadmap(self, guild_id: int, roadmap_id: int, page: int, most: int, since: date) -> Roster:
        """All who walk a roadmap in a server, or are in one of its cohorts, likewise."""
        return await self._roster(_ON_ROADMAP, guild_id, roadmap_id, page, most, since, None)

    async def who_agreed(self, guild_id: int, roadmap_id: int, cohort: int | None) -> frozenset[int]:
        """All who agreed to be seen, of one cohort or of all on a roadmap."""
        rows = await self._db.rows(
            f"SELECT g.user_id {_WHO_AGREED}",
            guild_id=guild_id,
            roadmap=roadmap_id,
            cohort=cohort,
        )
        return frozenset(row["user_id"] for row in rows)

    async def agreed(
        self, guild_id: int, roadmap_id: int, cohort: int | None, after: tuple[str, int], most: int
    ) -> list[MemberRecord]:
        """So many of these after a name and id, in the order of names; of their records as much as others may see."""
        rows = await self._db.rows(
            _AGREED,
            guild_id=guild_id,
            roadmap=roadmap_id,
            cohort=cohort,
            after_name=after[0],
            after=after[1],
            most=most,
        )
        return await records_of(rows)

    async def _roster(
        self, sql: str, guild_id: int, roadmap_id: int, page: int, most: int, since: date, cohort: int | None
    ) -> Roster:
        rows = await self._db.rows(
            sql,
            guild_id=guild_id,
            roadmap=roadmap_id,
            cohort=cohort,
            page=max(0, page),
            most=most,
            since=since.isoformat(),
            until=date.max.isoformat(),
        )
        head = rows[0]
        records = await records_of([row for row in rows if row["user_id"] is not None])
        rest = tuple(Together(*part) for part in json.loads(head["rest"]))
        agreed = head["agreed"]
        return Roster(tuple(records), agreed, max(0, min(page, (agreed - 1) // most)), most, rest)
