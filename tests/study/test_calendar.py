"""The calendar of a plan: which weeks it shows, and what each of their days is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.roadmap import Roadmap
from bot.study.calendar import MOST_WEEKS, CalendarWeek, DayMark, calendar
from bot.study.choices import Choice, Pause
from bot.study.days import days_of, week_of
from bot.study.journal import Session
from bot.study.progress import Progress
from bot.study.streak import WeekState
from tests.study.people import DAY, MONDAY, WEEK, named, standing, walked, week

LETTERS = {DayMark.STUDIED: "s", DayMark.FREE: ".", DayMark.PAUSED: "p", DayMark.AHEAD: "a", DayMark.DUE: "a"}
COMING = {DayMark.AHEAD, DayMark.DUE}
PHASE_3 = tuple(range(15, 23))


def letters(*weeks: CalendarWeek) -> str:
    """What the days of weeks are, a letter each: studied, . free, paused, ahead."""
    return " ".join("".join(LETTERS[mark] for mark in one.days) for one in weeks)


def days(*numbers: int) -> list[date]:
    """The n-th days from MONDAY on, from 0."""
    return [MONDAY + n * DAY for n in numbers]


def paused(first: int, until: int) -> Pause:
    """A pause from the n-th day from MONDAY on up to, not including, another."""
    return Pause(MONDAY + first * DAY, MONDAY + until * DAY)


def turned_to_phase_3(curriculum: Roadmap) -> Progress:
    """Two weeks of the whole roadmap as written, then phase 3 alone; seen in the sixth week."""
    edition, scope = walked(curriculum, PHASE_3)
    before = standing(curriculum, week(5))
    return replace(
        before, edition=edition, record=replace(before.record, choices=(Choice(MONDAY), Choice(week(2), scope)))
    )


# --- which weeks


@pytest.mark.parametrize(
    ("today", "studied", "pauses", "weeks", "first", "last"),
    [
        (week(0), (), (), 36, 0, 35),  # the plan, from its first week to its last
        (week(20), (), (), 36, 0, 35),
        (week(0), (), (), 17, 0, 16),
        (week(3), days(-1), (), 36, -1, 35),  # the Sunday before the start was studied
        (week(3), days(-15, 2), (), 36, -3, 35),
        (week(36) - DAY, (), (), 36, 0, 35),  # the plan's last Sunday
        (week(36), (), (), 36, 0, 36),  # the plan is over: up to this week
        (week(50), (), (), 36, 0, 50),
        (week(0) - 3 * DAY, (), (), 36, -1, 35),  # before the start, from this week on
        (week(-4), days(-22), (), 36, -4, 35),
        (week(0), (), (paused(21, 35),), 36, 0, 37),  # two weeks off: the plan ends two weeks later
        (week(0), (), (paused(22, 24),), 36, 0, 35),  # two days off move nothing
    ],
)
def test_the_weeks_it_shows(
    curriculum: Roadmap,
    today: date,
    studied: Iterable[date],
    pauses: tuple[Pause, ...],
    weeks: int,
    first: int,
    last: int,
):
    """From the plan's first week, or the first studied before it, to its last, or to this week; none left out."""
    shown = calendar(standing(curriculum, today, studied=studied, pauses=pauses, weeks=weeks), 104)
    assert [one.monday for one in shown.weeks] == [week(n) for n in range(first, last + 1)]
    assert shown.today == today


def test_after_a_change_of_plan_it_ends_with_the_new_plan(curriculum: Roadmap):
    """From the first plan's first week to the last week of the one that holds now."""
    shown = calendar(turned_to_phase_3(curriculum))
    assert (shown.weeks[0].monday, shown.weeks[-1].monday, len(shown.weeks)) == (MONDAY, week(9), 10)


@pytest.mark.parametrize(
    ("n", "first"),
    [(0, 0), (14, 0), (15, 1), (16, 2), (100, 86), (201, 187), (202, 187), (207, 187), (208, 188)],
)
def test_of_a_long_plan_the_weeks_up_to_today_and_some_to_come(curriculum: Roadmap, n: int, first: int):
    """Of four years, 21 weeks are shown: from week 16 on they move, and 6 to come always stay while there are any."""
    shown = calendar(standing(curriculum, week(n), weeks=208))
    assert [one.monday for one in shown.weeks] == [week(first + k) for k in range(21)]


@pytest.mark.parametrize(("weeks", "shown"), [(20, 20), (21, 21), (22, 21)])
def test_a_short_plan_is_shown_whole(curriculum: Roadmap, weeks: int, shown: int):
    """Nothing is left out before it has to be."""
    assert len(calendar(standing(curriculum, MONDAY, weeks=weeks)).weeks) == shown


