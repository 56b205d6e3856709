"""Pauses begun and ended on each weekday, with any study days: touched, waiting, and what is left (§3)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.roadmap import Roadmap
from bot.study.choices import OwnDays, Pause
from bot.study.days import days_of, week_of
from bot.study.journal import Session
from bot.study.pausing import (
    MOST_TOUCHED,
    TooLong,
    TouchesNothing,
    ended,
    pause_from,
    planned_pauses,
    replaced_pauses,
    touched_weeks,
)
from bot.study.progress import Progress
from bot.study.streak import WeekState
from tests.study.people import DAY, MONDAY, WEEK, standing, week

ALL_DAYS = [days for size in (1, 2, 3, 5, 7) for days in combinations(range(7), size)][::4]


def on_days(roadmap: Roadmap, today: date, days: tuple[int, ...]) -> Progress:
    """Somebody with own study days from their plan's start."""
    progress = standing(roadmap, today)
    return replace(progress, record=replace(progress.record, own_days=(OwnDays(MONDAY, days),)))


def paused(progress: Progress, pause: Pause) -> Progress:
    """The same member with a pause."""
    return replace(progress, record=replace(progress.record, pauses=(*progress.record.pauses, pause)))


@pytest.mark.parametrize("days", ALL_DAYS)
def test_begun_and_ended_on_each_weekday(curriculum: Roadmap, days: tuple[int, ...]):
    """A week waits when none of its days is left, is touched when some are, and else is as it was."""
    for first in range(7):
        for until in range(7, 14):
            start, end = week(4) + first * DAY, week(4) + until * DAY
            progress = on_days(curriculum, start, days)
            taken = [n for n in range(first, until) if n % 7 in days]
            if not taken:
                with pytest.raises(TouchesNothing):
                    pause_from(progress, start, end)
                continue
            effect = pause_from(progress, start, end)
            this = [n for n in taken if n < 7]
            following = [n for n in taken if n >= 7]
            whole = [week(4 + k) for k, part in enumerate((this, following)) if len(part) == len(days)]
            some = [week(4 + k) for k, part in enumerate((this, following)) if 0 < len(part) < len(days)]
            assert (list(effect.waiting), list(effect.touched)) == (whole, some)
            assert effect.left == MOST_TOUCHED - len(whole) - len(some)
            after = paused(progress, effect.pause)
            assert after.plan.ends_on == progress.plan.ends_on + len(whole) * WEEK


@pytest.mark.parametrize(
    ("studied", "state"),
    [
        ((), WeekState.NEUTRAL),
        ((0,), WeekState.KEPT),  # Monday was the one day outside the pause
        ((3,), WeekState.KEPT),  # any day counts
        ((0, 1), WeekState.KEPT),
    ],
)
def test_a_break_begun_on_a_tuesday(curriculum: Roadmap, studied: tuple[int, ...], state: WeekState):
    """Of Mon, Wed, Sat only Monday is left: done, it keeps the week; if not, the week counts for nothing."""
    days = [week(n) + d * DAY for n in range(4) for d in (0, 2, 5)] + [week(4) + d * DAY for d in studied]
    progress = standing(curriculum, week(6) + DAY, studied=days, pauses=(Pause(week(4) + DAY, week(5)),))
    judged = next(one for one in progress.streak.history if one.monday == week(4))
    assert (judged.target, judged.is_touched, judged.state, judged.freezes_spent) == (1, True, state, 0)


def test_a_touched_week_never_breaks_and_spends_no_freeze(curriculum: Roadmap):
    """Two of three days are left and one is done: short by one, with freezes at hand, and still neutral."""
    days = [week(n) + d * DAY for n in range(4) for d in (0, 2, 5)] + [week(4)]
    progress = standing(curriculum, week(6), studied=days, pauses=(Pause(week(4) + 5 * DAY, week(5)),))
    judged = next(one for one in progress.streak.history if one.monday == week(4))
    assert (judged.target, judged.days, judged.state, judged.freezes_spent) == (2, 1, WeekState.NEUTRAL, 0)
    assert progress.streak.weeks == 4


def test_a_break_can_begin_later(curriculum: Roadmap):
    """Planned on Wednesday for the Monday after next; until then nothing changes."""
    progress = standing(curriculum, week(3) + 2 * DAY)
    effect = pause_from(progress, week(5), week(7))
    assert effect.pause == Pause(week(5), week(7))
    after = paused(progress, effect.pause)
    assert after.pause is None
    assert planned_pauses(after) == (effect.pause,)
    assert after.plan.target(week(4)) == 3
    assert (after.plan.is_paused(week(5)), after.plan.is_paused(week(6))) == (True, True)


