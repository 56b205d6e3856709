"""Behind, on track, ahead; when catching up is offered, and what it brings; when the roadmap will be done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from bot.roadmap import Roadmap
from bot.study.catchup import catchup_task, is_catching_up, may_offer_catchup
from bot.study.choices import Pause
from bot.study.forecast import forecast
from bot.study.journal import Journal, Session, Skip, Tick
from bot.study.pace import PlanRequest, requested_choice, shifted_choice, with_choice
from bot.study.progress import Progress
from bot.study.standing import Standing, blocks_behind, done_early
from bot.study.standing import standing as standing_of
from tests.study.people import DAY, MONDAY, WEEK, standing, week

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
    skipped = replace(progress, record=replace(progress.record, journal=replace(progress.record.journal, skips=skips)))
    assert blocks_behind(skipped) == ()
    assert (skipped.done, skipped.total) == (2, 69)
    ticks = (*skipped.record.journal.ticks, Tick(WEEKS_1_2[2], week(2)))
    ticked = replace(skipped, record=replace(skipped.record, journal=replace(skipped.record.journal, ticks=ticks)))
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
    progress = standing(curriculum, week(4))
    offered = replace(progress, record=replace(progress.record, catchup_offered_on=day))
    assert may_offer_catchup(offered) == offers


def catching_up(progress: Progress, *task_ids: str) -> Progress:
    """The same member, who chose to catch up with these tasks."""
    return replace(progress, record=replace(progress.record, catching_up=task_ids))


def test_no_offer_without_need(curriculum: Roadmap):
    """Not on track, not while catching up already, not in a pause."""
    assert not may_offer_catchup(standing(curriculum, week(2) - DAY))
    assert not may_offer_catchup(standing(curriculum, week(2), done=WEEKS_1_2))
    assert not may_offer_catchup(catching_up(standing(curriculum, week(2)), *WEEKS_1_2))
    caught_up = catching_up(standing(curriculum, week(4), done=WEEKS_1_2), *WEEKS_1_2)
    assert may_offer_catchup(caught_up), "what was to be caught up with is done, and more is overdue"
    paused = standing(curriculum, week(3), pauses=(Pause(week(3), week(4)),))
    assert paused.overdue
    assert not may_offer_catchup(paused)


def test_one_overdue_task_at_a_time(curriculum: Roadmap):
    """The oldest that is open, for those who asked for it, until none is left."""
    chosen = (*WEEKS_1_2, *WEEKS_3_4)
    found = [catchup_task(catching_up(standing(curriculum, week(4), done=chosen[:done]), *chosen)) for done in range(7)]
    assert [task.id if task else None for task in found] == [*chosen, None]
    assert catchup_task(standing(curriculum, week(4))) is None


def test_only_what_was_chosen_is_caught_up_with(curriculum: Roadmap):
    """By id: what became overdue since, was skipped or has left the roadmap is not brought back."""
    progress = catching_up(standing(curriculum, week(6)), WEEKS_1_2[1], "gone-since", WEEKS_1_2[2])
    assert is_catching_up(progress)
    assert [task.id for task in (catchup_task(progress),) if task] == [WEEKS_1_2[1]]
    journal = replace(progress.record.journal, skips=(Skip(WEEKS_1_2[1], "known"), Skip(WEEKS_1_2[2], "known")))
    skipped = replace(progress, record=replace(progress.record, journal=journal))
    assert skipped.overdue
    assert not is_catching_up(skipped)


def test_nothing_is_overdue_after_a_shift(curriculum: Roadmap):
    """The plan waits for what was open; what was done early stays done."""
    before = standing(curriculum, week(6), done=(*WEEKS_3_4, "vllm"))
    after = with_choice(before, shifted_choice(before))
    assert before.overdue
    assert after.overdue == ()
    assert after.week == 1
    assert (after.done, after.total) == (before.done, before.total)


# --- the forecast


def even(*lengths: int, tasks: int = 0) -> Roadmap:
    """Blocks of so many weeks, each with a task a week or with so many, so that one can reckon by hand."""
    blocks: list[dict[str, object]] = []
    first = 1
    for n, length in enumerate(lengths):
        texts = [{"id": f"b{n}-{k}", "text": "Do it"} for k in range(tasks or length)]
        weeks = f"{first}-{first + length - 1}"
        blocks.append({"id": f"b{n}", "title": f"Block {n}", "weeks": weeks, "tasks": texts})
        first += length
    phase = {"id": "p", "title": "P", "weeks": f"1-{first - 1}", "blocks": blocks}
    return Roadmap.model_validate({"title": "Even", "phases": [phase]})


EVEN = even(*[2] * 18)
"""36 weeks and 36 tasks: a task is a week's worth."""


