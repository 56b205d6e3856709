"""Deliveries: what was or will be sent, once for each target, kind and study date (§5)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from bot.store.change import Change, change, changes
from bot.store.database import Database, Row
from bot.store.instants import known_instant, to_instant, to_seconds
from bot.study.deliveries import LEASE, Delivery, Receipt

KEPT = timedelta(days=60)
"""So long what was sent or missed is known message by message; after that only counts are (§10)."""

# Whoever was forgotten while a message was on its way leaves no row behind that nobody can reach.
_STILL_THERE = """
CASE WHEN CAST(:user_id AS BIGINT) IS NULL THEN EXISTS (SELECT 1 FROM servers WHERE guild_id = :guild_id)
    ELSE EXISTS (SELECT 1 FROM members WHERE guild_id = :guild_id AND user_id = :user_id) END
"""

_OVER = """
FROM deliveries WHERE state <> 'open' AND due_at < :before ORDER BY due_at, target, kind, study_date LIMIT :most
"""

_COUNT_OVER = f"""
INSERT INTO delivery_counts
SELECT guild_id, state, count(*) FROM (SELECT guild_id, state {_OVER}) AS over WHERE true GROUP BY guild_id, state
ON CONFLICT (guild_id, state) DO UPDATE SET n = delivery_counts.n + excluded.n
"""  # noqa: S608  # words of its own

_DROP_OVER = f"""
DELETE FROM deliveries WHERE (target, kind, study_date) IN (SELECT target, kind, study_date {_OVER}) RETURNING kind
"""  # noqa: S608  # as above

_DROP_PUT_OFF = """
DELETE FROM deliveries
WHERE guild_id = :guild_id AND user_id = :user_id AND kind = 'later' AND state = 'open'
"""

_PUT_OFF = f"""
INSERT INTO deliveries
    (target, kind, study_date, guild_id, user_id, due_at, valid_until, state)
SELECT :target, :kind, :study_date, :guild_id, :user_id, :due_at, :valid_until, 'open' WHERE {_STILL_THERE}
ON CONFLICT (target, kind, study_date) DO UPDATE SET
    due_at = excluded.due_at, valid_until = excluded.valid_until, state = 'open',
    owner = NULL, lease_until = NULL, attempts = 0, sent_at = NULL, message_id = NULL