def test_a_day_that_is_over_can_not_be_paused(curriculum: Roadmap):
    """A pause from last week on begins today."""
    progress = standing(curriculum, week(4) + 2 * DAY)
    assert pause_from(progress, week(3), week(6)).pause == Pause(week(4) + 2 * DAY, week(6))


def test_eight_weeks_are_all_there_is(curriculum: Roadmap):
    """From a Tuesday: this week is touched, seven more wait; the ninth is too much, and the latest day is told."""
    start = week(2) + DAY
    progress = standing(curriculum, start)
    assert pause_from(progress, start, week(10)).left == 0
    with pytest.raises(TooLong) as caught:
        pause_from(progress, start, week(10) + DAY)
    assert caught.value.latest == week(10)
    used = paused(progress, Pause(start, week(10)))
    later = replace(used, now=standing(curriculum, week(12)).now)
    with pytest.raises(TooLong) as caught:
        pause_from(later, week(12), week(13))
    assert caught.value.latest is None


def test_resuming_gives_back_what_was_not_touched(curriculum: Roadmap):
    """Four weeks were planned; back after one and a day, two weeks are used."""
    start = week(2)
    progress = paused(standing(curriculum, week(3) + DAY), Pause(start, week(6)))
    short = ended(progress)
    assert short == Pause(start, week(3) + DAY)
    back = replace(progress, record=replace(progress.record, pauses=(short,)))
    assert touched_weeks(back.plan) == (week(2), week(3))
    assert ended(paused(standing(curriculum, start), Pause(start, week(6)))) is None, "it began today: it never was"


def test_a_new_end_moves_the_break_under_way(curriculum: Roadmap):
    """It stays one break, shorter or longer, and takes in a planned one that it reaches."""
    planned = Pause(week(7), week(8))
    progress = paused(paused(standing(curriculum, week(4)), Pause(week(3), week(5))), planned)
    effect = pause_from(progress, week(4), week(7) + DAY)
    assert effect.pause == Pause(week(3), week(7) + DAY)
    assert replaced_pauses(progress, effect.pause) == (planned,)


steps = st.lists(
    st.tuples(st.sampled_from(["wait", "pause", "plan", "resume", "cancel", "days", "study"]), st.integers(0, 60)),
    max_size=20,
)


@given(steps)
def test_no_way_of_pausing_touches_more_than_eight_weeks(curriculum: Roadmap, steps: list[tuple[str, int]]):
    """Whatever is begun, planned, ended and moved: closed weeks stay, and no streak grows without a study day."""
    progress = standing(curriculum, MONDAY + DAY)
    for name, number in steps:
        before = progress
        match name:
            case "wait":
                progress = replace(before, now=standing(curriculum, before.today + (number % 12 + 1) * DAY).now)
            case "pause" | "plan":
                first = before.today + (number % 20) * DAY * (name == "plan")
                try:
                    effect = pause_from(before, first, first + (number + 1) * DAY)
                except (TooLong, TouchesNothing):
                    continue
                gone = {effect.pause.first, *(other.first for other in replaced_pauses(before, effect.pause))}
                kept = tuple(pause for pause in before.record.pauses if pause.first not in gone)
                progress = replace(before, record=replace(before.record, pauses=(*kept, effect.pause)))
            case "resume" if before.pause:
                kept = tuple(pause for pause in before.record.pauses if pause != before.pause)
                short = ended(before)
                progress = replace(before, record=replace(before.record, pauses=(*kept, *([short] if short else []))))
            case "cancel" if planned_pauses(before):
                kept = tuple(pause for pause in before.record.pauses if pause != planned_pauses(before)[0])
                progress = replace(before, record=replace(before.record, pauses=kept))
            case "study":
                journal = replace(before.journal, sessions=(*before.journal.sessions, Session(before.today, 30)))
                progress = replace(before, record=replace(before.record, journal=journal))
            case _:
                continue
        assert len(touched_weeks(progress.plan)) <= MOST_TOUCHED
        closed = [one for one in before.streak.history if not before.is_open(one.monday)]
        assert list(progress.streak.history[: len(closed)]) == closed
        if name not in ("study", "wait"):
            assert progress.streak.weeks <= before.streak.weeks or not set(days_of(week_of(before.today))).isdisjoint(
                before.journal.study_days
            )
