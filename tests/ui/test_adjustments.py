"""The four adjustments with which the curriculum ends: each is a command, and this is the test that holds it."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

from bot.roadmap import Roadmap
from bot.study.choices import Choice, Pace, Scope
from bot.words import day_name
from tests.study_server import MONDAY, Learner, Reply, StudyServer, text_of_message

WEEK, DAY = timedelta(weeks=1), timedelta(days=1)
BERLIN = ZoneInfo("Europe/Berlin")


def says(reply: Reply, *facts: str) -> None:
    """Hold a private reply to its facts."""
    assert [fact for fact in facts if fact not in reply.text] == [], reply.text
    assert reply.private


async def weeks_ahead(learner: Learner) -> tuple[int, int]:
    """How many roadmap weeks the plan spreads from its latest choice on, and over how many calendar weeks."""
    now = learner.server.clock.now
    progress = await learner.server.store.progress.of(learner.server.guild.id, learner.id, now)
    assert progress is not None, "has not joined"
    return len(progress.plan.latest.path), progress.plan.latest.steps


def test_these_are_the_four(curriculum: Roadmap):
    """In the source's words; a fifth one would need its test here."""
    assert [(adjustment.question, adjustment.command) for adjustment in curriculum.adjustments] == [
        ("Already strong on foundations?", "/start phase:"),
        ("Limited time?", "/pace focus:"),
        ("Want to go faster?", "/pace preset:4 months"),
        ("Got stuck?", "/stuck"),
    ]


async def test_the_roadmap_shows_each_with_its_command(study_server: StudyServer):
    """Whoever reads the road finds the way to adjust it."""
    road = await (await study_server.member("ada")).in_full("roadmap")
    shown = await road.press("Rhythm and adjustments")
    for adjustment in study_server.roadmap.adjustments:
        says(shown, adjustment.question, f"`{adjustment.command}`")


async def test_already_strong_on_foundations_start_at_phase_2(study_server: StudyServer):
    """When joining: weeks 9 to 36 in 28 weeks; phase 1's 14 tasks don't count."""
    ada = study_server.newcomer("ada")
    shown = await ada.slash("start", phase=2)
    says(shown, "from Phase 2", "Week 9-10: LLM Architectures", "0 of 56 tasks")
    says(shown, f"Ends {day_name(MONDAY + 28 * WEEK - DAY, MONDAY)}")
    says(await shown.press("Join with this plan"), "Welcome aboard", "LLM Architectures")
    assert await ada.plan_choices() == (Choice(MONDAY, Scope("llm-engineering")),)
    assert await weeks_ahead(ada) == (28, 28)
    says(await ada.in_full(), "Week 1 of 28", "0 of 56 tasks", "Phase 1 · Foundations: not in your plan")


async def test_already_strong_on_foundations_or_3(study_server: StudyServer):
    """Later on, too: after two weeks as written, weeks 15 to 36 from this Monday."""
    ada = (await study_server.member("ada")).at(MONDAY + 2 * WEEK)
    await (await ada.slash("pace", phase=3)).press("Use this plan")
    assert (await ada.plan_choices())[-1] == Choice(MONDAY + 2 * WEEK, Scope("alignment-safety"))
    assert await weeks_ahead(ada) == (22, 22)
    says(await ada.slash("week"), "RLHF Fundamentals")
    says(await ada.in_full(), "Week 3 of 24", "0 of 44 tasks", "On track")


async def test_limited_time_focus_on_phase_3_and_one_project(study_server: StudyServer):
    """Without a number it is phase 3: 16 tasks, 8 weeks with project 3 inside it."""
    ada = await study_server.member("ada")
    shown = await ada.slash("pace", focus="p3-interpretability")
    says(shown, "Phase 3 · Alignment & Safety and Interpretability", "54 tasks no longer count", "0 of 16 tasks")
    await shown.press("Use this plan")
    assert await ada.plan_choices() == (Choice(MONDAY, Scope("alignment-safety", "p3-interpretability")),)
    assert await weeks_ahead(ada) == (8, 8)
    says(await ada.slash("week"), "RLHF Fundamentals", "Week 1 of 8 · first of two weeks")


async def test_want_to_go_faster_compress_to_4_months(study_server: StudyServer):
    """17 weeks, with what they really take: 8.5 h and 15 h a week are not 2 or 3 more than 4 h."""
    ada = await study_server.member("ada")
    shown = await ada.slash("pace", preset="4 months")
    says(shown, f"Ends {day_name(MONDAY + 17 * WEEK - DAY, MONDAY)}", "36 roadmap weeks in 17 calendar weeks")
    says(shown, "expect 8.5 h to 15 h a week", "suggests 2-3 more hours a week. That won't be enough")
    sure = await shown.press("Use this plan")
    await sure.press("Yes, 15 h a week")
    assert await ada.plan_choices() == (Choice(MONDAY, pace=Pace(17, "4 months")),)
    assert await weeks_ahead(ada) == (36, 17)
    says(await ada.at(MONDAY + 17 * WEEK - DAY).in_full(), "Week 17 of 17")
    says(await ada.slash("week"), "Evals & Red-teaming")


async def test_got_stuck_ask(study_server: StudyServer):
    """A thread of its own among the people of this server."""
    ada = await study_server.member("ada")
    form = await ada.slash("stuck")
    says(await form.write("What is the chain rule for?"), "Review backpropagation", "Your question about")
    (thread,) = study_server.channel.threads
    assert "What is the chain rule for?" in text_of_message(thread.history()[-1])
