"""Changing a plan, by tables worked out by hand: pace, finish date, start at a phase, focus, shift."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from bot.roadmap import NamedPace, Roadmap
from bot.study.choices import Choice, Pause, Scope
from bot.study.days import instant_of
from bot.study.journal import Tick
from bot.study.pace import (
    MOST_CALENDAR_WEEKS,
    NothingLeft,
    PlanRequest,
    TooMuch,
    TooSoon,
    change_monday,
    fingerprint,
    hours_span,
    is_same_plan,
    offered_paces,
    requested_choice,
    shifted_choice,
    takes_more_than_promised,
    with_choice,
)
from bot.study.progress import Progress
from tests.study.people import DAY, MONDAY, WEEK, WHOLE, standing, week, weeks_ahead, weeks_in_scope

SIX_MONTHS, FOUR_MONTHS = NamedPace(name="6 months", weeks=26), NamedPace(name="4 months", weeks=17)
AS_WRITTEN = PlanRequest(as_written=True)


def weeks(*spans: tuple[int, int]) -> tuple[int, ...]:
    """The roadmap weeks of some spans, both ends included."""
    return tuple(number for first, last in spans for number in range(first, last + 1))


def focus(curriculum: Roadmap, project: int, phase: int = 3) -> PlanRequest:
    """A request to keep one phase and one project, both by number."""
    return PlanRequest(focus=(curriculum.phases[phase - 1], curriculum.projects[project - 1]))


def taking(progress: Progress, request: PlanRequest) -> Progress:
    """The member after a change."""
    return with_choice(progress, requested_choice(progress, request))


def steps(progress: Progress) -> int:
    """Over how many calendar weeks the latest choice goes."""
    return progress.plan.latest.steps


def test_the_paces_are_the_roadmaps(curriculum: Roadmap):
    """Those that these tables go by are named in the file."""
    assert [(pace.name, pace.weeks) for pace in curriculum.paces] == [("6 months", 26), ("4 months", 17)]


def on(progress: Progress, day: date) -> Progress:
    """The same member on another day."""
    return replace(progress, now=instant_of(day, time(18), progress.member.zone))


# --- presets and finish dates


@pytest.mark.parametrize(
    ("today", "pace", "path", "calendar_weeks", "ends"),
    [
        (MONDAY, None, WHOLE, 36, week(36) - DAY),
        (MONDAY, SIX_MONTHS, WHOLE, 26, week(26) - DAY),
        (MONDAY, FOUR_MONTHS, WHOLE, 17, week(17) - DAY),
        (week(6), None, weeks((7, 36)), 30, week(36) - DAY),
        (week(6) + 6 * DAY, SIX_MONTHS, weeks((7, 36)), 26, week(32) - DAY),
        (week(6) + 3 * DAY, FOUR_MONTHS, weeks((7, 36)), 17, week(23) - DAY),
        # 16 roadmap weeks are left: no preset makes them longer than they are written
        (week(20), SIX_MONTHS, weeks((21, 36)), 16, week(36) - DAY),
        (week(20), FOUR_MONTHS, weeks((21, 36)), 16, week(36) - DAY),
        (week(35), FOUR_MONTHS, (36,), 1, week(36) - DAY),
    ],
)
def test_presets(
    curriculum: Roadmap, today: date, pace: NamedPace | None, path: tuple[int, ...], calendar_weeks: int, ends: date
):
    """A preset spreads what is left over 26 or 17 calendar weeks from this Monday on, never over more than written."""
    for request in [PlanRequest(pace)] if pace else [PlanRequest(), AS_WRITTEN]:
        choice = requested_choice(progress := standing(curriculum, today), request)
        after = with_choice(progress, choice)
        assert choice.monday == after.plan.latest.starts_on == today - today.weekday() * DAY
        assert (weeks_ahead(after), steps(after)) == (path, calendar_weeks)
        assert after.plan.ends_on == ends


@pytest.mark.parametrize(
    ("today", "finish_by", "calendar_weeks"),
    [
        (week(35), MONDAY + 36 * WEEK - DAY, 1),  # this Sunday
        (MONDAY, week(11) - DAY, 11),  # a Sunday
        (MONDAY, week(11), 11),  # the week of the Monday after it would end behind the date
        (MONDAY, week(12) - 2 * DAY, 11),  # a Saturday
        (MONDAY, week(52) - DAY, 52),  # slower than written
        (week(6) + 3 * DAY, week(16) - DAY, 10),
        (MONDAY, date(9999, 12, 31), MOST_CALENDAR_WEEKS),
    ],
)
def test_finish_by(curriculum: Roadmap, today: date, finish_by: date, calendar_weeks: int):
    """The weeks from this Monday that end on the date or before it."""
    progress = standing(curriculum, today)
    after = taking(progress, PlanRequest(finish_by=finish_by))
    assert steps(after) == calendar_weeks
    assert after.plan.ends_on == change_monday(progress) + calendar_weeks * WEEK - DAY
    assert after.plan.ends_on <= finish_by
    assert after.record.choices[-1].pace.finish_by == finish_by


def test_a_finish_date_reckons_with_the_pause(curriculum: Roadmap):
    """Sixteen weeks until the date, two of them paused: 14 to work in, and the end stays where it was asked for."""
    progress = standing(curriculum, week(4), pauses=(Pause(week(4), week(6)),))
    after = taking(progress, PlanRequest(finish_by=week(20) - DAY))
    assert steps(after) == 14
    assert after.plan.ends_on == week(20) - DAY


@pytest.mark.parametrize(
    ("today", "pauses", "finish_by"),
    [
        (week(4), (Pause(week(4), week(6)),), week(6) - DAY),  # all of it is paused
        (MONDAY - 4 * DAY, (), MONDAY - DAY),  # the plan has yet to start
        (week(4), (), week(4) - DAY),  # the date has passed since it was offered
        (MONDAY, (), MONDAY + 5 * DAY),  # no week ends until the Saturday
        (week(4), (Pause(week(4), week(5)),), week(6) - 2 * DAY),  # nor, but for the paused one, until this one
    ],
)
def test_a_finish_date_without_a_week_is_too_soon(
    curriculum: Roadmap, today: date, pauses: tuple[Pause, ...], finish_by: date
):
    """There is no week to plan."""
    with pytest.raises(TooSoon):
        requested_choice(standing(curriculum, today, pauses=pauses), PlanRequest(finish_by=finish_by))


@pytest.mark.parametrize(
    ("today", "finish_by", "hours", "least"),
    [
        (MONDAY, MONDAY + 6 * DAY, 7 * 36, 11),  # 252 h in one week; 7 * 36 / 25 = 10.08
        (MONDAY, week(10) - DAY, 7 * 36 / 10, 11),
        (week(30), week(31) - DAY, 7 * 6, 2),  # six project weeks in one
        (week(34), week(35) - DAY, None, 0),  # two in one are 14 h
    ],
)
def test_more_than_25_hours_are_refused(
    curriculum: Roadmap, today: date, finish_by: date, hours: float | None, least: int
):
    """With the number of weeks that would do, and one fewer would not."""
    progress = standing(curriculum, today)
    if hours is None:
        assert hours_span(taking(progress, PlanRequest(finish_by=finish_by)))[1] == 14
        return
    with pytest.raises(TooMuch) as refused:
        requested_choice(progress, PlanRequest(finish_by=finish_by))
    assert (refused.value.hours, refused.value.least_weeks) == (pytest.approx(hours), least)
    monday = change_monday(progress)
    assert hours_span(taking(progress, PlanRequest(finish_by=monday + least * WEEK - DAY)))[1] <= 25
    with pytest.raises(TooMuch):
        requested_choice(progress, PlanRequest(finish_by=monday + (least - 1) * WEEK - DAY))


def test_the_roadmaps_own_pace_is_never_too_much(curriculum: Roadmap):
    """30 hours a week as written are what the roadmap asks for."""
    rhythm = tuple(row.model_copy(update={"hours": 10.0}) for row in curriculum.rhythm)
    heavy = standing(curriculum.model_copy(update={"rhythm": rhythm}), MONDAY)
    assert hours_span(taking(heavy, AS_WRITTEN)) == (30, 30)
    assert hours_span(taking(heavy, PlanRequest(finish_by=week(72) - DAY))) == (15, 15)
    with pytest.raises(TooMuch) as refused:
        requested_choice(heavy, PlanRequest(finish_by=week(35) - DAY))
    assert refused.value.least_weeks == 36


def test_a_pause_moves_the_end_of_a_preset(curriculum: Roadmap):
    """Two paused weeks come on top of the 17."""
    progress = standing(curriculum, MONDAY, pauses=(Pause(week(0), week(2)),))
    assert taking(progress, PlanRequest(FOUR_MONTHS)).plan.ends_on == week(19) - DAY


def test_weeks_paused_earlier_are_not_walked(curriculum: Roadmap):
    """Six calendar weeks of which two were paused: four are walked, 32 remain."""
    progress = standing(curriculum, week(6), pauses=(Pause(week(1), week(3)),))
    assert weeks_ahead(taking(progress, PlanRequest(FOUR_MONTHS))) == weeks((5, 36))


# --- start at a phase, focus, and the whole roadmap again


@pytest.mark.parametrize(
    ("today", "phase", "pace", "path", "calendar_weeks"),
    [
        (MONDAY, 1, None, WHOLE, 36),
        (MONDAY, 2, None, weeks((9, 36)), 28),
        (MONDAY, 3, None, weeks((15, 36)), 22),
        (MONDAY, 2, SIX_MONTHS, weeks((9, 36)), 26),
        (MONDAY, 3, SIX_MONTHS, weeks((15, 36)), 22),
        (MONDAY, 2, FOUR_MONTHS, weeks((9, 36)), 17),
        (week(6), 3, None, weeks((15, 36)), 22),
        (week(20), 2, None, weeks((21, 36)), 16),  # weeks 9 to 20 are walked
    ],
)
def test_start_at_a_phase(
    curriculum: Roadmap, today: date, phase: int, pace: NamedPace | None, path: tuple[int, ...], calendar_weeks: int
):
    """Earlier weeks leave the path and the scope."""
    chosen = curriculum.phases[phase - 1]
    after = taking(standing(curriculum, today), PlanRequest(pace, start_at=chosen))
    assert (weeks_ahead(after), steps(after)) == (path, calendar_weeks)
    assert weeks_in_scope(after) == weeks((chosen.weeks.first, 36))
    assert after.plan.scope == Scope(chosen.id)
    assert after.focus is None


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
    after = taking(standing(curriculum, today), focus(curriculum, project, phase))
    assert (weeks_ahead(after), steps(after)) == (path, len(path))


def test_a_focus_counts_its_own_tasks_only(curriculum: Roadmap):
    """Phase 3 has 16 tasks and weeks 3 to 8 have 11; ticks elsewhere are kept and not counted."""
    before = standing(curriculum, week(2), done=["backprop", "ppo", "attention-paper", "vllm"])
    assert (before.done, before.total) == (4, 70)
    after = taking(before, focus(curriculum, 1))
    assert (after.done, after.total) == (2, 27)
    assert [part.total for part in after.phases] == [11, 0, 16, 0, 0]
    assert after.has_done("backprop")
    assert after.has_done("vllm")
    back = taking(after, PlanRequest(whole=True))
    assert (back.done, back.total) == (4, 70)


def test_another_pace_keeps_the_focus(curriculum: Roadmap):
    """Only the speed changes: 14 weeks in 7."""
    focused = taking(standing(curriculum, MONDAY), focus(curriculum, 1))
    faster = taking(focused, PlanRequest(finish_by=week(7) - DAY))
    assert faster.plan.scope == Scope("alignment-safety", "p1-transformer")
    assert faster.focus == (curriculum.phases[2], curriculum.projects[0])
    assert (weeks_ahead(faster), steps(faster)) == (weeks((3, 8), (15, 22)), 7)
    assert weeks_in_scope(faster) == weeks((3, 8), (15, 22))


def test_leaving_a_focus_returns_to_what_was_not_walked(curriculum: Roadmap):
    """Six weeks as written, four in focus (15 to 18), then everything: 7 to 14 and 19 to 36, 26 weeks."""
    focused = taking(standing(curriculum, week(6)), focus(curriculum, 2))
    assert on(focused, week(9) + DAY).week == 18
    back = taking(on(focused, week(10)), PlanRequest(whole=True))
    assert weeks_ahead(back) == weeks((7, 14), (19, 36))
    assert steps(back) == 26
    assert weeks_in_scope(back) == WHOLE
    assert back.focus is None
    assert back.plan.road_week_on(week(10)) == 7


def test_walked_weeks_with_open_tasks_when_nothing_else_is_left(curriculum: Roadmap):
    """After the end, the path holds what is open; with all of it done there is nothing to plan."""
    but_two = [task.id for task in curriculum.tasks if task.id not in ("ppo", "mock-interviews")]
    after = taking(standing(curriculum, week(40), done=but_two), AS_WRITTEN)
    assert weeks_ahead(after) == weeks((15, 16), (35, 36))
    assert after.record.choices[-1].again == ("rlhf-fundamentals", "capstone-interview-prep")
    everything = [task.id for task in curriculum.tasks]
    with pytest.raises(NothingLeft):
        requested_choice(standing(curriculum, week(40), done=everything), PlanRequest(FOUR_MONTHS))


# --- when a change holds, and what it leaves alone


def test_before_the_start_a_change_replaces_the_plan(curriculum: Roadmap):
    """Whoever joined on a Friday and thinks again on Saturday has one plan, from Monday on."""
    before = standing(curriculum, MONDAY - 2 * DAY)
    after = taking(before, PlanRequest(FOUR_MONTHS))
    assert [segment.starts_on for segment in after.plan.segments] == [MONDAY]
    assert [choice.monday for choice in after.record.choices] == [MONDAY]
    assert after.plan.speed_on(MONDAY) == (36, 17)


def test_twice_in_one_week_the_second_choice_holds(curriculum: Roadmap):
    """It starts from what was walked before this week, as if the first choice had never been."""
    start_later = PlanRequest(start_at=curriculum.phases[2])
    once = taking(standing(curriculum, week(6)), start_later)
    twice = taking(on(once, week(6) + 5 * DAY), PlanRequest(FOUR_MONTHS, whole=True))
    assert [segment.starts_on for segment in twice.plan.segments] == [MONDAY, week(6)]
    assert weeks_ahead(twice) == weeks((7, 36))


def test_the_past_stays(curriculum: Roadmap):
    """Every earlier day keeps its due week, whatever is chosen."""
    before = standing(curriculum, week(12) + 2 * DAY, path=WHOLE, weeks=26)
    days = [MONDAY + timedelta(days=n) for n in range(12 * 7)]
    for request in (
        PlanRequest(FOUR_MONTHS),
        focus(curriculum, 5),
        PlanRequest(start_at=curriculum.phases[4]),
        PlanRequest(whole=True),
    ):
        after = taking(before, request)
        assert [after.plan.due_on(day) for day in days] == [before.plan.due_on(day) for day in days]
        assert [after.plan.due_in_week(day) for day in days] == [before.plan.due_in_week(day) for day in days]
        assert after.streak == before.streak


def test_a_week_that_another_zone_has_ahead_stays_the_last(curriculum: Roadmap):
    """A change on a Monday, then one where it is still Sunday: the second takes the place of the first."""
    once = taking(standing(curriculum, week(6)), PlanRequest(FOUR_MONTHS))
    again = taking(on(once, week(6) - DAY), PlanRequest(SIX_MONTHS))
    assert [segment.starts_on for segment in again.plan.segments] == [MONDAY, week(6)]
    assert steps(again) == 26


# --- shift


def test_shift_brings_the_open_weeks_again(curriculum: Roadmap):
    """At week 5 with weeks 3-4 open: 3 to 36 without 1-2, at the speed as before, two weeks later than planned."""
    done = ("backprop", "optimizers", "losses-regularization")
    before = standing(curriculum, week(4), done=done)
    after = with_choice(before, shifted_choice(before))
    assert weeks_ahead(after) == weeks((3, 36))
    assert after.plan.ends_on == before.plan.ends_on + 2 * WEEK
    assert after.week == 3
    assert after.overdue == ()


def test_shift_keeps_a_faster_speed(curriculum: Roadmap):
    """4 months: after 4 of 17 weeks, 8 of 36 are walked; shifted, all 36 take 17 again (36 * 17 / 36)."""
    before = standing(curriculum, week(4), weeks=17)
    assert before.week == 9
    after = with_choice(before, shifted_choice(before))
    assert (weeks_ahead(after), steps(after)) == (WHOLE, 17)


def test_a_shift_names_its_blocks(curriculum: Roadmap):
    """What is ticked, or opened again, after it moves nothing; with nothing overdue there is nothing to shift."""
    before = standing(curriculum, week(4))
    choice = shifted_choice(before)
    assert choice == Choice(week(4), again=("ml-fundamentals", "transformers-deep-dive"))
    done = [task.id for task in curriculum.tasks[:10]]
    shifted = with_choice(before, choice)
    ticked = with_choice(standing(curriculum, week(4), done=done), choice)
    assert weeks_ahead(ticked) == weeks_ahead(shifted) == WHOLE
    assert ticked.plan.ends_on == shifted.plan.ends_on
    with pytest.raises(NothingLeft):
        shifted_choice(standing(curriculum, week(1)))


# --- what is offered, and what changes nothing


@pytest.mark.parametrize(
    ("today", "weeks", "offered"),
    [
        (MONDAY, 36, ["6 months", "4 months"]),
        (MONDAY, 17, ["6 months", "4 months"]),  # it goes by what is left as written
        (week(9), 36, ["6 months", "4 months"]),  # 27 weeks
        (week(10), 36, ["4 months"]),  # 26
        (week(18), 36, ["4 months"]),
        (week(19), 36, []),  # 17
        (week(40), 36, []),
    ],
)
def test_only_paces_that_make_sense_are_offered(curriculum: Roadmap, today: date, weeks: int, offered: list[str]):
    """Those that are shorter than what is left as written."""
    assert [pace.name for pace in offered_paces(standing(curriculum, today, weeks=weeks))] == offered


def test_a_pace_of_too_many_hours_is_not_offered(curriculum: Roadmap):
    """36 weeks of 7 hours in 10 are 25.2 hours a week, in 11 they are 22.9."""
    paces = (NamedPace(name="ten weeks", weeks=10), NamedPace(name="eleven weeks", weeks=11))
    progress = standing(curriculum.model_copy(update={"paces": paces}), MONDAY)
    assert [pace.name for pace in offered_paces(progress)] == ["eleven weeks"]


@pytest.mark.parametrize(
    ("today", "request_of", "is_same"),
    [
        (MONDAY, PlanRequest(), True),
        (MONDAY, AS_WRITTEN, True),
        (MONDAY, PlanRequest(whole=True), True),
        (MONDAY, PlanRequest(finish_by=week(36) - DAY), True),
        (MONDAY, PlanRequest(finish_by=week(37) - DAY), False),
        (MONDAY, PlanRequest(SIX_MONTHS), False),
        (week(20), PlanRequest(SIX_MONTHS), True),  # no longer than written
        (week(20), AS_WRITTEN, True),
        (week(20), PlanRequest(finish_by=week(36) + 3 * DAY), True),
    ],
)
def test_a_choice_that_changes_nothing(curriculum: Roadmap, today: date, request_of: PlanRequest, is_same: bool):
    """What is due when, and what counts, is as it was."""
    before = standing(curriculum, today)
    after = taking(before, request_of)
    assert is_same_plan(before, after) == is_same
    assert (fingerprint(before)[1:] == fingerprint(after)[1:]) == is_same


def test_another_scope_is_another_plan(curriculum: Roadmap):
    """Where the same weeks are due, others count: weeks 1 to 8 are left out of the totals."""
    before = standing(curriculum, week(8))
    after = taking(before, PlanRequest(start_at=curriculum.phases[1]))
    assert weeks_ahead(after) == weeks((9, 36))
    assert not is_same_plan(before, after)


@pytest.mark.parametrize(
    ("request_of", "is_empty", "changes_scope"),
    [
        (PlanRequest(), True, False),
        (AS_WRITTEN, False, False),
        (PlanRequest(SIX_MONTHS), False, False),
        (PlanRequest(finish_by=MONDAY), False, False),
        (PlanRequest(whole=True), False, True),
    ],
)
def test_what_a_request_asks_for(request_of: PlanRequest, is_empty: bool, changes_scope: bool):
    """Nothing, a pace, or another scope."""
    assert (request_of.is_empty, request_of.changes_scope) == (is_empty, changes_scope)


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
    """4 h and 7 h, times roadmap weeks over calendar weeks; three hours more is what the roadmap promises."""
    after = taking(standing(curriculum, MONDAY), PlanRequest(finish_by=week(calendar_weeks) - DAY))
    assert hours_span(after) == pytest.approx((ordinary, project))
    assert takes_more_than_promised(after) == more


def test_hours_of_a_part(curriculum: Roadmap):
    """Phase 5 is project weeks only; phase 2 has none, so that 6 weeks in 4 take 6 h and stay within 3 more."""
    before = standing(curriculum, MONDAY)
    assert hours_span(taking(before, PlanRequest(start_at=curriculum.phases[4]))) == (7, 7)
    faster = standing(curriculum, MONDAY, path=weeks((9, 14)), weeks=4)
    assert hours_span(faster) == (6, 6)
    assert not takes_more_than_promised(faster)


def test_ticks_do_not_matter_to_a_change(curriculum: Roadmap):
    """Weeks done early stay on the path: the plan goes by weeks, not by ticks."""
    before = standing(curriculum, week(2))
    journal = replace(before.record.journal, ticks=tuple(Tick(task.id, week(1)) for task in curriculum.tasks[:20]))
    early = replace(before, record=replace(before.record, journal=journal))
    assert requested_choice(early, PlanRequest()) == requested_choice(before, PlanRequest())
    assert weeks_ahead(taking(early, PlanRequest())) == weeks_ahead(taking(before, PlanRequest()))
