"""Who was forgotten, without saying who: kept for as long as a backup may still hold them (§10)."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from bot.store.database import Database, Statement
from bot.store.instants import known_instant, to_seconds

KEPT = timedelta(days=35)
"""As long as backups are kept, and no longer."""

LEDGER = "deletions"
"""The end of the name of the file in which they stand beside a database and beside its backups."""


@dataclass(frozen=True, slots=True)
class Deletion:
    """One member of one server was forgotten at an instant; whose it was can only be tried out."""

    deleted_at: datetime
    salt: str
    digest: str

    def means(self, guild_id: int, user_id: int, joined_at: datetime) -> bool:
        """Whether it is of this member; whoever joined again after it is somebody new."""
        return joined_at <= self.deleted_at and self.digest == _digest(self.salt, guild_id, user_id)

    def __str__(self) -> str:
        return f"{to_seconds(self.deleted_at)} {self.salt} {self.digest}"


def deletion_of(guild_id: int, user_id: int, now: datetime) -> Deletion:
    """The trace that a member leaves who is forgotten now."""
    salt = secrets.token_hex(16)
    return Deletion(known_instant(int(now.timestamp())), salt, _digest(salt, guild_id, user_id))


def read_ledger(file: Path) -> list[Deletion]:
    """The deletions in a file; a line that was cut off or is something else is left out."""
    lines = [line.split() for line in file.read_text("utf-8", errors="replace").splitlines()]
    return [Deletion(known_instant(int(line[0])), *line[1:]) for line in lines if len(line) == 3 and line[0].isdigit()]


def ledger_text(deletions: Iterable[Deletion]) -> str:
    """The content of such a file."""
    head = "# Whom a restore deletes again: seconds, salt, hash. Keep it with the backups. It names nobody.\n"
    return head + "".join(f"{deletion}\n" for deletion in deletions)


class Deletions:
    """The deletions in the database."""

    def __init__(self, database: Database) -> None:
        self._db = database

    async def note(self, deletion: Deletion) -> None:
        """Remember one."""
        await self._db.together([noted(deletion)])

    async def since(self, instant: datetime) -> list[Deletion]:
        """All from an instant on, oldest first."""
        rows = await self._db.rows(
            "SELECT * FROM deletions WHERE deleted_at >= :since ORDER BY deleted_at, salt", since=to_seconds(instant)
        )
        return [Deletion(known_instant(row["deleted_at"]), row["salt"], row["digest"]) for row in rows]

    async def drop_before(self, instant: datetime) -> None:
        """Forget those that no backup can hold any more."""
        await self._db.rows("DELETE FROM deletions WHERE deleted_at < :before", before=to_seconds(instant))


def noted(deletion: Deletion) -> Statement:
    """The statement that remembers one."""
    return _NOTE, _values(deletion)


_NOTE = "INSERT INTO deletions VALUES (:deleted_at, :salt, :digest) ON CONFLICT DO NOTHING"


def _values(deletion: Deletion) -> dict[str, object]:
    return {"deleted_at": to_seconds(deletion.deleted_at), "salt": deletion.salt, "digest": deletion.digest}


def _digest(salt: str, guild_id: int, user_id: int) -> str:
    return hashlib.blake2b(f"{guild_id}:{user_id}".encode(), key=salt.encode(), digest_size=16).hexdigest()
