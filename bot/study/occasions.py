"""What a day is for a member beside its activity: a milestone's week, a phase's end, or two weeks of silence (§5)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from bot.study.choices import Pause
from bot.study.days import week_of
from bot.study.member import Where
from bot.study.progress import Progress
from bot.study.streak import StudyWeek

_FREEZE_NEWS = timedelta(weeks=3)
"""A freeze that was spent longer ago is no news to whoever was never told of any."""

_WEEK = timedelta(weeks=1)

SILENCE = timedelta(days=14)
"""After so long without a study day a member is asked once whether to pause, and then left in peace."""


class Occasion(StrEnum):
    """Why a day is special; the first one matters most."""

    AWAY = "away"
    CHECKPOINT = "checkpoint"
    MILESTONE = "milestone"


@dataclass(frozen=True, slots=True)
class Notice:
    """An occasion with what it is about (a milestone's title or a phase's id), and whose it is."""

    occasion: Occasion
    subject: str
    members: tuple[Progress, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """A milestone's week, which begins on the first study day of it, or a phase's end, on the last of its last week."""

    occasion: Occasion
    subject: str
    day: date


def is_away(progress: Progress, day: date) -> bool:
    """Whether a member has not studied for two weeks, counted from the start or the end of a pause at the latest."""
    return day - _last_seen(progress) >= SILENCE


def next_break(progress: Progress) -> Pause | None:
    """The break that is under way, or else the next one that is planned."""
    to_come = (pause for pause in progress.record.pauses if pause.until > progress.today)
    return min(to_come, key=lambda pause: pause.first, default=None)


def is_to_be_asked(progress: Progress) -> bool:
    """Whether a member was away for two weeks, is still on the way, and was not asked about it yet."""
    on_the_way = progress.has_started and not progress.pause and not progress.is_complete
    return on_the_way and is_away(progress, progress.today) and _may_ask(progress, progress.today, again=False)


def occasion_on(progress: Progress, day: date) -> tuple[Occasion, str] | None:
    """What a rhythm day is for a member beside its activity; the one that matters most wins."""
    if is_away(progress, day):
        return (Occasion.AWAY, "") if _may_ask(progress, day) else None
    found = (one for one in _in_week(progress, week_of(day)) if one.day == day)
    return next(((one.occasion, one.subject) for one in found if _is_worth_a_word(progress, one)), None)


def occasions_of(members: Iterable[Progress], day: date) -> tuple[tuple[Occasion, str], ...]:
    """The milestones and phase ends in a day's week of several members, by their plans alone: for all to read (§5).

    What somebody has shown or done plays no part in it, so nobody's progress can be told from it.
    """
    found = {
        (one.occasion, one.subject): None
        for progress in members
        for one in _in_week(progress, week_of(day))
        if one.day == day
    }
    return tuple(sorted(found, key=lambda key: list(Occasion).index(key[0])))


def occasions_to_tell(progress: Progress) -> tuple[Event, ...]:
    """This week's and last week's milestones and phase ends that no message has told of (§5).

    They are told in private when no message can be expected any more: their day is over, or was studied on, or the
    member gets no messages. Whoever joins a plan late hears of none from before.
    """
    member, today = progress.member, progress.today
    if not progress.has_started or progress.pause or progress.is_complete or is_away(progress, today):
        return ()
    this_monday = week_of(today)
    events = [event for monday in (this_monday - _WEEK, this_monday) for event in _in_week(progress, monday)]
    joined_on = progress.record.joined_late_on or date.min
    hears_nothing_today = progress.studied_today or member.where is Where.OFF
    return tuple(
        event
        for event in events
        if (member.occasions_told_on is None or event.day > member.occasions_told_on)
        and event.day >= joined_on
        and (event.day < today or (event.day == today and hears_nothing_today))
        and _is_worth_a_word(progress, event)
    )


def tells_of_all(progress: Progress, day: date) -> bool:
    """Whether a message of a day tells a member of an occasion, and none from before it waits to be told."""
    return occasion_on(progress, day) is not None and all(event.day >= day for event in occasions_to_tell(progress))


def notices_on(members: Iterable[Progress], day: date) -> tuple[Notice, ...]:
    """The occasions of several members, those of the same kind and subject together, what matters most first."""
    found: dict[tuple[Occasion, str], list[Progress]] = {}
    for progress in members:
        if occasion := occasion_on(progress, day):
            found.setdefault(occasion, []).append(progress)
    order = list(Occasion)
    ranked = sorted(found, key=lambda key: order.index(key[0]))
    return tuple(Notice(occasion, subject, tuple(found[occasion, subject])) for occasion, subject in ranked)


def _last_seen(progress: Progress) -> date:
    """The last study day, or since when there could be one: a silence that was the bot's is nobody's (§4)."""
    pauses = [pause.until for pause in progress.record.pauses if pause.until <= progress.today]
    outages = [progress.member.today(outage.until) for outage in progress.outages if outage.until <= progress.now]
    return max([progress.plan.walked_from, *pauses, *outages, *progress.study_days])


def _may_ask(progress: Progress, day: date, *, again: bool = True) -> bool:
    """Whether this silence was not asked about yet, unless `again` by this very day's message.

    Whoever has a break under way or planned has answered already.
    """
    if next_break(progress):
        return False
    asked = progress.member.asked_on
    return asked is None or asked <= _last_seen(progress) or (again and asked == day)


def _in_week(progress: Progress, monday: date) -> tuple[Event, ...]:
    """What a week is by a member's plan, what matters most first."""
    plan = progress.plan
    phase, milestone = plan.phase_ends.get(monday), plan.milestones.get(monday)
    found: list[Event] = []
    if phase:
        found.append(Event(Occasion.CHECKPOINT, phase.id, plan.study_days(monday)[-1]))
    if milestone:
        found.append(Event(Occasion.MILESTONE, milestone.title, plan.study_days(monday)[0]))
    return tuple(found)


def _is_worth_a_word(progress: Progress, event: Event) -> bool:
    """A phase's end is one while its checkpoint has something open."""
    if event.occasion is not Occasion.CHECKPOINT:
        return True
    part = progress.phase_progress(event.subject)
    return part is not None and part.items_done < part.items_total


def freezes_to_tell(progress: Progress) -> tuple[StudyWeek, ...]:
    """The weeks whose freezes their member has not heard of yet: told once (§4)."""
    told = progress.member.freezes_told_on or week_of(progress.today) - _FREEZE_NEWS
    return tuple(week for week in progress.streak.history if week.freezes_spent and week.monday > told)
