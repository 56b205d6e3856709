"""Putting a reminder off, peace for today, and never too many direct messages."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.study_server import MONDAY, Reply, StudyServer

TUESDAY, WEDNESDAY = MONDAY + timedelta(days=1), MONDAY + timedelta(days=2)


async def reminded(server: StudyServer) -> Reply:
    """Ada presses Later… on Monday's reminder, at 18:30."""
    ada = await server.member("ada")
    await server.tick_at(MONDAY, "18:00")
    return await ada.at(MONDAY, "18:30").press(server.posts[-1], "Later…")


@pytest.mark.parametrize(
    ("label", "day", "before", "then"),
    [
        ("In 1 hour", MONDAY, "19:29", "19:30"),
        ("This evening", MONDAY, "19:59", "20:00"),
        ("Tomorrow", TUESDAY, "17:59", "18:00"),
    ],
)
async def test_it_comes_then_and_not_before(study_server: StudyServer, label: str, day: object, before: str, then: str):
    """A direct message at the chosen time, once."""
    choice = await reminded(study_server)
    assert choice.private
    when = TUESDAY if day == TUESDAY else MONDAY
    await choice.press(label)
    await study_server.tick_at(when, before)
    assert choice.member.dms == []
    for _ in range(3):
        await study_server.tick_at(when, then)
    assert len(choice.member.dms) == 1


async def test_it_survives_a_restart(study_server: StudyServer):
    """What was put off comes although the bot was started anew meanwhile."""
    choice = await reminded(study_server)
    await choice.press("In 1 hour")
    await study_server.restart()
    await study_server.tick_at(MONDAY, "19:30")
    assert len(choice.member.dms) == 1


async def test_putting_off_again_moves_it(study_server: StudyServer):
    """The last choice holds."""
    choice = await reminded(study_server)
    await choice.press("In 1 hour")
    again = await choice.member.at(MONDAY, "18:40").press(study_server.posts[-1], "Later…")
    await again.press("This evening")
    await study_server.tick_at(MONDAY, "19:45")
    assert choice.member.dms == []
    await study_server.tick_at(MONDAY, "20:00")
    assert len(choice.member.dms) == 1


async def test_whoever_studied_meanwhile_hears_nothing(study_server: StudyServer):
    """The reminder that was put off is no longer needed."""
    choice = await reminded(study_server)
    await choice.press("In 1 hour")
    await choice.member.at(MONDAY, "19:00").slash("done", task="backprop")
    await study_server.tick_at(MONDAY, "19:30")
    assert choice.member.dms == []


async def test_not_today_is_peace_until_tomorrow(study_server: StudyServer):
    """Nothing more comes on this study day, and the next rhythm day is as always."""
    choice = await reminded(study_server)
    await choice.press("In 1 hour")
    again = await choice.member.at(MONDAY, "18:40").press(study_server.posts[-1], "Later…")
    assert "nothing more from me today" in (await again.press("Not today")).text
    await study_server.tick_at(MONDAY, "19:30")
    assert choice.member.dms == []
    await study_server.tick_at(WEDNESDAY, "18:00")
    assert len(study_server.posts) == 2


async def test_one_direct_message_a_day_even_over_two_changes_of_time(study_server: StudyServer):
    """Choosing a later time after today's message does not bring a second one."""
    ada = await study_server.member("ada")
    await ada.slash("reminders", where="dm", time="17:00")
    await study_server.tick_at(MONDAY, "17:00")
    await ada.at(MONDAY, "17:30").slash("reminders", time="19:00")
    await study_server.tick_at(MONDAY, "19:00")
    assert len(ada.dms) == 1


async def test_a_late_one_waits_for_no_night(study_server: StudyServer):
    """A message due at 20:00 that could only be sent at 21:30 is not sent: the night is quiet."""
    ada = await study_server.member("ada")
    await ada.slash("reminders", where="dm", time="20:00")
    await study_server.tick_at(MONDAY, "21:30")
    assert ada.dms == []


async def test_who_chose_the_night_is_written_to_at_night(study_server: StudyServer):
    """A time of one's own choice is no disturbance."""
    ada = await study_server.member("ada")
    await ada.slash("reminders", where="dm", time="22:30")
    await study_server.tick_at(MONDAY, "22:30")
    assert len(ada.dms) == 1


async def test_whoever_left_the_server_hears_nothing(study_server: StudyServer):
    """Their progress stays in case they come back, but no message follows them."""
    ada = await study_server.member("ada")
    await ada.slash("reminders", where="dm")
    study_server.guild.remove_member(ada.actor)
    await study_server.tick_at(MONDAY, "18:00")
    assert ada.dms == []
