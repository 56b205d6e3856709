"""Pictures as members get them: with the same in words, where the server wants them, shared by a press alone."""

from __future__ import annotations

from datetime import date, timedelta
from unittest.mock import patch

import pytest

from tests.study_server import MONDAY, Learner, StudyServer, pictures_of

WEDNESDAY, SATURDAY = MONDAY + timedelta(days=2), MONDAY + timedelta(days=5)
FIRST_PHASE = 8
"""The weeks of the first phase."""


async def finish(ada: Learner, week: int) -> None:
    """Tick every task of the blocks up to a week."""
    tasks = [task.id for block in ada.server.roadmap.blocks if block.weeks.last <= week for task in block.tasks]
    member = await ada.settings()
    now = ada.server.clock.now
    await ada.server.store.journals.tick(member.walk, tasks, member.today(now), now)


async def finish_all_but(ada: Learner, week: int, last: str) -> None:
    """The same, but for one task."""
    await finish(ada, week)
    await ada.slash("undo", task=last)


@pytest.mark.parametrize("command", ["progress", "roadmap"])
async def test_a_reply_has_its_picture(study_server: StudyServer, command: str):
    """One PNG, wide enough for sharp screens, with an alt text that says what it shows; private as the text."""
    ada = await study_server.member("ada")
    reply = await ada.slash(command)
    (shown,) = await reply.pictures()
    assert shown.image.format == "PNG"
    assert shown.image.width == 900
    assert "Week 1 of 36" in shown.alt
    assert len(shown.alt) <= 1024
    assert reply.private


async def test_all_that_the_card_says_is_in_the_text(study_server: StudyServer):
    """Counts, projects, days by week, streak, freezes, milestone: whoever can't see the picture misses nothing."""
    ada = await study_server.member("ada")
    for week in (0, 1):
        for day in (0, 2, 5):
            await ada.at(MONDAY + timedelta(weeks=week, days=day)).slash("done", minutes=30)
    await ada.at(MONDAY + timedelta(weeks=2, days=1)).slash("done", task="backprop")
    text = (await ada.in_full()).text
    for fact in (
        "Week 3 of 36",
        "2 tasks** from weeks 1-2 are still open",
        "1 of 70 tasks",
        "Foundations: 1 of 14",
        "Project 1 open · Projects 2, 3, 4, 5 and 6 to come",
        "This week: Tue",
        "Study days week by week from Monday 2 March: 2 × Mon Wed Sat, kept",
        "This week: Tue · still planned: Wed Sat",
        "Planned in each of the next 18 weeks: Mon Wed Sat",
        "2 weeks",
        "1 freeze",
        "Project 1 complete",
        "Plan ends",
    ):
        assert fact in text, fact


async def test_the_road_shows_those_who_agreed(study_server: StudyServer):
    """Others are counted in their weeks once they let others look; never by name, and oneself is not one of them."""
    ada, ben, cleo = [await study_server.member(name) for name in ("ada", "ben", "cleo")]
    assert "On the road with you" not in (await ada.slash("roadmap")).text
    for one in (ada, ben):
        await (await one.in_full()).press("Let others look")
    (await cleo.slash("progress"))
    reply = await ada.at(MONDAY + timedelta(weeks=8)).slash("roadmap")
    (shown,) = await reply.pictures()
    assert "● others on this road" in reply.text
    assert "1 other" in shown.alt
    assert "On the road with you: 1 in week 9" in (await reply.press("As text")).text
    assert "ben" not in reply.text + shown.alt


