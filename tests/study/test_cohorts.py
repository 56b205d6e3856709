"""Joining a cohort: on which Monday a plan starts, what was missed, and what the streak makes of it (§12)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.roadmap import Roadmap
from bot.roadmap.versions import first_edition
from bot.study.choices import Choice
from bot.study.cohorts import (
    Cohort,
    Membership,
    Shares,
    coming_monday,
    invited_to,
    late_on,
    read_name,
    sorts_as,
    starts_for,
)
from bot.study.days import first_monday, instant_of, study_day, week_of
from bot.study.journal import Journal, Session
from bot.study.member import Member, MemberRecord
from bot.study.occasions import occasions_to_tell
from bot.study.progress import Progress
from bot.study.several import as_switched
from bot.study.streak import WeekState
from tests.store.people import BERLIN, GUILD

DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
MONDAY = date(2026, 3, 2)
ZONES = [ZoneInfo(name) for name in ("Pacific/Kiritimati", "Asia/Kathmandu", "Europe/Berlin", "Etc/GMT+12")]


@pytest.mark.parametrize("zone", ZONES, ids=str)
@pytest.mark.parametrize("start", [MONDAY, date(2026, 3, 30), date(2026, 12, 28)], ids=str)
def test_when_a_plan_starts(zone: ZoneInfo, start: date):
    """Before the Monday and up to 14 days after it by one's own clock: on it; from the 15th on there is a choice."""
    for days in range(-40, 60):
        day = start + timedelta(days=days)
        for clock in (time(4), time(12), time(3, 59)):
            on = day + DAY if clock < time(4) else day
            today = study_day(instant_of(on, clock, zone), zone)
            assert today == day
            starts = starts_for(start, today)
            assert starts[0] == start
            assert len(starts) == (1 if days <= 14 else 2)
            if len(starts) == 2:
                assert starts[1] == first_monday(today) >= week_of(today)
            assert (late_on(start, today) is not None) == (days > 6)


@pytest.mark.parametrize("zone", ZONES, ids=str)
@pytest.mark.parametrize("days", [-8, -1, 0, 3, 6, 7, 13, 14, 40])
def test_what_was_missed_is_open_and_breaks_nothing(curriculum: Roadmap, zone: ZoneInfo, days: int):
    """Nothing of it is overdue until 14 days after the joining; weeks before that of joining are neutral."""
    joined = MONDAY + timedelta(days=days)
    for later in range(0, 60, 3):
        today = joined + timedelta(days=later)
        progress = member(curriculum, MONDAY, today, late=late_on(MONDAY, joined), zone=zone)
        assert progress.plan.starts_on == MONDAY
        before = [week for week in progress.streak.history if week.monday < week_of(joined)]
        assert all(week.state is WeekState.NEUTRAL for week in before)
        missed = {
            task.id for block in progress.blocks if _began_before(progress, block.id, joined) for task in block.tasks
        }
        overdue = {task.id for task in progress.overdue}
        if days > 6 and later < 14:
            assert not overdue & missed
        elif days <= 0:
            assert bool(overdue) == (today >= MONDAY + 2 * WEEK)
    assert member(curriculum, MONDAY, joined + 60 * DAY, late=late_on(MONDAY, joined), zone=zone).overdue


def _began_before(progress: Progress, block: str, joined: date) -> bool:
    mondays = progress.plan.mondays_of(block)
    return bool(mondays) and mondays[0] < week_of(joined)


def member(
    roadmap: Roadmap, start: date, today: date, *, late: date | None = None, zone: ZoneInfo = BERLIN, days: int = 0
) -> Progress:
    """Somebody on a plan from a Monday on, who has studied on so many days from it on, seen at noon of a day."""
    journal = Journal(sessions=tuple(Session(start + n * DAY, 30, number=n) for n in range(days)))
    record = MemberRecord(Member(GUILD, 1, zone), (Choice(start),), journal=journal, joined_late_on=late)
    return Progress(first_edition(roadmap, start), record, instant_of(today, time(12), zone))


def test_the_week_of_joining_is_judged_and_late_days_are_no_silence(curriculum: Roadmap):
    """A cohort's earlier weeks ask nobody for a break, and a forecast does not count them."""
    joined = MONDAY + 14 * DAY
    progress = member(curriculum, MONDAY, joined, late=joined)
    assert progress.plan.walked_from == joined
    week = progress.streak.this_week
    assert week.state is WeekState.OPEN
    assert week.target == 3


