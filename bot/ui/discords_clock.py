"""Discord's clock, by the Date of its answers: a machine whose own clock is wrong sends at wrong times (product §5)."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import aiohttp

_log = logging.getLogger(__name__)

_WORTH_A_WORD = timedelta(minutes=5)


class DiscordsClock:
    """Compares the bot's clock with the Date of each answer; `trace` listens to the library's requests."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self.ahead = timedelta()
        """How far the bot's clock is ahead of Discord's (negative: behind); zero while it is right or not known."""
        self.trace = aiohttp.TraceConfig()
        self.trace.on_request_end.append(self._answered)

    async def _answered(self, _session: object, _context: object, answer: aiohttp.TraceRequestEndParams) -> None:
        if written := answer.response.headers.get("Date"):
            self.heard(written)

    def heard(self, written: str) -> None:
        """An answer's Date, as HTTP writes it; what can't be read says nothing."""
        try:
            date = parsedate_to_datetime(written)
        except ValueError:
            return
        ahead = self._clock() - (date if date.tzinfo else date.replace(tzinfo=UTC))
        before, self.ahead = self.ahead, ahead if abs(ahead) > _WORTH_A_WORD else timedelta()
        if bool(self.ahead) != bool(before):
            _log.warning("%s", _told(self.ahead) or "this machine's clock agrees with Discord's again")

    @property
    def finding(self) -> str:
        """What an admin should know of it; nothing while the clock is right."""
        if not self.ahead:
            return ""
        return f"{_told(self.ahead)}, so reminders come at wrong times. Ask whoever runs me to set the machine's clock."


def _told(ahead: timedelta) -> str:
    """How wrong the clock is, in whole minutes, hours or days."""
    if not ahead:
        return ""
    minutes = round(abs(ahead) / timedelta(minutes=1))
    units = ((minutes, "minute"), (round(minutes / 60), "hour"), (round(minutes / 1440), "day"))
    count, unit = next((pair for pair in reversed(units) if pair[0] >= 2), units[0])
    return f"My clock is {count} {unit}s {'ahead of' if ahead > timedelta() else 'behind'} Discord's"