def working(
    roadmap: Roadmap,
    today: date,
    per_week: Sequence[int],
    pauses: tuple[Pause, ...] = (),
    kept: Sequence[int] | None = None,
    weeks: int | None = None,
) -> Progress:
    """Somebody who ticked so many tasks in each week and studied on three days of each, or of those in `kept`."""
    tasks = iter(roadmap.tasks)
    ticks = [Tick(next(tasks).id, week(number)) for number, ticked in enumerate(per_week) for _ in range(ticked)]
    studied = range(len(per_week)) if kept is None else kept
    sessions = [
        Session(week(number) + day * DAY, 30)
        for number in studied
        for day in MON_WED_SAT
        if week(number) + day * DAY <= today
    ]
    path = tuple(range(1, roadmap.weeks_total + 1))
    progress = standing(roadmap, today, path=path, weeks=weeks, pauses=pauses)
    return replace(progress, record=replace(progress.record, journal=Journal(tuple(ticks), tuple(sessions))))


def tuesday(n: int) -> date:
    """The Tuesday of the n-th week: the week before is closed."""
    return week(n) + DAY


@pytest.mark.parametrize(
    ("today", "per_week", "last_week"),
    [
        # Nothing overdue, nothing done of a later block: it is the plan's end, and not said.
        (MONDAY, [], None),
        (tuesday(2), [1, 1], None),
        (tuesday(2), [2, 2], None),  # the block that is due is done: it is no later one
        (tuesday(9), [1] * 9, None),
        # Ahead: what is left at the pace of the closed weeks, from this week on.
        (tuesday(2), [3, 2], 14),  # 31 left, 2.5 a week: 12.4, so 13 weeks, the 3rd to the 15th
        (tuesday(4), [2] * 4, 17),  # 28 left, 2 a week: 14 weeks, the 5th to the 18th
        (tuesday(1), [3], None),  # one kept week
        (tuesday(4), [5, 0, 0, 3], 17),  # 8 in 4 weeks: 14 weeks
        (week(4), [5, 0, 0, 3], 20),  # on the Monday the fourth is still open: 5 in 3 weeks, 28 left: 16.8
        (tuesday(4), [*[2] * 4, 2], 16),  # two more this week: 26 left
        # Behind.
        (tuesday(4), [1, 1, 0, 0], 71),  # 34 left, a half a week: 68 weeks
        (tuesday(12), [*[0] * 4, *[1] * 8], 39),  # the last eight weeks tell: 28 left, 1 a week
        (tuesday(12), [3, 3, *[0] * 10], None),  # nothing in eight weeks: no end in sight, and nothing is said
        # From two weeks of difference on.
        (tuesday(24), [0, *[1] * 23], None),  # 13 left: one week later than planned
        (tuesday(24), [*[0] * 2, *[1] * 22], 37),  # 14 left: two weeks later
        (tuesday(31), [3, *[1] * 30], 33),  # 33 done, 3 left: three weeks, two earlier than planned
        (tuesday(31), [5, *[1] * 28, 0, 0], None),  # 6 in 8 weeks: four weeks, one earlier
        # On track and a later date never stand together.
        (tuesday(12), [10, 6, 1, *[0] * 8, 1], None),
        # All done.
        (tuesday(6), [6] * 6, None),
    ],
)
def test_forecast(today: date, per_week: list[int], last_week: int | None):
    """What is left, at the pace of the last 8 closed weeks, from this week on: the Sunday of the last week."""
    expected = None if last_week is None else week(last_week) + 6 * DAY
    assert forecast(working(EVEN, today, per_week)) == expected


