"""Checkpoints that their authors submit, withdraw or sign themselves, and what they hear of them (§7).

Every change looks at the state that it rests on: of two at once the second one finds nothing to change.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bot.store.change import Change, change, several_changes, telling_change
from bot.store.database import Database
from bot.store.instants import known_instant, to_instant, to_seconds
from bot.store.keys import keys
from bot.study.member import Walk
from bot.study.review import (
    RETURNS_UNTIL_SELF,
    TAKES_AT_MOST,
    FrozenItem,
    Hold,
    Mark,
    Policy,
    Readers,
    Review,
    State,
)

_WEEK = int(TAKES_AT_MOST.total_seconds())
_OF_WALK = "guild_id = :guild_id AND user_id = :user_id AND roadmap = :roadmap AND phase = :phase"

# What nobody decided is over after a week, or when the hold that lay over that hour ends: then nothing decides it more.
_RUNS = f"""
state = 'submitted' AND (:now < submitted_at + {_WEEK}
    OR EXISTS (SELECT 1 FROM holds h WHERE h.submission = submissions.number AND h.until > :now))
"""  # noqa: S608  # numbers of this file

_SUBMIT = """
INSERT INTO submissions (guild_id, user_id, roadmap, phase, number, title, policy, role_id, named, items, submitted_at,
    state)
VALUES (:guild_id, :user_id, :roadmap, :phase, :number, :title, :policy, :role_id, :named, :items, :now, 'submitted')
ON CONFLICT (guild_id, user_id, roadmap, phase) DO UPDATE SET number = excluded.number, title = excluded.title,
    named = excluded.named, items = excluded.items, submitted_at = excluded.submitted_at, state = 'submitted', told = 1
WHERE submissions.state = 'returned'
RETURNING number
"""

_WITHDRAW = (
    f"UPDATE submissions SET state = 'returned', items = '[]' WHERE {_OF_WALK} AND returns > 0 AND {_RUNS}"  # noqa: S608  # conditions of this file
    " RETURNING number",
    f"DELETE FROM submissions WHERE {_OF_WALK} AND returns = 0 AND {_RUNS} RETURNING number",  # noqa: S608  # the same
    f"""
    DELETE FROM holds WHERE submission IN (SELECT number FROM submissions WHERE {_OF_WALK} AND state <> 'submitted')
    """,  # noqa: S608  # the same
)

# Who has passed a phase: whose submission is signed, or who had shown all of it while shown was done.
_READERS = """
SELECT
    (SELECT count(*) FROM (
        SELECT o.user_id FROM submissions o
        WHERE o.guild_id = :guild_id AND o.roadmap = :roadmap AND o.phase = :phase AND o.state = 'signed'
        UNION
        SELECT e.user_id FROM evidence e
        WHERE e.guild_id = :guild_id AND e.roadmap = :roadmap AND e.item_id IN (SELECT value FROM json_each(:items))
            AND e.given_at <= (SELECT v.review_since FROM servers v WHERE v.guild_id = :guild_id)
        GROUP BY e.user_id HAVING count(*) = json_array_length(:items)
    ) passers JOIN members m ON m.guild_id = :guild_id AND m.user_id = passers.user_id AND m.has_left = 0
    WHERE passers.user_id <> :user_id) AS passed,
    (SELECT count(*) FROM submissions o
        JOIN members m ON m.guild_id = o.guild_id AND m.user_id = o.user_id AND m.has_left = 0
        WHERE o.guild_id = :guild_id AND o.roadmap = :roadmap AND o.phase = :phase AND o.user_id <> :user_id)
        AS submitted
"""


class Reviews:
    """Questions and deeds of authors."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def submit(self, walk: Walk, review: Review, items: Sequence[FrozenItem], *, is_named: bool) -> Change[bool]:
        """Submit a checkpoint with its evidence, anew when it was returned; False when it stands elsewhere.

        One that was returned goes on under the policy that it began with.
        """
        return telling_change(
            self._db,
            bool,
            _SUBMIT,
            **keys(walk),
            phase=review.phase_id,
            number=review.number,
            title=review.title,
            policy=review.readers.policy,
            role_id=review.readers.role_id,
            named=is_named,
            items=json.dumps([[item.item_id, item.words, item.evidence] for item in items], ensure_ascii=False),
            now=to_seconds(review.submitted_at),
        )

    def withdraw(self, walk: Walk, phase_id: str, now: datetime) -> Change[bool]:
        """Take a submission back that nobody has decided; False when somebody has, or its time is over."""
        values: dict[str, object] = {**keys(walk), "phase": phase_id, "now": to_seconds(now)}
        return several_changes(self._db, _WITHDRAW, values, 0, 1)

    def sign_self(self, walk: Walk, phase_id: str, now: datetime) -> Change[bool]:
        """Have its author sign a checkpoint that came back twice; False when it did not, or was submitted again."""
        return telling_change(
            self._db,
            bool,
            f"""
            UPDATE submissions SET state = 'signed', mark = 'self', decided_at = :now, told = 1
            WHERE {_OF_WALK} AND state = 'returned' AND returns >= {RETURNS_UNTIL_SELF} RETURNING number
            """,  # noqa: S608  # a condition of this file
            **keys(walk),
            phase=phase_id,
            now=to_seconds(now),
        )

    async def readers(self, walk: Walk, phase_id: str, item_ids: Sequence[str]) -> tuple[int, int]:
        """How many others have passed a phase, and how many have submitted it."""
        row = await self._db.row(_READERS, **keys(walk), phase=phase_id, items=json.dumps(list(item_ids)))
        return (row["passed"], row["submitted"]) if row else (0, 0)

    def told(self, walk: Walk, numbers: Sequence[int]) -> Change[None]:
        """Remember that an author has heard of decisions."""
        return change(
            self._db,
            """
            UPDATE submissions SET told = 1
            WHERE guild_id = :guild_id AND user_id = :user_id AND roadmap = :roadmap AND state <> 'submitted'
                AND number IN (SELECT CAST(value AS BIGINT) FROM json_each(:numbers))
            """,
            **keys(walk),
            numbers=json.dumps(list(numbers)),
        )


def readers_of(written: Sequence[Any]) -> Readers:
    """A server's policy and role, as they are stored."""
    policy, role_id = written
    return Readers(Policy(policy), role_id)


def review_of(written: Sequence[Any]) -> Review:
    """A review, from the values that a member's record has of it."""
    phase, number, title, policy, role, at, state, mark, decided_at, words, returns, told, since, until = written
    return Review(
        phase_id=phase,
        number=number,
        title=title,
        readers=Readers(Policy(policy), role),
        submitted_at=known_instant(at),
        state=State(state),
        mark=Mark(mark) if mark else None,
        decided_at=to_instant(decided_at),
        words=words or "",
        returns=returns,
        is_told=bool(told),
        hold=Hold(known_instant(since), known_instant(until)) if since is not None else None,
    )
