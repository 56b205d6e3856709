"""Behind, on track, ahead; when catching up is offered, and what it brings; when the roadmap will be done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.roadmap import Roadmap
from bot.study.journal import Journal, Session, Skip, Tick
from bot.study.pace import Focus, Wish, shifted_segment, wished_segment, with_segment
from bot.study.plan import Pause
from bot.study.progress import Progress
from bot.study.standing import Standing, blocks_behind, catchup_task, done_early, forecast, may_offer_catchup
from bot.study.standing import standing as standing_of
from tests.study.people import ADA, DAY, MONDAY, WEEK, standing, week

WEEKS_1_2 = ("backprop", "optimizers", "losses-regularization")
WEEKS_3_4 = ("attention-paper", "attention-video", "illustrated-transformer")
MON_WED_SAT = (0, 2, 5)


# --- behind and ahead


@pytest.mark.parametrize(
    ("today", "done", "behind", "early"),
    [
        (MONDAY, (), [], []),
        (week(2) - DAY, (), [], []),  # the Sunday of week 2: nothing is over
        (week(2), (), ["ml-fundamentals"], []),
        (week(2), WEEKS_1_2, [], []),
        (week(2), WEEKS_1_2[:2], ["ml-fundamentals"], []),
        (week(4), (), ["ml-fundamentals", "transformers-deep-dive"], []),
        (week(4), WEEKS_3_4, ["ml-fundamentals"], []),
        (MONDAY, WEEKS_3_4[:2], [], ["attention-paper", "attention-video"]),
        (week(2), (*WEEKS_1_2, *WEEKS_3_4), [], []),  # the block that is due is not early any more
        (week(2), WEEKS_3_4, ["ml-fundamentals"], []),
        (MONDAY - 3 * DAY, ("mock-interviews",), [], ["mock-interviews"]),
    ],
)
def test_behind_and_ahead(curriculum: Roadmap, today: date, done: Sequence[str], behind: list[str], early: list[str]):
    """Behind by the blocks that are over with open tasks; ahead by tasks whose block has yet to come."""
    progress = standing(curriculum, today, done=done)
    assert [block.id for block in blocks_behind(progress)] == behind
    assert [task.id for task in done_early(progress)] == early


def test_what_was_skipped_leaves_nobody_behind(curriculum: Roadmap):
    """A skipped task counts nowhere; ticked all the same, it counts again."""
    progress = standing(curriculum, week(2), done=WEEKS_1_2[:2])
    skips = (Skip(WEEKS_1_2[2], "known"),)
    skipped = replace(progress, page=replace(progress.page, journal=replace(progress.page.journal, skips=skips)))
    assert blocks_behind(skipped) == ()
    assert (skipped.done, skipped.total) == (2, 69)
    ticks = (*skipped.page.journal.ticks, Tick(WEEKS_1_2[2], week(2)))
    ticked = replace(skipped, page=replace(skipped.page, journal=replace(skipped.page.journal, ticks=ticks)))
    assert (ticked.done, ticked.total) == (3, 70)


# --- in one word


@pytest.mark.parametrize(
    ("today", "done", "pauses", "word"),
    [
        (MONDAY, (), (), Standing.ON_TRACK),
        (MONDAY, WEEKS_1_2, (), Standing.ON_TRACK),  # the block that is due is not early
        (week(2) - DAY, (), (), Standing.ON_TRACK),
        (week(2), WEEKS_1_2, (), Standing.ON_TRACK),
        (week(2), (*WEEKS_1_2, *WEEKS_3_4), (), Standing.ON_TRACK),
        (MONDAY, WEEKS_3_4[:1], (), Standing.AHEAD),
        (week(2), (*WEEKS_1_2, "mock-interviews"), (), Standing.AHEAD),
        (week(2), (), (), Standing.BEHIND),
        (week(2), (*WEEKS_1_2[:2], "mock-interviews"), (), Standing.BEHIND),  # ahead elsewhere does not help
        (week(40), WEEKS_1_2, (), Standing.BEHIND),
        # Before the start, whatever was done already.
        (MONDAY - DAY, (), (), Standing.WAITING),
        (MONDAY - DAY, WEEKS_3_4, (), Standing.WAITING),
        # In a pause, from its first day to its last: whatever is open, early or yet to start.
        (week(2) - DAY, (), (Pause(week(2), week(3)),), Standing.ON_TRACK),
        (week(2), (), (Pause(week(2), week(3)),), Standing.PAUSED),
        (week(3) - DAY, WEEKS_3_4, (Pause(week(2), week(3)),), Standing.PAUSED),
        (week(3), (), (Pause(week(2), week(3)),), Standing.BEHIND),
        (week(2), WEEKS_1_2, (Pause(week(3), week(4)),), Standing.ON_TRACK),
        (MONDAY - DAY, (), (Pause(MONDAY - DAY, MONDAY),), Standing.PAUSED),
    ],
)
def test_in_one_word(curriculum: Roadmap, today: date, done: Sequence[str], pauses: tuple[Pause, ...], word: Standing):
    """Paused before waiting, waiting before behind, behind before ahead; else on track."""
    assert standing_of(standing(curriculum, today, done=done, pauses=pauses)) == word


@pytest.mark.parametrize("today", [MONDAY - 3 * DAY, MONDAY, week(10), week(40)])
@pytest.mark.parametrize("pauses", [(), (Pause(MONDAY - WEEK, week(50)),)])
def test_done_is_done(curriculum: Roadmap, today: date, pauses: tuple[Pause, ...]):
    """With all ticked it is neither early nor late, and needs no pause."""
    done = [task.id for task in curriculum.tasks]
    assert standing_of(standing(curriculum, today, done=done, pauses=pauses)) == Standing.DONE
    assert standing_of(standing(curriculum, today, done=done[1:], pauses=pauses)) != Standing.DONE


def test_the_word_counts_the_scope(curriculum: Roadmap):
    """In a plan of weeks 1 and 2 three tasks are all; ticks outside of it are not ahead of anything."""
    assert standing_of(standing(curriculum, MONDAY, path=(1, 2), done=WEEKS_1_2)) == Standing.DONE
    assert standing_of(standing(curriculum, MONDAY, path=(1, 2), done=WEEKS_3_4)) == Standing.ON_TRACK


# --- the offer, and one task at a time


@pytest.mark.parametrize(
    ("offered_days_ago", "offers"),
    [(None, True), (0, False), (1, False), (13, False), (14, True), (100, True)],
)
def test_the_offer_rests_for_14_days(curriculum: Roadmap, offered_days_ago: int | None, offers: bool):
    """Once it was shown, it comes again on the fourteenth day after."""
    day = None if offered_days_ago is None else week(4) - offered_days_ago * DAY
    progress = standing(curriculum, week(4), member=replace(ADA, catchup_offered_on=day))
    assert may_offer_catchup(progress) == offers


def test_no_offer_without_need(curriculum: Roadmap):
    """Not on track, not while catching up already, not in a pause."""
    assert not may_offer_catchup(standing(curriculum, week(2) - DAY))
    assert not may_offer_catchup(standing(curriculum, week(2), done=WEEKS_1_2))
    assert not may_offer_catchup(standing(curriculum, week(2), member=replace(ADA, catching_up=True)))
    paused = standing(curriculum, week(3), pauses=(Pause(week(3), week(4)),))
    assert paused.overdue
    assert not may_offer_catchup(paused)


def test_one_overdue_task_at_a_time(curriculum: Roadmap):
    """The oldest that is open, for those who asked for it, until none is left."""
    catching_up = replace(ADA, catching_up=True)
    found = [
        catchup_task(standing(curriculum, week(4), member=catching_up, done=(*WEEKS_1_2, *WEEKS_3_4)[:done]))
        for done in range(7)
    ]
    assert [task.id if task else None for task in found] == [*WEEKS_1_2, *WEEKS_3_4, None]
    assert catchup_task(standing(curriculum, week(4))) is None


def test_nothing_is_overdue_after_a_shift(curriculum: Roadmap):
    """The plan waits for what was open; what was done early stays done."""
    before = standing(curriculum, week(6), done=(*WEEKS_3_4, "vllm"))
    after = with_segment(before, shifted_segment(before))
    assert before.overdue
    assert after.overdue == ()
    assert after.week == 1
    assert (after.done, after.total) == (before.done, before.total)


# --- the forecast


def working(
    curriculum: Roadmap,
    today: date,
    per_week: Sequence[int],
    pauses: tuple[Pause, ...] = (),
    kept: Sequence[int] | None = None,
) -> Progress:
    """Somebody who ticked so many tasks in each week and studied on three days of each, or of those in `kept`."""
    tasks = iter(curriculum.tasks)
    ticks = [Tick(next(tasks).id, week(number)) for number, ticked in enumerate(per_week) for _ in range(ticked)]
    studied = range(len(per_week)) if kept is None else kept
    sessions = [
        Session(week(number) + day * DAY, 30)
        for number in studied
        for day in MON_WED_SAT
        if week(number) + day * DAY <= today
    ]
    progress = standing(curriculum, today, pauses=pauses)
    return replace(progress, page=replace(progress.page, journal=Journal(tuple(ticks), tuple(sessions))))


@pytest.mark.parametrize(
    ("today", "per_week", "last_week"),
    [
        (MONDAY, [], None),
        (week(1), [2], None),  # one kept week
        (week(2), [2, 2], 34),  # 66 left, 2 a week: 33 weeks, the 3rd to the 35th
        (week(8), [2] * 8, 34),  # 54 left, 27 weeks, the 9th to the 35th: exactly the speed of the plan
        (week(8) + 6 * DAY, [2] * 8, 34),  # on the Sunday this week may still bring its two
        (week(8), [2] * 9, 34),  # it has: 52 left for the 26 weeks after it
        (week(8), [*[2] * 8, 3], 34),  # 51 left: 26 weeks after it
        (week(8), [*[2] * 8, 4], 33),  # 50 left: 25 weeks after it
        (week(4), [4] * 4, 17),  # 54 left, 4 a week: 13.5, so 14 weeks, the 5th to the 18th
        (week(6), [10, 10, 1, 1, 1, 1], 51),  # the last four weeks tell: 46 left, 1 a week
        (week(6), [5, 5, 0, 0, 0, 0], None),  # nothing in four weeks: no end in sight, and nothing is said
        (week(7), [10] * 7, None),  # all done
        (week(7), [*[10] * 6, 9], 7),  # one left: this week
        (week(8), [*[9] * 7, 0, 6], 9),  # 6.75 a week and 6 this week: the one that is left waits for the next
    ],
)
def test_forecast(curriculum: Roadmap, today: date, per_week: list[int], last_week: int | None):
    """What is left, at the pace of the last 4 weeks, from this week on: the Sunday of the last week."""
    expected = None if last_week is None else week(last_week) + 6 * DAY
    assert forecast(working(curriculum, today, per_week)) == expected


def test_forecast_leaves_paused_weeks_out(curriculum: Roadmap):
    """Weeks 3 and 4 paused: the last four are 1, 2, 5 and 6, with 8 ticks; 62 left are 31 weeks."""
    progress = working(curriculum, week(6), [2, 2, 0, 0, 2, 2], pauses=(Pause(week(2), week(4)),), kept=(0, 1, 4, 5))
    assert forecast(progress) == week(36) + 6 * DAY


def test_forecast_waits_for_two_kept_weeks(curriculum: Roadmap):
    """Many ticks on one day a week keep no week; with the freeze spent on neither, nothing is foretold."""
    assert forecast(working(curriculum, week(4), [5, 5, 5, 5], kept=())) is None
    assert forecast(working(curriculum, week(4), [5, 5, 5, 5], kept=(1,))) is None
    assert forecast(working(curriculum, week(4), [5, 5, 5, 5], kept=(0, 3))) == week(4) + timedelta(weeks=9, days=6)


def test_forecast_counts_the_scope(curriculum: Roadmap):
    """In a focus on phase 3, of 16 tasks, ticks elsewhere neither help nor count."""
    progress = working(curriculum, week(4), [4] * 4)
    phase, project = curriculum.phases[2], curriculum.projects[1]
    focused = with_segment(progress, wished_segment(progress, Wish(focus=Focus(phase, project))))
    assert (focused.done, focused.total) == (0, 16)
    assert forecast(focused) is None
    ticks = (*focused.page.journal.ticks, Tick("ppo", week(3)), Tick("reward-modeling", week(3) + DAY))
    working_in_it = replace(focused, page=replace(focused.page, journal=replace(focused.page.journal, ticks=ticks)))
    # 14 left, 2 in four weeks: 28 weeks, this one among them
    assert forecast(working_in_it) == week(4) + 27 * WEEK + 6 * DAY
