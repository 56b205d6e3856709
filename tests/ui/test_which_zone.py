"""A place that could be several is asked back with a list, and the command goes on from the press (§2)."""

from __future__ import annotations

from datetime import timedelta

from bot.study.member import Where
from tests.databases import ON_BOTH
from tests.sentences import NO_MANAGER, PREVIEW_GONE
from tests.study_server import Reply, StudyServer


async def pick(asked: Reply, place: str) -> Reply:
    """Pick a place from the list."""
    return await asked.choose(*(value for value in asked.options if value.startswith(place)))


async def test_start_goes_on_with_the_place_that_was_meant(study_server: StudyServer):
    """With the plan that was asked for; nothing is stored before. A day later the list is over."""
    ada = study_server.newcomer("ada")
    asked = await ada.slash("start", zone="Portland", pace="6 months")
    assert asked.private
    assert "could be Portland" in asked.text
    planned = await pick(asked, "Portland, Maine")
    assert "26 calendar weeks" in planned.text
    assert "🌍 Portland, Maine, United States: it is 06:00 there now" in planned.text
    await planned.press("Join with this plan")
    assert (await ada.settings()).zone.key == "America/New_York"
    ben = study_server.newcomer("ben")
    asked = await ben.slash("start", zone="Portland")
    study_server.clock.now += timedelta(days=2)
    assert PREVIEW_GONE in (await pick(asked, "Portland, Maine")).text


@ON_BOTH
async def test_reminders_and_setup_go_on_too(study_server: StudyServer):
    """What was typed beside the zone is changed with it; the list of an admin is nobody else's."""
    ada = await study_server.member("ada")
    asked = await ada.slash("reminders", zone="Portland", where="dm", time="07:00")
    assert (await ada.settings()).where is Where.CHANNEL
    assert "America/New York" in (await pick(asked, "Portland, Maine")).text
    assert (await ada.settings()).where is Where.DM
    asked = await study_server.admin.slash("admin setup", zone="Portland", time="07:00")
    await (await pick(asked, "Portland, Oregon")).press("Set it up")
    server = await study_server.settings()
    assert (server.zone.key, f"{server.at:%H:%M}") == ("America/Los_Angeles", "07:00")
    assert NO_MANAGER in (await ada.forge("rm:set-up-zone:1", "Europe/Berlin")).text


async def test_who_has_joined_hears_what_start_leaves_alone(study_server: StudyServer):
    """Zone and plan stay as they are, and the reply says which command changes them."""
    ada = await study_server.member("ada")
    told = await ada.slash("start", zone="Tokyo", pace="6 months")
    assert "Your time zone is still Europe/Berlin" in told.text
    assert "Your plan hasn't changed" in told.text
    assert "still" not in (await ada.slash("start")).text
    made = await study_server.admin.slash("admin cohort new", name="Spring", start="2026-03-09")
    await made.press("Make it")
    assert "Your time zone is still Europe/Berlin" in (await ada.slash("start", cohort="Spring", zone="Tokyo")).text