async def test_a_server_can_do_without(study_server: StudyServer):
    """Turned off, the text stands alone; on again, pictures are back; other settings stay as they were."""
    ada = await study_server.member("ada")
    await study_server.set_up()
    off = await study_server.change_setup(pictures="off")
    assert "come without pictures" in off.text
    before = await study_server.settings()
    reply = await ada.slash("progress")
    assert await reply.pictures() == []
    assert "0 of 70 tasks" in reply.text
    assert "without pictures" in (await study_server.admin.slash("admin doctor")).text
    await study_server.change_setup(time="19:00")
    assert not (await study_server.settings()).pictures
    await study_server.change_setup(pictures="on")
    after = await study_server.settings()
    assert (after.zone, after.channel_id, after.pictures) == (before.zone, before.channel_id, True)
    assert len(await (await ada.slash("progress")).pictures()) == 1


async def test_a_failure_to_draw_never_costs_the_text(study_server: StudyServer):
    """The reply comes, and what went wrong is in the log."""
    ada = await study_server.member("ada")
    with patch("bot.ui.cogs.progress.draw_card", autospec=True, side_effect=OSError("no font")):
        reply = await ada.slash("progress")
    assert await reply.pictures() == []
    assert "0 of 70 tasks" in reply.text
    assert any("could not be drawn" in said for said in study_server.surprises)
    study_server.surprises.clear()


async def test_a_screen_after_it_leaves_no_picture_behind(study_server: StudyServer):
    """Pressing on from a picture changes the message, the picture with it."""
    ada = await study_server.member("ada")
    streak = await (await ada.in_full()).press("My streak")
    assert await streak.pictures() == []
    again = await streak.press("My progress")
    assert len(await again.pictures()) == 1


async def test_sharing_shares_the_picture(study_server: StudyServer):
    """The name stands in the message's text, the picture is the same for all."""
    ada = await study_server.member("ada", shown="আদা লাভলেস")
    shared = await (await ada.slash("progress")).press("Share here")
    assert not shared.private
    assert "আদা লাভলেস" in shared.text
    (shown,) = await shared.pictures()
    assert "আদা" not in shown.alt


# --- celebrations


async def test_a_phase_is_celebrated_once(study_server: StudyServer):
    """Its last task brings a picture for the member alone; ticking it again after an undo does not."""
    ada = await study_server.member("ada")
    await finish_all_but(ada, FIRST_PHASE, "compute-optimal")
    reply = await ada.slash("done", task="compute-optimal")
    assert reply.private
    assert "Phase 1 complete: Foundations" in reply.text
    (shown,) = await reply.pictures()
    assert "Phase 1 complete: Foundations. 14 tasks" in shown.alt
    await ada.slash("undo", task="compute-optimal")
    again = await ada.slash("done", task="compute-optimal")
    assert await again.pictures() == []
    assert "🎉" not in again.text
    assert study_server.posts == []


async def test_it_is_celebrated_in_the_weeks_list_too(study_server: StudyServer):
    """Ticking in /week celebrates as /done does."""
    ada = await study_server.member("ada")
    await finish_all_but(ada, FIRST_PHASE, "compute-optimal")
    reply = await (await ada.slash("week", week=7)).choose("compute-optimal")
    assert "Phase 1 complete: Foundations" in reply.text
    assert len(await reply.pictures()) == 1


async def test_a_milestone_is_celebrated(study_server: StudyServer):
    """The one of week 18, which is no phase's end."""
    ada = await study_server.member("ada")
    tasks = [task.id for block in study_server.roadmap.blocks if block.weeks.last <= 18 for task in block.tasks]
    await finish_all_but(ada, 18, tasks[-1])
    reply = await ada.slash("done", task=tasks[-1])
    assert "Milestone reached: Project 2 complete (RLHF)" in reply.text


async def test_the_roadmap_is_celebrated(study_server: StudyServer):
    """Above the phase and the milestone that end with it."""
    ada = await study_server.member("ada")
    last = study_server.roadmap.tasks[-1].id
    await finish_all_but(ada, 36, last)
    reply = await ada.slash("done", task=last)
    assert "Roadmap complete: 6-Month Roadmap to Anthropic-Ready" in reply.text
    assert len(await reply.pictures()) == 1


