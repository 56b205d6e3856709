"""What was shown to a member before it is done: stored, so that exactly that is done (product, common rules)."""

from __future__ import annotations

import json
from datetime import datetime

from bot.store.change import Change, change
from bot.store.database import Database
from bot.store.instants import to_seconds
from bot.store.keys import keys
from bot.study.member import Walk
from bot.study.previews import STAYS_VALID, Preview


class Previews:
    """Questions and deeds about previews."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def put(self, guild_id: int, user_id: int, preview: Preview, now: datetime) -> Change[None]:
        """Keep a preview in place of the one of its kind."""
        return change(
            self._db,
            """
            INSERT INTO previews VALUES (:guild_id, :user_id, :kind, :number, :now, :content)
            ON CONFLICT (guild_id, user_id, kind) DO UPDATE SET
                number = excluded.number, made_at = excluded.made_at, content = excluded.content
            """,
            guild_id=guild_id,
            user_id=user_id,
            kind=preview.kind,
            number=preview.number,
            now=to_seconds(now),
            content=json.dumps(preview.content, ensure_ascii=False),
        )

    def put_tick(self, walk: Walk, kind: str, number: int, task_id: str, now: datetime) -> Change[None]:
        """Keep a tick as it stands, before it is taken back; nothing where there is none."""
        return change(
            self._db,
            """
            INSERT INTO previews
            SELECT :guild_id, :user_id, :kind, :number, :now,
                json_object('task', task_id, 'day', study_day, 'minutes', minutes, 'note', note)
            FROM ticks
            WHERE guild_id = :guild_id AND user_id = :user_id AND roadmap = :roadmap AND task_id = :task_id
            ON CONFLICT (guild_id, user_id, kind) DO UPDATE SET
                number = excluded.number, made_at = excluded.made_at, content = excluded.content
            """,
            **keys(walk),
            kind=kind,
            number=number,
            task_id=task_id,
            now=to_seconds(now),
        )

    async def get(self, guild_id: int, user_id: int, kind: str, number: int, now: datetime) -> Preview | None:
        """A member's preview of a kind and number; None when another took its place or its time is over."""
        row = await self._db.row(
            """
            SELECT content FROM previews
            WHERE guild_id = :guild_id AND user_id = :user_id AND kind = :kind AND number = :number
                AND made_at > :earliest
            """,
            guild_id=guild_id,
            user_id=user_id,
            kind=kind,
            number=number,
            earliest=to_seconds(now - STAYS_VALID),
        )
        return Preview(kind, number, json.loads(row["content"])) if row else None

    def drop(self, guild_id: int, user_id: int, kind: str) -> Change[None]:
        """Forget a preview that was taken."""
        return change(
            self._db,
            "DELETE FROM previews WHERE guild_id = :guild_id AND user_id = :user_id AND kind = :kind",
            guild_id=guild_id,
            user_id=user_id,
            kind=kind,
        )

    async def drop_old(self, now: datetime) -> None:
        """Forget all previews whose time is over."""
        await self._db.rows("DELETE FROM previews WHERE made_at <= :earliest", earliest=to_seconds(now - STAYS_VALID))
