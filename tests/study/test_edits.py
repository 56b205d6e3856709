"""A roadmap is edited while people walk it: nobody's past changes, and everybody goes on where they stood (§1).

Each edit is confirmed on the Wednesday of a week, for each of the members below.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from bot.roadmap import Phase, Roadmap
from bot.roadmap.versions import edited, first_edition
from bot.study.changes import what_changed
from bot.study.choices import Choice, Pace, Pause, Scope
from bot.study.days import instant_of, week_of, weeks_between
from bot.study.journal import Journal, Session, Tick
from bot.study.member import MemberRecord
from bot.study.pace import hours_span
from bot.study.path import MANY_HOURS
from bot.study.progress import Progress
from tests.study.edits import (
    EDITS,
    Edit,
    another_curriculum,
    free_week,
    lengthened,
    new_phase,
    phases_of,
    rhythm,
    with_tasks,
)
from tests.study.people import ADA, DAY, MONDAY, WEEK, week

FOCUS = Scope("alignment-safety", "p5-eval-suite")


def member(
    roadmap: Roadmap,
    weeks: int,
    *choices: Choice,
    done_blocks: int = 0,
    studied: int | None = None,
    pauses: tuple[Pause, ...] = (),
) -> Progress:
    """Somebody on the Wednesday of their plan's n-th week (from 0), with so many blocks done and weeks studied."""
    edition = first_edition(roadmap)
    tasks = [task for block in roadmap.blocks[:done_blocks] for task in block.tasks]
    days = [week(n) + day * DAY for n in range(weeks if studied is None else studied) for day in (0, 2, 5)]
    journal = Journal(
        tuple(Tick(task.id, days[n % len(days)] if days else MONDAY) for n, task in enumerate(tasks)),
        tuple(Session(day, 60) for day in days),
    )
    record = MemberRecord(ADA, choices or (Choice(MONDAY),), pauses, journal)
    return Progress(edition, record, instant_of(week(weeks) + 2 * DAY, time(18), ADA.zone))


MEMBERS: dict[str, Callable[[Roadmap], Progress]] = {
    "new": lambda r: member(r, 0),
    "starts next week": lambda r: member(r, 0, Choice(week(1))),
    "week 9": lambda r: member(r, 8, done_blocks=4),
    "paused": lambda r: member(r, 8, done_blocks=4, pauses=(Pause(week(8), week(10)),)),
    "from phase 3": lambda r: member(r, 4, Choice(MONDAY, Scope("alignment-safety"))),
    "in focus": lambda r: member(r, 5, Choice(MONDAY, FOCUS)),
    "new in focus": lambda r: member(r, 0, Choice(MONDAY, FOCUS)),
    "focus after eight weeks": lambda r: member(r, 10, Choice(MONDAY), Choice(week(8), FOCUS), done_blocks=4),
    "behind": lambda r: member(r, 8, done_blocks=1, studied=3),
    "shifted": lambda r: member(
        r, 8, Choice(MONDAY), Choice(week(6), again=("transformers-deep-dive", "transformer-implementation"))
    ),
    "ahead": lambda r: member(r, 8, done_blocks=7),
    "finished": lambda r: member(r, 20, done_blocks=18),
    "plan over, tasks open": lambda r: member(r, 40, done_blocks=10),
    "finish date": lambda r: member(r, 4, Choice(MONDAY, pace=Pace(26, finish_by=week(26) - DAY)), done_blocks=2),
    "slow finish date": lambda r: member(r, 9, Choice(MONDAY, pace=Pace(48, finish_by=week(48) - DAY))),
    "4 months, two weeks left": lambda r: member(r, 15, Choice(MONDAY, pace=Pace(17, "4 months")), done_blocks=15),
}


def after(progress: Progress, *edits: Edit, monday: date | None = None) -> Progress:
    """The same member once their roadmap was edited, in the week they are in or in another."""
    edition, roadmap = progress.edition, progress.roadmap
    for edit in edits:
        roadmap = edit(roadmap)
        edition = edited(edition, roadmap, monday or week_of(progress.today))
    return replace(progress, edition=edition)


def on(progress: Progress, day: date) -> Progress:
    """The same member on another day."""
    return replace(progress, now=instant_of(day, time(18), progress.member.zone))


def parked(progress: Progress) -> set[str]:
    """The ticks that are out of sight."""
    return set(progress.journal.done) - {task.id for task in progress.roadmap.tasks}


