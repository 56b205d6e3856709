"""Who is stuck on what, and who could help."""

from __future__ import annotations

from datetime import datetime

from bot.store.change import Change, change, telling_change
from bot.store.database import Database, Row
from bot.store.instants import to_seconds
from bot.store.keys import keys
from bot.study.member import Walk
from bot.study.questions import Question


class Questions:
    """Questions and deeds about being stuck."""

    def __init__(self, database: Database) -> None:
        self._db = database

    async def get(self, walk: Walk, task_id: str) -> Question | None:
        """A member's open question about a task."""
        row = await self._db.row(
            """
            SELECT * FROM stuck
            WHERE guild_id = :guild_id AND user_id = :user_id AND roadmap = :roadmap AND task_id = :task_id
            """,
            **keys(walk),
            task_id=task_id,
        )
        return _question(row) if row else None

    def reserve(self, walk: Walk, task_id: str, channel_id: int, now: datetime) -> Change[bool]:
        """Remember that a question is about to be asked in a channel; False when there is one about the task."""
        return telling_change(
            self._db,
            bool,
            """
            INSERT INTO stuck VALUES (:guild_id, :user_id, :roadmap, :task_id, :channel_id, 0, :now)
            ON CONFLICT DO NOTHING RETURNING task_id
            """,
            **keys(walk),
            task_id=task_id,
            channel_id=channel_id,
            now=to_seconds(now),
        )

    def place(self, walk: Walk, question: Question) -> Change[None]:
        """Remember where a question stands that was about to be asked."""
        return change(
            self._db,
            """
            UPDATE stuck SET channel_id = :channel_id, message_id = :message_id
            WHERE guild_id = :guild_id AND user_id = :user_id AND roadmap = :roadmap AND task_id = :task_id
            """,
            **keys(walk),
            task_id=question.task_id,
            channel_id=question.channel_id,
            message_id=question.message_id,
        )

    def solve(self, walk: Walk, task_id: str) -> Change[Question | None]:
        """Forget a question and return it; None when there was none."""
        return telling_change(
            self._db,
            lambda rows: _question(rows[0]) if rows else None,
            """
            DELETE FROM stuck
            WHERE guild_id = :guild_id AND user_id = :user_id AND roadmap = :roadmap AND task_id = :task_id
            RETURNING *
            """,
            **keys(walk),
            task_id=task_id,
        )

    async def helpers(self, walk: Walk, task_id: str, most: int) -> list[int]:
        """Other members who finished a task and agreed to be asked, those who finished it last first."""
        rows = await self._db.rows(
            """
            SELECT t.user_id FROM ticks t
            JOIN members m ON m.guild_id = t.guild_id AND m.user_id = t.user_id AND m.helps = 1
            WHERE t.guild_id = :guild_id AND t.roadmap = :roadmap AND t.task_id = :task_id AND t.user_id <> :user_id
            ORDER BY t.ticked_at DESC LIMIT :most
            """,
            **keys(walk),
            task_id=task_id,
            most=most,
        )
        return [row["user_id"] for row in rows]


def _question(row: Row) -> Question:
    return Question(row["user_id"], row["task_id"], row["channel_id"], row["message_id"])
