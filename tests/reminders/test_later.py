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
    assert "No more reminders today" in (await again.press("Not today")).text
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
    assert (await ada.settings()).has_left


# --- what was said last holds, and one message is enough


async def test_later_takes_not_today_back(study_server: StudyServer):
    """Who asked for peace and then for an hour gets the hour: what was said last holds."""
    choice = await reminded(study_server)
    await choice.press("Not today")
    again = await choice.member.at(MONDAY, "18:40").press(study_server.posts[-1], "Later…")
    await again.press("In 1 hour")
    await study_server.tick_at(MONDAY, "19:40")
    assert len(choice.member.dms) == 1


@pytest.mark.parametrize("at", ["18:00", "20:00"])
async def test_what_was_put_off_to_a_study_day_comes_instead_of_its_reminder(study_server: StudyServer, at: str):
    """Tuesday's "Tomorrow" falls on Wednesday's reminder: one message, not two."""
    ada = await study_server.member("ada")
    await ada.slash("reminders", where="dm", time=at)
    await study_server.tick_at(MONDAY, at)
    later = await ada.at(TUESDAY, "09:00").press_dm("Later…")
    assert "Tomorrow" in later.labels
    await ada.forge(f"rm:put-off:{study_server.guild.id}:tomorrow")
    for _ in range(3):
        await study_server.tick_at(WEDNESDAY, at)
    assert len(ada.dms) == 2
    assert "Wed: Implementation/coding" in ada.dms[1]


async def test_what_was_put_off_to_the_evening_comes_instead_of_an_earlier_one(study_server: StudyServer):
    """Who said on Wednesday morning "This evening" is not written to in the afternoon as well."""
    ada = await study_server.member("ada")
    await ada.slash("reminders", where="dm", time="17:00")
    await study_server.tick_at(MONDAY, "17:00")
    later = await ada.at(WEDNESDAY, "09:00").press_dm("Later…")
    assert "This evening" in later.labels
    await ada.forge(f"rm:put-off:{study_server.guild.id}:evening")
    await study_server.tick_at(WEDNESDAY, "17:00")
    assert len(ada.dms) == 1
    await study_server.tick_at(WEDNESDAY, "20:00")
    assert len(ada.dms) == 2


async def test_an_evening_that_has_come_is_not_offered(study_server: StudyServer):
    """After 20:00 there is an hour, and tomorrow."""
    choice = await reminded(study_server)
    assert choice.labels == ["In 1 hour", "This evening", "Tomorrow", "Not today"]
    late = await choice.member.at(MONDAY, "20:30").press(study_server.posts[-1], "Later…")
    assert late.labels == ["In 1 hour", "Tomorrow", "Not today"]


async def test_it_comes_on_the_minute(study_server: StudyServer):
    """Seconds of the press don't make it later than it says; it says when as a time, which never grows old."""
    choice = await reminded(study_server)
    study_server.clock.now += timedelta(seconds=40)
    said = await choice.press("In 1 hour")
    assert ":f>" in said.text
    await study_server.tick_at(MONDAY, "19:30")
    assert len(choice.member.dms) == 1


@pytest.mark.parametrize(("tick_at", "comes"), [("20:40", True), ("21:30", False)])
async def test_late_it_says_so_and_does_not_come_into_the_night(study_server: StudyServer, tick_at: str, comes: bool):
    """Chosen for 20:00: a little late is better than not at all, but 21:30 was nobody's choice."""
    choice = await reminded(study_server)
    await choice.press("This evening")
    await study_server.tick_at(MONDAY, tick_at)
    assert len(choice.member.dms) == int(comes)
    assert all("offline at the time you chose" in said for said in choice.member.dms)


async def test_an_hour_into_the_night_is_a_choice(study_server: StudyServer):
    """Who presses "In 1 hour" at 20:30 wants it at 21:30."""
    choice = await reminded(study_server)
    late = await choice.member.at(MONDAY, "20:30").press(study_server.posts[-1], "Later…")
    await late.press("In 1 hour")
    await study_server.tick_at(MONDAY, "21:30")
    assert len(choice.member.dms) == 1


async def test_on_a_day_without_rhythm_it_has_a_title_too(study_server: StudyServer):
    """Monday's "Tomorrow" comes on a Tuesday."""
    choice = await reminded(study_server)
    await choice.press("Tomorrow")
    await study_server.tick_at(TUESDAY, "18:00")
    assert choice.member.dms[0].startswith("## Your reminder")