@pytest.mark.parametrize("who", MEMBERS)
@pytest.mark.parametrize("name", EDITS)
def test_an_edit_leaves_the_past_alone(curriculum: Roadmap, name: str, who: str):
    """No week before its Monday changes, no closed week of the streak, no tick; and the plan's own week stays."""
    before = MEMBERS[who](curriculum)
    now = after(before, EDITS[name])
    monday = week_of(before.today)
    for past in weeks_between(before.plan.starts_on - WEEK, monday - WEEK):
        assert now.plan.due_in_week(past) == before.plan.due_in_week(past)
        assert now.plan.target(past) == before.plan.target(past)
        if past >= before.plan.starts_on:
            assert now.plan.minutes_on(past) == before.plan.minutes_on(past)
    assert now.streak == before.streak
    assert now.journal is before.journal
    visible = {task.id for task in now.roadmap.tasks if now.has_done(task.id)}
    assert len(visible) + len(parked(now)) == len(before.journal.ticks)
    assert now.plan.starts_on == before.plan.starts_on
    if not before.plan.has_ended(before.today) and not now.plan.has_ended(now.today):
        assert now.week_number == before.week_number, "nobody is sent back to week 1"


@pytest.mark.parametrize("who", MEMBERS)
@pytest.mark.parametrize("name", EDITS)
def test_an_edit_goes_on_where_one_stood(curriculum: Roadmap, name: str, who: str):
    """What is due stays due by its id; what was not walked comes once, in the new order, and nothing walked comes."""
    before = MEMBERS[who](curriculum)
    now = after(before, EDITS[name])
    monday = week_of(before.today)
    due = [block.id for block in before.due_blocks]
    kept = [block for block in due if block in now.plan.blocks]
    if before.has_started and not before.plan.has_ended(before.today) and kept[:1] == due[:1]:
        assert now.due_blocks[0].id == due[0]
    ahead = [one.block for later in weeks_between(monday, now.plan.ends_on) for one in now.plan.due_in_week(later)]
    walked = {block for block in before.plan.blocks if before.plan.is_over(block, before.today)}
    to_come = [block for block in dict.fromkeys(ahead) if block]
    expected = {block for block in now.plan.blocks if block not in walked}
    if not now.plan.has_ended(before.today):
        assert set(to_come) - walked == expected
    else:
        assert expected == set()
    assert not walked & set(to_come) - set(due)
    # In the roadmap's order; where that would be more than ten hours a week, what is new comes after the rest.
    rest = [block for block in to_come if block not in due]
    order = [block.id for block in now.roadmap.blocks].index
    known = {block.id for block in before.roadmap.blocks}
    assert rest in (sorted(rest, key=order), sorted(rest, key=lambda block: (block not in known, order(block))))


@pytest.mark.parametrize("who", MEMBERS)
@pytest.mark.parametrize("name", EDITS)
def test_an_edit_counts_honestly(curriculum: Roadmap, name: str, who: str):
    """Totals are those of the new version; nobody is complete with nothing, nor over ten hours a week unasked."""
    before = MEMBERS[who](curriculum)
    now = after(before, EDITS[name])
    scope = [block for block in now.roadmap.blocks if block.id in now.plan.blocks]
    assert now.total == sum(len(block.tasks) for block in scope)
    assert now.done == sum(now.has_done(task.id) for block in scope for task in block.tasks)
    assert now.is_complete == (now.total > 0 and now.done == now.total)
    allowed = max(MANY_HOURS, hours_span(before)[1], max(w.minutes for w in now.edition.newest.skeleton.weeks) / 60)
    assert hours_span(now)[1] <= allowed + 1e-9
    assert {task.id for task in now.overdue} <= {task.id for task in before.overdue} | {
        task for block in before.due_blocks for task in (one.id for one in block.tasks)
    }


