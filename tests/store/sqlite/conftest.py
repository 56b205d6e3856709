"""What only a SQLite file has: its lock, its journal, its backups."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture
def address(path: Path, fresh_database: bytes) -> Path:
    """A new, migrated file."""
    path.write_bytes(fresh_database)
    return path
