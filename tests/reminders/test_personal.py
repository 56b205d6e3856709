"""Direct messages: at the member's own time and zone, and never against a closed door."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.study.member import Where
from tests.study_server import MONDAY, Learner, StudyServer

WEDNESDAY = MONDAY + timedelta(days=2)


async def by_dm(server: StudyServer, name: str, zone: str = "Europe/Berlin", time: str = "07:30") -> Learner:
    """A member who is reminded by direct message."""
    learner = await server.member(name, zone)
    await learner.slash("reminders", where="dm", time=time)
    return learner


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Pacific/Auckland"])
async def test_at_ones_own_time_and_zone(study_server: StudyServer, zone: str):
    """Mon, Wed and Sat at 07:30 where the member lives; the channel's list is without them."""
    ada = await by_dm(study_server, "ada", zone)
    first = MONDAY + timedelta(weeks=1)
    for day in range(7):
        for clock in ("07:29", "07:30", "07:31", "18:00"):
            before = len(ada.dm_messages)
            await study_server.tick_at(first + timedelta(days=day), clock, zone)
            assert len(ada.dm_messages) - before == (day in (0, 2, 5) and clock == "07:30")
    assert "Mon: Read paper/blog" in ada.dms[0]
    assert "Wed: Implementation/coding" in ada.dms[1]
    assert "Sat: Review + exercises" in ada.dms[2]
    assert "Review backpropagation" in ada.dms[0]
    assert study_server.posts == []


async def test_without_a_time_of_ones_own_it_is_the_servers_clock_time(study_server: StudyServer):
    """18:00 there is 18:00 here."""
    kiri = await study_server.member("kiri", "Pacific/Auckland")
    await kiri.slash("reminders", where="dm")
    await study_server.tick_at(WEDNESDAY, "18:00", "Pacific/Auckland")
    assert len(kiri.dms) == 1


