"""Who is to hear what today, and who is to be left in peace (§5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, time

from bot.study.days import instant_of, week_of
from bot.study.occasions import Notice, Occasion, freezes_to_tell, is_away, notices_on
from bot.study.progress import Progress
from bot.study.review import Review
from bot.study.rhythm import Session, ordinary_hours, session_on
from bot.study.streak import StudyWeek, days_left, days_needed, needs_a_day, warning_is_due
from bot.study.submitting import reviews_to_tell


@dataclass(frozen=True, slots=True)
class PersonalNote:
    """One direct message: a warning for the streak, or the day's activity with what else the day is."""

    progress: Progress
    session: Session | None
    is_warning: bool
    notice: Notice | None = None
    was_put_off: bool = False
    """Its reader asked for it to come at this time."""
    is_about_reviews: bool = False
    """The day asks for nothing; somebody has decided about a checkpoint."""

    @property
    def asks_for_a_break(self) -> bool:
        """Whether it is the one question after two weeks of silence."""
        return self.notice is not None and self.notice.occasion is Occasion.AWAY

    @property
    def freezes(self) -> tuple[StudyWeek, ...]:
        """The weeks whose spent freezes it tells of (§4)."""
        return () if self.asks_for_a_break else freezes_to_tell(self.progress)

    @property
    def reviews(self) -> tuple[Review, ...]:
        """The decisions about checkpoints that it tells of (§7)."""
        return () if self.asks_for_a_break else reviews_to_tell(self.progress)


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


def personal_note(progress: Progress, warned_before: bool) -> PersonalNote | None:
    """What to tell one member today; None means silence."""
    return _note_of_the_day(progress, warned_before) or _review_note(progress)


def _review_note(progress: Progress) -> PersonalNote | None:
    """That somebody has decided about a checkpoint, on a day that brings no other message."""
    wants_peace = progress.pause or is_quiet_day(progress) or is_away(progress, progress.today)
    if wants_peace or not reviews_to_tell(progress):
        return None
    return PersonalNote(progress, None, is_warning=False, is_about_reviews=True)


def _note_of_the_day(progress: Progress, warned_before: bool) -> PersonalNote | None:
    """The day's reminder, or the warning that replaces it."""
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


def put_off_note(progress: Progress) -> PersonalNote | None:
    """The reminder that was put off; silence when the member has studied meanwhile or wants peace."""
    if progress.studied_today or is_quiet_day(progress) or progress.pause or progress.is_complete:
        return None
    return PersonalNote(
        progress, own_session(progress, progress.today), is_warning=needs_warning(progress), was_put_off=True
    )
