"""Discord's clock, by the Date of its answers: a machine whose own clock is wrong sends at wrong times (§5)."""

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
            self._log_change()

    def _log_change(self) -> None:
        if not self.ahead:
            _log.warning("this machine's clock agrees with Discord's again")
            return
        minutes = round(abs(self.ahead) / timedelta(minutes=1))
        _log.warning(
            "My clock is %d minutes %s Discord's", minutes, "ahead of" if self.ahead > timedelta() else "behind"
        )
