"""Where a member stands on the real curriculum."""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.roadmap import Phase, Roadmap, Weeks
from bot.roadmap.versions import first_edition
from bot.study.choices import Choice, Pause
from bot.study.journal import Journal, Session, Tick
from bot.study.member import MemberRecord
from bot.study.progress import Progress
from tests.study.people import ADA, DAY, MONDAY, standing, walked, week

PHASE_3 = tuple(range(15, 23))
WEEKS_1_2 = ("backprop", "optimizers", "losses-regularization")


def ids_of(curriculum: Roadmap, *blocks: str) -> list[str]:
    """The ids of the tasks of these blocks."""
    return [task.id for block in curriculum.blocks if block.id in blocks for task in block.tasks]


def in_phases_of_a_week(number: int) -> Roadmap:
    """A roadmap of so many phases, each of a week, a block and a task."""
    phases = [
        {
            "id": f"phase-{n}",
            "title": f"Phase {n}",
            "weeks": n,
            "blocks": [{"id": f"b-{n}", "title": "B", "weeks": n, "tasks": [{"id": f"t-{n}", "text": "T"}]}],
        }
        for n in range(1, number + 1)
    ]
    return Roadmap.model_validate({"title": "Many phases", "phases": phases})


def test_at_the_start_nothing_is_done(curriculum: Roadmap):
    """All 70 tasks of 18 blocks are ahead, and the first block is due."""
    progress = standing(curriculum, MONDAY)
    assert (progress.done, progress.total, len(progress.blocks)) == (0, 70, 18)
    assert (progress.items_done, len(progress.items)) == (0, 18)
    assert progress.week == 1
    assert [block.id for block in progress.due_blocks] == ["ml-fundamentals"]
    assert progress.overdue == ()
    assert progress.current_phase == curriculum.phases[0]
    assert not progress.is_complete


def test_before_the_start_the_first_block_waits(curriculum: Roadmap):
    """Whoever joined for next Monday sees what they will begin with, and nothing is late."""
    progress = standing(curriculum, MONDAY - 3 * DAY)
    assert not progress.has_started
    assert standing(curriculum, MONDAY).has_started
    assert progress.week == 1
    assert [block.id for block in progress.due_blocks] == ["ml-fundamentals"]
    assert progress.overdue == ()


def test_ticks_count(curriculum: Roadmap):
    """Work done before the start counts; ticks of tasks that the roadmap no longer has do not."""
    progress = standing(curriculum, MONDAY, done=(*WEEKS_1_2, "a-task-of-yesteryear"))
    assert (progress.done, progress.total) == (3, 70)
    assert progress.has_done("backprop")
    assert not progress.has_done("attention-paper")


def test_everything_done(curriculum: Roadmap):
    """With all 70 ticked the roadmap is complete and nothing is open or overdue."""
    progress = standing(curriculum, week(40), done=[task.id for task in curriculum.tasks])
    assert progress.is_complete
    assert progress.open_tasks == progress.overdue == ()
    assert all(phase.is_complete for phase in progress.phases)


@pytest.mark.parametrize(
    ("today", "overdue"),
    [
        (week(2) - DAY, []),  # the Sunday of week 2: the block is not over
        (week(2), ["losses-regularization"]),
        (week(3), ["losses-regularization"]),
        (week(4), ["losses-regularization", "attention-paper", "attention-video", "illustrated-transformer"]),
    ],
)
def test_overdue_is_what_a_past_block_left_open(curriculum: Roadmap, today: date, overdue: list[str]):
    """A task is overdue when the last week of its block is over, not earlier."""
    progress = standing(curriculum, today, done=["backprop", "optimizers"])
    assert [task.id for task in progress.overdue] == overdue


def test_a_pause_makes_nothing_overdue(curriculum: Roadmap):
    """While the plan waits, so does everything."""
    pause = Pause(week(1), week(6))
    assert standing(curriculum, week(5), pauses=(pause,)).overdue == ()
    assert standing(curriculum, week(7), pauses=(pause,)).overdue != ()


def test_after_the_end_all_that_is_open_is_overdue(curriculum: Roadmap):
    """The last block stays due on its last day, and is overdue a day later."""
    last_day = week(36) - DAY
    assert len(standing(curriculum, last_day).overdue) == 70 - len(curriculum.blocks[-1].tasks)
    assert len(standing(curriculum, last_day + DAY).overdue) == 70


