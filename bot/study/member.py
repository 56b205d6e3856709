"""A server, its members, and how they want to be reminded (§5, §6)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.study.choices import Choice, OwnDays, Pause
from bot.study.cohorts import Membership
from bot.study.days import study_day
from bot.study.journal import Journal
from bot.study.review import UNREAD, Policy, Readers, Review
from bot.study.switching import Switch

DEFAULT_TIME = time(18)

OPERATORS = 0
"""The id of the roadmap that the operator's file holds, and that every server has."""


class Where(StrEnum):
    """Where a member hears from the bot."""

    CHANNEL = "channel"
    DM = "dm"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class Server:
    """A study server. Without a channel it is not set up yet; `trouble` says why posts are paused.

    `days` are the weekdays of its posts; None are those of the roadmap. `leaderboard`: members may join one. `readers`
    read checkpoints, and hear in `review_channel_id` that something waits; `review_since`: what was shown until then
    was done with it.
    """

    guild_id: int
    zone: ZoneInfo
    at: time = DEFAULT_TIME
    channel_id: int | None = None
    trouble: str | None = None
    next_due_at: datetime | None = None
    help_channel_id: int | None = None
    pictures: bool = True
    days: tuple[int, ...] | None = None
    leaderboard: bool = True
    readers: Readers = UNREAD
    review_channel_id: int | None = None
    review_since: datetime | None = None

    @property
    def asks_in(self) -> int | None:
        """The channel in which `/stuck` opens its threads."""
        return self.help_channel_id or self.channel_id


NO_CHANNEL = 0
"""Chosen in place of a channel: there is to be none."""


@dataclass(frozen=True, slots=True)
class ServerChoice:
    """What an admin chooses of a server's settings; None leaves it as it is. Days `()` are those of the roadmap; the
    study channel as help channel is none of its own, and `NO_CHANNEL` is no channel for those who read checkpoints."""

    channel_id: int | None = None
    zone: ZoneInfo | None = None
    at: time | None = None
    help_channel_id: int | None = None
    pictures: bool | None = None
    days: tuple[int, ...] | None = None
    leaderboard: bool | None = None
    review: Policy | None = None
    reviewers_role: int | None = None
    review_channel_id: int | None = None

    @property
    def changes_review(self) -> bool:
        """Whether anything about who reads checkpoints is chosen."""
        return any((self.review, self.reviewers_role, self.review_channel_id))  # to tell readers nothing always works

    def of(self, server: Server | None, guild_id: int) -> Server:
        """The server with what is chosen; None is a new one. Raises ValueError for a new one without a zone."""
        zone = self.zone or (server.zone if server else None)
        if zone is None:
            raise ValueError("a new server needs a zone")
        old = server or Server(guild_id, zone)
        channel_id, asks_in = self.channel_id or old.channel_id, self.help_channel_id or old.help_channel_id
        return replace(
            old,
            zone=zone,
            at=old.at if self.at is None else self.at,
            channel_id=channel_id,
            help_channel_id=None if asks_in == channel_id else asks_in,
            pictures=old.pictures if self.pictures is None else self.pictures,
            days=old.days if self.days is None else self.days or None,
            leaderboard=old.leaderboard if self.leaderboard is None else self.leaderboard,
            readers=Readers(self.review or old.readers.policy, self.reviewers_role or old.readers.role_id),
            review_channel_id=old.review_channel_id
            if self.review_channel_id is None
            else self.review_channel_id or None,
            trouble=None,
        )


@dataclass(frozen=True, slots=True)
class Walk:
    """A member walking a roadmap in a server: what everything stored about progress goes by."""

    guild_id: int
    user_id: int
    roadmap_id: int = OPERATORS