# --- day by day


@pytest.mark.parametrize(
    ("today", "studied", "pauses", "marks"),
    [
        (0, (), (), ".aaaaaa aaaaaaa aaaaaaa"),
        (0, (0,), (), "saaaaaa aaaaaaa aaaaaaa"),  # today, studied
        (6, (0, 2, 5), (), "s.s..s. aaaaaaa aaaaaaa"),
        (7, (0, 2, 5), (), "s.s..s. .aaaaaa aaaaaaa"),
        (20, (6, 7, 20), (), "......s s...... ......s"),
        # A pause begins with its first day and ends before its last one, before today, on it and after it.
        (9, (), (paused(7, 14),), "....... ppppppp aaaaaaa"),
        (9, (), (paused(3, 9),), "...pppp pp.aaaa aaaaaaa"),
        (9, (), (paused(9, 10),), "....... ..paaaa aaaaaaa"),
        (9, (), (paused(11, 16),), "....... ...appp ppaaaaa"),
        (9, (), (paused(1, 2), paused(12, 13)), ".p..... ...aapa aaaaaaa"),
        (9, (), (paused(2, 2),), "....... ...aaaa aaaaaaa"),  # ended on the day it began
        # What was studied while paused was studied all the same.
        (9, (7, 8), (paused(7, 14),), "....... ssppppp aaaaaaa"),
        (9, (6, 9, 14), (paused(6, 15),), "......s ppspppp saaaaaa"),
    ],
)
def test_day_by_day(curriculum: Roadmap, today: int, studied: tuple[int, ...], pauses: tuple[Pause, ...], marks: str):
    """The plan's first three weeks as they are seen on a day."""
    shown = calendar(standing(curriculum, MONDAY + today * DAY, studied=days(*studied), pauses=pauses))
    assert letters(*shown.weeks[:3]) == marks


def test_every_kind_of_entry_makes_a_studied_day(curriculum: Roadmap):
    """A tick, a session and a checkpoint item: they are the study days of the streak."""
    progress = standing(curriculum, MONDAY, done=["ppo"], studied=days(-19), shown=["cp1-transformer"])
    assert letters(calendar(progress).weeks[0]) == "s.s...."


@pytest.mark.parametrize(
    ("zone", "morning"),
    [
        ("Europe/Berlin", date(2026, 3, 29)),  # clocks go forward in this night
        ("Europe/Berlin", date(2026, 10, 25)),  # and back
        ("America/New_York", date(2026, 3, 8)),
        ("America/New_York", date(2026, 11, 1)),
        ("Australia/Lord_Howe", date(2026, 4, 5)),  # by half an hour
        ("Africa/Cairo", date(2026, 4, 24)),  # on a Friday, at midnight
        ("Asia/Kathmandu", date(2026, 5, 4)),  # never; on a Monday
        ("Europe/Berlin", date(2027, 1, 1)),
        ("Pacific/Kiritimati", date(2028, 2, 29)),
        ("Pacific/Pago_Pago", date(2028, 3, 1)),
    ],
)
def test_today_ends_at_four_in_the_morning(curriculum: Roadmap, zone: str, morning: date):
    """Up to 03:59 the day before is today, and the next is ahead; in nights in which the clocks change too."""
    for at, today in ((time(3, 59), morning - DAY), (time(4), morning)):
        progress = standing(curriculum, morning, at=at, member=named(2, zone), starts_on=week_of(morning) - 2 * WEEK)
        shown = calendar(progress)
        all_days = [day for one in shown.weeks for day in days_of(one.monday)]
        marks = [mark for one in shown.weeks for mark in one.days]
        assert shown.today == today
        assert next(day for day, mark in zip(all_days, marks, strict=True) if mark in COMING) == today + DAY
        assert set(marks[: all_days.index(today) + 1]) == {DayMark.FREE}
        assert set(marks[all_days.index(today) + 1 :]) == COMING


