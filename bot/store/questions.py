"""Who is stuck on what, and who could help."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.store.instants import to_seconds
from bot.store.keys import keys
from bot.store.sqlite import Database
from bot.study.member import Walk


@dataclass(frozen=True, slots=True)
class Question:
    """A member is stuck on a task; the message that asks stands in a thread or a channel."""

    user_id: int
    task_id: str
    channel_id: int
    message_id: int


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
        return Question(row["user_id"], row["task_id"], row["channel_id"], row["message_id"]) if row else None

    async def ask(self, walk: Walk, question: Question, now: datetime) -> None:
        """Remember a question until the member is unstuck; a newer one about the task takes its place."""
        await self._db.rows(
            """
            INSERT INTO stuck VALUES (:guild_id, :user_id, :roadmap, :task_id, :channel_id, :message_id, :now)
            ON CONFLICT (guild_id, user_id, roadmap, task_id) DO UPDATE SET
                channel_id = excluded.channel_id, message_id = excluded.message_id, since = excluded.since
            """,
            **keys(walk),
            task_id=question.task_id,
            channel_id=question.channel_id,
            message_id=question.message_id,
            now=to_seconds(now),
        )

    async def solve(self, walk: Walk, task_id: str) -> bool:
        """Forget a question; False when there was none."""
        row = await self._db.row(
            """
            DELETE FROM stuck
            WHERE guild_id = :guild_id AND user_id = :user_id AND roadmap = :roadmap AND task_id = :task_id
            RETURNING task_id
            """,
            **keys(walk),
            task_id=task_id,
        )
        return row is not None

    async def helpers(self, walk: Walk, task_id: str, most: int) -> list[int]:
        """Other members who finished a task and agreed to be asked, those who finished it last first."""
        rows = await self._db.rows(
            """
            SELECT t.user_id FROM ticks t
            JOIN members m ON m.guild_id = t.guild_id AND m.user_id = t.user_id AND m.helps
            WHERE t.guild_id = :guild_id AND t.roadmap = :roadmap AND t.task_id = :task_id AND t.user_id <> :user_id
            ORDER BY t.ticked_at DESC LIMIT :most
            """,
            **keys(walk),
            task_id=task_id,
            most=most,
        )
        return [row["user_id"] for row in rows]
