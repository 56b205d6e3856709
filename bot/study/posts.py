"""A server's post: who it counts, whom it calls, and what it says to all (product §5).

Of each member only what the post needs is kept: a server may have ten thousand, and they are read a few at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import dataclass, field
from datetime import date

from bot.roadmap import Block
from bot.roadmap.versions import Edition
from bot.study.days import week_of
from bot.study.group import GroupWeek, MemberWeek, member_week, summed
from bot.study.member import Where
from bot.study.nudges import needs_warning, seen_on, wants_reminding
from bot.study.occasions import Occasion, is_away, occasions_of
from bot.study.progress import Progress
from bot.study.rhythm import Session, ordinary_hours
from bot.study.streak import WORTH_A_WORD, needs_a_day

FEW = 3
"""Of a block with fewer members each one is looked up, so that nobody who has left the server is counted (§5)."""

FEWEST_TO_COUNT = 2
"""Streaks are counted where so many need a study day, and so many don't: else the number would tell whose (§5)."""

WasTold = Callable[[Progress], bool]
"""Whether a member was warned in their own week already."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a post needs to know of one member."""

    user_id: int
    edition: Edition
    monday: date
    """The Monday of the member's own week."""
    is_mentioned: bool
    """Whether they switched on *mention me*."""
    is_reminded: bool
    is_warned: bool
    block: Block | None
    """The block in which they are counted."""
    occasions: tuple[tuple[Occasion, str], ...]
    needs_a_day: bool | None
    """Whether their streak needs a study day by Sunday; None where there is no streak to speak of in the channel."""
    week: MemberWeek | None


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
    notices: tuple[tuple[Occasion, str], ...] = ()
    week: GroupWeek | None = None
    """What all did in the week that is closing, on its last rhythm day."""

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
    """A post in the making, to which a server's members are added one after the other.

    `was_told` says whether a member was warned in their own week already; those in `put_off` get a message of their
    own on that day, as they asked for it; `looks_back`: the post closes the week.
    """

    session: Session | None
    day: date
    was_told: WasTold
    put_off: Set[int] = frozenset()
    looks_back: bool = False
    seen: list[Seen] = field(default_factory=list[Seen])

    def add(self, members: Iterable[Progress]) -> None:
        """See some members more."""
        self.seen += map(self._see, members)

    def post(self, gone: Set[int] = frozenset()) -> ServerPost | None:
        """The post without those who have left; None when there is nobody to reach."""
        there = [seen for seen in self.seen if seen.user_id not in gone]
        reminded = tuple(seen for seen in there if seen.is_reminded)
        warned = tuple(seen for seen in there if seen.is_warned)
        if not reminded and not warned:
            return None
        groups = _by_block(there)
        weeks = [seen.week for seen in there if seen.week]
        return ServerPost(
            self.day,
            self.session,
            groups,
            reminded,
            warned,
            _at_risk(seen.needs_a_day for seen in there),
            _notices(groups),
            summed(weeks, self.day) if self.looks_back else None,
        )

    def reaches_somebody(self) -> bool:
        """Whether there is anybody so far for whom a post is."""
        return any(seen.is_reminded or seen.is_warned for seen in self.seen)

    def _see(self, progress: Progress) -> Seen:
        member, day = progress.member, self.day
        is_here = member.where is Where.CHANNEL
        waits = is_here and self.session is not None and member.user_id not in self.put_off
        away = is_away(progress, day)
        block = None if away or self.session is None else self._block(progress)
        return Seen(
            user_id=member.user_id,
            edition=progress.edition,
            monday=week_of(progress.today),
            is_mentioned=member.ping,
            is_reminded=waits and not away and wants_reminding(progress, day),
            is_warned=is_here and needs_warning(progress) and not self.was_told(progress),
            block=block,
            occasions=occasions_of([seen_on(progress, day)], day) if block else (),
            needs_a_day=_needs_a_day(progress) if is_here else None,
            week=member_week(progress, day) if self.looks_back else None,
        )

    def _block(self, progress: Progress) -> Block | None:
        """The block in which a post counts a member: whoever is on the way and was not away for two weeks."""
        then = seen_on(progress, self.day)
        on_the_way = then.has_started and not then.is_complete
        return next(iter(then.due_blocks), None) if on_the_way else None


def server_post(
    session: Session | None,
    members: Iterable[Progress],
    day: date,
    was_told: WasTold,
    put_off: Set[int] = frozenset(),
) -> ServerPost | None:
    """What to post in a study channel on a day, from all members of the server; None when there is nobody to reach."""
    gathering = Gathering(session, day, was_told, put_off)
    gathering.add(members)
    return gathering.post()


def streaks_at_risk(members: Iterable[Progress]) -> int | None:
    """How many streaks still need a study day this week; None unless two at least do and two don't (§5)."""
    return _at_risk(map(_needs_a_day, members))


def block_hours(session: Session, group: WeekGroup) -> float:
    """The hours of a study day in a block as the roadmap has them: a post must not tell anybody's pace (§5)."""
    minutes = group.edition.newest.skeleton.weeks[group.block.weeks.first - 1].minutes
    return session.hours * minutes / 60 / ordinary_hours(group.edition.roadmap)


def _needs_a_day(progress: Progress) -> bool | None:
    """Whether a streak needs a study day by Sunday; None where there is none to speak of."""
    chain = progress.streak
    return needs_a_day(chain) if chain.weeks >= WORTH_A_WORD and not progress.is_complete else None


def _at_risk(chains: Iterable[bool | None]) -> int | None:
    known = [needs for needs in chains if needs is not None]
    needing = sum(known)
    return needing if min(needing, len(known) - needing) >= FEWEST_TO_COUNT else None


def _by_block(members: Sequence[Seen]) -> tuple[WeekGroup, ...]:
    groups: dict[str, list[Seen]] = {}
    for seen in members:
        if seen.block:
            groups.setdefault(seen.block.id, []).append(seen)
    in_order = (
        WeekGroup(block, tuple(groups[block.id]))
        for block in (members[0].edition.roadmap.blocks if members else ())
        if block.id in groups
    )
    return tuple(sorted(in_order, key=lambda group: -len(group.members)))


def _notices(groups: Iterable[WeekGroup]) -> tuple[tuple[Occasion, str], ...]:
    """The milestones and phase ends of all who are counted, each once."""
    found = dict.fromkeys(occasion for group in groups for seen in group.members for occasion in seen.occasions)
    return tuple(sorted(found, key=lambda key: list(Occasion).index(key[0])))
