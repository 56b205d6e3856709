"""A cohort's start and end in the study channel: once each, in time, and nobody is named (§5, §12)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.study.cohorts import Cohort
from tests.study_server import MONDAY, StudyServer

DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
START, END = "Spring starts today", "Spring: the last day"


async def spring(server: StudyServer, monday: date, number: int = 1) -> Cohort:
    """A cohort that starts on a Monday."""
    cohort = Cohort(server.guild.id, number, "Spring", monday, 0)
    await server.store.cohorts.make(cohort)
    return cohort


def told(server: StudyServer, words: str) -> list[str]:
    """The posts with these words."""
    return [text for text in server.post_texts if words in text]


async def test_start_and_end_come_once_and_name_nobody(study_server: StudyServer):
    """At the server's time of that Monday and of its roadmap's last day; ticks and a restart repeat nothing."""
    server = study_server
    await spring(server, MONDAY + WEEK)
    server.clock.now -= timedelta(hours=1)
    for name in ("ada", "ben", "cem"):
        learner = server.newcomer(name, shown=name.title()).at(MONDAY)
        await (await learner.slash("start", cohort="Spring")).press("Join")
        await learner.slash("reminders", where="off")
    await server.tick_at(MONDAY + WEEK, "17:59")
    assert told(server, START) == []
    for clock in ("18:00", "18:01", "18:30"):
        await server.tick_at(MONDAY + WEEK, clock)
    await server.restart()
    await server.tick_at(MONDAY + WEEK, "18:45")
    (post,) = told(server, START)
    assert "3 members start together" in post
    assert not any(name in post for name in ("Ada", "Ben", "Cem", "<@"))
    last = MONDAY + 37 * WEEK - DAY
    await server.tick_at(last - DAY, "18:00")
    assert told(server, END) == []
    await server.tick_at(last, "18:00")
    await server.tick_at(last, "18:30")
    (post,) = told(server, END)
    assert "together." not in post  # nobody has studied: a sum would tell that


async def test_the_last_day_of_nobody_is_told_to_nobody(study_server: StudyServer):
    """A cohort that nobody joined starts, as one may still join; its end is no news."""
    await spring(study_server, MONDAY + WEEK)
    await study_server.tick_at(MONDAY + WEEK, "18:00")
    await study_server.tick_at(MONDAY + 37 * WEEK - DAY, "18:00")
    assert (len(told(study_server, START)), told(study_server, END)) == (1, [])


@pytest.mark.parametrize(("clock", "comes"), [("20:30", True), ("21:30", False)])
async def test_after_a_time_away(study_server: StudyServer, clock: str, comes: bool):
    """Inside three hours it comes with a word of apology, and later not at all."""
    await spring(study_server, MONDAY)
    await study_server.tick_at(MONDAY, clock, away=True)
    await study_server.tick_at(MONDAY + DAY, "18:00")
    posts = told(study_server, START)
    assert len(posts) == comes
    assert all("Sorry this is late" in post for post in posts)


async def test_a_closed_cohort_and_another_time(study_server: StudyServer):
    """The wish of the moment: what was closed says nothing; a time that was moved holds, once."""
    server = study_server
    await spring(server, MONDAY)
    gone = await spring(server, MONDAY, number=2)
    await server.store.cohorts.close(server.guild.id, gone.number)
    server.admin.at(MONDAY, "17:00")
    await server.change_setup(time="19:00")
    await server.tick_at(MONDAY, "18:00")
    assert told(server, START) == []
    await server.tick_at(MONDAY, "19:00")
    assert len(told(server, START)) == 1
    joining = await server.newcomer("ada").press(server.posts[-1], "Join")
    assert "Who will see what" in joining.text
