"""The week on the table: what is due, what goes with it, and ticking right there."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.study_server import MONDAY, StudyServer

BLOCK_1 = ("backprop", "optimizers", "losses-regularization")


async def test_week_shows_the_block_that_is_due(study_server: StudyServer):
    """The first week: its title, its tasks, its resource, and nothing of other weeks."""
    ada = await study_server.member("ada")
    reply = await ada.slash("week")
    assert "## ML Fundamentals\nWeek 1 of 36 · first of two weeks\nUntil Sunday 15 March · 13 days left" in reply.text
    assert "8 March" not in reply.text  # one date: that of the tasks
    assert "Review backpropagation, gradient descent" in reply.text
    assert "Deep Learning Book Ch. 6-8" in reply.text
    assert "0 of 3 tasks" in reply.text
    assert "Attention" not in reply.text
    assert set(reply.options) == set(BLOCK_1)


@pytest.mark.parametrize(
    ("weeks_later", "title"), [(0, "ML Fundamentals"), (1, "ML Fundamentals"), (2, "Transformers Deep Dive")]
)
async def test_the_block_follows_the_calendar(study_server: StudyServer, weeks_later: int, title: str):
    """A block lasts its two weeks; then the next one is due, whatever is ticked."""
    ada = (await study_server.member("ada")).at(MONDAY + timedelta(weeks=weeks_later))
    assert title in (await ada.slash("week")).text


async def test_after_the_last_week_the_last_block_stays(study_server: StudyServer):
    """A plan that is over still shows something to work on."""
    ada = (await study_server.member("ada")).at(MONDAY + timedelta(weeks=60))
    assert "Capstone & Interview Prep" in (await ada.slash("week")).text


async def test_arrows_walk_through_the_blocks(study_server: StudyServer):
    """▶ and ◀ change the same message, end at both ends, and lead back to the week that is due."""
    ada = await study_server.member("ada")
    shown = await ada.slash("week")
    assert shown.labels == ["Week 3-4 ▶"]
    forth = await shown.press("Week 3-4 ▶")
    assert forth.message.id == shown.message.id
    assert "Transformers Deep Dive" in forth.text
    assert {"◀ Week 1-2", "Week 5-6 ▶"} <= set(forth.labels)
    further = await forth.press("Week 5-6 ▶")
    assert "Transformer Implementation" in further.text
    home = await further.press("My week")
    assert "ML Fundamentals" in home.text
    last = await ada.slash("week", week=36)
    assert [label for label in last.labels if "▶" in label] == []


@pytest.mark.parametrize(("week", "title"), [(1, "ML Fundamentals"), (2, "ML Fundamentals"), (36, "Capstone")])
async def test_any_week_can_be_looked_up(study_server: StudyServer, week: int, title: str):
    """`week:` takes the number of any week of the roadmap."""
    assert title in (await (await study_server.member("ada")).slash("week", week=week)).text


async def test_a_week_outside_says_which_there_are(study_server: StudyServer):
    """A number beyond the roadmap names its last week."""
    reply = await (await study_server.member("ada")).slash("week", week=37)
    assert "37" in reply.text
    assert "36" in reply.text
    assert reply.private


@pytest.mark.parametrize(
    ("week", "facts"),
    [
        (1, ["Resource:", "Deep Learning Book Ch. 6-8", "4 h"]),
        (3, ["Critical:", "Start Project 1 (Transformer from Scratch)", "Project 1: Transformer", "7 h"]),
        (5, ["Deliverable:", "Working transformer, blog post draft", "7 h"]),
        (9, ["about 4 h"]),
        (35, ["Capstone", "7 h"]),
    ],
)
async def test_a_block_brings_what_the_source_says_about_it(study_server: StudyServer, week: int, facts: list[str]):
    """Resource, critical and deliverable lines, the project, and the honest hours: 4 h, 7 h in project weeks."""
    reply = await (await study_server.member("ada")).slash("week", week=week)
    assert [fact for fact in facts if fact not in reply.text.replace("**", "")] == []


async def test_ticking_in_the_list_shows_the_list_again(study_server: StudyServer):
    """Chosen tasks get their box ticked in the same message, which says what that did."""
    ada = await study_server.member("ada")
    shown = await ada.slash("week")
    ticked = await shown.choose("backprop", "optimizers")
    assert ticked.message.id == shown.message.id
    assert "2 of 3 tasks" in ticked.text
    assert "Your first 2 tasks are done**" in ticked.text
    assert "1 of 3 days" in ticked.text
    assert ticked.text.count("✅") == 2
    assert set(ticked.options) == {"losses-regularization"}
    assert await ada.done() == {"backprop", "optimizers"}
    more = (await ticked.choose("losses-regularization")).text
    assert "-# Phase 1 · Foundations · 3 of 14" in more
    assert "**1 task ticked** · Your first week: 1 of 3 days · 1 freeze" in more


async def test_a_block_that_is_all_done_has_nothing_left_to_choose(study_server: StudyServer):
    """With everything ticked, the list is gone and the way on stays."""
    ada = await study_server.member("ada")
    done = await (await ada.slash("week")).choose(*BLOCK_1)
    assert "3 of 3 tasks" in done.text
    assert done.options == {}
    assert "Week 3-4 ▶" in done.labels


async def test_what_is_ticked_elsewhere_meanwhile_is_no_trouble(study_server: StudyServer):
    """A list that is older than a tick takes it calmly and ticks the rest."""
    ada = await study_server.member("ada")
    old = await ada.slash("week")
    await ada.slash("done", task="backprop", minutes=30)
    ticked = await old.choose("backprop", "optimizers")
    assert "2 of 3 tasks" in ticked.text
    assert {tick.task_id: tick.minutes for tick in (await ada.journal()).ticks} == {"backprop": 30, "optimizers": None}


async def test_a_shared_week_is_to_read_only(study_server: StudyServer):
    """`share` makes it public; its author can take it back."""
    reply = await (await study_server.member("ada")).slash("week", share=True)
    assert not reply.private
    assert reply.labels == ["Remove"]
    assert "ML Fundamentals" in reply.text


async def test_time_logged_stands_beside_the_time_planned(study_server: StudyServer):
    """The week shows what was logged of its hours."""
    ada = await study_server.member("ada")
    await ada.slash("done", minutes=90)
    assert "1 h 30 min" in (await ada.slash("week")).text


async def test_other_weeks_can_be_ticked_too(study_server: StudyServer):
    """Working ahead is no mistake: it counts as done."""
    ada = await study_server.member("ada")
    ticked = await (await ada.slash("week", week=36)).choose("mock-interviews")
    assert "1 of 5 tasks" in ticked.text
    assert await ada.done() == {"mock-interviews"}
