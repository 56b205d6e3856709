"""An admin sets the bot up with one command, and finds out with another what is missing."""

from __future__ import annotations

from datetime import time, timedelta

import discord
import pytest
from simcord import SetupError

from tests.sentences import ALL_WELL
from tests.study_server import MONDAY, StudyServer


async def test_one_command_sets_the_server_up(new_server: StudyServer):
    """Typed in the study channel with a zone, everything else has a default; the answer says what will come."""
    reply = await new_server.change_setup(zone="Europe/Berlin")
    assert reply.private
    for fact in (f"<#{new_server.channel.id}>", "Mon, Wed, Sat", "18:00", "Europe/Berlin", "/start", "<t:"):
        assert fact in reply.text
    stored = await new_server.settings()
    assert (stored.channel_id, stored.zone.key, stored.at) == (new_server.channel.id, "Europe/Berlin", time(18))


async def test_without_a_zone_it_asks(new_server: StudyServer):
    """The one thing that has no default."""
    reply = await new_server.change_setup()
    assert "zone:" in reply.text
    assert await new_server.store.servers.get(new_server.guild.id) is None


@pytest.mark.parametrize(
    ("options", "fact"), [({"zone": "Lyonesse"}, "Lyonesse"), ({"zone": "UTC", "time": "late"}, "18:00")]
)
async def test_wrong_options_change_nothing(new_server: StudyServer, options: dict[str, str], fact: str):
    """The answer says what to write."""
    assert fact in (await new_server.change_setup(**options)).text
    assert await new_server.store.servers.get(new_server.guild.id) is None


async def test_setup_again_changes_only_what_is_given(study_server: StudyServer):
    """Another time keeps zone and channel; another channel keeps the time."""
    await study_server.change_setup(time="19:30")
    other = study_server.guild.create_text_channel("other")
    reply = await study_server.change_setup(channel=other)
    assert f"<#{other.id}>" in reply.text
    stored = await study_server.settings()
    assert (stored.channel_id, stored.zone.key, stored.at) == (other.id, "Europe/Berlin", time(19, 30))


async def test_zones_are_offered(new_server: StudyServer):
    """By city, as for members."""
    assert (await new_server.admin.offered("admin setup", "zone", "kathm"))[0] == "Asia/Kathmandu"


async def test_a_channel_the_bot_cannot_write_in_is_not_taken(study_server: StudyServer):
    """It names the permission to give and leaves everything as it was."""
    closed = study_server.guild.create_text_channel(
        "closed",
        overwrites={study_server.guild.default_role: discord.PermissionOverwrite(send_messages=False)},
    )
    reply = await study_server.change_setup(channel=closed)
    assert "Send Messages" in reply.text
    assert (await study_server.settings()).channel_id == study_server.channel.id


async def test_the_doctor_finds_nothing_when_all_is_well(study_server: StudyServer):
    """Channel, time, the next post, and how many have joined."""
    await study_server.member("ada")
    reply = await study_server.admin.slash("admin doctor")
    assert reply.private
    for fact in (ALL_WELL, f"<#{study_server.channel.id}>", "18:00", "1 member", "none yet"):
        assert fact in reply.text


async def test_the_doctor_knows_the_last_post(study_server: StudyServer):
    """Sent or not, and when the next one comes."""
    await study_server.member("ada")
    await study_server.tick_at(MONDAY, "18:00")
    assert "sent" in (await study_server.admin.slash("admin doctor")).text


async def test_the_doctor_before_setup_says_what_to_do(new_server: StudyServer):
    """The first step is named."""
    assert "/admin setup" in (await new_server.admin.slash("admin doctor")).text


async def test_the_doctor_notices_a_channel_that_is_gone(study_server: StudyServer):
    """Deleting the study channel is found before a reminder is due."""
    elsewhere = study_server.guild.create_text_channel("elsewhere")
    await study_server.delete_channel(study_server.channel)
    study_server.channel = elsewhere
    reply = await study_server.admin.slash("admin doctor")
    assert "gone" in reply.text
    assert "/admin setup" in reply.text
    repaired = await study_server.change_setup()
    assert f"<#{elsewhere.id}>" in repaired.text
    assert ALL_WELL in (await study_server.admin.slash("admin doctor")).text


async def test_the_doctor_notices_a_permission_that_was_taken_away(study_server: StudyServer):
    """It names the permission; given back, all is well again."""
    study_server.allow_posts(False)
    reply = await study_server.admin.slash("admin doctor")
    assert "Send Messages" in reply.text
    assert ALL_WELL not in reply.text
    study_server.allow_posts(True)
    assert ALL_WELL in (await reply.press("Check again")).text


async def test_check_again_shows_what_changed(study_server: StudyServer):
    """The button repeats the check-up in the same message."""
    shown = await study_server.admin.slash("admin doctor")
    assert "0 members" in shown.text
    await study_server.member("ada")
    assert "1 member" in (await shown.press("Check again")).text


async def test_ordinary_members_cannot_use_admin(study_server: StudyServer):
    """Discord does not even show them the command."""
    with pytest.raises(SetupError):
        await (await study_server.member("ada")).slash("admin doctor")


async def test_a_forged_press_does_not_open_the_check_up(study_server: StudyServer):
    """The button is guarded too, not only the command."""
    reply = await (await study_server.member("ada")).forge("rm:doctor")
    assert reply.private
    assert "manage this server" in reply.text
    assert "Channel" not in reply.text


async def test_another_time_counts_from_the_next_time_it_comes(study_server: StudyServer):
    """Moving 18:00 to 20:00 at noon reminds once that day, at 20:00."""
    await study_server.member("ada")
    await study_server.change_setup(time="20:00")
    await study_server.tick_at(MONDAY, "18:00")
    assert study_server.posts == []
    await study_server.tick_at(MONDAY, "20:00")
    assert len(study_server.posts) == 1
    await study_server.change_setup(time="21:00")
    await study_server.tick_at(MONDAY, "21:00")
    await study_server.tick_at(MONDAY + timedelta(days=1), "21:00")
    assert len(study_server.posts) == 1