@pytest.mark.parametrize(
    ("today", "studied", "mondays", "marks"),
    [
        # A year with an ISO week 53: it is a week like any other.
        (
            date(2026, 12, 31),
            [date(2026, 12, 27), date(2026, 12, 28)],
            [date(2026, 12, 21), date(2026, 12, 28), date(2027, 1, 4)],
            "......s s...aaa aaaaaaa",
        ),
        (
            date(2027, 1, 4),
            [date(2026, 12, 31), date(2027, 1, 1), date(2027, 1, 4)],
            [date(2026, 12, 21), date(2026, 12, 28), date(2027, 1, 4)],
            "....... ...ss.. saaaaaa",
        ),
        # A leap day is a day of its week.
        (
            date(2028, 2, 28),
            [],
            [date(2028, 2, 21), date(2028, 2, 28), date(2028, 3, 6)],
            "....... .aaaaaa aaaaaaa",
        ),
        (
            date(2028, 2, 29),
            [date(2028, 2, 29)],
            [date(2028, 2, 21), date(2028, 2, 28), date(2028, 3, 6)],
            "....... .saaaaa aaaaaaa",
        ),
        (
            date(2028, 3, 1),
            [date(2028, 2, 29)],
            [date(2028, 2, 21), date(2028, 2, 28), date(2028, 3, 6)],
            "....... .s.aaaa aaaaaaa",
        ),
    ],
)
def test_at_a_years_end_and_on_a_leap_day(
    curriculum: Roadmap, today: date, studied: list[date], mondays: list[date], marks: str
):
    """Weeks follow each other by seven days, whatever the year makes of them."""
    shown = calendar(standing(curriculum, today, starts_on=mondays[0], studied=studied))
    assert [one.monday for one in shown.weeks[:3]] == mondays
    assert letters(*shown.weeks[:3]) == marks


# --- how much


@pytest.mark.parametrize(
    ("sessions", "depth"),
    [((), 0), ((10,), 1), ((59,), 1), ((60,), 2), ((30, 30), 3), ((10, 10), 2), ((60, 60, 60, 60), 3)],
)
def test_a_day_is_as_deep_as_much_was_done(curriculum: Roadmap, sessions: tuple[int, ...], depth: int):
    """By what was logged on it, an hour or more counting like one thing more, up to three."""
    progress = standing(curriculum, MONDAY)
    journal = replace(progress.journal, sessions=tuple(Session(MONDAY, minutes) for minutes in sessions))
    shown = calendar(replace(progress, record=replace(progress.record, journal=journal)))
    assert shown.weeks[0].depths == (depth, 0, 0, 0, 0, 0, 0)


def test_a_day_whose_entries_were_taken_back_is_a_studied_one_still(curriculum: Roadmap):
    """It stays a study day, and is seen."""
    progress = standing(curriculum, week(4))
    journal = replace(progress.journal, kept_days=(MONDAY,))
    shown = calendar(replace(progress, record=replace(progress.record, journal=journal)))
    assert (shown.weeks[0].days[0], shown.weeks[0].depths[0]) == (DayMark.STUDIED, 1)


def test_a_finished_roadmap_asks_for_no_day_and_ends_with_what_was_done(curriculum: Roadmap):
    """Up to the week in which the last task was done, or the last one that was studied in; nothing is to come."""
    progress = standing(curriculum, week(9), studied=days(0, 30), done=[task.id for task in curriculum.tasks])
    shown = calendar(progress)
    assert shown.weeks[-1].monday == week(4)
    assert not {DayMark.DUE, DayMark.AHEAD} & {mark for one in shown.weeks for mark in one.days}


# --- what became of a week


@pytest.mark.parametrize(
    ("studied", "pauses", "is_paused", "count"),
    [
        ((), (), False, 0),
        ((0, 2, 5), (), False, 3),
        ((), (paused(0, 7),), True, 0),
        ((), (paused(-3, 20),), True, 0),
        ((1, 6), (paused(0, 7),), True, 2),
        ((0,), (paused(1, 7),), True, 1),  # every day that was not studied is paused
        ((), (paused(1, 7),), False, 0),
        ((), (paused(0, 6),), False, 0),
        ((), (paused(0, 3), paused(3, 7)), True, 0),
        (tuple(range(7)), (paused(0, 7),), False, 7),  # studied every day: no break at all
        (tuple(range(7)), (), False, 7),
    ],
)
@pytest.mark.parametrize("today", [MONDAY + 6 * DAY, week(3)])
def test_a_paused_week(
    curriculum: Roadmap, today: date, studied: tuple[int, ...], pauses: tuple[Pause, ...], is_paused: bool, count: int
):
    """It is paused when a pause covers every day that was not studied, and some day is left for it."""
    first = calendar(standing(curriculum, today, studied=days(*studied), pauses=pauses)).weeks[0]
    assert (first.is_paused, first.studied) == (is_paused, count)


def test_a_paused_week_may_lie_ahead(curriculum: Roadmap):
    """A pause to come is seen before it begins; a free week to come is not paused."""
    shown = calendar(standing(curriculum, MONDAY, pauses=(paused(14, 21),)))
    assert [one.monday for one in shown.weeks if one.is_paused] == [week(2)]