@dataclass(frozen=True, slots=True)
class Member:
    """A member of one server, and the roadmap they walk. `at` is None when the server's time is meant;
    `dms_refused`: Discord said no; `visible`: others in the server may look at the progress; `helps`: others who are
    stuck may ask; `quiet_on`: the study day on which they want to hear nothing more; `asked_on`: when they were
    last asked whether to take a break; `closed_until`: the last Monday whose week was closed when the zone changed;
    `freezes_told_on`: the Monday of the last week about whose freezes they were told; `follows_zone`: they took over
    the server's zone, and go by it when it is corrected; `warning_to_tell`: the Monday of the week in which a post
    warned them, until they have heard in private what it means for them; `occasions_told_on`: the study day up to
    which they were told of milestones and phase ends; `wants_roles`: what they reach gives them a role here;
    `has_left`: they are no longer in the server, as far as Discord was asked; `closed_cohort` is the name of the cohort
    that an admin closed while they were in it, until they have heard so.
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
    quiet_on: date | None = None
    asked_on: date | None = None
    roadmap_id: int = OPERATORS
    closed_until: date | None = None
    freezes_told_on: date | None = None
    follows_zone: bool = False
    warning_to_tell: date | None = None
    occasions_told_on: date | None = None
    wants_roles: bool = False
    has_left: bool = False
    closed_cohort: str | None = None

    @property
    def walk(self) -> Walk:
        """What their progress goes by."""
        return Walk(self.guild_id, self.user_id, self.roadmap_id)

    def today(self, now: datetime) -> date:
        """The member's study day at an instant."""
        return study_day(now, self.zone)


@dataclass(frozen=True, slots=True)
class ReminderChoice:
    """What a member chooses of how they are reminded; None leaves it as it is."""

    where: Where | None = None
    at: time | None = None
    zone: ZoneInfo | None = None
    ping: bool | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing is chosen."""
        return self == ReminderChoice()

    @property
    def moves_messages(self) -> bool:
        """Whether it has to do with when direct messages come."""
        return any(one is not None for one in (self.where, self.at, self.zone))

    def of(self, member: Member) -> Member:
        """The member with what is chosen."""
        return replace(
            member,
            where=self.where or member.where,
            at=member.at if self.at is None else self.at,
            zone=self.zone or member.zone,
            ping=member.ping if self.ping is None else self.ping,
            follows_zone=member.follows_zone and self.zone is None,
        )


@dataclass(frozen=True, slots=True)
class Reward:
    """A role for an achievement, which goes by its key; `is_lost`: it was given, and is to be taken."""

    achievement: str
    role_id: int
    is_lost: bool = False


@dataclass(frozen=True, slots=True)
class MemberRecord:
    """All that is stored about a member and the roadmap they walk.

    `catching_up` are the ids of the tasks that reminders bring back, one a study day; `told_version` is the
    roadmap's version that they know of, `newest_version` the one that there is; `told_achievements` are the keys
    of those that they were told of. `switches` say which roadmap they walked when, `others` are their records of the
    roadmaps that they have parked; `asked` are the ids of the tasks about which they have an open question, `reviews`
    those of their checkpoints, `given_roles` the roles that they were given. Of the server, `asks_in` is the channel in
    which its questions are asked, `has_pictures` whether it wants them, `readers` who reads checkpoints, `rewards` the
    roles that it has for what is reached on this roadmap. `joined_late_on` is the study day on which they joined a plan
    whose first week was over, `group` the cohort that they are in.
    """

    member: Member
    choices: tuple[Choice, ...]
    pauses: tuple[Pause, ...] = ()
    journal: Journal = field(default_factory=Journal)
    own_days: tuple[OwnDays, ...] = ()
    catching_up: tuple[str, ...] = ()
    catchup_offered_on: date | None = None
    told_version: int = 1
    newest_version: int = 1
    told_achievements: frozenset[str] = frozenset()
    switches: tuple[Switch, ...] = ()
    others: tuple[MemberRecord, ...] = ()
    asked: frozenset[str] = frozenset()
    asks_in: int | None = None
    has_pictures: bool = True
    joined_late_on: date | None = None
    group: Membership | None = None
    reviews: tuple[Review, ...] = ()
    rewards: tuple[Reward, ...] = ()
    given_roles: tuple[Reward, ...] = ()
    readers: Readers = UNREAD


@dataclass(frozen=True, slots=True)
class Follower:
    """A member who goes by the server's zone, by its time of day (then `at` is None), or by both.

    `zone` is None where this machine does not know it.
    """

    user_id: int
    zone: ZoneInfo | None
    at: time | None
    follows_zone: bool