@pytest.mark.parametrize(
    ("name", "who", "total", "ends"),
    [
        # Counted by hand: 70 tasks, 36 weeks from 2 March to 8 November.
        ("phase at the end", "week 9", 73, "2026-11-22"),
        ("phase at the end", "finished", 73, "2026-11-22"),
        ("phase at the end", "plan over, tasks open", 73, "2026-12-20"),  # two weeks from 7 December on
        ("phase in front", "week 9", 73, "2026-11-22"),
        ("phase in front", "from phase 3", 44, "2026-08-02"),  # before phase 3: waived
        ("last phase gone", "week 9", 58, "2026-09-27"),
        ("first phase gone", "week 9", 56, "2026-11-08"),
        ("block longer", "week 9", 70, "2026-11-22"),
        ("block shorter", "week 9", 70, "2026-11-01"),
        ("walked block longer", "week 9", 70, "2026-11-08"),
        ("block split", "week 9", 70, "2026-11-08"),
        ("task added to a finished week", "week 9", 71, "2026-11-08"),
        ("task removed", "week 9", 69, "2026-11-08"),
        ("a free week ahead", "week 9", 70, "2026-11-15"),
        ("a free week behind", "week 9", 70, "2026-11-08"),
        ("five study days", "week 9", 70, "2026-11-08"),
        ("phase at the end", "in focus", 23, "2026-05-24"),  # out of scope: nothing changes
        ("focus project gone", "in focus", 16, "2026-04-26"),
        ("focus phase gone", "in focus", 7, "2026-05-03"),  # the four weeks of the project, from this one on
        ("phase at the end", "finish date", 73, "2026-09-13"),  # 33 weeks in 22 are 10.5 h: behind the old end
        ("phase at the end", "slow finish date", 73, "2027-01-31"),  # the finish date stays
        ("phase at the end", "4 months, two weeks left", 73, "2026-07-12"),  # too much: behind the old end
        ("phase at the end", "new", 73, "2026-11-22"),
        ("another curriculum", "week 9", 16, "2026-07-19"),  # twelve weeks from week 9 on
    ],
)
def test_totals_and_ends_by_hand(curriculum: Roadmap, name: str, who: str, total: int, ends: str):
    """Some cells of the table, reckoned by hand."""
    now = after(MEMBERS[who](curriculum), EDITS[name])
    assert (now.total, now.plan.ends_on.isoformat()) == (total, ends)


def test_the_same_as_before_back_again(curriculum: Roadmap):
    """Twice in one week only the last counts: a mistake that is taken back leaves no trace."""
    before = MEMBERS["week 9"](curriculum)
    now = after(before, EDITS["middle phase gone"], lambda _: curriculum)
    assert now.plan.segments[-1].path == before.plan.segments[-1].path
    assert now.plan.ends_on == before.plan.ends_on
    assert not what_changed(replace(now, record=replace(now.record, told_version=1)))


def test_a_removed_task_comes_back_with_its_tick(curriculum: Roadmap):
    """The tick is kept out of sight, and returns with the id."""
    before = MEMBERS["week 9"](curriculum)
    gone = after(before, EDITS["task removed"])
    assert parked(gone) == {"backprop"}
    assert gone.done == before.done - 1
    back = after(gone, lambda _: curriculum, monday=week(9))
    assert parked(back) == set()
    assert back.done == before.done


def test_what_is_added_behind_one_is_open_and_never_overdue(curriculum: Roadmap):
    """A task added to a block that was walked counts, and nobody is late with it."""
    before = MEMBERS["week 9"](curriculum)
    now = on(after(before, EDITS["task added to a finished week"]), week(20))
    assert "late-task" in {task.id for task in now.open_tasks}
    assert "late-task" not in {task.id for task in now.overdue}
    assert {task.id for task in on(before, week(20)).overdue} == {task.id for task in now.overdue}


def test_a_block_that_was_removed_while_under_way(curriculum: Roadmap):
    """The next one that was not walked is due at once."""
    before = MEMBERS["week 9"](curriculum)
    now = after(before, lambda r: phases_of(r, [_without(phase, "llm-architectures") for phase in r.phases]))
    assert [block.id for block in now.due_blocks] == ["training-infrastructure"]
    assert now.week_number == 9


def _without(phase: Phase, block_id: str) -> Phase:
    return phase.model_copy(update={"blocks": tuple(block for block in phase.blocks if block.id != block_id)})


@pytest.mark.parametrize(
    ("days", "targets"),
    [
        (("Mon", "Tue", "Wed", "Thu", "Fri"), [3, 3, 5, 5]),
        (("Sun",), [3, 3, 1, 1]),
    ],
)
def test_study_days_hold_from_the_next_monday(curriculum: Roadmap, days: tuple[str, ...], targets: list[int]):
    """Not in the week that is under way; and closed weeks keep theirs."""
    before = MEMBERS["week 9"](curriculum)
    now = after(before, rhythm(*days))
    assert [now.plan.target(week(n)) for n in (7, 8, 9, 10)] == targets


def test_three_days_five_and_one_again(curriculum: Roadmap):
    """Each version's days hold from its own Monday on, whatever comes later."""
    before = MEMBERS["week 9"](curriculum)
    five = after(before, rhythm("Mon", "Tue", "Wed", "Thu", "Fri"))
    one = after(five, rhythm("Sun"), monday=week(12))
    assert [one.plan.target(week(n)) for n in (8, 9, 12, 13, 14)] == [3, 5, 5, 1, 1]


