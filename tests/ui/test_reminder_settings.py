"""Each member decides where, when and whether they are reminded."""

from __future__ import annotations

from datetime import time

import pytest

from bot.study.member import Where
from tests.study_server import StudyServer


async def test_reminders_are_shown_in_one_sentence(study_server: StudyServer):
    """From the start: in the channel, named, at the server's time, without your name or a ping."""
    ada = await study_server.member("ada")
    reply = await ada.slash("reminders")
    assert reply.private
    said = (
        "Mon, Wed, Sat",
        "18:00",
        f"<#{study_server.channel.id}>",
        "without your name or a ping",
        "Europe/Berlin",
    )
    for fact in said:
        assert fact in reply.text


@pytest.mark.parametrize(
    ("where", "fact"), [("channel", "in <#"), ("dm", "by direct message"), ("off", "Turn them on")]
)
async def test_where_is_chosen_by_option(study_server: StudyServer, where: str, fact: str):
    """Channel, DM or off."""
    ada = await study_server.member("ada")
    reply = await ada.slash("reminders", where=where)
    assert fact in reply.text
    assert (await ada.settings()).where == where


async def test_where_is_chosen_by_button(study_server: StudyServer):
    """The same message shows the new choice."""
    ada = await study_server.member("ada")
    shown = await ada.slash("reminders")
    dm = await shown.press("As a DM")
    assert dm.message.id == shown.message.id
    assert "by direct message" in dm.text
    off = await dm.press("Off")
    assert "🔔 Off" in off.text
    back = await off.press("In the channel")
    assert "without your name or a ping" in back.text
    assert (await ada.settings()).where is Where.CHANNEL


@pytest.mark.parametrize(
    ("typed", "at"),
    [("07:30", time(7, 30)), ("7", time(7)), ("6pm", time(18)), ("6:30 PM", time(18, 30)), ("12am", time(0))],
)
async def test_times_are_read_as_people_write_them(study_server: StudyServer, typed: str, at: time):
    """A time of one's own is for direct messages."""
    ada = await study_server.member("ada")
    reply = await ada.slash("reminders", where="dm", time=typed)
    assert f"{at:%H:%M}" in reply.text
    assert (await ada.settings()).at == at


@pytest.mark.parametrize("typed", ["25:00", "noonish", "12:60", "", "-1", "18:00:00:00", "24"])
async def test_what_is_no_time_changes_nothing(study_server: StudyServer, typed: str):
    """The answer shows how to write one."""
    ada = await study_server.member("ada")
    reply = await ada.slash("reminders", where="dm", time=typed)
    assert "18:00" in reply.text
    assert (await ada.settings()).where is Where.CHANNEL
    assert (await ada.settings()).at is None


async def test_the_zone_can_change(study_server: StudyServer):
    """From then on days and times follow it; an unknown one changes nothing."""
    ada = await study_server.member("ada")
    assert "Asia/Tokyo" in (await ada.slash("reminders", zone="Asia/Tokyo")).text
    assert "Berlin" in (await ada.slash("reminders", zone="Lyonesse")).text
    assert (await ada.settings()).zone.key == "Asia/Tokyo"
    assert (await ada.offered("reminders", "zone", "berl"))[0] == "Europe/Berlin"


async def test_a_ping_is_by_request_only(study_server: StudyServer):
    """By option or button, both ways."""
    ada = await study_server.member("ada")
    assert not (await ada.settings()).ping
    shown = await ada.slash("reminders", ping=True)
    assert "with a ping" in shown.text
    await shown.press("Don't mention me")
    assert not (await ada.settings()).ping
    await shown.press("Mention me")
    assert (await ada.settings()).ping


async def test_what_is_left_out_stays(study_server: StudyServer):
    """One option changes one thing."""
    ada = await study_server.member("ada")
    await ada.slash("reminders", where="dm", time="07:30", ping=True)
    await ada.slash("reminders", zone="Asia/Tokyo")
    kept = await ada.settings()
    assert (kept.where, kept.at, kept.ping) == (Where.DM, time(7, 30), True)


async def test_one_can_be_sent_now(study_server: StudyServer):
    """ "Send me one now" shows at once whether direct messages arrive, and what they look like."""
    ada = await study_server.member("ada")
    shown = await ada.slash("reminders", where="dm")
    told = await shown.press("Send me one now")
    assert told.private
    assert "direct messages" in told.text
    (dm,) = ada.dms
    assert "Read paper/blog" in dm
    assert "ML Fundamentals" in dm
    assert "ML Fundamentals" in (await ada.press_dm("My week")).text


async def test_closed_direct_messages_are_said_at_once(study_server: StudyServer):
    """When Discord refuses, the answer says what to open; reminders are off, as said, and can be turned on again."""
    ada = await study_server.member("ada")
    shown = await ada.slash("reminders", where="dm")
    study_server.close_dms(ada)
    told = await shown.press("Send me one now")
    assert "direct messages are closed" in told.text
    assert "off" in told.text
    assert (await ada.settings()).where is Where.OFF
    study_server.heal()
    again = await ada.slash("reminders", where="dm")
    assert "Sent" in (await again.press("Send me one now")).text
    assert len(ada.dms) == 1


async def test_a_failing_discord_is_no_closed_door(study_server: StudyServer):
    """An error on Discord's side turns nothing off."""
    ada = await study_server.member("ada")
    shown = await ada.slash("reminders", where="dm")
    study_server.env.inject_error("POST", "/channels/*/messages", status=500, times=None)
    told = await shown.press("Send me one now")
    assert told.private
    assert (await ada.settings()).where is Where.DM
    study_server.surprises.clear()


@pytest.mark.parametrize(("setup", "fact"), [(False, "/admin setup"), (True, "in <#")])
async def test_without_a_channel_it_says_who_chooses_one(new_server: StudyServer, setup: bool, fact: str):
    """A member on the channel's list of a server without one knows what is missing."""
    ada = await new_server.member("ada")
    if setup:
        await new_server.set_up()
    assert fact in (await ada.slash("reminders")).text
