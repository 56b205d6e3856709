"""Joining the roadmap: a plan and reminders in one step, and a way in for whoever has not joined."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.databases import ON_BOTH
from tests.study_server import MONDAY, StudyServer


async def start_of_plan(study_server: StudyServer, user_id: int) -> date:
    """The Monday that a member's stored plan starts on."""
    page = await study_server.store.members.record(study_server.guild.id, user_id)
    assert page is not None, "has not joined"
    return page.choices[0].monday


@ON_BOTH
async def test_one_command_joins(study_server: StudyServer):
    """`/start` shows the plan, the hours, the reminders and where to begin; only the member sees it."""
    ada = study_server.newcomer("ada")
    reply = await ada.slash("start", zone="Asia/Kathmandu")
    assert reply.private
    assert study_server.roadmap.title in reply.text
    assert "36 weeks" in reply.text
    assert "4 h a week" in reply.text
    assert "Mon, Wed, Sat at 18:00" in reply.text
    assert "ML Fundamentals" in reply.text
    assert (await ada.settings()).zone.key == "Asia/Kathmandu"
    assert await start_of_plan(study_server, ada.id) == MONDAY


async def test_left_out_the_zone_is_the_servers(study_server: StudyServer):
    """Whoever lives where the server does types nothing but the command."""
    ada = study_server.newcomer("ada")
    await ada.slash("start")
    assert (await ada.settings()).zone.key == "Europe/Berlin"


async def test_a_server_without_zone_asks_for_one(new_server: StudyServer):
    """Before an admin has set the server up, /start says what to add, and joins once it is added."""
    ada = new_server.newcomer("ada")
    asked = await ada.slash("start")
    assert "zone:" in asked.text
    assert asked.private
    joined = await ada.slash("start", zone="Europe/Berlin")
    assert "/admin setup" in joined.text
    assert (await ada.settings()).zone.key == "Europe/Berlin"


async def test_an_unknown_zone_joins_nobody(study_server: StudyServer):
    """A zone that does not exist is named back, with what to write instead."""
    ada = study_server.newcomer("ada")
    reply = await ada.slash("start", zone="Middle-earth")
    assert "Middle-earth" in reply.text
    assert "Berlin" in reply.text
    assert await study_server.store.members.count(study_server.guild.id) == 0


async def test_joining_twice_changes_nothing(study_server: StudyServer):
    """The second /start shows the plan as it is, also with another zone and months later."""
    ada = await study_server.member("ada")
    await ada.slash("done", task="backprop")
    again = await ada.at("2026-06-01").slash("start", zone="Asia/Tokyo")
    assert "already" in again.text
    assert await start_of_plan(study_server, ada.id) == MONDAY
    assert (await ada.settings()).zone.key == "Europe/Berlin"
    assert await ada.done() == {"backprop"}


@pytest.mark.parametrize(
    ("day", "starts"),
    [(0, 0), (1, 0), (2, 0), (3, 7), (4, 7), (5, 7), (6, 7)],
    ids=["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
)
async def test_from_thursday_on_the_plan_starts_next_monday(study_server: StudyServer, day: int, starts: int):
    """Monday to Wednesday start this week; later it would begin with a week that is nearly over."""
    ada = study_server.newcomer("ada").at(MONDAY + timedelta(days=day))
    await ada.slash("start")
    assert await start_of_plan(study_server, ada.id) == MONDAY + timedelta(days=starts)


async def test_work_before_the_start_counts(study_server: StudyServer):
    """Whoever joins on a Thursday can tick at once."""
    ada = study_server.newcomer("ada").at(MONDAY + timedelta(days=3))
    await ada.slash("start")
    await ada.slash("done", task="backprop")
    assert "1 of 70" in (await ada.in_full()).text


async def test_after_midnight_it_is_still_the_evening_before(study_server: StudyServer):
    """Joining on Thursday at 01:30 is joining on Wednesday: days end at 04:00."""
    ada = study_server.newcomer("ada").at(MONDAY + timedelta(days=3), "01:30")
    await ada.slash("start")
    assert await start_of_plan(study_server, ada.id) == MONDAY


@pytest.mark.parametrize(
    ("command", "options"),
    [
        ("week", {}),
        ("done", {}),
        ("done", {"task": "backprop"}),
        ("undo", {"task": "backprop"}),
        ("progress", {}),
        ("progress", {"share": True}),
        ("streak", {}),
        ("checkpoint", {}),
        ("roadmap", {}),
        ("reminders", {"where": "dm"}),
        ("pace", {}),
        ("pace", {"preset": "4 months"}),
        ("pause", {"until": "2 weeks"}),
        ("catchup", {}),
        ("stuck", {}),
        ("stuck", {"task": "backprop"}),
        ("mydata", {"action": "export"}),
        ("mydata", {"action": "delete"}),
    ],
)
async def test_who_has_not_joined_is_told_how(study_server: StudyServer, command: str, options: dict[str, object]):
    """Every command leads to /start, privately, and stores nothing."""
    reply = await study_server.newcomer("ada").slash(command, **options)
    assert "/start" in reply.text
    assert reply.private
    assert await study_server.store.members.count(study_server.guild.id) == 0


@pytest.mark.parametrize(
    ("command", "option"),
    [("done", "task"), ("done", "day"), ("undo", "task"), ("stuck", "task"), ("pause", "until")],
)
async def test_autocomplete_is_empty_for_who_has_not_joined(study_server: StudyServer, command: str, option: str):
    """There is nothing to offer yet, which is no error either."""
    assert await study_server.newcomer("ada").offered(command, option) == []


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("berl", "Europe/Berlin"),
        ("KATHM", "Asia/Kathmandu"),
        ("new york", "America/New_York"),
        ("pacific auck", "Pacific/Auckland"),
        ("utc+5:45", "Asia/Kathmandu"),
        ("+5:45", "Asia/Kathmandu"),
    ],
)
async def test_zones_are_found_by_city_region_and_offset(study_server: StudyServer, typed: str, first: str):
    """People type what they know about where they are; the best match stands first."""
    offered = await study_server.newcomer("ada").offered("start", "zone", typed)
    assert offered[0] == first


@pytest.mark.parametrize("typed", ["", "a", "america", "+1", "☃", "(", "\\"])
async def test_at_most_25_zones_are_offered(study_server: StudyServer, typed: str):
    """Discord takes no more."""
    assert len(await study_server.newcomer("ada").offered("start", "zone", typed)) <= 25


async def test_the_server_that_is_far_away_keeps_members_apart(study_server: StudyServer):
    """Each member's days follow their own zone: one evening is Monday for Ada and Tuesday for Kiri."""
    ada = await study_server.member("ada", "Europe/Berlin")
    kiri = await study_server.member("kiri", "Pacific/Auckland")
    ada.at(MONDAY, "20:00")
    for learner in (ada, kiri):
        await learner.slash("done", task="backprop")
    assert (await ada.journal()).study_days == {MONDAY}
    assert (await kiri.journal()).study_days == {MONDAY + timedelta(days=1)}