def test_a_free_week_asks_for_nothing(curriculum: Roadmap):
    """No study day, a neutral week in the streak, and the next block is named."""
    before = MEMBERS["week 9"](curriculum)
    now = on(after(before, EDITS["a free week ahead"]), week(12) + DAY)
    assert now.is_free_week
    assert now.due_blocks == ()
    assert now.plan.target(week(12)) == 0
    assert now.next_block is not None
    assert (now.next_block[0].id, now.next_block[1]) == ("inference-serving", week(13))
    assert now.week_number == 13


def test_a_scope_that_has_gone(curriculum: Roadmap):
    """From a phase on: the first phase behind it; a focus: what is left of it; nothing left: from the place on."""
    late = after(MEMBERS["from phase 3"](curriculum), EDITS["focus phase gone"])
    assert late.plan.scope == Scope("agents-applications")
    left = after(MEMBERS["in focus"](curriculum), EDITS["focus phase gone"])
    assert left.plan.scope == Scope(None, "p5-eval-suite")
    nothing = after(MEMBERS["in focus"](curriculum), EDITS["focus phase and project gone"])
    assert [block.id for block in nothing.blocks][:1] == ["advanced-prompting"], "never from the beginning"
    assert nothing.due_blocks[0].id == "advanced-prompting"
    new = after(MEMBERS["new in focus"](curriculum), EDITS["focus phase and project gone"])
    assert new.due_blocks[0].id == "advanced-prompting"


def test_another_curriculum_begins_where_one_is(curriculum: Roadmap):
    """All is new: it begins this week, in the plan's own week 9."""
    now = after(MEMBERS["week 9"](curriculum), another_curriculum)
    assert now.due_blocks[0].id == "other-0-block"
    assert (now.week_number, now.plan.total_weeks) == (9, 20)
    assert len(parked(now)) == len(now.journal.ticks)


def test_two_edits_in_two_weeks(curriculum: Roadmap):
    """Each leaves what was before it alone."""
    start = MEMBERS["week 9"](curriculum)
    first = after(start, lambda r: phases_of(r, (new_phase("prelude"), *r.phases)))
    second = after(on(first, week(10)), lambda r: lengthened(r, "training-infrastructure", 1), monday=week(10))
    assert [second.plan.due_on(week(n)) for n in range(10)] == [first.plan.due_on(week(n)) for n in range(10)]
    keys = [week.key for week in second.plan.latest.path]
    assert keys[:4] == ["prelude-block", "prelude-block", "training-infrastructure", "training-infrastructure"]
    assert keys.count("training-infrastructure") == 3


def test_a_faster_pace_keeps_its_dates_when_only_words_change(curriculum: Roadmap):
    """A rewording moves nobody by a single day, whatever the rounding of their pace."""
    before = member(curriculum, 5, Choice(MONDAY, pace=Pace(17, "4 months")))
    now = after(before, EDITS["nothing but words"])
    every = list(weeks_between(MONDAY, week(20)))
    assert [now.plan.due_in_week(monday) for monday in every] == [before.plan.due_in_week(m) for m in every]


def test_what_changed_is_told_in_numbers(curriculum: Roadmap):
    """New, gone, out of sight, and the end: for the member's own plan."""
    now = after(
        MEMBERS["week 9"](curriculum),
        EDITS["task removed"],
        lambda r: phases_of(r, (*r.phases, new_phase("extra"))),
        lambda r: with_tasks(r, "rag-systems", lambda tasks: tasks[:-1]),
        lambda r: free_week(r, "scaling-laws"),
    )
    changes = what_changed(now)
    assert (changes.new, changes.gone, changes.ticks_out_of_sight) == (3, 2, 1)
    assert (changes.ended_on, changes.ends_on) == (date(2026, 11, 8), date(2026, 11, 22))
    assert changes.ends_later
    focused = after(MEMBERS["in focus"](curriculum), EDITS["phase at the end"])
    assert not what_changed(focused), "it is not in their plan"


def test_a_choice_after_an_edit_in_the_same_week(curriculum: Roadmap):
    """What is under way stays first, whichever came first, and the choice names what it saw."""
    edit = after(MEMBERS["week 9"](curriculum), EDITS["phase in front"])
    choice = Choice(week(8), pace=Pace(14, finish_by=week(22) - DAY), version=2)
    then = replace(edit, record=replace(edit.record, choices=(*edit.record.choices, choice)))
    assert then.due_blocks[0].id == "llm-architectures"
    assert then.plan.ends_on == week(22) - timedelta(days=1)
