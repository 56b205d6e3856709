"""What is shown to a member before it is done, so that exactly that is done (product, common rules)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

STAYS_VALID = timedelta(hours=24)
"""After that a preview is gone, and what it offered is shown anew."""


@dataclass(frozen=True, slots=True)
class Preview:
    """A preview by its number, which its button carries; one a member and kind."""

    kind: str
    number: int
    content: dict[str, Any]
