"""What the operator and the admin can see of how reliably messages came."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.study.deliveries import Tally
from tests.study_server import MONDAY, StudyServer


def test_percentiles_and_lateness():
    """The seconds within which so many of them came; later than five minutes is late."""
    tally = Tally((0, 5, 10, 20, 301), missed=1, refused=2)
    assert (tally.sent, tally.late) == (5, 1)
    assert (tally.within(50), tally.within(99), tally.within(1)) == (10, 301, 0)
    assert Tally((), 0, 0).within(99) == 0


async def test_the_doctor_shows_it(study_server: StudyServer):
    """One punctual, one late, one missed."""
    ada = await study_server.member("ada")
    await study_server.tick_at(MONDAY, "18:00")
    await study_server.tick_at(MONDAY + timedelta(days=2), "19:00")
    await ada.at(MONDAY + timedelta(days=3)).slash("done", task="backprop")
    said = (await study_server.admin.at(MONDAY + timedelta(days=3)).slash("admin doctor")).text
    assert "**This week:** 2 reminders, 1 on time and 1 late." in said
    assert "**Last post:** sent <t:1772647200:R>" in said  # Wednesday 19:00, not the 18:00 at which it was due


async def test_what_an_outage_swallowed_is_counted(study_server: StudyServer):
    """Back at 23:00, too late for 18:00: nothing is sent, and the doctor does not hide it."""
    ada = await study_server.member("ada")
    await ada.slash("reminders", where="dm")
    await study_server.member("ben")
    await study_server.tick_at(MONDAY, "23:00")
    assert (study_server.posts, ada.dms) == ([], [])
    said = (await study_server.admin.at(MONDAY, "23:10").slash("admin doctor")).text
    assert "**This week:** 2 missed." in said


async def test_every_delivery_leaves_a_line_without_names(study_server: StudyServer, caplog: pytest.LogCaptureFixture):
    """Its kind, what became of it and how late it was; no name, no text."""
    await study_server.member("ada")
    with caplog.at_level("INFO"):
        await study_server.tick_at(MONDAY, "18:00")
    lines = [record.getMessage() for record in caplog.records if record.name == "bot.reminders.tick"]
    assert lines == ["delivery of kind rhythm: sent, 0 s after it was due"]