async def test_it_is_shared_by_a_press_alone_and_once(study_server: StudyServer):
    """The press posts it for all with the member's name, pings nobody, and says so when pressed again."""
    ada = await study_server.member("ada", shown="Ada @everyone")
    await finish_all_but(ada, FIRST_PHASE, "compute-optimal")
    reply = await ada.slash("done", task="compute-optimal")
    shared = await reply.press("Share it here")
    assert not shared.private
    assert "Phase 1 complete: Foundations" in shared.text
    assert "Ada" in shared.text
    assert len(await shared.pictures()) == 1
    again = await reply.press("Share it here")
    assert again.private
    assert "already shared this" in again.text


async def test_what_is_open_again_cannot_be_shared(study_server: StudyServer):
    """Nor what was never reached, however the press was made."""
    ada = await study_server.member("ada")
    await finish_all_but(ada, FIRST_PHASE, "compute-optimal")
    reply = await ada.slash("done", task="compute-optimal")
    await ada.slash("undo", task="compute-optimal")
    assert "nothing to share" in (await reply.press("Share it here")).text
    for key in ("phase/alignment-safety", "roadmap/", "nonsense", ""):
        forged = await ada.forge(f"rm:celebrate:{key}")
        assert forged.private, key


async def test_without_its_picture_it_can_be_shared_all_the_same(study_server: StudyServer):
    """The text is enough."""
    ada = await study_server.member("ada")
    await finish_all_but(ada, FIRST_PHASE, "compute-optimal")
    with patch("bot.ui.news.draw_achievement", autospec=True, side_effect=OSError("no font")):
        shared = await (await ada.slash("done", task="compute-optimal")).press("Share it here")
    assert "Phase 1 complete" in shared.text
    study_server.surprises.clear()


# --- the week in the server


async def studious(server: StudyServer, count: int) -> list[Learner]:
    """Members who studied on Monday and Wednesday."""
    members = [await server.member(f"member{number}") for number in range(count)]
    for member in members:
        for day in (MONDAY, WEDNESDAY):
            await member.at(day).slash("done", minutes=30)
    return members


async def test_saturdays_post_looks_back_on_the_week(study_server: StudyServer):
    """Sums by day, tasks and chains, in the text and in a picture; those reminded elsewhere count too."""
    server = study_server
    await server.set_up()
    first, second, third = await studious(server, 3)
    await first.slash("done", task="backprop")
    await second.slash("reminders", where="dm")
    await third.at(SATURDAY, "10:00").slash("done", minutes=30)
    await server.tick_at(SATURDAY, "18:00")
    post = server.posts[-1]
    text = server.post_texts[-1]
    assert "This week in the server**, Monday 2 March to Sunday 8 March" in text
    assert "3 members studied (**Mon 3**, Tue 0, **Wed 3**, Thu 0, Fri 0, **Sat 1**)" in text
    assert "1 task done · 0 checkpoints passed · 1 week kept so far" in text
    (shown,) = await pictures_of(post)
    assert "3 members studied" in shown.alt


@pytest.mark.parametrize(
    ("members", "day", "has_week"), [(2, SATURDAY, False), (3, WEDNESDAY, False), (3, SATURDAY, True)]
)
async def test_a_small_group_and_other_days_have_none(
    study_server: StudyServer, members: int, day: date, has_week: bool
):
    """With fewer than three active members a sum would tell on one of them; and one look back a week is enough."""
    server = study_server
    await server.set_up()
    quiet = await server.member("quiet")
    await quiet.slash("reminders", ping=True)
    for member in [await server.member(f"member{number}") for number in range(members)]:
        await member.at(MONDAY).slash("done", minutes=30)
    await server.tick_at(day, "18:00")
    assert len(server.posts) == 1
    assert f"<@{quiet.id}>" in server.post_texts[0]
    assert ("This week in the server" in server.post_texts[0]) is has_week
    assert len(await pictures_of(server.posts[0])) == int(has_week)


