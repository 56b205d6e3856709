"""Members for the tests of the rules, each described by what is special about them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

from bot.roadmap import Roadmap
from bot.study.days import instant_of
from bot.study.journal import Evidence, Journal, Session, Tick
from bot.study.member import Member, MemberPage
from bot.study.plan import Pause, Segment
from bot.study.progress import Progress

MONDAY = date(2026, 3, 2)
"""The plans of these members start here."""

DAY, WEEK = timedelta(days=1), timedelta(days=7)
WHOLE = tuple(range(1, 37))
BERLIN = ZoneInfo("Europe/Berlin")
ADA = Member(guild_id=1, user_id=2, zone=BERLIN)


def week(n: int) -> date:
    """The Monday of the n-th calendar week, from 0."""
    return MONDAY + n * WEEK


def standing(
    roadmap: Roadmap,
    today: date,
    *,
    at: time = time(18),
    member: Member = ADA,
    path: tuple[int, ...] = WHOLE,
    weeks: int | None = None,
    starts_on: date = MONDAY,
    done: Iterable[str] = (),
    studied: Iterable[date] = (),
    shown: Iterable[str] = (),
    pauses: tuple[Pause, ...] = (),
) -> Progress:
    """Where a member stands at a time of their day: tasks ticked before the start, and an hour on each day studied."""
    before = starts_on - 3 * WEEK
    journal = Journal(
        tuple(Tick(task, before) for task in done),
        tuple(Session(day, 60) for day in studied),
        tuple(Evidence(item, before, "https://example.org") for item in shown),
    )
    page = MemberPage(member, (Segment(starts_on, path, weeks or len(path)),), pauses, journal)
    return Progress(roadmap, page, instant_of(today, at, member.zone))


def named(user_id: int, zone: str = "Europe/Berlin") -> Member:
    """Another member of the same server."""
    return replace(ADA, user_id=user_id, zone=ZoneInfo(zone))
