"""The whole road with this member's dates, and a phase in full."""

from __future__ import annotations

from datetime import date, timedelta

from bot.words import day_name
from tests.study_server import MONDAY, StudyServer


def stamp(day: date) -> str:
    """A date in words, with its weekday."""
    return day_name(day, MONDAY)


async def test_the_road_shows_everything_in_the_source(study_server: StudyServer):
    """Phases, projects, milestones and the closing line; rhythm and adjustments a press away."""
    roadmap = study_server.roadmap
    reply = await (await study_server.member("ada")).in_full("roadmap")
    assert reply.private
    titles = [part.title for part in (*roadmap.phases, *roadmap.projects, *roadmap.milestones)]
    assert [title for title in titles if title not in reply.text.replace("\\", "")] == []
    assert "ai-learn progress" in reply.text
    more = await reply.press("Rhythm and adjustments")
    assert [row.activity for row in roadmap.rhythm if row.activity not in more.text] == []
    assert [a.question for a in roadmap.adjustments if a.question not in more.text] == []
    assert [a.answer for a in roadmap.adjustments if a.answer not in more.text.replace("\\", "")] == []
    assert "3-5 hours/week" in more.text
    assert "6-8 h" in more.text


async def test_the_dates_are_this_members(study_server: StudyServer):
    """Phase 1 takes 8 weeks from the member's own start; milestones fall on the Sunday of their week."""
    ada = await study_server.member("ada")
    text = (await ada.in_full("roadmap")).text
    assert f"{stamp(MONDAY)} to {stamp(MONDAY + timedelta(days=8 * 7 - 1))}" in text
    assert f"Phase 2 complete, by {stamp(MONDAY + timedelta(days=14 * 7 - 1))}" in text
    later = study_server.newcomer("ben").at(MONDAY + timedelta(weeks=10))
    await later.slash("start")
    assert stamp(MONDAY + timedelta(weeks=10)) in (await later.in_full("roadmap")).text


async def test_a_phase_in_full(study_server: StudyServer):
    """Its goal, its blocks with every task, and the way to its checkpoint."""
    roadmap = study_server.roadmap
    ada = await study_server.member("ada")
    await ada.slash("done", task="ppo")
    reply = await ada.slash("roadmap", phase=3)
    phase = roadmap.phases[2]
    assert phase.goal is not None
    assert phase.goal in reply.text
    assert [task.text for block in phase.blocks for task in block.tasks if task.text not in reply.text] == []
    assert "1 of 16 tasks" in reply.text
    assert reply.text.count("✅") == 1
    assert "Phase 3 Checkpoint" in (await reply.press("Checkpoint")).text


async def test_a_phase_that_does_not_exist_says_which_do(study_server: StudyServer):
    """Numbers from 1 to 5."""
    reply = await (await study_server.member("ada")).slash("roadmap", phase=6)
    assert "5 phases" in reply.text
    assert reply.private


async def test_from_the_road_to_a_phase_to_a_week(study_server: StudyServer):
    """Two choices lead to any week, one press back to the road, all in the same message."""
    ada = await study_server.member("ada")
    road = await ada.in_full("roadmap")
    phase = await road.choose("agents-applications")
    assert "Build practical agentic systems" in phase.text
    week = await phase.choose("coding-agents")
    assert "SWE-Bench paper" in week.text
    assert week.message.id == road.message.id
    back = await (await ada.slash("roadmap", phase=4)).press("The whole road")
    assert "Now: **ML Fundamentals**, until Sunday 15 March" in back.text
    text = await back.press("As text")
    assert "Milestones" in text.text
    assert len(await (await text.press("My road")).pictures()) == 1