@pytest.mark.parametrize(
    ("weeks", "n", "blocks"),
    [
        (36, 1, ["ml-fundamentals"]),
        (36, 2, ["transformers-deep-dive"]),
        (17, 0, ["ml-fundamentals"]),  # weeks 1 and 2
        (17, 8, ["constitutional-ai", "interpretability"]),  # weeks 17 to 19
        (18, 3, ["scaling-laws"]),
    ],
)
def test_a_fast_pace_is_due_several_blocks(curriculum: Roadmap, weeks: int, n: int, blocks: list[str]):
    """Every block that a calendar week touches is this week's."""
    assert [block.id for block in standing(curriculum, week(n), weeks=weeks).due_blocks] == blocks


def test_open_tasks_begin_with_this_week(curriculum: Roadmap):
    """First this week's, then what is overdue, then what comes; nothing ticked, nothing twice."""
    progress = standing(curriculum, week(4), done=["multi-head-attention", "attention-video", "backprop"])
    ids = [task.id for task in progress.open_tasks]
    assert ids[:3] == ["positional-encoding", "transformer-encoder", "train-small"]
    assert ids[3:7] == ["optimizers", "losses-regularization", "attention-paper", "illustrated-transformer"]
    assert ids[7] == "chinchilla-paper"
    assert len(ids) == len(set(ids)) == 67


def test_totals_count_the_scope_only(curriculum: Roadmap):
    """With phase 3 alone, the ticks of other phases do not count, and their tasks stay tickable, last."""
    progress = standing(curriculum, MONDAY, path=PHASE_3, done=[*WEEKS_1_2, "ppo"])
    in_scope = [task.id for block in curriculum.phases[2].blocks for task in block.tasks]
    assert (progress.done, progress.total) == (1, len(in_scope))
    assert progress.week == 15
    open_ids = [task.id for task in progress.open_tasks]
    assert open_ids[: len(in_scope) - 1] == [task for task in in_scope if task != "ppo"]
    assert len(open_ids) == 70 - 4
    assert [phase.total for phase in progress.phases] == [0, 0, len(in_scope), 0, 0]
    assert [phase.begins for phase in progress.phases] == [None, None, MONDAY, None, None]


def test_a_change_of_focus_leaves_nothing_overdue_that_it_dropped(curriculum: Roadmap):
    """After two weeks the member turns to phase 3: everything else is out of scope, and not late."""
    edition, scope = walked(curriculum, PHASE_3)
    choices = (Choice(MONDAY), Choice(week(2), scope))
    record = MemberRecord(ADA, choices, (), Journal(tuple(Tick(task, MONDAY) for task in WEEKS_1_2)))
    progress = Progress(edition, record, standing(curriculum, week(6)).now)
    assert {task.id for task in progress.overdue} == set(ids_of(curriculum, "rlhf-fundamentals", "constitutional-ai"))
    assert (progress.done, progress.total) == (0, sum(len(block.tasks) for block in curriculum.phases[2].blocks))


def test_phases(curriculum: Roadmap):
    """Each phase has its counts, its checkpoint items and its dates."""
    foundations, *others = standing(curriculum, week(1), done=WEEKS_1_2, shown=["cp1-transformer"]).phases
    assert (foundations.number, foundations.done, foundations.total) == (1, 3, 14)
    assert (foundations.items_done, foundations.items_total) == (1, 3)
    assert (foundations.begins, foundations.ends) == (MONDAY, week(8) - DAY)
    assert not foundations.is_complete
    assert [phase.begins for phase in others] == [week(8), week(14), week(22), week(30)]
    assert sum(phase.total for phase in (foundations, *others)) == 70
    assert sum(phase.items_total for phase in (foundations, *others)) == 18


@pytest.mark.parametrize(
    ("n", "most", "shown"),
    [
        (0, 3, [1, 2, 3]),
        (8, 3, [1, 2, 3]),
        (14, 3, [1, 2, 3]),  # phase 3, with the two before it
        (22, 3, [2, 3, 4]),
        (30, 3, [3, 4, 5]),
        (14, 4, [1, 2, 3, 4]),
        (22, 4, [2, 3, 4, 5]),
        (30, 4, [2, 3, 4, 5]),  # at the end as many as may be, too
        (-4, 3, [1, 2, 3]),
        (60, 3, [3, 4, 5]),
        (22, 5, [1, 2, 3, 4, 5]),
        (22, 12, [1, 2, 3, 4, 5]),
    ],
)
def test_the_phases_around(curriculum: Roadmap, n: int, most: int, shown: list[int]):
    """The current one with two before it and what follows; all of them where there is room."""
    progress = standing(curriculum, week(n))
    assert [part.number for part in progress.phases_around(most)] == shown
    assert set(progress.phases_around(most)) <= set(progress.phases)


