"""A ceiling for refusals: Discord bans an address after 10,000 invalid requests in 10 minutes."""

from __future__ import annotations

from collections import deque
from datetime import datetime, timedelta

WINDOW = timedelta(minutes=10)
MOST_REFUSALS = 500


class RefusalLimit:
    """Counts refusals; when there are many in a short time, sending stops until they are past."""

    def __init__(self, most: int = MOST_REFUSALS) -> None:
        self._most = most
        self._refusals: deque[datetime] = deque()

    def refused(self, now: datetime) -> None:
        """Discord refused a message."""
        self._refusals.append(now)

    def is_reached(self, now: datetime) -> bool:
        """Whether nothing more should be sent for now."""
        while self._refusals and self._refusals[0] <= now - WINDOW:
            self._refusals.popleft()
        return len(self._refusals) >= self._most
