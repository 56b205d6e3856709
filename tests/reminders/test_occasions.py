"""A milestone's week, a phase's end, and two weeks of silence."""

from __future__ import annotations

from datetime import timedelta

from tests.study_server import MONDAY, Learner, StudyServer

WEEK = timedelta(weeks=1)


async def studies(ada: Learner, week: int) -> None:
    """Half an hour on the Sunday before a week."""
    await ada.at(MONDAY + week * WEEK - timedelta(days=1)).slash("done", minutes=30)


async def test_a_milestones_week_begins_with_a_word(study_server: StudyServer):
    """Week 8 is Project 1's: Monday's reminder says so, Wednesday's does not."""
    ada = await study_server.member("ada")
    await studies(ada, 7)
    monday = MONDAY + 7 * WEEK
    await study_server.tick_at(monday, "18:00")
    assert "Planned for this week" in study_server.post_texts[-1]
    assert "Project 1 complete (Transformer)" in study_server.post_texts[-1]
    await study_server.tick_at(monday + timedelta(days=2), "18:00")
    assert "Planned for" not in study_server.post_texts[-1]


async def test_a_phases_end_asks_for_its_checkpoint(study_server: StudyServer):
    """On the last rhythm day of week 8, as long as items are open."""
    ada = await study_server.member("ada")
    await studies(ada, 7)
    await study_server.tick_at(MONDAY + 7 * WEEK + timedelta(days=5), "18:00")
    assert "Phase 1 ends this week" in study_server.post_texts[-1]


async def test_a_milestone_comes_by_direct_message_too(study_server: StudyServer):
    """Whoever is written to in person reads it there."""
    ada = await study_server.member("ada")
    await ada.slash("reminders", where="dm")
    await studies(ada, 7)
    await study_server.tick_at(MONDAY + 7 * WEEK, "18:00")
    assert "Planned for this week:** Project 1 complete (Transformer) · 14 tasks to go" in ada.dms[-1]


async def test_after_two_weeks_of_silence_one_question_and_then_peace(study_server: StudyServer):
    """Reminders go on for two weeks, then one message asks, then nothing comes until the member is back."""
    ada = await study_server.member("ada")
    await ada.slash("reminders", where="dm")
    for day in range(6 * 7):
        await study_server.tick_at(MONDAY + timedelta(days=day), "18:00")
    questions = [dm for dm in ada.dms if "Need a break?" in dm]
    assert len(questions) == 1
    assert ada.dms[-1] == questions[0]
    assert len(ada.dms) == 3 + 3 + 1
    await ada.at(MONDAY + 6 * WEEK).slash("done", task="backprop")
    await study_server.tick_at(MONDAY + 6 * WEEK + timedelta(days=2), "18:00")
    assert "Wed: Implementation/coding" in ada.dms[-1]


async def test_the_question_comes_late_rather_than_never(study_server: StudyServer):
    """If the bot was away when it was due, it is asked at the next rhythm day."""
    ada = await study_server.member("ada")
    await ada.slash("reminders", where="dm")
    for _ in range(2):
        await study_server.tick_at(MONDAY + 5 * WEEK, "18:00")
        await study_server.restart()
    assert sum("Need a break?" in dm for dm in ada.dms) == 1
    await study_server.tick_at(MONDAY + 5 * WEEK + timedelta(days=2), "18:00")
    assert len(ada.dms) == 1


async def test_its_button_pauses_for_two_weeks(study_server: StudyServer):
    """One press, and the plan waits."""
    ada = await study_server.member("ada")
    await ada.slash("reminders", where="dm")
    await study_server.tick_at(MONDAY + 3 * WEEK, "18:00")
    assert "Paused until" in (await ada.press_dm("Pause 2 weeks")).text
    assert "Paused until" in (await ada.slash("progress")).text


async def test_nobody_with_a_break_is_asked_to_take_one(study_server: StudyServer):
    """Neither under the reply that starts or plans one, nor later; an old button leaves it as it is, and says so."""
    ada = await study_server.member("ada")
    away = MONDAY + 3 * WEEK
    planned = await ada.at(away).slash("pause", until=f"{away + 4 * WEEK}", **{"from": f"{away + 2 * WEEK}"})
    assert "a while since" not in planned.text
    assert "a while since" not in (await ada.slash("week")).text
    await ada.slash("reminders", where="dm")
    await study_server.tick_at(away, "18:00")
    assert ada.dms == []
    pressed = await ada.forge(f"rm:break:{study_server.guild.id}")
    assert "You've planned a break already, from Monday 6 April until Monday 20 April." in pressed.text
    paused = await ada.at(away + 2 * WEEK).slash("week")
    assert "Paused until Monday 20 April" in paused.text
    again = await ada.forge(f"rm:break:{study_server.guild.id}")
    assert "You're paused until Monday 20 April already" in again.text
    assert "Resume now" in again.labels
    assert "Paused until Monday 20 April" in (await ada.slash("week")).text
    ben = await study_server.member("ben")
    assert "a while since" not in (await ben.at(away + 4 * WEEK).slash("pause", until="1 week")).text


async def test_the_silence_is_told_where_reminders_are_set(study_server: StudyServer):
    """/reminders says why nothing comes, until something is logged."""
    ada = await study_server.member("ada")
    assert "quiet for now" not in (await ada.slash("reminders")).text
    assert "quiet for now" in (await ada.at(MONDAY + 3 * WEEK).slash("reminders")).text
    await ada.slash("done", minutes=10)
    assert "quiet for now" not in (await ada.slash("reminders")).text


async def test_in_the_channel_a_silence_is_nobodys_business(study_server: StudyServer):
    """Whoever was away for two weeks is neither called nor counted there, and asked in their next private reply."""
    ada, ben = await study_server.member("ada"), await study_server.member("ben")
    await ada.slash("reminders", ping=True)
    await ben.at(MONDAY + 3 * WEEK - timedelta(days=1)).slash("done", minutes=30)
    await study_server.tick_at(MONDAY + 3 * WEEK, "18:00")
    (text,) = study_server.post_texts
    assert "weeks 3-4: 1 member" in text
    assert "<@" not in text
    assert "welcome back" not in text
    told = await ada.at(MONDAY + 3 * WEEK, "19:00").slash("week")
    assert "a while since" in told.text
    assert "Pause 2 weeks" in told.labels
    assert "a while since" not in (await ada.slash("week")).text


async def test_a_silence_that_was_the_bots_is_nobodys(study_server: StudyServer):
    """After four weeks in which the bot was away, nobody is asked, and reminders go on."""
    ada = await study_server.member("ada")
    await ada.slash("reminders", where="dm")
    await study_server.tick_at(MONDAY, "12:00")
    await study_server.tick_at(MONDAY + 4 * WEEK, "18:00", away=True)
    assert len(ada.dms) == 1
    assert "Mon: Read paper/blog" in ada.dms[0]


async def test_a_question_that_did_not_arrive_was_not_asked(study_server: StudyServer):
    """Discord was down for that whole evening: it is asked on the next study day."""
    ada = await study_server.member("ada")
    await ada.slash("reminders", where="dm")
    study_server.env.inject_error("POST", "/channels/*/messages", status=500, times=None)
    for minute in ("00", "20", "40"):
        await study_server.tick_at(MONDAY + 2 * WEEK, f"18:{minute}")
    await study_server.tick_at(MONDAY + 2 * WEEK, "21:10")
    study_server.heal()
    await study_server.tick_at(MONDAY + 2 * WEEK + timedelta(days=2), "18:00")
    assert ["Need a break?" in dm for dm in ada.dms] == [True]
