"""A closed channel: one refusal, a word to the admin, and posts again when it opens."""

from __future__ import annotations

from datetime import timedelta

from tests.sentences import ALL_WELL
from tests.study_server import MONDAY, StudyServer

WEDNESDAY = MONDAY + timedelta(days=2)


async def test_posts_go_on_when_the_channel_opens_again(study_server: StudyServer):
    """The admin only gives the permission back; nobody runs a command."""
    await study_server.member("ada")
    study_server.allow_posts(False)
    await study_server.tick_at(MONDAY, "18:00")
    assert study_server.posts == []
    assert "paused" in (await study_server.admin.slash("admin doctor")).text
    study_server.allow_posts(True)
    await study_server.env.settle()
    await study_server.tick_at(WEDNESDAY, "18:00")
    assert len(study_server.posts) == 1
    assert ALL_WELL in (await study_server.admin.slash("admin doctor")).text


async def test_posts_go_on_after_a_restart_that_finds_it_open(study_server: StudyServer):
    """What opened while the bot was away is found at its start."""
    await study_server.member("ada")
    study_server.env.inject_error("POST", "/channels/*/messages", status=403, code=50001)
    await study_server.tick_at(MONDAY, "18:00")
    await study_server.restart()
    await study_server.tick_at(WEDNESDAY, "18:00")
    assert len(study_server.posts) == 1
