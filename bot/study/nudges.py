"""Who is to hear what today, and who is to be left in peace (product §5)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from datetime import date

from bot.roadmap import Block
from bot.study.days import week_of
from bot.study.group import GroupWeek
from bot.study.occasions import Notice, is_away, notices_on
from bot.study.progress import Progress
from bot.study.rhythm import Session, ordinary_hours, session_on
from bot.study.streak import warning_is_due


@dataclass(frozen=True, slots=True)
class WeekGroup:
    """The members who are in the same block, to be reminded together."""

    block: Block
    members: tuple[Progress, ...]

    @property
    def user_ids(self) -> tuple[int, ...]:
        """Whose group this is."""
        return tuple(progress.member.user_id for progress in self.members)


@dataclass(frozen=True, slots=True)
class ServerPost:
    """One message for a study channel: the day's activity (none on other days), groups, warnings and notices."""

    day: date
    session: Session | None
    groups: tuple[WeekGroup, ...]
    warned: tuple[Progress, ...]
    notices: tuple[Notice, ...] = ()
    week: GroupWeek | None = None
    """What all did in the week that is closing, on its last rhythm day."""


@dataclass(frozen=True, slots=True)
class PersonalNote:
    """One direct message: a warning for the streak, or the day's activity with what else the day is."""

    progress: Progress
    session: Session | None
    is_warning: bool
    notice: Notice | None = None
    was_put_off: bool = False
    """Its reader asked for it to come at this time."""


def own_session(progress: Progress, day: date) -> Session | None:
    """What a day is for a member, if it is one of their study days."""
    return session_on(progress.roadmap, progress.plan.weekdays(week_of(day)), day)


def closes_the_week(weekdays: Sequence[int], day: date) -> bool:
    """Whether a study day is the last one of a server's week: its post looks back on the week (§8)."""
    return day.weekday() == max(weekdays)


def wants_reminding(progress: Progress, day: date) -> bool:
    """Whether a reminder for `day` makes sense: one of their days, started, not paused or complete, not studied yet."""
    journal = progress.page.journal
    studied = progress.studied_today or day in journal.study_days
    left_alone = progress.pause or progress.is_complete or is_quiet_day(progress)
    return progress.has_started and not left_alone and not studied and _asks_for(progress, day)


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
    return warning_is_due(progress.streak, progress.page.journal.study_days, progress.today)


def server_post(
    session: Session | None, members: Iterable[Progress], day: date, warned_before: Set[int]
) -> ServerPost | None:
    """What to post in a study channel on a day, with what it is for; None when there is nobody to reach."""
    members = tuple(members)
    warned = tuple(
        progress for progress in members if progress.member.user_id not in warned_before and needs_warning(progress)
    )
    told = {progress.member.user_id for progress in warned}
    reminded = [p for p in members if p.member.user_id not in told and wants_reminding(p, day)] if session else []
    groups = _by_block([progress for progress in reminded if not is_away(progress, day)])
    notices = notices_on(reminded, day)
    if not groups and not warned and not notices:
        return None
    return ServerPost(day, session, groups, warned, notices)


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


def session_hours(session: Session, progress: Progress) -> float:
    """The hours of a study day for a member: scaled in project weeks and by pace (§5)."""
    return session.hours * progress.hours_planned / ordinary_hours(progress.roadmap)


def _by_block(members: Sequence[Progress]) -> tuple[WeekGroup, ...]:
    groups: dict[str, list[Progress]] = {}
    for progress in members:
        if progress.due_blocks:
            groups.setdefault(progress.due_blocks[0].id, []).append(progress)
    return tuple(
        WeekGroup(block, tuple(groups[block.id]))
        for block in (members[0].roadmap.blocks if members else ())
        if block.id in groups
    )


def put_off_note(progress: Progress) -> PersonalNote | None:
    """The reminder that was put off; silence when the member has studied meanwhile or wants peace."""
    if progress.studied_today or is_quiet_day(progress) or progress.pause or progress.is_complete:
        return None
    return PersonalNote(
        progress, own_session(progress, progress.today), is_warning=needs_warning(progress), was_put_off=True
    )
