"""Ticking: by id or words, on the day it was done, with what it did to streak and phase; and taking it back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.databases import ON_BOTH
from tests.sentences import PREVIEW_GONE
from tests.study_server import MONDAY, Learner, Reply, StudyServer

TUESDAY, WEDNESDAY, SATURDAY, SUNDAY = (MONDAY + timedelta(days=n) for n in (1, 2, 5, 6))


async def days(learner: Learner) -> dict[str, date]:
    """The study day of each tick that is stored."""
    return {tick.task_id: tick.study_day for tick in (await learner.journal()).ticks}


async def test_autocomplete_offers_this_weeks_tasks_first(study_server: StudyServer):
    """Untyped, the first suggestions are the block that is due; never more than 25."""
    ada = await study_server.member("ada")
    offered = await ada.offered("done", "task")
    assert offered[:3] == ["backprop", "optimizers", "losses-regularization"]
    assert len(offered) == 25
    later = await ada.at(MONDAY + timedelta(weeks=18)).offered("done", "task")
    assert later[:4] == ["probing-classifiers", "mech-interp", "monosemanticity-paper", "claude-features"]


@pytest.mark.parametrize(
    ("typed", "found"),
    [("mock", "mock-interviews"), ("PAPER constitutional", "cai-paper"), ("ppo", "ppo"), ("swe-ag", "swe-agent")],
)
async def test_autocomplete_finds_any_open_task_by_its_words(study_server: StudyServer, typed: str, found: str):
    """Words in any order and any case; the whole roadmap is searched."""
    assert found in await (await study_server.member("ada")).offered("done", "task", typed)


async def test_autocomplete_leaves_out_what_is_done(study_server: StudyServer):
    """A ticked task is offered by /undo, and no longer by /done."""
    ada = await study_server.member("ada")
    await ada.slash("done", task="backprop")
    assert "backprop" not in await ada.offered("done", "task")
    assert await ada.offered("undo", "task") == ["backprop"]


@pytest.mark.parametrize("typed", ["backprop", "Review backpropagation, gradient descent", "gradient", " backprop "])
async def test_a_task_is_known_by_id_or_by_words(study_server: StudyServer, typed: str):
    """Whoever types instead of picking is understood when only one task fits."""
    ada = await study_server.member("ada")
    reply = await ada.slash("done", task=typed)
    assert "Review backpropagation" in reply.text
    assert await ada.done() == {"backprop"}


@pytest.mark.parametrize("typed", ["knitting", "", "   ", "💥" * 50, "**", "rm:tick:any"])
async def test_words_that_fit_none_tick_nothing(study_server: StudyServer, typed: str):
    """The answer says to pick one from the list."""
    ada = await study_server.member("ada")
    reply = await ada.slash("done", task=typed)
    assert "pick one" in reply.text
    assert reply.private
    assert await ada.done() == set()


async def test_a_tick_says_what_it_did(study_server: StudyServer):
    """The task, the phase, the streak and what comes next."""
    ada = await study_server.member("ada")
    reply = await ada.slash("done", task="backprop")
    for fact in ("Review backpropagation", "Foundations: 1 of 14 tasks", "1 of 3 days", "Optimization algorithms"):
        assert fact in reply.text
    assert {"My week", "Undo"} <= set(reply.labels)


@pytest.mark.parametrize(
    ("typed", "on"),
    [
        (None, WEDNESDAY),
        ("today", WEDNESDAY),
        ("yesterday", TUESDAY),
        ("Mon", MONDAY),
        ("monday", MONDAY),
        ("wed", WEDNESDAY),
        ("2026-03-03", TUESDAY),
    ],
)
async def test_a_tick_belongs_to_the_day_it_was_done(study_server: StudyServer, typed: str | None, on: date):
    """`day` takes today, yesterday, a weekday or a date of an open week."""
    ada = (await study_server.member("ada")).at(WEDNESDAY)
    await ada.slash("done", task="backprop", **({"day": typed} if typed else {}))
    assert await days(ada) == {"backprop": on}


@pytest.mark.parametrize("typed", ["2026-03-05", "2026-02-27", "2025-12-31", "someday", "31.02.2026", "", "0001-01-01"])
async def test_days_that_cannot_be_logged_are_explained(study_server: StudyServer, typed: str):
    """The future, closed weeks and what is no day get a sentence that says what can be done; nothing is stored."""
    ada = (await study_server.member("ada")).at(WEDNESDAY)
    reply = await ada.slash("done", task="backprop", day=typed)
    assert reply.private
    assert len(reply.text) > 20
    assert await ada.done() == set()


async def test_a_week_closes_on_tuesday_at_four(study_server: StudyServer):
    """Sunday can be logged until Tuesday 04:00; after that the week does not change any more."""
    ada = await study_server.member("ada")
    tuesday = MONDAY + timedelta(days=8)
    await ada.at(tuesday, "03:59").slash("done", task="backprop", day=str(SUNDAY))
    assert await days(ada) == {"backprop": SUNDAY}
    closed = await ada.at(tuesday, "04:00").slash("done", task="optimizers", day=str(SUNDAY))
    assert "closed" in closed.text
    assert await days(ada) == {"backprop": SUNDAY}


async def test_days_are_offered_newest_first(study_server: StudyServer):
    """Autocomplete has the days of the open weeks and none that would be refused."""
    ada = (await study_server.member("ada")).at(MONDAY + timedelta(days=7))
    offered = await ada.offered("done", "day")
    assert offered == [str(MONDAY + timedelta(days=n)) for n in range(7, -1, -1)]
    assert await ada.offered("done", "day", "yest") == [str(SUNDAY)]


async def test_after_midnight_a_tick_belongs_to_the_evening(study_server: StudyServer):
    """01:30 is the same study day as 23:30 before it."""
    ada = (await study_server.member("ada")).at(TUESDAY, "01:30")
    await ada.slash("done", task="backprop")
    assert await days(ada) == {"backprop": MONDAY}


async def test_minutes_and_a_note_are_kept_with_the_tick(study_server: StudyServer):
    """They are stored, and the minutes count for the week."""
    ada = await study_server.member("ada")
    await ada.slash("done", task="backprop", minutes=90, note="Chain rule *finally* clear")
    (tick,) = (await ada.journal()).ticks
    assert (tick.minutes, tick.note) == (90, "Chain rule *finally* clear")
    assert "1 h 30 min" in (await ada.in_full()).text


async def test_minutes_without_a_task_are_a_session(study_server: StudyServer):
    """Study time counts for the day and the week, and ticks nothing."""
    ada = await study_server.member("ada")
    reply = await ada.slash("done", minutes=45, note="exercises")
    assert "45 min" in reply.text
    assert "1 of 3 days" in reply.text
    (session,) = (await ada.journal()).sessions
    assert (session.minutes, session.note, session.study_day) == (45, "exercises", MONDAY)
    assert await ada.done() == set()


async def test_two_sessions_on_a_day_are_two(study_server: StudyServer):
    """Time adds up; the day counts once."""
    ada = await study_server.member("ada")
    await ada.slash("done", minutes=45)
    reply = await ada.slash("done", minutes=45)
    assert "1 of 3 days" in reply.text
    assert (await ada.journal()).minutes() == 90


async def test_a_day_or_a_note_alone_asks_what_was_done(study_server: StudyServer):
    """What is chosen then is ticked for that day, with that note; on every page, and within a day."""
    ada = (await study_server.member("ada")).at(WEDNESDAY)
    shown = await ada.slash("done", day="yesterday", note="finally *clear*")
    assert "For Tuesday 3 March" in shown.text
    assert "finally \\*clear\\*" in shown.text
    assert "1-25 of 70" in shown.text
    second = await shown.press("More tasks ▶")
    assert "26-50 of 70" in second.text
    ticked = await second.choose(*list(second.options)[:2])
    assert "Your note was saved with it" in ticked.text
    assert {(t.study_day, t.note) for t in (await ada.journal()).ticks} == {(TUESDAY, "finally *clear*")}
    noted = await ada.slash("done", note="hm")
    await noted.choose("backprop")
    assert (await days(ada))["backprop"] == WEDNESDAY
    stale = await ada.slash("done", day="monday")
    old = await ada.slash("done", day="tuesday")
    assert PREVIEW_GONE in (await stale.choose("optimizers")).text
    assert PREVIEW_GONE in (await _later(ada, old)).text
    assert len(await ada.done()) == 3


async def _later(ada: Learner, shown: Reply) -> Reply:
    """Chosen two days after it was shown."""
    ada.at(WEDNESDAY + timedelta(days=2))
    return await shown.choose("optimizers")


async def test_a_day_whose_week_has_closed_meanwhile_is_refused(study_server: StudyServer):
    """Shown on Monday night, chosen on Tuesday morning."""
    ada = (await study_server.member("ada")).at(MONDAY + timedelta(days=8), "03:00")
    shown = await ada.slash("done", day="sunday")
    ada.at(MONDAY + timedelta(days=8), "05:00")
    assert "is closed" in (await shown.choose("backprop")).text
    assert await ada.done() == set()


async def test_minutes_on_a_ticked_task_are_study_time(study_server: StudyServer):
    """Logged for that day with the note, and said; a note alone is given back; the tick stays as it was."""
    ada = await study_server.member("ada")
    await ada.slash("done", task="backprop", minutes=45, note="first")
    ada.at(WEDNESDAY)
    said = (await ada.slash("done", task="backprop", minutes=90, note="again", day="yesterday")).text
    assert "was already ticked" in said
    assert "**1 h 30 min** of study logged for Tuesday 3 March, with your note" in said
    alone = (await ada.slash("done", task="backprop", note="a word")).text
    assert "wasn't saved" in alone
    assert "> a word" in alone
    journal = await ada.journal()
    assert [(t.study_day, t.minutes, t.note) for t in journal.ticks] == [(MONDAY, 45, "first")]
    assert [(s.study_day, s.minutes, s.note) for s in journal.sessions] == [(TUESDAY, 90, "again")]


@ON_BOTH
async def test_undo_and_tick_it_again_restore_all(study_server: StudyServer):
    """Day, minutes and note."""
    ada = (await study_server.member("ada")).at(WEDNESDAY)
    ticked = await ada.slash("done", task="backprop", day="yesterday", minutes=45, note="first")
    assert "45 min and your note logged with it" in ticked.text
    await (await ticked.press("Undo")).press("Tick it again")
    assert [(t.study_day, t.minutes, t.note) for t in (await ada.journal()).ticks] == [(TUESDAY, 45, "first")]


async def test_bare_done_offers_a_list(study_server: StudyServer):
    """Several tasks are ticked at once from a list that starts with this week's."""
    ada = await study_server.member("ada")
    shown = await ada.slash("done")
    assert list(shown.options)[:3] == ["backprop", "optimizers", "losses-regularization"]
    assert len(shown.options) == 25
    ticked = await shown.choose("backprop", "attention-paper")
    assert "2 of 14 tasks" in ticked.text
    assert await ada.done() == {"backprop", "attention-paper"}