def test_tasks_weigh_by_the_weeks_of_their_block():
    """Ahead in a block of eight weeks and two tasks: one of them is four weeks' worth."""
    roadmap = even(2, 2, 8, 8, tasks=2)
    progress = working(roadmap, tuesday(2), [3, 2])
    # Of 20 weeks 4 and, by the fifth task, 4 more are done in two weeks; 12 are left: 3 weeks, the 3rd to the 5th.
    assert forecast(progress) == week(4) + 6 * DAY
    skipped = replace(progress.record.journal, skips=(Skip("b2-1", "known"),))
    # With the other one skipped it stands for all 8: 12 in two weeks, 8 left: 2 weeks.
    assert forecast(replace(progress, record=replace(progress.record, journal=skipped))) == week(3) + 6 * DAY


@pytest.mark.parametrize("length", [1, 2, 3, 8])
@pytest.mark.parametrize("pace", ["as written", "6 months", "4 months", "half"])
def test_a_punctual_member_hears_of_no_other_end(curriculum: Roadmap, length: int, pace: str):
    """Who does each block in its last week is never told another date, in any week, whatever the blocks' length."""
    roadmap = even(*[length] * (48 // length))
    named_weeks = {one.name: one.weeks for one in curriculum.paces}
    weeks = named_weeks.get(pace, 96 if pace == "half" else 48)
    plan = working(roadmap, MONDAY, [], weeks=weeks).plan
    for n in range(weeks + 2):
        ticks = tuple(
            Tick(task.id, last)
            for block in roadmap.blocks
            if (last := plan.last_monday_of(block.id)) and last < week(n)
            for task in block.tasks
        )
        for day in (week(n), tuesday(n), week(n) + 6 * DAY):
            progress = working(roadmap, day, [0] * n, weeks=weeks)
            journal = replace(progress.record.journal, ticks=ticks)
            punctual = replace(progress, record=replace(progress.record, journal=journal))
            assert punctual.overdue == ()
            assert forecast(punctual) is None


def test_forecast_leaves_touched_weeks_out():
    """Weeks 3 and 4 paused: the closed ones are 1, 2, 5 and 6, with 8 tasks; 28 left are 14 weeks."""
    progress = working(EVEN, tuesday(6), [2, 2, 0, 0, 2, 2], pauses=(Pause(week(2), week(4)),), kept=(0, 1, 4, 5))
    assert forecast(progress) == week(19) + 6 * DAY
    part = working(EVEN, tuesday(6), [2, 2, 0, 2, 2, 2], pauses=(Pause(week(2) + 2 * DAY, week(3)),))
    # Week 3 is touched: 10 in five weeks, 26 left: 13 weeks.
    assert forecast(part) == week(18) + 6 * DAY


def test_forecast_waits_in_a_pause_to_come():
    """14 weeks of work, and two in which there is none."""
    progress = working(EVEN, tuesday(4), [2] * 4, pauses=(Pause(week(6), week(8)),))
    assert forecast(progress) == week(19) + 6 * DAY


def test_forecast_waits_for_two_kept_weeks():
    """Many ticks on one day a week keep no week; with the freeze spent on neither, nothing is foretold."""
    assert forecast(working(EVEN, tuesday(4), [2, 2, 2, 2], kept=())) is None
    assert forecast(working(EVEN, tuesday(4), [2, 2, 2, 2], kept=(1,))) is None
    assert forecast(working(EVEN, tuesday(4), [2, 2, 2, 2], kept=(0, 3))) == week(17) + 6 * DAY


def test_forecast_counts_the_scope(curriculum: Roadmap):
    """In a focus on phase 3, of eight weeks and 16 tasks, ticks elsewhere neither help nor count."""
    progress = working(curriculum, tuesday(4), [4] * 4)
    phase, project = curriculum.phases[2], curriculum.projects[1]
    focused = with_choice(progress, requested_choice(progress, PlanRequest(focus=(phase, project))))
    assert (focused.done, focused.total) == (0, 16)
    assert forecast(focused) is None
    last_two = tuple(Tick(task.id, week(3)) for block in phase.blocks[2:] for task in block.tasks)
    journal = replace(focused.record.journal, ticks=(*focused.record.journal.ticks, *last_two))
    working_in_it = replace(focused, record=replace(focused.record, journal=journal))
    # Four weeks' worth in four weeks, and as much is left; the plan ends four weeks later than that.
    assert forecast(working_in_it) == week(7) + 6 * DAY
    assert working_in_it.plan.ends_on == week(11) + 6 * DAY