async def test_a_post_without_pictures_says_it_in_words(study_server: StudyServer):
    """Where the server wants none."""
    server = study_server
    await server.set_up()
    await server.change_setup(pictures="off")
    await studious(server, 3)
    await server.tick_at(SATURDAY, "18:00")
    assert "This week in the server" in server.post_texts[-1]
    assert await pictures_of(server.posts[-1]) == []


async def test_a_refused_picture_does_not_cost_the_post(study_server: StudyServer):
    """One refusal tells: the reminder comes all the same, posts go on, the doctor advises; and it is remembered."""
    server = study_server
    await server.set_up()
    members = await studious(server, 3)
    server.forbid(attach_files=True)
    path = f"/channels/{server.channel.id}/messages"
    server.env.inject_error("POST", path, status=403, code=50013, message="Missing Permissions", times=1)
    await server.tick_at(SATURDAY, "18:00")
    assert "This week in the server" in server.post_texts[-1]
    assert await pictures_of(server.posts[-1]) == []
    assert (await server.settings()).trouble is None
    assert len(server.sent) == 2
    for member in members:
        await member.at(MONDAY + timedelta(days=7)).slash("done", minutes=30)
    await server.tick_at(SATURDAY + timedelta(days=7), "18:00")
    assert await pictures_of(server.posts[-1]) == []
    assert len(server.sent) == 3
    assert "Attach Files" in (await server.admin.slash("admin doctor")).text
    await server.change_setup(pictures="off")
    assert "Attach Files" not in (await server.admin.slash("admin doctor")).text


async def test_a_streak_that_comes_with_a_phase_is_no_milestone(study_server: StudyServer):
    """It stands among the facts; where milestones are named it has no name."""
    ada = await study_server.member("ada")
    for day in (MONDAY, MONDAY + timedelta(days=1)):
        await study_server.store.journals.log_session(ada.walk, day.day, day, 30, None)
    await finish_all_but(ada.at(WEDNESDAY), FIRST_PHASE, "compute-optimal")
    reply = await ada.slash("done", task="compute-optimal")
    (said,) = [line for line in reply.text.splitlines() if "Also reached" in line]
    assert said.endswith("Also reached: Project 1 complete (Transformer)")


async def test_what_comes_with_a_phase_is_named(study_server: StudyServer):
    """The milestone that it completes, the weeks while there is no chain to speak of, and the way to its checkpoint."""
    ada = await study_server.member("ada")
    await finish_all_but(ada, FIRST_PHASE, "compute-optimal")
    reply = await ada.slash("done", task="compute-optimal")
    assert "14 tasks · 1 study day · 1 week" in reply.text
    assert "Also reached: Project 1 complete (Transformer)" in reply.text
    assert "Phase 1 Checkpoint" in (await reply.press("Checkpoint")).text


@pytest.mark.parametrize("command", ["progress", "roadmap"])
async def test_a_pause_is_told_once(study_server: StudyServer, command: str):
    """In the text and in the picture, with its end."""
    ada = await study_server.member("ada")
    await ada.slash("pause", until="2 weeks")
    reply = await ada.slash(command)
    assert reply.text.count("Paused until") == 1
    (shown,) = await reply.pictures()
    assert "Paused until 16 Mar 2026" in shown.alt


@pytest.mark.parametrize("command", ["progress", "roadmap"])
async def test_another_pace_is_told(study_server: StudyServer, command: str):
    """Why phases meet in one week: the roadmap's weeks are not the calendar's."""
    ada = await study_server.member("ada")
    assert "calendar week" not in (await ada.in_full(command)).text
    asked = await (await ada.slash("pace", preset="4 months")).press("Use this plan")
    await asked.press(next(label for label in asked.labels if label.startswith("Yes")))
    assert "36 roadmap weeks in 17 calendar weeks" in (await ada.in_full(command)).text
