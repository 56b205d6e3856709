"""Cohorts, who is in them, and what each member agreed to (§12)."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from bot.store.change import Change, change, changes, telling_change
from bot.store.database import Database, Row
from bot.store.records import COHORT, cohort_of
from bot.store.traces import MARKED
from bot.study.cohorts import Cohort, sorts_as
from bot.study.group import Together

_COLUMNS = COHORT.replace("c.", "").split(", ")
_HERE = "JOIN members m ON m.guild_id = g.guild_id AND m.user_id = g.user_id AND m.has_left = 0"
_SIZE = (
    f"(SELECT count(*) FROM cohort_members g {_HERE}"  # noqa: S608  # words of its own
    " WHERE g.guild_id = c.guild_id AND g.cohort = c.cohort) AS size"
)

_TAKE_NAMES = """
UPDATE cohort_members SET name = NULL, sorts_as = NULL WHERE guild_id = :guild_id AND cohort = :cohort
"""

_STANDS = """
EXISTS (SELECT 1 FROM cohorts WHERE guild_id = :guild_id AND cohort = :cohort AND terms = :terms)
"""
"""What a member agrees to is what holds still."""

ONE_BY_ONE = "LIMIT 1 OFFSET 0"
"""Ends what is asked for each member: without it PostgreSQL may read a whole table first, to have an answer for all."""

WITH_STUDY_DAYS = ("ticks", "sessions", "evidence", "kept_days")


def studied(whose: str) -> str:
    """SQL that says whether a member has a study day from `:since` up to, not including, `:until`."""
    return " OR ".join(
        f"EXISTS (SELECT 1 FROM {table} d WHERE d.guild_id = {whose}.guild_id AND d.user_id = {whose}.user_id"  # noqa: S608  # words of its own
        f" AND d.study_day >= :since AND d.study_day < :until {ONE_BY_ONE})"
        for table in WITH_STUDY_DAYS
    )


class Cohorts:
    """Questions and deeds about cohorts."""

    def __init__(self, database: Database) -> None:
        self._db = database

    async def all(self, guild_id: int) -> list[Cohort]:
        """A server's cohorts with their sizes, by their start."""
        rows = await self._db.rows(
            f"SELECT {COHORT}, {_SIZE} FROM cohorts c WHERE c.guild_id = :guild_id ORDER BY c.monday, c.name",  # noqa: S608  # words of its own
            guild_id=guild_id,
        )
        return [_cohort(guild_id, row) for row in rows]

    async def in_servers(self, guild_ids: Sequence[int]) -> defaultdict[int, list[Cohort]]:
        """The cohorts of several servers by their servers, without their sizes."""
        rows = await self._db.rows(
            f"SELECT c.guild_id, {COHORT} FROM cohorts c"  # noqa: S608  # as above
            " WHERE c.guild_id IN (SELECT CAST(value AS BIGINT) FROM json_each(:ids))",
            ids=json.dumps(guild_ids),
        )
        found: defaultdict[int, list[Cohort]] = defaultdict(list)
        for row in rows:
            found[row["guild_id"]].append(cohort_of(row["guild_id"], [row[name] for name in _COLUMNS]))
        return found

    async def get(self, guild_id: int, number: int) -> Cohort | None:
        """A cohort with its size, or None when there is none (any more)."""
        row = await self._db.row(
            f"SELECT {COHORT}, {_SIZE} FROM cohorts c WHERE c.guild_id = :guild_id AND c.cohort = :cohort",  # noqa: S608  # as above
            guild_id=guild_id,
            cohort=number,
        )
        return _cohort(guild_id, row) if row else None

    async def together(self, cohort: Cohort, first: date, until: date) -> Together:
        """What a cohort's members did on the study days from `first` up to, not including, `until`, as sums.

        Tasks are those of the cohort's roadmap.
        """
        row = await self._db.row(
            f"""
            SELECT count(*) AS members, coalesce(sum(CASE WHEN {studied("g")} THEN 1 ELSE 0 END), 0) AS active,
                CAST(coalesce(sum((
                SELECT count(*) FROM ticks t WHERE t.guild_id = g.guild_id AND t.user_id = g.user_id
                    AND t.roadmap = :roadmap AND t.study_day >= :since AND t.study_day < :until)), 0)
                AS BIGINT) AS tasks
            FROM cohort_members g {_HERE} WHERE g.guild_id = :guild_id AND g.cohort = :cohort
            """,  # noqa: S608  # as above
            guild_id=cohort.guild_id,
            cohort=cohort.number,
            roadmap=cohort.roadmap_id,
            since=first.isoformat(),
            until=until.isoformat(),
        )
        return Together(row["members"], row["active"], row["tasks"]) if row else Together(0, 0, 0)

    def make(self, cohort: Cohort) -> Change[bool]:
        """Add a cohort; False when it was added before."""
        return telling_change(
            self._db,
            bool,
            """
            INSERT INTO cohorts
            VALUES (:guild_id, :cohort, :name, :monday, :roadmap, :shares, :role_id, :joins_until, 1)
            ON CONFLICT DO NOTHING RETURNING cohort
            """,
            **_row(cohort),
        )

    def change(self, cohort: Cohort, *, asks_anew: bool) -> Change[None]:
        """Save a cohort's name, end of joining and what it shares; where it `asks_anew`, all consents end."""
        row = {**_row(cohort), "more": int(asks_anew)}
        update = """
            UPDATE cohorts SET name = :name, shares = :shares, role_id = :role_id, joins_until = :joins_until,
                terms = terms + :more
            WHERE guild_id = :guild_id AND cohort = :cohort
            """
        return changes(self._db, [(update, row), *([(_TAKE_NAMES, row), MARKED] if asks_anew else [])])

    def close(self, guild_id: int, number: int) -> Change[None]:
        """Let a cohort go, with its memberships and consents; its members' plans stay, and they are to hear of it."""
        which: dict[str, object] = {"guild_id": guild_id, "cohort": number}
        tell = """
            UPDATE members SET closed_cohort = (
                SELECT c.name FROM cohorts c WHERE c.guild_id = :guild_id AND c.cohort = :cohort)
            WHERE guild_id = :guild_id AND user_id IN (
                SELECT g.user_id FROM cohort_members g WHERE g.guild_id = :guild_id AND g.cohort = :cohort)
            """
        gone = "DELETE FROM cohorts WHERE guild_id = :guild_id AND cohort = :cohort"
        return changes(self._db, [MARKED, (tell, which), (gone, which)])

    def closing_told(self, guild_id: int, user_id: int) -> Change[None]:
        """Remember that the member knows that their cohort was closed."""
        return change(
            self._db,
            "UPDATE members SET closed_cohort = NULL WHERE guild_id = :guild_id AND user_id = :user_id",
            guild_id=guild_id,
            user_id=user_id,
        )

    def join(self, cohort: Cohort, user_id: int, day: date, name: str | None) -> Change[None]:
        """Add a member, with their name where they agree to be seen; whoever was in another one leaves it."""
        return changes(
            self._db,
            [
                (
                    f"""
                    INSERT INTO cohort_members
                    SELECT :guild_id, :user_id, :cohort, :day, :terms, :name, :sorts_as WHERE {_STANDS}
                    ON CONFLICT (guild_id, user_id) DO UPDATE SET cohort = excluded.cohort,
                        joined_on = excluded.joined_on, answered = excluded.answered, name = excluded.name,
                        sorts_as = excluded.sorts_as
                    """,
                    {**_row(cohort), **_named(user_id, name), "day": day.isoformat()},
                )
            ],
        )

    def answer(self, cohort: Cohort, user_id: int, name: str | None) -> Change[None]:
        """Save that a member agrees to what a cohort shares, with their name, or does not (any more)."""
        update = f"""
            UPDATE cohort_members SET answered = :terms, name = :name, sorts_as = :sorts_as
            WHERE guild_id = :guild_id AND user_id = :user_id AND cohort = :cohort AND {_STANDS}
            """  # noqa: S608  # as above
        return changes(self._db, [MARKED, (update, {**_row(cohort), **_named(user_id, name)})])

    def renew_name(self, guild_id: int, user_id: int, name: str) -> Change[None]:
        """Keep the name that others see now, where its owner agreed that it is kept."""
        update = """
            UPDATE cohort_members SET name = :name, sorts_as = :sorts_as
            WHERE guild_id = :guild_id AND user_id = :user_id AND name IS NOT NULL
            """
        return changes(self._db, [MARKED, (update, {"guild_id": guild_id, **_named(user_id, name)})])

    def leave(self, guild_id: int, user_id: int) -> Change[None]:
        """Take a member out of their cohort, with their consent and name."""
        gone = "DELETE FROM cohort_members WHERE guild_id = :guild_id AND user_id = :user_id"
        return changes(self._db, [MARKED, (gone, {"guild_id": guild_id, "user_id": user_id})])


def _cohort(guild_id: int, row: Row) -> Cohort:
    return cohort_of(guild_id, [row[name] for name in _COLUMNS], row["size"])


def _row(cohort: Cohort) -> dict[str, object]:
    return {
        "guild_id": cohort.guild_id,
        "cohort": cohort.number,
        "name": cohort.name,
        "monday": cohort.monday.isoformat(),
        "roadmap": cohort.roadmap_id,
        "shares": cohort.shares,
        "role_id": cohort.role_id,
        "joins_until": cohort.joins_until.isoformat() if cohort.joins_until else None,
        "terms": cohort.terms,
    }


def _named(user_id: int, name: str | None) -> dict[str, object]:
    return {"user_id": user_id, "name": name, "sorts_as": sorts_as(name) if name else None}
