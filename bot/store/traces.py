"""What deleted rows leave behind: remembered with the deletion, and wiped apart from it (§10)."""

from __future__ import annotations

from enum import StrEnum

MARK = "traces of deleted rows"
"""The fact that says whether there are any."""

FRESH, IN_FILE = "fresh", "in the file"

MARKED = (
    "INSERT INTO facts VALUES (:name, :value) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
    {"name": MARK, "value": FRESH},
)
"""The statement that remembers that rows with somebody's words are being deleted; in the same transaction."""


class Wiped(StrEnum):
    """What became of the traces of deleted rows."""

    NOTHING = "nothing to wipe"
    ALL = "all"
    JOURNAL = "the journal; the file at the next start"
    LATER = "another connection is reading: try again"