async def test_the_third_study_day_keeps_the_week(study_server: StudyServer):
    """Any three days; the streak grows at once and says so."""
    ada = await study_server.member("ada")
    for day, task in ((MONDAY, "backprop"), (TUESDAY, "optimizers")):
        reply = await ada.at(day).slash("done", task=task)
        assert "🔥" not in reply.text
        assert "Your first week:" in reply.text
    reply = await ada.at(SUNDAY).slash("done", task="losses-regularization")
    assert "1 week " in reply.text
    assert "kept" in reply.text
    again = await ada.slash("done", task="attention-paper")
    assert "3 of 3 ✓" in again.text
    assert "is kept" not in again.text


async def test_a_tick_can_be_taken_back(study_server: StudyServer):
    """`/undo` opens the task again, and with it the study day it made; a button ticks it again."""
    ada = await study_server.member("ada")
    await ada.slash("done", task="backprop")
    undone = await ada.slash("undo", task="backprop")
    assert "open again" in undone.text
    assert "0 of 14 tasks" in undone.text
    assert "0 of 3 days" in undone.text
    assert await ada.done() == set()
    again = await undone.press("Tick it again")
    assert "1 of 14 tasks" in again.text
    assert await ada.done() == {"backprop"}


async def test_the_tick_itself_has_an_undo_button(study_server: StudyServer):
    """A slip is taken back where it happened; a second press changes nothing."""
    ada = await study_server.member("ada")
    ticked = await ada.slash("done", task="backprop")
    old = ticked.message
    await ticked.press("Undo")
    assert await ada.done() == set()
    twice = await ada.forge("rm:undo:backprop", message=old)
    assert "wasn't ticked" in twice.text
    assert await ada.done() == set()


