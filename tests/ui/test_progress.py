"""How far a member is: the counts, what is behind, what comes next; private unless shared."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.study_server import MONDAY, StudyServer


async def test_progress_is_the_whole_picture_in_text(study_server: StudyServer):
    """Week, tasks, every phase with its checkpoint, streak, hours, milestone and end of the plan."""
    ada = await study_server.member("ada")
    await ada.slash("done", task="backprop", minutes=90)
    reply = await ada.in_full()
    assert reply.private
    for fact in ("Week 1 of 36", "1 of 70 tasks", "1 of 3 days", "1 h 30 min", "Project 1 complete"):
        assert fact in reply.text
    for phase in ("Foundations: 1 of 14", "LLM Engineering: 0 of 12", "Mastery & Portfolio: 0 of 12"):
        assert phase in reply.text
    assert reply.text.count("checkpoint 0 of") == 5


async def test_counts_read_done_of_all(study_server: StudyServer):
    """Every number has its unit."""
    ada = await study_server.member("ada")
    assert "0 of 70 tasks" in (await ada.in_full()).text
    await ada.slash("done", task="backprop")
    assert "1 of 70 tasks" in (await ada.in_full()).text


async def test_what_earlier_weeks_left_open_is_named_without_blame(study_server: StudyServer):
    """Behind means tasks of blocks that are over; the number is said once, and catching up is on track again."""
    ada = await study_server.member("ada")
    await ada.slash("done", task="backprop")
    assert "On track" in (await ada.at(MONDAY + timedelta(days=13)).in_full()).text
    behind = await ada.at(MONDAY + timedelta(days=14)).in_full()
    assert "2 tasks" in behind.text
    assert "On track" not in behind.text
    await (await ada.slash("done")).choose("optimizers", "losses-regularization")
    assert "On track" in (await ada.in_full()).text


@pytest.mark.parametrize(
    ("weeks_later", "fact"),
    [
        (0, "Week 1 of 36"),
        (8, "Week 9 of 36"),
        (8, "Next milestone: Project 1 complete (Transformer)\n"),
        (35, "Week 36 of 36"),
        (36, "Plan ended"),
        (200, "Plan ended"),
    ],
)
async def test_the_week_moves_with_the_calendar(study_server: StudyServer, weeks_later: int, fact: str):
    """Which week it is and which milestone comes next follow the plan, also after its end."""
    ada = (await study_server.member("ada")).at(MONDAY + timedelta(weeks=weeks_later))
    assert fact in (await ada.in_full()).text


@pytest.mark.parametrize(
    ("options", "fact"),
    [
        ({"preset": "6 months"}, "Week 5 of 26"),
        ({"preset": "4 months"}, "Week 5 of 17"),
        ({"focus": "p4-agent-framework"}, "Week 5 of 12"),
        ({"phase": 2}, "Week 5 of 28"),
    ],
)
async def test_the_week_is_the_plans_own(study_server: StudyServer, options: dict[str, object], fact: str):
    """Whoever walks faster, or a part, counts the weeks of their own plan."""
    ada = await study_server.member("ada")
    taken = await (await ada.slash("pace", **options)).press("Use this plan")
    if "Are you sure?" in taken.text:
        await taken.press(taken.labels[0])
    assert fact in (await ada.at(MONDAY + timedelta(weeks=4)).in_full()).text


async def test_before_the_start_it_says_when_it_starts(study_server: StudyServer):
    """Joined on a Friday, the plan begins on Monday."""
    ada = study_server.newcomer("ada").at(MONDAY + timedelta(days=4))
    await ada.slash("start")
    assert "Starts Monday 9 March" in (await ada.in_full()).text


async def test_sharing_posts_one_line_of_its_own(study_server: StudyServer):
    """`share` and "Share here" both show the same facts under the member's name."""
    ada = await study_server.member("ada", shown="Ada Lovelace")
    await ada.slash("done", task="backprop")
    private = await ada.in_full()
    for shared in (await ada.slash("progress", share=True), await private.press("Share here")):
        assert not shared.private
        assert "Ada Lovelace" in shared.text
        assert "1 of 70 tasks" in shared.text
        assert shared.labels == ["Remove"]
    assert private.private


async def test_buttons_lead_on_in_the_same_message(study_server: StudyServer):
    """Week, streak and checkpoint are one press away."""
    ada = await study_server.member("ada")
    shown = await ada.in_full()
    assert "ML Fundamentals" in (await shown.press("My week")).text
    assert "keep your streak" in (await (await ada.in_full()).press("My streak")).text
    there = await (await ada.in_full()).press("Checkpoint")
    assert "Phase 1 Checkpoint" in there.text
    back = await (await (await ada.in_full()).press("My streak")).press("My progress")
    assert there.message.id != back.message.id
    assert len(await back.pictures()) == 1


async def test_progress_survives_a_restart(study_server: StudyServer):
    """What was answered is on disk."""
    ada = await study_server.member("ada")
    await ada.slash("done", task="backprop", minutes=90)
    before = (await ada.in_full()).text
    await study_server.restart()
    assert (await ada.in_full()).text == before
