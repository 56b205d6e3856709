"""A server, its members, and how they want to be reminded (product §5, §6)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.study.days import study_day
from bot.study.journal import Journal
from bot.study.plan import Pause, Plan, Segment

DEFAULT_TIME = time(18)


class Where(StrEnum):
    """Where a member hears from the bot."""

    CHANNEL = "channel"
    DM = "dm"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class Server:
    """A study server. Without a channel it is not set up yet; `trouble` says why posts are paused."""

    guild_id: int
    zone: ZoneInfo
    at: time = DEFAULT_TIME
    channel_id: int | None = None
    trouble: str | None = None
    next_due_at: datetime | None = None
    help_channel_id: int | None = None
    pictures: bool = True

    @property
    def asks_in(self) -> int | None:
        """The channel in which `/stuck` opens its threads."""
        return self.help_channel_id or self.channel_id


@dataclass(frozen=True, slots=True)
class Member:
    """A member of one server. `at` is None when the server's time is meant; `dms_refused`: Discord said no;
    `visible`: others in the server may look at the progress; `helps`: others who are stuck may ask;
    `quiet_on`: the study day on which they want to hear nothing more; `asked_on`: when they were
    last asked whether to take a break.
    """

    guild_id: int
    user_id: int
    zone: ZoneInfo
    where: Where = Where.CHANNEL
    at: time | None = None
    ping: bool = False
    dms_refused: bool = False
    visible: bool = False
    helps: bool = False
    catching_up: bool = False
    catchup_offered_on: date | None = None
    quiet_on: date | None = None
    asked_on: date | None = None

    def today(self, now: datetime) -> date:
        """The member's study day at an instant."""
        return study_day(now, self.zone)


@dataclass(frozen=True, slots=True)
class MemberPage:
    """All that is stored about a member in one server."""

    member: Member
    segments: tuple[Segment, ...]
    pauses: tuple[Pause, ...]
    journal: Journal

    def plan(self, rhythm: tuple[int, ...]) -> Plan:
        """The member's plan under the roadmap's rhythm weekdays."""
        return Plan(self.segments, self.pauses, rhythm)