async def test_undo_of_what_was_never_ticked_changes_nothing(study_server: StudyServer):
    """It says so, calmly."""
    ada = await study_server.member("ada")
    assert "wasn't ticked" in (await ada.slash("undo", task="backprop")).text
    assert "pick one" in (await ada.slash("undo", task="knitting")).text


async def test_a_phase_that_is_complete_is_celebrated_once(study_server: StudyServer):
    """The last of its 14 tasks says so and points to the checkpoint; a later tick does not repeat it."""
    ada = await study_server.member("ada")
    phase = study_server.roadmap.phases[0]
    tasks = [task.id for block in phase.blocks for task in block.tasks]
    await (await ada.slash("done")).choose(*tasks[:-1])
    reply = await ada.slash("done", task=tasks[-1])
    assert "🎉" in reply.text
    assert "14 of 14 tasks" in reply.text
    assert "checkpoint" in reply.text.lower()
    assert "🎉" not in (await ada.slash("done", task="gpt-papers")).text


async def test_the_whole_roadmap_can_be_done(study_server: StudyServer):
    """After the last task /done has nothing left to offer, and /progress celebrates."""
    ada = await study_server.member("ada")
    last = shown = await ada.slash("done")
    while options := list(shown.options):
        last = await shown.choose(*options)
        shown = await ada.slash("done")
    assert "Every task" in last.text
    assert "🎉" in shown.text
    assert len(await ada.done()) == 70
    progress = await ada.in_full()
    assert "70 of 70" in progress.text
    assert "complete" in progress.text.lower()
    assert await ada.offered("done", "task") == []