"""


class Deliveries:
    """Questions and deeds about deliveries."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def plan(self, delivery: Delivery) -> Change[None]:
        """Write down that something is to be sent; a second time changes nothing.

        What did not arrive is planned again when another moment for it comes.
        """
        return change(
            self._db,
            f"""
            INSERT INTO deliveries
                (target, kind, study_date, guild_id, user_id, due_at, valid_until, state)
            SELECT :target, :kind, :study_date, :guild_id, :user_id, :due_at, :valid_until, 'open' WHERE {_STILL_THERE}
            ON CONFLICT (target, kind, study_date) DO UPDATE SET
                due_at = excluded.due_at, valid_until = excluded.valid_until, state = 'open',
                owner = NULL, lease_until = NULL, attempts = 0, sent_at = NULL
            WHERE deliveries.state NOT IN ('open', 'sent') AND deliveries.due_at < excluded.due_at
            """,
            target=delivery.target,
            kind=delivery.kind,
            study_date=delivery.study_date.isoformat(),
            guild_id=delivery.guild_id,
            user_id=delivery.user_id,
            due_at=to_seconds(delivery.due_at),
            valid_until=to_seconds(delivery.valid_until),
        )

    async def claim(self, owner: str, now: datetime, most: int) -> list[Delivery]:
        """Take open deliveries that nobody holds, earliest due first, for the length of a lease.

        A longer lease than that was given by a clock that was ahead: it holds nothing.
        """
        rows = await self._db.rows(
            """
            WITH free AS MATERIALIZED (
                SELECT target, kind, study_date FROM deliveries
                WHERE state = 'open' AND due_at <= :now
                    AND (lease_until IS NULL OR lease_until <= :now OR lease_until > :lease_until)
                ORDER BY due_at LIMIT :most /* FOR UPDATE SKIP LOCKED */)
            UPDATE deliveries SET owner = :owner, lease_until = :lease_until, attempts = attempts + 1
            WHERE (target, kind, study_date) IN (SELECT target, kind, study_date FROM free)
            RETURNING *
            """,
            owner=owner,
            now=to_seconds(now),
            lease_until=to_seconds(now + LEASE),
            most=most,
        )
        return sorted((_delivery(row) for row in rows), key=lambda delivery: delivery.due_at)

    async def free_claims(self) -> None:
        """Free what was claimed and not sent: whoever calls this is the only one who sends from now on.

        That it was tried is remembered, so it is looked for before it is sent.
        """
        await self._db.rows("UPDATE deliveries SET lease_until = NULL WHERE state = 'open' AND lease_until IS NOT NULL")

    async def finish(self, delivery: Delivery, owner: str, receipt: Receipt, now: datetime) -> None:
        """Mark what became of a delivery, if `owner` still holds it."""
        await self._db.rows(
            """
            UPDATE deliveries SET state = :state, sent_at = :now, message_id = :message_id, lease_until = NULL
            WHERE target = :target AND kind = :kind AND study_date = :study_date
                AND owner = :owner AND state = 'open'
            """,
            target=delivery.target,
            kind=delivery.kind,
            study_date=delivery.study_date.isoformat(),
            owner=owner,
            state=receipt.outcome,
            now=to_seconds(now),
            message_id=receipt.message_id,
        )

    def put_off(self, delivery: Delivery) -> Change[None]:
        """Write down a message that a member put off; putting it off again, on whatever day, moves it."""
        values: dict[str, object] = {
            "target": delivery.target,
            "kind": delivery.kind,
            "study_date": delivery.study_date.isoformat(),
            "guild_id": delivery.guild_id,
            "user_id": delivery.user_id,
            "due_at": to_seconds(delivery.due_at),
            "valid_until": to_seconds(delivery.valid_until),
        }
        return changes(self._db, [(_DROP_PUT_OFF, values), (_PUT_OFF, values)])

    def drop_put_off(self, guild_id: int, user_id: int) -> Change[None]:
        """Forget what a member put off and has not got yet: they want something else now."""
        return change(self._db, _DROP_PUT_OFF, guild_id=guild_id, user_id=user_id)

    async def put_off_by(self, guild_id: int, earliest: datetime, latest: datetime) -> frozenset[int]:
        """The members who have put a message off to a moment between two instants."""
        rows = await self._db.rows(
            """
            SELECT user_id FROM deliveries
            WHERE guild_id = :guild_id AND due_at >= :earliest AND due_at < :latest AND kind = 'later'
                AND state IN ('open', 'sent')
            """,
            guild_id=guild_id,
            earliest=to_seconds(earliest),
            latest=to_seconds(latest),
        )
        return frozenset(row["user_id"] for row in rows)

    async def was_posted(self, guild_id: int, day: date) -> bool:
        """Whether a day's post has reached a server's channel."""
        row = await self._db.row(
            """
            SELECT 1 FROM deliveries
            WHERE target = 'server:' || :guild_id AND kind = 'rhythm' AND study_date = :day AND state = 'sent'
            """,
            guild_id=guild_id,
            day=day.isoformat(),
        )
        return row is not None

    async def put_off_to(self, guild_id: int, user_id: int, earliest: datetime) -> datetime | None:
        """When a message is due, or was, that a member put off to a moment not before `earliest`."""
        row = await self._db.row(
            """
            SELECT min(due_at) AS at FROM deliveries
            WHERE guild_id = :guild_id AND user_id = :user_id AND kind = 'later'
                AND state IN ('open', 'sent') AND due_at >= :earliest
            """,
            guild_id=guild_id,
            user_id=user_id,
            earliest=to_seconds(earliest),
        )
        return to_instant(row["at"]) if row else None

    def drop_beyond(self, latest: datetime) -> Change[None]:
        """Forget what is to be sent after an instant."""
        return change(
            self._db, "DELETE FROM deliveries WHERE state = 'open' AND due_at > :latest", latest=to_seconds(latest)
        )

    async def earliest_open(self) -> datetime | None:
        """When the next message is due that is written down and not sent yet."""
        row = await self._db.row("SELECT min(due_at) AS at FROM deliveries WHERE state = 'open'")
        return to_instant(row["at"]) if row else None

    async def written_to(self, user_id: int, since: datetime) -> list[datetime]:
        """When direct messages to somebody were due that were sent since an instant, in all servers, unasked."""
        rows = await self._db.rows(
            """
            SELECT due_at FROM deliveries
            WHERE user_id = :user_id AND message_id IS NOT NULL AND due_at >= :since AND kind NOT IN ('later', 'ring')
            ORDER BY due_at
            """,
            user_id=user_id,
            since=to_seconds(since),
        )
        return [known_instant(row["due_at"]) for row in rows]

    async def last_heard(self, user_id: int) -> dict[int, datetime]:
        """When somebody last got a direct message that nobody asked for, by server."""
        rows = await self._db.rows(
            """
            SELECT guild_id, max(due_at) AS at FROM deliveries
            WHERE user_id = :user_id AND message_id IS NOT NULL AND kind NOT IN ('later', 'ring')
            GROUP BY guild_id
            """,
            user_id=user_id,
        )
        return {row["guild_id"]: known_instant(row["at"]) for row in rows}

    def note_warned(self, guild_id: int, warned: Sequence[tuple[int, date]], due_at: datetime) -> Change[None]:
        """Remember who was warned, each with the Monday of their own week, by the message due at `due_at`."""
        return change(
            self._db,
            """
            INSERT INTO deliveries
                (target, kind, study_date, guild_id, user_id, due_at, valid_until, state)
            SELECT 'member:' || :guild_id || ':' || json_extract(value, '$[0]'), 'warning',
                json_extract(value, '$[1]'), members.guild_id, members.user_id, :due_at, :due_at, 'sent'
            FROM json_each(:warned)
            JOIN members ON members.guild_id = :guild_id
                AND members.user_id = CAST(json_extract(value, '$[0]') AS BIGINT) WHERE true
            ON CONFLICT (target, kind, study_date) DO UPDATE SET
                state = 'sent', due_at = excluded.due_at, valid_until = excluded.valid_until
            WHERE deliveries.state NOT IN ('open', 'sent')
            """,
            guild_id=guild_id,
            warned=json.dumps([(user_id, monday.isoformat()) for user_id, monday in warned]),
            due_at=to_seconds(due_at),
        )

    async def was_warned(self, guild_id: int, user_id: int, monday: date, but_not_at: datetime) -> bool:
        """Whether a warning reached a member in a week, other than by the message due at `but_not_at`."""
        row = await self._db.row(
            """
            SELECT 1 FROM deliveries
            WHERE target = 'member:' || :guild_id || ':' || :user_id AND kind = 'warning' AND study_date = :monday
                AND state = 'sent' AND due_at <> :due_at
            """,
            guild_id=guild_id,
            user_id=user_id,
            monday=monday.isoformat(),
            due_at=to_seconds(but_not_at),
        )
        return row is not None

    async def drop_old(self, now: datetime, most: int) -> bool:
        """Forget so many messages that are over for 60 days, and keep their counts; whether there were any."""
        values: dict[str, object] = {"before": to_seconds(now - KEPT), "most": most}
        _, gone = await self._db.together([(_COUNT_OVER, values), (_DROP_OVER, values)])
        return bool(gone)

    async def warned(self, guild_id: int, since: date, but_not_at: datetime) -> frozenset[tuple[int, date]]:
        """Whom a warning reached in the weeks from a Monday on, other than by the message due at `but_not_at`."""
        rows = await self._db.rows(
            """
            SELECT user_id, study_date FROM deliveries
            WHERE guild_id = :guild_id AND user_id IS NOT NULL AND kind = 'warning' AND state = 'sent'
                AND study_date >= :since AND due_at <> :due_at
            """,
            guild_id=guild_id,
            since=since.isoformat(),
            due_at=to_seconds(but_not_at),
        )
        return frozenset((row["user_id"], date.fromisoformat(row["study_date"])) for row in rows)


def _delivery(row: Row) -> Delivery:
    return Delivery(
        target=row["target"],
        kind=row["kind"],
        study_date=date.fromisoformat(row["study_date"]),
        guild_id=row["guild_id"],
        user_id=row["user_id"],
        due_at=known_instant(row["due_at"]),
        valid_until=known_instant(row["valid_until"]),
        attempts=row["attempts"],
    )