@pytest.mark.parametrize("night", ["21:00", "00:00", "07:59"])
async def test_nobody_is_written_to_at_night_unless_they_chose_it(study_server: StudyServer, night: str):
    """A server that posts at night does not wake who never set a time; whoever set that time gets it."""
    await study_server.set_up(at=night)
    ada, ben = await study_server.member("ada"), await by_dm(study_server, "ben", time=night)
    await ada.slash("reminders", where="dm")
    nights = 0
    for hour in range(7 * 24):
        clock = f"{hour % 24:02}:00" if hour % 24 != int(night[:2]) else night
        before = len(ada.dms)
        await study_server.tick_at(MONDAY + timedelta(weeks=1, days=hour // 24), clock)
        nights += (len(ada.dms) - before) * (not 8 <= hour % 24 < 21)
    assert len(ada.dms) == len(ben.dms) == 3
    assert nights == 0


async def test_who_studied_that_day_is_left_in_peace(study_server: StudyServer):
    """As in the channel."""
    ada = await by_dm(study_server, "ada", time="20:00")
    await ada.at(WEDNESDAY, "19:00").slash("done", minutes=15)
    await study_server.tick_at(WEDNESDAY, "20:00")
    assert ada.dms == []


async def test_buttons_in_a_direct_message_work(study_server: StudyServer):
    """They know which server they are about, before and after a restart, and everything they lead to works."""
    ada = await by_dm(study_server, "ada")
    await study_server.tick_at(WEDNESDAY, "07:30")
    week = await ada.press_dm("My week")
    assert "ML Fundamentals" in week.text
    ticked = await ada.choose_dm(week, "backprop")
    assert "1 of 3 tasks" in ticked.text
    await study_server.restart()
    picked = await ada.press_dm("Tick a task…")
    await ada.choose_dm(picked, "optimizers")
    assert await ada.done() == {"backprop", "optimizers"}


async def test_a_member_of_two_servers_sees_the_one_that_wrote(study_server: StudyServer):
    """The button shows the plan of its server, and so does every one below it: a tick goes there and nowhere else."""
    ada = await by_dm(study_server, "ada")
    other = study_server.env.create_guild("Other hall")
    twin = other.add_member(ada.actor.user)
    study_server.clock.now += timedelta(weeks=2)
    await ada.slash("done", minutes=20)
    await twin.slash(other.create_text_channel("study"), "start", zone="Europe/Berlin")
    await study_server.tick_at(WEDNESDAY + timedelta(weeks=2), "07:30")
    (dm,) = ada.dms
    week = await ada.press_dm("My week")
    assert "Transformers Deep Dive" in dm
    assert "Transformers Deep Dive" in week.text
    ticked = await ada.choose_dm(week, "attention-paper")
    assert "1 of 3 tasks" in ticked.text
    assert await ada.done() == {"attention-paper"}
    elsewhere = await study_server.store.members.record(other.id, ada.id)
    assert elsewhere is not None
    assert elsewhere.journal.done == set()


async def test_a_press_that_cannot_know_its_server_changes_nothing(study_server: StudyServer):
    """Below a direct message, from before buttons carried their server: who has joined in two is told where to go."""
    ada = await by_dm(study_server, "ada")
    other = study_server.env.create_guild("Other hall")
    twin = other.add_member(ada.actor.user)
    await twin.slash(other.create_text_channel("study"), "start", zone="Europe/Berlin")
    refused = await ada.forge("rm:tick:any", "attention-paper", in_dm=True)
    assert "Which one do you mean?" in refused.text
    assert await ada.done() == set()


async def test_a_direct_message_pings_nobody_else(study_server: StudyServer):
    """It allows no mentions at all."""
    await by_dm(study_server, "ada")
    await study_server.tick_at(WEDNESDAY, "07:30")
    assert study_server.sent[-1]["allowed_mentions"] == {"parse": []}


async def test_a_refused_message_turns_them_off_and_says_so(study_server: StudyServer):
    """No second try; the next private reply says what happened and what to do, and only that one."""
    ada = await by_dm(study_server, "ada")
    study_server.close_dms(ada)
    await study_server.tick_at(WEDNESDAY, "07:30")
    assert (await ada.settings()).where is Where.OFF
    tries = len(study_server.env.http_requests)
    for day in range(1, 15):
        await study_server.tick_at(WEDNESDAY + timedelta(days=day), "07:30")
    assert len(study_server.env.http_requests) == tries
    shared = await ada.slash("progress", share=True)
    assert "closed" not in shared.text
    told = await ada.slash("week")
    assert "direct messages are closed" in told.text
    assert "/reminders" in told.text
    assert "direct messages" not in (await ada.slash("week")).text


async def test_a_refusal_is_told_after_a_restart_too(study_server: StudyServer):
    """It is stored until it is told, and a press tells it as well as a command."""
    ada = await by_dm(study_server, "ada")
    shown = await ada.slash("progress")
    study_server.close_dms(ada)
    await study_server.tick_at(WEDNESDAY, "07:30")
    await study_server.restart()
    assert "direct messages are closed" in (await shown.press("My week")).text


async def test_after_a_refusal_they_can_be_turned_on_again(study_server: StudyServer):
    """Once the door is open."""
    ada = await by_dm(study_server, "ada")
    study_server.close_dms(ada)
    await study_server.tick_at(WEDNESDAY, "07:30")
    study_server.heal()
    await ada.slash("reminders", where="dm")
    await study_server.tick_at(WEDNESDAY + timedelta(days=3), "07:30")
    assert len(ada.dms) == 1


async def test_one_closed_door_stops_nobody_else(study_server: StudyServer):
    """The others get theirs in the same tick."""
    ada, ben = await by_dm(study_server, "ada"), await by_dm(study_server, "ben")
    await study_server.member("eve")
    study_server.close_dms(ada)
    await study_server.tick_at(MONDAY + timedelta(days=2), "07:30")
    assert (len(ada.dms), len(ben.dms)) == (0, 1)
    await study_server.tick_at(MONDAY + timedelta(days=2), "18:00")
    assert len(study_server.posts) == 1


async def test_another_time_after_todays_message_brings_no_second(study_server: StudyServer):
    """At most one a day."""
    ada = await by_dm(study_server, "ada")
    await study_server.tick_at(WEDNESDAY, "07:30")
    await ada.slash("reminders", time="09:00")
    await study_server.tick_at(WEDNESDAY, "09:00")
    assert len(ada.dms) == 1


async def test_late_with_a_word_of_apology_or_not_at_all(study_server: StudyServer):
    """Within three hours it comes late and says so; after that it does not come."""
    ada = await by_dm(study_server, "ada")
    await study_server.tick_at(WEDNESDAY, "10:30")
    assert "Sorry" in ada.dms[0]
    await study_server.tick_at(WEDNESDAY + timedelta(days=3), "10:31")
    assert len(ada.dms) == 1


async def test_the_tasks_below_a_block_are_its_own(study_server: StudyServer):
    """What comes later does not stand below this week's block, however little of that is left."""
    ada = await by_dm(study_server, "ada")
    first, second, *_ = study_server.roadmap.blocks
    for task in first.tasks[1:]:
        await ada.slash("done", task=task.id)
    await study_server.tick_at(WEDNESDAY, "07:30")
    (note,) = ada.dms
    assert first.tasks[0].text in note
    assert not any(task.text in note for task in second.tasks)
