"""Who is to hear what today, and who is to be left in peace (product §5)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date, time

from bot.roadmap import Block, Roadmap
from bot.roadmap.versions import Edition
from bot.study.days import instant_of, week_of
from bot.study.group import GroupWeek
from bot.study.member import Where
from bot.study.occasions import Notice, Occasion, is_away, notices_on, occasions_of
from bot.study.progress import Progress
from bot.study.rhythm import Session, ordinary_hours, session_on
from bot.study.standing import freezes_to_tell
from bot.study.streak import WORTH_A_WORD, StudyWeek, days_left, days_needed, needs_a_day, warning_is_due

FEW = 3
"""Of a block with fewer members each one is looked up, so that nobody who has left the server is counted (§5)."""

FEWEST_TO_COUNT = 2
"""Streaks are counted where so many need a study day, and so many don't: else the number would tell whose (§5)."""

WasTold = Callable[[Progress], bool]
"""Whether a member was warned in their own week already."""


@dataclass(frozen=True, slots=True)
class WeekGroup:
    """Everyone who is in a block, studied or not: a post counts them and names none of them (§5)."""

    block: Block
    members: tuple[Progress, ...]

    @property
    def user_ids(self) -> tuple[int, ...]:
        """Whose group this is."""
        return tuple(progress.member.user_id for progress in self.members)


@dataclass(frozen=True, slots=True)
class RoadmapPart:
    """What a post says of one roadmap, where several are walked: its activity on the day, its blocks and notices."""

    roadmap: Roadmap
    session: Session | None
    groups: tuple[WeekGroup, ...]
    notices: tuple[tuple[Occasion, str], ...]


@dataclass(frozen=True, slots=True)
class ServerPost:
    """One message for a study channel about a day: its activity (none on other days), blocks, notices, streaks."""

    day: date
    session: Session | None
    groups: tuple[WeekGroup, ...]
    """The fullest block first."""
    reminded: tuple[Progress, ...]
    """Those in the channel who have not studied, whom the post is for; it names only those who asked for it."""
    warned: tuple[Progress, ...]
    """Those in the channel whose streak needs a word on this day; the post names none of them."""
    streaks_at_risk: int | None = None
    """How many streaks need a study day by Sunday; None where the number would tell whose."""
    notices: tuple[tuple[Occasion, str], ...] = ()
    week: GroupWeek | None = None
    """What all did in the week that is closing, on its last rhythm day."""
    parts: tuple[RoadmapPart, ...] = ()
    """The same by roadmap, the one with most members first, where more than one is walked."""

    @property
    def called(self) -> tuple[int, ...]:
        """Who is mentioned and pinged: those who switched it on, on a study day on which they have not studied."""
        return tuple(progress.member.user_id for progress in self.reminded if progress.member.ping)

    @property
    def to_look_up(self) -> frozenset[int]:
        """Who has to be in the server still for the post to be true: the called, and everyone where few are meant."""
        few = [group.user_ids for group in self.groups if len(group.members) < FEW]
        meant = {progress.member.user_id for progress in (*self.reminded, *self.warned)}
        return frozenset(self.called).union(*few, meant if len(meant) < FEW else ())


@dataclass(frozen=True, slots=True)
class PersonalNote:
    """One direct message: a warning for the streak, or the day's activity with what else the day is."""

    progress: Progress
    session: Session | None
    is_warning: bool
    notice: Notice | None = None
    was_put_off: bool = False
    """Its reader asked for it to come at this time."""

    @property
    def asks_for_a_break(self) -> bool:
        """Whether it is the one question after two weeks of silence."""
        return self.notice is not None and self.notice.occasion is Occasion.AWAY

    @property
    def freezes(self) -> tuple[StudyWeek, ...]:
        """The weeks whose spent freezes it tells of (§4)."""
        return () if self.asks_for_a_break else freezes_to_tell(self.progress)


def own_session(progress: Progress, day: date) -> Session | None:
    """What a day is for a member, if it is one of their study days."""
    return session_on(progress.roadmap, progress.plan.weekdays(week_of(day)), day)


def closes_the_week(weekdays: Sequence[int], day: date) -> bool:
    """Whether a study day is the last one of a server's week: its post looks back on the week (§8)."""
    return day.weekday() == max(weekdays)


def seen_on(progress: Progress, day: date) -> Progress:
    """Where a member stands on the day that a post is about, whatever day it is where they live."""
    if progress.today == day:
        return progress
    return replace(progress, now=instant_of(day, time(12), progress.member.zone))


def wants_reminding(progress: Progress, day: date) -> bool:
    """Whether a reminder for `day` makes sense: one of their days, started, not paused or complete, not studied yet."""
    then = seen_on(progress, day)
    left_alone = then.pause or then.is_complete or is_quiet_day(progress) or is_quiet_day(then)
    studied = then.studied_today or (progress.today > day and progress.studied_today)
    return then.has_started and not left_alone and not studied and _asks_for(progress, day)


def _asks_for(progress: Progress, day: date) -> bool:
    """Whether a day is one of a member's study days, in a week in which something is due."""
    monday = week_of(day)
    return day.weekday() in progress.plan.weekdays(monday) and not progress.plan.is_free(monday)


def is_quiet_day(progress: Progress) -> bool:
    """Whether the member asked to hear nothing more today."""
    return progress.member.quiet_on == progress.today


def needs_warning(progress: Progress) -> bool:
    """Whether this is the member's day to hear that the chain is at risk; not in a pause or at the road's end."""
    if progress.pause or progress.is_complete or is_quiet_day(progress):
        return False
    return warning_is_due(progress.streak, progress.study_days, progress.today)


