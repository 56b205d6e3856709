"""A server's post: who it counts, whom it calls, and what it says to all (§5).

Of each member only what the post needs is kept: a server may have ten thousand, and they are read a few at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import date

from bot.roadmap import Block, Roadmap
from bot.roadmap.versions import Edition
from bot.study.cohorts import Cohort
from bot.study.days import week_of
from bot.study.group import GroupWeek, MemberWeek, member_week, summed
from bot.study.look_back import Studied, WeekPart, parts_of_week
from bot.study.member import Server, Where
from bot.study.nudges import closes_the_week, needs_warning, seen_on, wants_reminding
from bot.study.occasions import Occasion, is_away, occasions_of, tells_of_all
from bot.study.progress import Progress
from bot.study.rhythm import Session, days_of_several, ordinary_hours, sessions_on
from bot.study.streak import WORTH_A_WORD, needs_a_day

FEW = 3
"""Of a block with fewer members each one is looked up, so that nobody who has left the server is counted (§5)."""

FEWEST_TO_COUNT = 2
"""Streaks are counted where so many need a study day, and so many don't: else the number would tell whose (§5)."""

WasTold = Callable[[Progress], bool]
"""Whether a member was warned in their own week already."""

Notices = tuple[tuple[Occasion, str], ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """What a post needs to know of one member."""

    user_id: int
    edition: Edition
    """The roadmap that they walk."""
    monday: date
    """The Monday of the member's own week."""
    is_here: bool
    """Whether they are reminded in the channel."""
    is_mentioned: bool
    """Whether they switched on *mention me*."""
    is_waiting: bool
    """Whether they are to be reminded, if the day is one of the server's."""
    is_told_of_all: bool
    """Whether the reminder tells them of an occasion, and none from before it waits to be told."""
    is_warned: bool
    block: Block | None
    """The block in which they are counted, if the day is one of their roadmap's."""
    occasions: Notices
    needs_a_day: bool | None
    """Whether their streak needs a study day by Sunday; None where there is no streak to speak of in the channel."""
    week: MemberWeek | None
    cohort: Cohort | None = None
    """The cohort in which they walk their roadmap."""


@dataclass(frozen=True, slots=True)
class WeekGroup:
    """Everyone who is in a block, studied or not: a post counts them and names none of them (§5)."""

    block: Block
    members: tuple[Seen, ...]

    @property
    def user_ids(self) -> tuple[int, ...]:
        """Whose group this is."""
        return tuple(seen.user_id for seen in self.members)

    @property
    def edition(self) -> Edition:
        """The roadmap that has the block."""
        return self.members[0].edition


@dataclass(frozen=True, slots=True)
class RoadmapPart:
    """What a post says of one roadmap, where several are walked: its activity on the day, its blocks and notices."""

    roadmap: Roadmap
    session: Session | None
    groups: tuple[WeekGroup, ...]
    notices: Notices


@dataclass(frozen=True, slots=True)
class ServerPost:
    """One message for a study channel about a day: its activity (none on other days), blocks, notices, streaks."""

    day: date
    session: Session | None
    groups: tuple[WeekGroup, ...]
    """The fullest block first."""
    reminded: tuple[Seen, ...]
    """Those in the channel who have not studied, whom the post is for; it names only those who asked for it."""
    warned: tuple[Seen, ...]
    """Those in the channel whose streak needs a word on this day; the post names none of them."""
    streaks_at_risk: int | None = None
    """How many streaks need a study day by Sunday; None where the number would tell whose."""
    notices: Notices = ()
    week: GroupWeek | None = None
    """What all did in the week that is closing, on its last rhythm day."""
    week_parts: tuple[WeekPart, ...] = ()
    """The same by roadmap and by cohort, as far as that tells nobody's week."""
    parts: tuple[RoadmapPart, ...] = ()
    """What is said of the day by roadmap, the one with most members first, where more than one is walked."""

    @property
    def called(self) -> tuple[int, ...]:
        """Who is mentioned and pinged: those who switched it on, on a study day on which they have not studied."""
        return tuple(seen.user_id for seen in self.reminded if seen.is_mentioned)

    @property
    def to_look_up(self) -> frozenset[int]:
        """Who has to be in the server still for the post to be true: the called, and everyone where few are meant."""
        few = [group.user_ids for group in self.groups if len(group.members) < FEW]
        meant = {seen.user_id for seen in (*self.reminded, *self.warned)}
        return frozenset(self.called).union(*few, meant if len(meant) < FEW else ())


@dataclass
class Gathering:
    """A post in the making, to which all members of a server are added, a few at a time, wherever they are reminded.

    `was_told` says whether a member was warned in their own week already; those in `put_off` get a message of their
    own on that day, as they asked for it. Whether the day is one of the server's is known when all are there.
    """

    server: Server
    day: date
    was_told: WasTold
    put_off: Set[int] = frozenset()
    seen: list[Seen] = field(default_factory=list[Seen])

    def add(self, members: Iterable[Progress]) -> None:
        """See some members more."""
        self.seen += map(self._see, members)

    def post(self, gone: Set[int] = frozenset()) -> ServerPost | None:
        """The post without those who have left; None when there is nobody to reach."""
        there = [seen for seen in self.seen if seen.user_id not in gone]
        walked = _in_order({seen.edition.roadmap_id: seen.edition for seen in there if seen.is_here})
        sessions = sessions_on(walked, self.server, self.day)
        reminded = tuple(seen for seen in there if seen.is_waiting and sessions)
        warned = tuple(seen for seen in there if seen.is_warned)
        if not reminded and not warned:
            return None
        groups = _by_block(seen for seen in there if seen.edition.roadmap_id in sessions)
        weekdays = days_of_several(walked, self.server, self.day)
        looks_back = closes_the_week(weekdays, self.day)
        week = summed([seen.week for seen in there if seen.week], self.day) if looks_back else None
        return ServerPost(
            self.day,
            next(iter(sessions.values()), None),
            groups,
            reminded,
            warned,
            _at_risk(seen.needs_a_day for seen in there),
            _notices(groups),
            week and replace(week, weekdays=weekdays),
            parts_of_week(_studied(there), self.day) if looks_back else (),
            _parts(groups, sessions),
        )

    def _see(self, progress: Progress) -> Seen:
        member, day = progress.member, self.day
        waits = member.user_id not in self.put_off and _waits(progress, day)
        block = None if is_away(progress, day) else _block(seen_on(progress, day))
        return Seen(
            user_id=member.user_id,
            edition=progress.edition,
            monday=week_of(progress.today),
            is_here=member.where is Where.CHANNEL,
            is_mentioned=member.ping,
            is_waiting=waits,
            is_told_of_all=waits and tells_of_all(progress, day),
            is_warned=_is_to_warn(progress, self.was_told),
            block=block,
            occasions=occasions_of([seen_on(progress, day)], day) if block else (),
            needs_a_day=_needs_a_day(progress) if member.where is Where.CHANNEL else None,
            week=member_week(progress, day),
            cohort=walked_cohort(progress),
        )


@dataclass
class Reach:
    """Whether a post would reach somebody, told from those who follow the channel, a few at a time."""

    server: Server
    day: date
    was_told: WasTold
    walked: dict[int, Edition] = field(default_factory=dict[int, Edition])
    waits: bool = False
    warns: bool = False

    def add(self, followers: Sequence[Progress]) -> None:
        """See some followers more."""
        self.walked |= {progress.edition.roadmap_id: progress.edition for progress in followers}
        self.waits = self.waits or any(_waits(progress, self.day) for progress in followers)
        if not self.is_certain:  # whom to warn takes longest to tell, and a reminder has a reader already
            self.warns = self.warns or any(_is_to_warn(progress, self.was_told) for progress in followers)

    @property
    def is_study_day(self) -> bool:
        """Whether the day is one of the server's, by the roadmaps that are walked so far."""
        return bool(sessions_on(_in_order(self.walked), self.server, self.day))

    @property
    def is_somebody(self) -> bool:
        """Whether there is anybody so far for whom a post is."""
        return self.warns or (self.waits and self.is_study_day)

    @property
    def is_certain(self) -> bool:
        """Whether it no longer matters who else follows."""
        return (self.waits or self.warns) and self.is_study_day


def block_hours(session: Session, group: WeekGroup) -> float:
    """The hours of a study day in a block as the roadmap has them: a post must not tell anybody's pace (§5)."""
    minutes = group.edition.newest.skeleton.weeks[group.block.weeks.first - 1].minutes
    return session.hours * minutes / 60 / ordinary_hours(group.edition.roadmap)


def _waits(progress: Progress, day: date) -> bool:
    """Whether somebody in the channel is to be reminded, if the day is one of the server's."""
    is_here = progress.member.where is Where.CHANNEL
    return is_here and wants_reminding(progress, day) and not is_away(progress, day)


def _is_to_warn(progress: Progress, was_told: WasTold) -> bool:
    """Whether somebody in the channel is to hear on this day that their streak is at risk."""
    return progress.member.where is Where.CHANNEL and needs_warning(progress) and not was_told(progress)


def _block(then: Progress) -> Block | None:
    """The block in which a post counts a member who was not away for two weeks: they are on the way."""
    on_the_way = then.has_started and not then.is_complete
    return next(iter(then.due_blocks), None) if on_the_way else None


def _needs_a_day(progress: Progress) -> bool | None:
    """Whether a streak needs a study day by Sunday; None where there is none to speak of."""
    chain = progress.streak
    return needs_a_day(chain) if chain.weeks >= WORTH_A_WORD and not progress.is_complete else None


def _at_risk(chains: Iterable[bool | None]) -> int | None:
    """How many streaks still need a study day this week; None unless two at least do and two don't (§5)."""
    known = [needs for needs in chains if needs is not None]
    needing = sum(known)
    return needing if min(needing, len(known) - needing) >= FEWEST_TO_COUNT else None


def walked_cohort(progress: Progress) -> Cohort | None:
    """The cohort in which a member walks their roadmap now."""
    group = progress.record.group
    return group.cohort if group and group.cohort.roadmap_id == progress.member.roadmap_id else None


def _studied(members: Iterable[Seen]) -> list[Studied]:
    return [
        Studied(seen.edition.roadmap_id, seen.edition.roadmap, seen.cohort, seen.week) for seen in members if seen.week
    ]


def _in_order(walked: Mapping[int, Edition]) -> list[Edition]:
    return [walked[roadmap_id] for roadmap_id in sorted(walked)]


def _by_block(members: Iterable[Seen]) -> tuple[WeekGroup, ...]:
    """Members by the block that they are in, the fullest first, then in the roadmap's order."""
    groups: dict[tuple[int, str], list[Seen]] = {}
    for seen in members:
        if seen.block:
            groups.setdefault((seen.edition.roadmap_id, seen.block.id), []).append(seen)
    found = [WeekGroup(block, tuple(group)) for group in groups.values() if (block := group[0].block)]
    return tuple(sorted(found, key=lambda group: (-len(group.members), group.block.weeks.first)))


def _notices(groups: Iterable[WeekGroup]) -> Notices:
    """The milestones and phase ends of all who are counted, each once."""
    found = dict.fromkeys(occasion for group in groups for seen in group.members for occasion in seen.occasions)
    return tuple(sorted(found, key=lambda key: list(Occasion).index(key[0])))


def _parts(groups: Sequence[WeekGroup], sessions: Mapping[int, Session]) -> tuple[RoadmapPart, ...]:
    """Groups by their roadmaps; nothing where all are of one."""
    by_roadmap: dict[int, list[WeekGroup]] = {}
    for group in groups:
        by_roadmap.setdefault(group.edition.roadmap_id, []).append(group)
    if len(by_roadmap) < 2:
        return ()
    fullest = sorted(by_roadmap.items(), key=lambda item: -sum(len(group.members) for group in item[1]))
    return tuple(
        RoadmapPart(own[0].edition.roadmap, sessions.get(roadmap_id), tuple(own), _notices(own))
        for roadmap_id, own in fullest
    )
