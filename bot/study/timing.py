"""When the bot may speak: the next due moments, quiet hours, how often at most, and what is put off (§5)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from enum import StrEnum

from bot.roadmap.versions import Edition
from bot.study.days import ROLLOVER, instant_of, next_occurrence, study_day, week_of
from bot.study.member import DEFAULT_TIME, Member, Server, Where
from bot.study.progress import Progress
from bot.study.rhythm import days_of_several

FEWEST_NOTES_A_WEEK = 4

_MORNING, _NIGHT = time(8), time(21)
"""Between these a direct message may come at a time that its reader did not choose."""

_EVENING = time(20)


def next_note_at(member: Member, server: Server | None, now: datetime) -> datetime | None:
    """When to think of a member's next direct message: daily at their time; None when they get none."""
    if member.where is not Where.DM:
        return None
    return next_occurrence(now, personal_time(member, server), member.zone)


def personal_time(member: Member, server: Server | None) -> time:
    """The time of day of a member's direct messages: their own, else the server's unless that is at night (§5)."""
    return member.at if member.at is not None else notes_at(server)


def notes_at(server: Server | None) -> time:
    """The time of day of direct messages to members without a time of their own."""
    return server.at if server and _MORNING <= server.at < _NIGHT else DEFAULT_TIME


def next_post_at(editions: Sequence[Edition], server: Server, now: datetime) -> datetime:
    """When the next reminder of a server's study days is due, by the roadmaps that are walked there."""
    at = next_occurrence(now, server.at, server.zone)
    while (day := study_day(at, server.zone)).weekday() not in days_of_several(editions, server, day):
        at = next_occurrence(at, server.at, server.zone)
    return at


def is_quiet_hour(now: datetime, member: Member) -> bool:
    """Whether a member's direct messages must wait: between 21:00 and 08:00, unless they chose such a time (§5)."""
    at = now.astimezone(member.zone).time()
    chosen_night = member.at is not None and not _MORNING <= member.at < _NIGHT
    return not chosen_night and not _MORNING <= at < _NIGHT


def may_write_what_was_put_off(due_at: datetime, now: datetime, member: Member) -> bool:
    """Whether a message may still come that its reader asked for: late, it does not come into the night."""
    return is_quiet_hour(due_at, member) or not is_quiet_hour(now, member)


def may_write(sent: Sequence[datetime], progress: Progress) -> bool:
    """Whether another direct message is within the ration; `sent` is when those were due that nobody asked for (§5).

    One a day, and a week as many as the member has study days and one more, at least four.
    """
    days = [progress.member.today(at) for at in sent]
    this_week = [day for day in days if week_of(day) == week_of(progress.today)]
    most = max(FEWEST_NOTES_A_WEEK, len(progress.plan.weekdays(week_of(progress.today))) + 1)
    return progress.today not in days and len(this_week) < most


class Later(StrEnum):
    """How long a member puts a reminder off."""

    HOUR = "1h"
    EVENING = "evening"
    TOMORROW = "tomorrow"


def put_off_until(later: Later, member: Member, server: Server | None, now: datetime) -> datetime:
    """When a reminder that is put off comes, to the minute; "this evening" that has come already is in an hour."""
    if later is Later.TOMORROW:
        tomorrow = member.today(now) + timedelta(days=1)
        at = personal_time(member, server)
        return instant_of(tomorrow + timedelta(days=1) if at < ROLLOVER else tomorrow, at, member.zone)
    if later is Later.EVENING and (evening := _evening_of(member, now)) > now:
        return evening
    return now.replace(second=0, microsecond=0) + timedelta(hours=1)


def choices_of_later(member: Member, now: datetime) -> tuple[Later, ...]:
    """What there is to choose from: an evening that has come already is none."""
    return tuple(later for later in Later if later is not Later.EVENING or _evening_of(member, now) > now)


def _evening_of(member: Member, now: datetime) -> datetime:
    return instant_of(now.astimezone(member.zone).date(), _EVENING, member.zone)
