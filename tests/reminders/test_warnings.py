"""A chain at risk is warned of once, on the last day on which it can still be kept."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.study_server import MONDAY, Learner, StudyServer

WORDS = "Don't break the chain"
THIS_WEEK = MONDAY + timedelta(weeks=2)
"""The first week after two that were kept."""


async def study(learner: Learner, monday: date, *weekdays: int) -> None:
    """Log a session on weekdays (Monday 0) of a week."""
    for weekday in weekdays:
        await learner.at(monday + timedelta(days=weekday)).slash("done", minutes=30)


async def two_weeks(server: StudyServer, name: str, *, freezes: int = 1) -> Learner:
    """A member with a chain of 2 and one freeze, or none: then the second week was kept with it."""
    learner = await server.member(name)
    await study(learner, MONDAY, 0, 2, 5)
    await study(learner, MONDAY + timedelta(weeks=1), *((0, 2, 5) if freezes else (0, 2)))
    return learner


async def warnings(server: StudyServer, learner: Learner, *studied: int) -> list[int]:
    """On which weekdays of this week a warning names the member, who studies at noon on some of them."""
    found: list[int] = []
    for weekday in range(7):
        if weekday in studied:
            await study(learner, THIS_WEEK, weekday)
        before = len(server.posts)
        await server.tick_at(THIS_WEEK + timedelta(days=weekday), "18:00")
        new = server.post_texts[before:]
        assert len(new) <= 1
        found += [weekday for text in new if f"<@{learner.id}>" in text.partition(WORDS)[2]]
    return found


@pytest.mark.parametrize(
    ("studied", "freezes", "warned"),
    [
        ((), 1, [4]),
        ((), 0, [4]),
        ((0,), 1, [5]),
        ((3,), 0, [5]),
        ((0, 2), 0, [6]),
        ((0, 2), 1, []),
        ((0, 2, 5), 0, []),
        ((0, 1, 2), 1, []),
        ((4,), 1, [5]),
        ((4, 5), 0, [6]),
    ],
    ids=str,
)
async def test_the_last_day_that_can_keep_the_week(
    study_server: StudyServer, studied: tuple[int, ...], freezes: int, warned: list[int]
):
    """Nothing done: Friday. One day: Saturday. Two: Sunday, unless a freeze covers it. Whoever studied that day: no."""
    ada = await two_weeks(study_server, "ada", freezes=freezes)
    assert await warnings(study_server, ada, *studied) == warned


async def test_once_a_week(study_server: StudyServer):
    """After Friday's warning and a study day on it, Saturday brings the ordinary reminder."""
    ada = await two_weeks(study_server, "ada")
    await study_server.tick_at(THIS_WEEK + timedelta(days=4), "18:00")
    assert WORDS in study_server.post_texts[-1]
    await ada.at(THIS_WEEK + timedelta(days=4), "21:00").slash("done", minutes=30)
    await study_server.tick_at(THIS_WEEK + timedelta(days=5), "18:00")
    assert "Review + exercises" in study_server.post_texts[-1]
    assert WORDS not in study_server.post_texts[-1]


async def test_every_week_anew(study_server: StudyServer):
    """A chain that was kept after a warning is warned of again when it is at risk again."""
    ada = await two_weeks(study_server, "ada")
    assert await warnings(study_server, ada, 4, 5, 6) == []
    await study_server.tick_at(THIS_WEEK + timedelta(days=11), "18:00")
    assert WORDS in study_server.post_texts[-1]


async def test_it_replaces_that_days_reminder(study_server: StudyServer):
    """On a Saturday the warned member is not reminded as well; the others are, in the same post."""
    ada = await two_weeks(study_server, "ada")
    ben = await study_server.member("ben")
    await study(ada, THIS_WEEK, 0)
    before = len(study_server.posts)
    await study_server.tick_at(THIS_WEEK + timedelta(days=5), "18:00")
    (text,) = study_server.post_texts[before:]
    reminded, _, warned = text.partition(WORDS)
    assert f"<@{ben.id}>" in reminded
    assert f"<@{ada.id}>" not in reminded
    assert f"<@{ada.id}>" in warned
    assert "2 more study days" in warned


async def test_a_warning_on_a_day_without_rhythm_is_only_that(study_server: StudyServer):
    """Friday's post has no activity and names nobody who is not at risk."""
    ada = await two_weeks(study_server, "ada")
    ben = await study_server.member("ben")
    await study_server.tick_at(THIS_WEEK + timedelta(days=4), "18:00")
    text = study_server.post_texts[-1]
    assert f"<@{ada.id}>" in text
    assert f"<@{ben.id}>" not in text
    assert "3 more study days" in text
    reply = await ada.press(study_server.posts[-1], "My week")
    assert "ML Fundamentals" not in reply.text
    assert "Transformers Deep Dive" in reply.text


async def test_too_late_is_silence(study_server: StudyServer):
    """When the days left cannot keep the week any more, nobody hears about it."""
    await two_weeks(study_server, "ada")
    before = len(study_server.posts)
    await study_server.tick_at(THIS_WEEK + timedelta(days=6), "18:00")
    assert len(study_server.posts) == before


async def test_a_chain_of_one_is_not_worth_a_warning(study_server: StudyServer):
    """From two weeks on."""
    ada = await study_server.member("ada")
    await study(ada, MONDAY + timedelta(weeks=1), 0, 2, 5)
    assert await warnings(study_server, ada) == []


async def test_who_wants_no_reminders_gets_no_warning(study_server: StudyServer):
    """Off is off."""
    ada = await two_weeks(study_server, "ada")
    await ada.slash("reminders", where="off")
    assert await warnings(study_server, ada) == []


async def test_the_ping_rule_holds_for_warnings(study_server: StudyServer):
    """Named; pinged only when allowed."""
    ada, ben = await two_weeks(study_server, "ada"), await two_weeks(study_server, "ben")
    await ben.slash("reminders", ping=True)
    await study_server.tick_at(THIS_WEEK + timedelta(days=4), "18:00")
    assert f"<@{ada.id}>" in study_server.post_texts[-1]
    assert study_server.sent[-1]["allowed_mentions"]["users"] == [ben.id]


async def test_a_warning_by_direct_message(study_server: StudyServer):
    """At the member's own time, once, in place of the reminder."""
    ada = await two_weeks(study_server, "ada")
    await ada.slash("reminders", where="dm", time="09:00")
    await study(ada, THIS_WEEK, 0)
    for weekday in range(1, 7):
        await study_server.tick_at(THIS_WEEK + timedelta(days=weekday), "09:00")
    assert len(ada.dms) == 2
    assert "Implementation/coding" in ada.dms[0]
    assert WORDS in ada.dms[1]
    assert "2 more study days" in ada.dms[1]
    assert "Review + exercises" not in ada.dms[1]


async def test_a_missed_warning_does_not_stand_for_the_weeks(study_server: StudyServer):
    """Away on Friday evening: who studies that night and on Saturday is warned on Sunday, as if nothing was missed."""
    ada = await two_weeks(study_server, "ada", freezes=0)
    await ada.slash("reminders", where="dm", time="17:00")
    await study_server.tick_at(THIS_WEEK + timedelta(days=3), "17:00")
    before = len(ada.dms)
    friday = THIS_WEEK + timedelta(days=4)
    await study_server.tick_at(friday, "23:00")
    await study(ada, THIS_WEEK, 4, 5)
    await study_server.tick_at(friday + timedelta(days=1), "17:00")
    assert len(ada.dms) == before
    await study_server.tick_at(friday + timedelta(days=2), "17:00")
    assert WORDS in ada.dms[-1]