@given(st.integers(-10, 80), st.integers(3, 40), st.integers(1, 104))
def test_the_current_phase_is_always_around(n: int, most: int, phases: int):
    """Of a roadmap with a phase a week: a row in order, as long as there is room, the current one in it."""
    path = tuple(range(1, phases + 1))
    progress = standing(in_phases_of_a_week(phases), week(n), path=path)
    shown = [part.number for part in progress.phases_around(most)]
    assert shown == list(range(shown[0], shown[0] + min(most, phases)))
    assert min(max(n + 1, 1), phases) in shown


@pytest.mark.parametrize(("n", "shown"), [(2, [1, 2, 3, 4]), (36, [5, 6, 7, 8]), (37, [5, 6, 7, 8])])
def test_between_two_phases_those_around_are_shown(n: int, shown: list[int]):
    """A roadmap may have weeks between its phases: here every fifth week is one."""
    roadmap = in_phases_of_a_week(8)
    apart: list[Phase] = []
    for phase in roadmap.phases:
        weeks = Weeks(5 * roadmap.number_of(phase), 5 * roadmap.number_of(phase))
        block = phase.blocks[0].model_copy(update={"weeks": weeks})
        apart.append(phase.model_copy(update={"weeks": weeks, "blocks": (block,)}))
    progress = standing(roadmap.model_copy(update={"phases": tuple(apart)}), week(n), path=tuple(range(1, 41)))
    assert [part.number for part in progress.phases_around(4)] == shown


def test_pauses_move_the_dates_of_what_comes(curriculum: Roadmap):
    """A pause in phase 2 leaves phase 1 where it was."""
    phases = standing(curriculum, MONDAY, pauses=(Pause(week(8), week(10)),)).phases
    assert [(phase.begins, phase.ends) for phase in phases[:2]] == [
        (MONDAY, week(8) - DAY),
        (week(10), week(16) - DAY),
    ]


@pytest.mark.parametrize(
    ("weeks", "n", "hours"),
    [
        (36, 0, 4),  # an ordinary week: Monday 1 h, Wednesday 1.5 h, Saturday 1.5 h
        (36, 2, 7),  # project 1 begins in week 3: 6 to 8 hours
        (36, 8, 4),
        (36, 35, 7),
        (26, 0, 4 * 36 / 26),
        (17, 0, 4 * 36 / 17),
        (17, 8, 7 * 36 / 17),  # nearly 15 hours, not "2-3 hours more"
        (72, 0, 2),
    ],
)
def test_the_hours_are_honest(curriculum: Roadmap, weeks: int, n: int, hours: float):
    """4 hours in an ordinary week, 7 with a project, times the pace."""
    assert standing(curriculum, week(n), weeks=weeks).hours_planned == pytest.approx(hours)


def test_minutes(curriculum: Roadmap):
    """Minutes come from ticks and sessions alike; this week's are Monday to Sunday."""
    journal = Journal(
        (Tick("backprop", week(1) - DAY, 30), Tick("optimizers", week(1), 45), Tick("ppo", week(1))),
        (Session(week(1) + 6 * DAY, 60), Session(week(2), 10)),
    )
    record = MemberRecord(ADA, (Choice(MONDAY),), (), journal)
    progress = Progress(first_edition(curriculum), record, standing(curriculum, week(1) + 6 * DAY).now)
    assert (progress.minutes_this_week, progress.minutes_logged) == (105, 145)


def test_today_is_the_members_study_day(curriculum: Roadmap):
    """At 01:30 it is still yesterday, for the due week and for what was studied."""
    late = standing(curriculum, week(1), at=time(1, 30), studied=[week(1) - DAY])
    assert (late.today, late.week, late.studied_today) == (week(1) - DAY, 1, True)
    early = standing(curriculum, week(1), at=time(4), studied=[week(1) - DAY])
    assert (early.today, early.week, early.studied_today) == (week(1), 2, False)


def test_every_kind_of_entry_makes_a_study_day(curriculum: Roadmap):
    """A tick, a session or a checkpoint item: each one counts for the streak."""
    progress = standing(curriculum, MONDAY, done=["ppo"], studied=[MONDAY])
    assert progress.record.journal.study_days == {week(-3), MONDAY}
    shown = standing(curriculum, MONDAY, shown=["cp1-transformer"])
    assert shown.record.journal.study_days == {week(-3)}