def has_a_warning_to_hear(progress: Progress) -> bool:
    """Whether a post has warned a member in this week of theirs, and what it means for them still holds (§5)."""
    chain, days = progress.streak, progress.journal.study_days
    if progress.member.warning_to_tell != week_of(progress.today) or progress.pause or progress.is_complete:
        return False
    return needs_a_day(chain) and days_needed(chain.this_week, chain.freezes) <= days_left(
        chain.this_week, days, progress.today
    )


def server_post(
    session: Session | None,
    members: Iterable[Progress],
    day: date,
    was_told: WasTold,
    put_off: Set[int] = frozenset(),
    by_roadmap: Mapping[int, Session] | None = None,
) -> ServerPost | None:
    """What to post in a study channel on a day, from all members of the server; None when there is nobody to reach.

    `was_told` says whether a member was warned in their own week already; those in `put_off` get a message of their
    own on that day, as they asked for it. `by_roadmap` says what the day is for on each roadmap, where several are
    walked.
    """
    members = tuple(members)
    here = [progress for progress in members if progress.member.where is Where.CHANNEL]
    warned = tuple(progress for progress in here if needs_warning(progress) and not was_told(progress))
    waiting = [p for p in here if p.member.user_id not in put_off] if session else []
    reminded = [p for p in waiting if wants_reminding(p, day) and not is_away(p, day)]
    if not reminded and not warned:
        return None
    today = [p for p in members if not by_roadmap or p.member.roadmap_id in by_roadmap] if session else []
    on_the_way = [seen_on(p, day) for p in today if not is_away(p, day)]
    groups = _by_block([p for p in on_the_way if p.has_started and not p.is_complete])
    in_blocks = [progress for group in groups for progress in group.members]
    return ServerPost(
        day,
        session,
        groups,
        tuple(reminded),
        warned,
        streaks_at_risk(here),
        occasions_of(in_blocks, day),
        parts=_parts(groups, by_roadmap or {}, day),
    )


def _parts(groups: Sequence[WeekGroup], sessions: Mapping[int, Session], day: date) -> tuple[RoadmapPart, ...]:
    """Groups by their roadmaps; nothing where all are of one."""
    by_roadmap: dict[int, list[WeekGroup]] = {}
    for group in groups:
        by_roadmap.setdefault(group.members[0].member.roadmap_id, []).append(group)
    if len(by_roadmap) < 2:
        return ()
    fullest = sorted(by_roadmap.items(), key=lambda item: -sum(len(group.members) for group in item[1]))
    return tuple(
        RoadmapPart(
            own[0].members[0].roadmap,
            sessions.get(roadmap_id),
            tuple(own),
            occasions_of([progress for group in own for progress in group.members], day),
        )
        for roadmap_id, own in fullest
    )


def roadmaps_of(members: Iterable[Progress]) -> list[Edition]:
    """The roadmaps that some members walk, by their ids."""
    found = {progress.member.roadmap_id: progress.edition for progress in members}
    return [found[roadmap_id] for roadmap_id in sorted(found)]


def streaks_at_risk(members: Iterable[Progress]) -> int | None:
    """How many streaks still need a study day this week; None unless two at least do and two don't (§5)."""
    chains = [p.streak for p in members if p.streak.weeks >= WORTH_A_WORD and not p.is_complete]
    needing = sum(1 for chain in chains if needs_a_day(chain))
    return needing if min(needing, len(chains) - needing) >= FEWEST_TO_COUNT else None


def personal_note(progress: Progress, warned_before: bool) -> PersonalNote | None:
    """What to tell one member today; a warning replaces the reminder, and None means silence."""
    session = own_session(progress, progress.today)
    if not warned_before and needs_warning(progress):
        return PersonalNote(progress, session, is_warning=True)
    if session is None or not wants_reminding(progress, progress.today):
        return None
    notice = next(iter(notices_on([progress], progress.today)), None)
    if is_away(progress, progress.today) and notice is None:
        return None
    return PersonalNote(progress, session, is_warning=False, notice=notice)


def block_hours(session: Session, group: WeekGroup) -> float:
    """The hours of a study day in a block as the roadmap has them: a post must not tell anybody's pace (§5)."""
    progress = group.members[0]
    minutes = progress.edition.newest.skeleton.weeks[group.block.weeks.first - 1].minutes
    return session.hours * minutes / 60 / ordinary_hours(progress.roadmap)


def session_hours(session: Session, progress: Progress) -> float:
    """The hours of a study day for a member: scaled in project weeks and by pace (§5)."""
    return session.hours * progress.hours_planned / ordinary_hours(progress.roadmap)


def _by_block(members: Sequence[Progress]) -> tuple[WeekGroup, ...]:
    """Members by the block that they are in, the fullest first, then in the roadmap's order."""
    groups: dict[tuple[int, str], list[Progress]] = {}
    for progress in members:
        if progress.due_blocks:
            groups.setdefault((progress.member.roadmap_id, progress.due_blocks[0].id), []).append(progress)
    found = [WeekGroup(group[0].due_blocks[0], tuple(group)) for group in groups.values()]
    return tuple(sorted(found, key=lambda group: (-len(group.members), group.block.weeks.first)))


def put_off_note(progress: Progress) -> PersonalNote | None:
    """The reminder that was put off; silence when the member has studied meanwhile or wants peace."""
    if progress.studied_today or is_quiet_day(progress) or progress.pause or progress.is_complete:
        return None
    return PersonalNote(
        progress, own_session(progress, progress.today), is_warning=needs_warning(progress), was_put_off=True
    )