def test_the_states_of_a_story(curriculum: Roadmap):
    """Kept, kept with a freeze, broken, paused, open, and weeks to come without any."""
    studied = days(0, 2, 5, 7, 9, 14, 28)
    shown = calendar(standing(curriculum, week(4), studied=studied, pauses=(paused(21, 28),)))
    assert [one.state for one in shown.weeks[:7]] == [
        WeekState.KEPT,
        WeekState.FROZEN,
        WeekState.BROKEN,
        WeekState.NEUTRAL,
        WeekState.OPEN,
        None,
        None,
    ]


@pytest.mark.parametrize(
    ("today", "past"),
    [
        (MONDAY, 1),
        (week(1) - DAY, 1),
        (week(1), 2),
        (week(36), 37),
        (week(-2), 1),
    ],
)
def test_the_past_goes_up_to_this_week(curriculum: Roadmap, today: date, past: int):
    """From the first week shown to the one that today lies in."""
    shown = calendar(standing(curriculum, today))
    assert shown.past == shown.weeks[:past]
    assert shown.past[-1].monday == week_of(today)


# --- for every plan

studied_days = st.frozensets(st.integers(-60, 900).map(lambda n: MONDAY + n * DAY), max_size=60)
some_pauses = st.lists(
    st.tuples(st.integers(-40, 700), st.integers(1, 400)).map(lambda span: paused(span[0], span[0] + span[1])),
    max_size=3,
).map(tuple)
paces = st.integers(1, 208)
todays = st.integers(-400, 2200).map(lambda n: MONDAY + n * DAY)


@given(todays, studied_days, some_pauses, paces)
def test_at_most_21_weeks_and_this_one_among_them(
    curriculum: Roadmap, today: date, studied: frozenset[date], pauses: tuple[Pause, ...], weeks: int
):
    """A row of weeks without a gap, as long as it may be; 6 to come unless an end is in sight."""
    progress = standing(curriculum, today, studied=studied, pauses=pauses, weeks=weeks)
    mondays = [one.monday for one in calendar(progress).weeks]
    first = min(map(week_of, [today, *studied, *([MONDAY] if progress.has_started else [])]))
    last = max(week_of(today), week_of(progress.plan.ends_on))
    assert week_of(today) in mondays
    assert all(later - earlier == WEEK for earlier, later in pairwise(mondays))
    assert len(mondays) == min(MOST_WEEKS, (last - first) // WEEK + 1)
    assert first <= mondays[0]
    assert mondays[-1] <= last
    assert first == mondays[0] or last == mondays[-1] or week_of(today) == mondays[MOST_WEEKS - 7]


@given(todays, studied_days, some_pauses, paces)
def test_each_week_is_judged_as_in_the_chain(
    curriculum: Roadmap, today: date, studied: frozenset[date], pauses: tuple[Pause, ...], weeks: int
):
    """The state of a week is that of the streak's history; weeks to come have none."""
    progress = standing(curriculum, today, studied=studied, pauses=pauses, weeks=weeks)
    shown = calendar(progress)
    told = {one.monday: one for one in progress.streak.history}
    for one in shown.weeks:
        if one.monday > today:
            assert one.state is None
        else:
            assert (one.state, one.studied) == (told[one.monday].state, told[one.monday].days)


@given(todays, studied_days, some_pauses, paces)
def test_no_study_day_is_lost(
    curriculum: Roadmap, today: date, studied: frozenset[date], pauses: tuple[Pause, ...], weeks: int
):
    """In the span that is shown there are as many studied days as were logged, pauses or not."""
    shown = calendar(standing(curriculum, today, studied=studied, pauses=pauses, weeks=weeks))
    first, last = shown.weeks[0].monday, shown.weeks[-1].monday + 6 * DAY
    assert sum(one.studied for one in shown.weeks) == len({day for day in studied if first <= day <= last})


@given(todays, studied_days, some_pauses, paces)
def test_each_day_has_the_mark_it_should(
    curriculum: Roadmap, today: date, studied: frozenset[date], pauses: tuple[Pause, ...], weeks: int
):
    """Studied before paused, and what is neither is free up to today and ahead after it."""
    progress = standing(curriculum, today, studied=studied, pauses=pauses, weeks=weeks)
    for one in calendar(progress).weeks:
        assert len(one.days) == 7
        for day, mark in zip(days_of(one.monday), one.days, strict=True):
            off = any(pause.first <= day < pause.until for pause in pauses)
            is_due = MONDAY <= one.monday <= progress.plan.ends_on and day.weekday() in (0, 2, 5)
            otherwise = DayMark.FREE if day <= today else DayMark.DUE if is_due else DayMark.AHEAD
            assert mark == (DayMark.STUDIED if day in studied else DayMark.PAUSED if off else otherwise)
