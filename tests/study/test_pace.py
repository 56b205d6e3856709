"""Changing a plan, by tables worked out by hand: pace, finish date, start at a phase, focus, shift."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from bot.roadmap import Roadmap
from bot.study.days import instant_of
from bot.study.journal import Tick
from bot.study.pace import (
    MOST_CALENDAR_WEEKS,
    Focus,
    NothingLeft,
    Pace,
    TooSoon,
    Wish,
    change_monday,
    hours_span,
    is_more_than_the_source_says,
    shifted_segment,
    wished_segment,
    with_segment,
)
from bot.study.plan import Pause
from bot.study.progress import Progress
from tests.study.people import DAY, MONDAY, WEEK, WHOLE, standing, week


def weeks(*spans: tuple[int, int]) -> tuple[int, ...]:
    """The roadmap weeks of some spans, both ends included."""
    return tuple(number for first, last in spans for number in range(first, last + 1))


def focus(curriculum: Roadmap, project: int, phase: int = 3) -> Wish:
    """A wish to keep one phase and one project, both by number."""
    return Wish(focus=Focus(curriculum.phases[phase - 1], curriculum.projects[project - 1]))


def taking(progress: Progress, wish: Wish) -> Progress:
    """The member after a change."""
    return with_segment(progress, wished_segment(progress, wish))


def on(progress: Progress, day: date) -> Progress:
    """The same member on another day."""
    return replace(progress, now=instant_of(day, time(18), progress.member.zone))


# --- presets and finish dates


@pytest.mark.parametrize(
    ("today", "pace", "path", "calendar_weeks", "ends"),
    [
        (MONDAY, None, WHOLE, 36, week(36) - DAY),
        (MONDAY, Pace.AS_WRITTEN, WHOLE, 36, week(36) - DAY),
        (MONDAY, Pace.SIX_MONTHS, WHOLE, 26, week(26) - DAY),
        (MONDAY, Pace.FOUR_MONTHS, WHOLE, 17, week(17) - DAY),
        (week(6), Pace.AS_WRITTEN, weeks((7, 36)), 30, week(36) - DAY),
        (week(6) + 6 * DAY, Pace.SIX_MONTHS, weeks((7, 36)), 26, week(32) - DAY),
        (week(6) + 3 * DAY, Pace.FOUR_MONTHS, weeks((7, 36)), 17, week(23) - DAY),
        # 16 roadmap weeks are left: no preset makes them longer than they are written
        (week(20), Pace.SIX_MONTHS, weeks((21, 36)), 16, week(36) - DAY),
        (week(20), Pace.FOUR_MONTHS, weeks((21, 36)), 16, week(36) - DAY),
        (week(35), Pace.FOUR_MONTHS, (36,), 1, week(36) - DAY),
    ],
)
def test_presets(
    curriculum: Roadmap, today: date, pace: Pace | None, path: tuple[int, ...], calendar_weeks: int, ends: date
):
    """A preset spreads what is left over 26 or 17 calendar weeks from this Monday on, never over more than written."""
    segment = wished_segment(progress := standing(curriculum, today), Wish(pace))
    assert segment.starts_on == today - today.weekday() * DAY
    assert (segment.path, segment.weeks) == (path, calendar_weeks)
    assert with_segment(progress, segment).plan.ends_on == ends


@pytest.mark.parametrize(
    ("today", "finish_by", "calendar_weeks"),
    [
        (MONDAY, MONDAY + 6 * DAY, 1),  # this Sunday
        (MONDAY, MONDAY + DAY, 1),
        (MONDAY, week(10) - DAY, 10),  # a Sunday
        (MONDAY, week(10), 11),  # the Monday after it begins one more week
        (MONDAY, week(52) - DAY, 52),  # slower than written
        (week(6) + 3 * DAY, week(16) - DAY, 10),
        (MONDAY, date(9999, 12, 31), MOST_CALENDAR_WEEKS),
    ],
)
def test_finish_by(curriculum: Roadmap, today: date, finish_by: date, calendar_weeks: int):
    """The weeks from this Monday to the date, the last one counted in full."""
    progress = standing(curriculum, today)
    after = taking(progress, Wish(finish_by=finish_by))
    assert after.plan.latest.weeks == calendar_weeks
    assert after.plan.ends_on == change_monday(progress) + calendar_weeks * WEEK - DAY


def test_a_finish_date_reckons_with_the_pause(curriculum: Roadmap):
    """Six weeks until the date, two of them paused: four to work in, and the end stays where it was asked for."""
    progress = standing(curriculum, week(4), pauses=(Pause(week(4), week(6)),))
    after = taking(progress, Wish(finish_by=week(10) - DAY))
    assert after.plan.latest.weeks == 4
    assert after.plan.ends_on == week(10) - DAY


@pytest.mark.parametrize(
    ("today", "pauses", "finish_by"),
    [
        (week(4), (Pause(week(4), week(6)),), week(6) - DAY),  # all of it is paused
        (MONDAY - 4 * DAY, (), MONDAY - DAY),  # the plan has yet to start
        (week(4), (), week(4) - DAY),  # the date has passed since it was offered
    ],
)
def test_a_finish_date_without_a_week_is_too_soon(
    curriculum: Roadmap, today: date, pauses: tuple[Pause, ...], finish_by: date
):
    """There is no week to plan."""
    with pytest.raises(TooSoon):
        wished_segment(standing(curriculum, today, pauses=pauses), Wish(finish_by=finish_by))


def test_a_pause_moves_the_end_of_a_preset(curriculum: Roadmap):
    """Two paused weeks come on top of the 17."""
    progress = standing(curriculum, MONDAY, pauses=(Pause(week(0), week(2)),))
    assert taking(progress, Wish(Pace.FOUR_MONTHS)).plan.ends_on == week(19) - DAY


def test_weeks_paused_earlier_are_not_walked(curriculum: Roadmap):
    """Six calendar weeks of which two were paused: four are walked, 32 remain."""
    progress = standing(curriculum, week(6), pauses=(Pause(week(1), week(3)),))
    assert wished_segment(progress, Wish(Pace.FOUR_MONTHS)).path == weeks((5, 36))


# --- start at a phase, focus, and the whole roadmap again


@pytest.mark.parametrize(
    ("today", "phase", "pace", "path", "calendar_weeks"),
    [
        (MONDAY, 1, None, WHOLE, 36),
        (MONDAY, 2, None, weeks((9, 36)), 28),
        (MONDAY, 3, None, weeks((15, 36)), 22),
        (MONDAY, 2, Pace.SIX_MONTHS, weeks((9, 36)), 26),
        (MONDAY, 3, Pace.SIX_MONTHS, weeks((15, 36)), 22),
        (MONDAY, 2, Pace.FOUR_MONTHS, weeks((9, 36)), 17),
        (week(6), 3, None, weeks((15, 36)), 22),
        (week(20), 2, None, weeks((21, 36)), 16),  # weeks 9 to 20 are walked
    ],
)
def test_start_at_a_phase(
    curriculum: Roadmap, today: date, phase: int, pace: Pace | None, path: tuple[int, ...], calendar_weeks: int
):
    """Earlier weeks leave the path and the scope."""
    chosen = curriculum.phases[phase - 1]
    segment = wished_segment(standing(curriculum, today), Wish(pace, start_at=chosen))
    assert (segment.path, segment.weeks) == (path, calendar_weeks)
    assert segment.scope == weeks((chosen.weeks.first, 36))
    assert segment.focus is None


@pytest.mark.parametrize(
    ("today", "project", "phase", "path"),
    [
        (MONDAY, 2, 3, weeks((15, 22))),  # project 2 lies in phase 3
        (MONDAY, 1, 3, weeks((3, 8), (15, 22))),
        (MONDAY, 4, 3, weeks((15, 22), (27, 30))),
        (MONDAY, 6, 1, weeks((1, 8), (35, 36))),
        (week(17), 2, 3, weeks((18, 22))),
        (week(30), 2, 3, weeks((15, 22))),  # all of it is walked: what is open comes again
        (week(30), 4, 3, weeks((15, 22), (27, 30))),
    ],
)
def test_focus(curriculum: Roadmap, today: date, project: int, phase: int, path: tuple[int, ...]):
    """One phase and one project, as written, over what the plan has not walked yet."""
    segment = wished_segment(standing(curriculum, today), focus(curriculum, project, phase))
    assert (segment.path, segment.weeks) == (path, len(path))


def test_a_focus_counts_its_own_tasks_only(curriculum: Roadmap):
    """Phase 3 has 16 tasks and weeks 3 to 8 have 11; ticks elsewhere are kept and not counted."""
    before = standing(curriculum, week(2), done=["backprop", "ppo", "attention-paper", "vllm"])
    assert (before.done, before.total) == (4, 70)
    after = taking(before, focus(curriculum, 1))
    assert (after.done, after.total) == (2, 27)
    assert [part.total for part in after.phases] == [11, 0, 16, 0, 0]
    assert after.has_done("backprop")
    assert after.has_done("vllm")
    back = taking(after, Wish(whole=True))
    assert (back.done, back.total) == (4, 70)


def test_another_pace_keeps_the_focus(curriculum: Roadmap):
    """Only the speed changes: 14 weeks in 7."""
    focused = taking(standing(curriculum, MONDAY), focus(curriculum, 1))
    faster = taking(focused, Wish(finish_by=week(7) - DAY)).plan.latest
    assert faster.focus == "alignment-safety/p1-transformer"
    assert (faster.path, faster.weeks) == (weeks((3, 8), (15, 22)), 7)
    assert faster.scope == weeks((3, 8), (15, 22))


def test_leaving_a_focus_returns_to_what_was_not_walked(curriculum: Roadmap):
    """Six weeks as written, four in focus (15 to 18), then everything: 7 to 14 and 19 to 36, 26 weeks."""
    focused = taking(standing(curriculum, week(6)), focus(curriculum, 2))
    assert on(focused, week(9) + DAY).week == 18
    back = taking(on(focused, week(10)), Wish(whole=True)).plan
    assert back.latest.path == weeks((7, 14), (19, 36))
    assert back.latest.weeks == 26
    assert back.scope == frozenset(WHOLE)
    assert back.focus is None
    assert back.due_week(week(10)) == 7


def test_walked_weeks_with_open_tasks_when_nothing_else_is_left(curriculum: Roadmap):
    """After the end, the path holds what is open; with all of it done there is nothing to plan."""
    but_two = [task.id for task in curriculum.tasks if task.id not in ("ppo", "mock-interviews")]
    after = wished_segment(standing(curriculum, week(40), done=but_two), Wish(Pace.AS_WRITTEN))
    assert after.path == weeks((15, 16), (35, 36))
    everything = [task.id for task in curriculum.tasks]
    with pytest.raises(NothingLeft):
        wished_segment(standing(curriculum, week(40), done=everything), Wish(Pace.FOUR_MONTHS))


# --- when a change holds, and what it leaves alone


def test_before_the_start_a_change_replaces_the_plan(curriculum: Roadmap):
    """Whoever joined on a Friday and thinks again on Saturday has one plan, from Monday on."""
    before = standing(curriculum, MONDAY - 2 * DAY)
    after = taking(before, Wish(Pace.FOUR_MONTHS))
    assert [segment.starts_on for segment in after.plan.segments] == [MONDAY]
    assert after.plan.latest_speed == (36, 17)


def test_twice_in_one_week_the_second_choice_holds(curriculum: Roadmap):
    """It starts from what was walked before this week, as if the first choice had never been."""
    start_later = Wish(start_at=curriculum.phases[2])
    once = taking(standing(curriculum, week(6)), start_later)
    twice = taking(on(once, week(6) + 5 * DAY), Wish(Pace.FOUR_MONTHS, whole=True))
    assert [segment.starts_on for segment in twice.plan.segments] == [MONDAY, week(6)]
    assert twice.plan.latest.path == weeks((7, 36))


def test_the_past_stays(curriculum: Roadmap):
    """Every earlier day keeps its due week, whatever is chosen."""
    before = standing(curriculum, week(12) + 2 * DAY, path=WHOLE, weeks=26)
    days = [MONDAY + timedelta(days=n) for n in range(12 * 7)]
    for wish in (Wish(Pace.FOUR_MONTHS), focus(curriculum, 5), Wish(start_at=curriculum.phases[4]), Wish(whole=True)):
        after = taking(before, wish)
        assert [after.plan.due_week(day) for day in days] == [before.plan.due_week(day) for day in days]
        assert after.streak == before.streak


def test_a_week_that_another_zone_has_ahead_stays_the_last(curriculum: Roadmap):
    """A change on a Monday, then one where it is still Sunday: the second takes the place of the first."""
    once = taking(standing(curriculum, week(6)), Wish(Pace.FOUR_MONTHS))
    again = taking(on(once, week(6) - DAY), Wish(Pace.SIX_MONTHS))
    assert [segment.starts_on for segment in again.plan.segments] == [MONDAY, week(6)]
    assert again.plan.latest.weeks == 26


# --- shift


def test_shift_brings_the_open_weeks_again(curriculum: Roadmap):
    """At week 5 with weeks 3-4 open: 3 to 36 without 1-2, at the speed as before, two weeks later than planned."""
    done = ("backprop", "optimizers", "losses-regularization")
    before = standing(curriculum, week(4), done=done)
    segment = shifted_segment(before)
    after = with_segment(before, segment)
    assert segment.path == weeks((3, 36))
    assert after.plan.ends_on == before.plan.ends_on + 2 * WEEK
    assert after.week == 3
    assert after.overdue == ()


def test_shift_keeps_a_faster_speed(curriculum: Roadmap):
    """4 months: after 4 of 17 weeks, 8 of 36 are walked; shifted, all 36 take 17 again (36 * 17 / 36)."""
    before = standing(curriculum, week(4), weeks=17)
    assert before.week == 9
    segment = shifted_segment(before)
    assert (segment.path, segment.weeks) == (WHOLE, 17)


# --- honest hours


@pytest.mark.parametrize(
    ("calendar_weeks", "ordinary", "project", "more"),
    [
        (52, 4 * 36 / 52, 7 * 36 / 52, False),
        (36, 4, 7, False),
        (26, 4 * 36 / 26, 7 * 36 / 26, False),  # 5.5 h and 9.7 h: 1.5 and 2.7 more
        (25, 4 * 36 / 25, 7 * 36 / 25, True),  # 10.08 h in project weeks: 3.08 more
        (18, 8, 14, True),
        (17, 4 * 36 / 17, 7 * 36 / 17, True),  # 8.5 h and 14.8 h
    ],
)
def test_hours(curriculum: Roadmap, calendar_weeks: int, ordinary: float, project: float, more: bool):
    """4 h and 7 h, times roadmap weeks over calendar weeks; three hours more is what the source grants."""
    after = taking(standing(curriculum, MONDAY), Wish(finish_by=week(calendar_weeks) - DAY))
    assert hours_span(after) == pytest.approx((ordinary, project))
    assert is_more_than_the_source_says(after) == more


def test_hours_of_a_part(curriculum: Roadmap):
    """Phase 5 is project weeks only; phase 2 has none, so that 6 weeks in 4 take 6 h and stay within 3 more."""
    before = standing(curriculum, MONDAY)
    assert hours_span(taking(before, Wish(start_at=curriculum.phases[4]))) == (7, 7)
    ordinary = replace(before, page=replace(before.page, segments=(replace(before.plan.latest, path=weeks((9, 14))),)))
    faster = with_segment(ordinary, replace(ordinary.plan.latest, weeks=4))
    assert hours_span(faster) == (6, 6)
    assert not is_more_than_the_source_says(faster)


def test_ticks_do_not_matter_to_a_change(curriculum: Roadmap):
    """Weeks done early stay on the path: the plan goes by weeks, not by ticks."""
    before = standing(curriculum, week(2))
    journal = replace(before.page.journal, ticks=tuple(Tick(task.id, week(1)) for task in curriculum.tasks[:20]))
    early = replace(before, page=replace(before.page, journal=journal))
    assert wished_segment(early, Wish()) == wished_segment(before, Wish())
