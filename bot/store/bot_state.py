"""Single values that the bot remembers about itself."""

from __future__ import annotations

from bot.store.database import Database


class BotState:
    """A name and a value each."""

    def __init__(self, database: Database) -> None:
        self._db = database

    async def get(self, name: str) -> str | None:
        """The value remembered under a name."""
        row = await self._db.row("SELECT value FROM facts WHERE name = :name", name=name)
        return row["value"] if row else None

    async def put(self, name: str, value: str) -> None:
        """Remember a value under a name, instead of the one before."""
        await self._db.rows(
            "INSERT INTO facts VALUES (:name, :value) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            name=name,
            value=value,
        )
