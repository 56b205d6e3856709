"""Numbered schema files, applied forward only, with their hashes on record; each technology applies them its way."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files

from bot.store.errors import CannotOpen

VERSIONS = """
CREATE TABLE IF NOT EXISTS schema_version (
    number INTEGER PRIMARY KEY, name TEXT NOT NULL, hash TEXT NOT NULL
)
"""
"""The record of what was applied."""


@dataclass(frozen=True, slots=True)
class Migration:
    """One numbered SQL file."""

    number: int
    name: str
    sql: str

    @property
    def hash(self) -> str:
        """The fingerprint by which an edited file is found out."""
        return hashlib.sha256(self.sql.encode()).hexdigest()


def known_migrations() -> list[Migration]:
    """The migrations that this version of Roadmate ships with, in order."""
    folder = files("bot.store") / "migrations"
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".sql"))
    return [Migration(int(name[:4]), name, (folder / name).read_text("utf-8")) for name in names]


def refuse_strangers(known: Sequence[Migration], applied: Mapping[int, str], database: str) -> None:
    """Refuse a database from a newer Roadmate or from edited migrations. Raises CannotOpen.

    `applied`: the hashes on record, by number; `database`: what it is called in the sentence.
    """
    hashes = {migration.number: migration.hash for migration in known}
    for number, digest in applied.items():
        if number not in hashes:
            raise CannotOpen(
                f"{database} was written by a newer Roadmate (schema {number}, this one knows "
                f"{max(hashes)}). Start the newer version, or restore an older backup."
            )
        if hashes[number] != digest:
            raise CannotOpen(
                f"{database} was made with another text of migration {number:04}. "
                "Start the version that made it, or restore a backup."
            )