def test_what_the_plan_had_before_is_no_news(curriculum: Roadmap):
    """A phase that ended and a milestone that was reached last week are told to whoever was there."""
    joined = MONDAY + 8 * WEEK + 3 * DAY
    there = replace(member(curriculum, MONDAY, joined, days=1).record, joined_late_on=None)
    studied = replace(there, journal=Journal(sessions=(Session(joined - DAY, 30, number=1),)))
    walk = Progress(first_edition(curriculum, MONDAY), studied, instant_of(joined, time(12), BERLIN))
    assert len(occasions_to_tell(walk)) == 2
    assert occasions_to_tell(replace(walk, record=replace(studied, joined_late_on=joined))) == ()


def test_going_over_to_a_cohort(curriculum: Roadmap):
    """The plan begins with the cohort, to come or begun; weeks before belong to the roadmap that is left."""
    before = member(curriculum, MONDAY, MONDAY + 3 * WEEK + 3 * DAY, days=9)
    edition = first_edition(curriculum, MONDAY)
    other = type(edition)(curriculum, edition.versions, GUILD, 1)
    for start in (MONDAY + 6 * WEEK, MONDAY + 2 * WEEK):
        after = as_switched(before, other, start)
        assert after.plan.starts_on == start
        assert after.plan.parked == ()
        assert after.streak.history[:3] == before.streak.history[:3]
        own = as_switched(before, other)
        assert own.plan.starts_on == MONDAY + 4 * WEEK
    late = as_switched(before, other, MONDAY + 2 * WEEK)
    assert late.record.joined_late_on == before.today
    assert late.week_number == 2
    assert late.overdue == ()


@given(st.dates(date(2026, 1, 1), date(2032, 12, 31)), st.integers(-60, 120))
def test_the_cohorts_start_wins_where_it_is_later(day: date, offset: int):
    """And also where it is earlier, for 14 days; there is one way at least, and each is a Monday."""
    monday = week_of(day)
    today = monday + timedelta(days=offset)
    starts = starts_for(monday, today)
    assert all(start.weekday() == 0 for start in starts)
    if first_monday(today) < monday:
        assert starts == (monday,)
    assert len(set(starts)) == len(starts)


def test_an_invitation_offers_those_that_start_together():
    """The next three; none that began long ago, or takes nobody any more."""
    cohorts = [Cohort(GUILD, n, str(n), MONDAY + n * WEEK, 0) for n in range(-4, 6)]
    cohorts[5] = Cohort(GUILD, 1, "1", MONDAY + WEEK, 0, joins_until=MONDAY - DAY)
    assert [one.number for one in invited_to(cohorts, MONDAY)] == [-2, -1, 0]
    assert invited_to(cohorts[:2], MONDAY) == []


@pytest.mark.parametrize(
    ("shares", "name", "answered", "agreed", "asked"),
    [
        (Shares.MENTORS, "Ada", 2, True, False),
        (Shares.MENTORS, "Ada", 1, False, True),
        (Shares.MENTORS, None, 2, False, False),
        (Shares.SUMS, "Ada", 2, False, False),
        (Shares.SUMS, None, 1, False, True),
    ],
)
def test_a_consent_holds_for_the_terms_it_was_given_to(
    shares: Shares, name: str | None, answered: int, agreed: bool, asked: bool
):
    """To a role that sees, with the name, and to what holds now."""
    member = Membership(Cohort(GUILD, 1, "Spring", MONDAY, 0, shares, 9, terms=2), MONDAY, answered, name)
    assert (member.has_agreed, member.is_to_be_asked) == (agreed, asked)


def test_names():
    """One line of visible letters; sorted without marks and letter case, in any script."""
    assert read_name("  Spring\n\t2026\u202e 👩🏽\u200d🚀 ") == "Spring 2026 👩🏽\u200d🚀"
    assert read_name("\u200b \n") == ""
    names = ["zoe", "Ärne", "anna", "Anna", "日本", "אב"]
    assert sorted(names, key=sorts_as) == ["anna", "Anna", "Ärne", "zoe", "אב", "日本"]


def test_a_day_in_between_means_the_monday_after_it():
    """A Monday is itself."""
    assert coming_monday(MONDAY) == MONDAY
    assert {coming_monday(MONDAY + n * DAY) for n in range(1, 8)} == {MONDAY + WEEK}
    assert datetime.combine(MONDAY, time(), UTC).weekday() == 0
