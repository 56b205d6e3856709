"""A chain at risk is warned of once, on the last day on which it can still be kept."""

from __future__ import annotations

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.study.choices import Pause
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


async def personal(server: StudyServer, name: str, *, freezes: int = 1, time: str = "18:00") -> Learner:
    """The same, reminded by direct message."""
    learner = await two_weeks(server, name, freezes=freezes)
    await learner.slash("reminders", where="dm", time=time)
    return learner


async def warnings(server: StudyServer, learner: Learner, *studied: int) -> list[int]:
    """On which weekdays of this week a direct message warns the member, who studies at noon on some of them."""
    found: list[int] = []
    for weekday in range(7):
        if weekday in studied:
            await study(learner, THIS_WEEK, weekday)
        before = len(learner.dms)
        await server.tick_at(THIS_WEEK + timedelta(days=weekday), "18:00")
        new = learner.dms[before:]
        assert len(new) <= 1
        found += [weekday for text in new if WORDS in text]
    return found


@pytest.mark.parametrize(
    ("studied", "freezes", "warned"),
    [
        ((), 1, [5]),
        ((), 0, [4]),
        ((0,), 1, [6]),
        ((3,), 0, [5]),
        ((0, 2), 0, [6]),
        ((0, 2), 1, []),
        ((0, 2, 5), 0, []),
        ((0, 1, 2), 1, []),
        ((4,), 1, [6]),
        ((4, 5), 0, [6]),
    ],
    ids=str,
)
async def test_the_last_day_that_can_keep_the_week(
    study_server: StudyServer, studied: tuple[int, ...], freezes: int, warned: list[int]
):
    """When the days that are needed, with the freezes at hand, are the days left; whoever studied that day: no."""
    ada = await personal(study_server, "ada", freezes=freezes)
    assert await warnings(study_server, ada, *studied) == warned


async def test_it_says_what_one_day_costs(study_server: StudyServer):
    """Streak 6, two freezes, nothing done: Wednesday says how to keep them, Sunday that one day keeps the streak."""
    ada = await study_server.member("ada")
    for week in range(6):
        await study(ada, MONDAY + timedelta(weeks=week), 0, 2, 5)
    await ada.slash("reminders", where="dm", time="18:00")
    for day in range(7):
        await study_server.tick_at(MONDAY + timedelta(weeks=6, days=day), "18:00")
    monday, wednesday, saturday, sunday = ada.dms
    assert "3 study days by Sunday keep your week without a freeze" in wednesday
    assert "1 study day by Sunday keeps your 6 weeks (it uses 2 freezes)." in sunday
    assert not any("without a freeze" in text or WORDS in text for text in (monday, saturday))


async def test_once_a_week(study_server: StudyServer):
    """After Friday's warning and a study day on it, Saturday brings the ordinary reminder."""
    ada = await personal(study_server, "ada", freezes=0)
    await study_server.tick_at(THIS_WEEK + timedelta(days=4), "18:00")
    assert "3 study days by Sunday keep your 2 weeks." in ada.dms[-1]
    await ada.at(THIS_WEEK + timedelta(days=4), "21:00").slash("done", minutes=30)
    await study_server.tick_at(THIS_WEEK + timedelta(days=5), "18:00")
    assert "Review + exercises" in ada.dms[-1]
    assert WORDS not in ada.dms[-1]


async def test_every_week_anew(study_server: StudyServer):
    """A chain that was kept after a warning is warned of again when it is at risk again."""
    ada = await personal(study_server, "ada")
    assert await warnings(study_server, ada, 4, 5, 6) == []
    await study_server.tick_at(THIS_WEEK + timedelta(days=12), "18:00")
    assert WORDS in ada.dms[-1]


async def test_once_a_week_whether_in_the_channel_or_in_person(study_server: StudyServer):
    """Who was warned by Saturday's post and then moves to direct messages is not warned again on Sunday."""
    ada = await two_weeks(study_server, "ada", freezes=0)
    await study_server.tick_at(THIS_WEEK + timedelta(days=4), "18:00")
    assert len(study_server.posts) == 1
    await ada.at(THIS_WEEK + timedelta(days=4), "21:00").slash("done", minutes=30)
    await ada.slash("reminders", where="dm", time="18:00")
    for day in (5, 6):
        await study_server.tick_at(THIS_WEEK + timedelta(days=day), "18:00")
    assert [WORDS in text for text in ada.dms] == [False]


async def test_in_the_channel_nobody_is_named(study_server: StudyServer):
    """On a day without activity a warned member's post asks everybody, and mentions nobody, not even who asked."""
    ada, ben = await two_weeks(study_server, "ada", freezes=0), await study_server.member("ben")
    for learner in (ada, ben):
        await learner.slash("reminders", ping=True)
    await study_server.tick_at(THIS_WEEK + timedelta(days=4), "18:00")
    assert study_server.post_texts == [f"## {WORDS}\n🔥 How's your streak?"]
    assert study_server.sent[-1]["allowed_mentions"]["users"] == []
    shown = await ada.press(study_server.posts[-1], "My streak")
    assert shown.private
    assert "2 weeks" in shown.text


async def test_streaks_are_counted_where_that_tells_nobodys(study_server: StudyServer):
    """Two that need a day and two that don't."""
    risky = [await two_weeks(study_server, f"risky{n}") for n in range(2)]
    safe = [await two_weeks(study_server, f"safe{n}") for n in range(2)]
    for learner in safe:
        await study(learner, THIS_WEEK, 0, 1)
    await study_server.tick_at(THIS_WEEK + timedelta(days=2), "18:00")
    assert "2 streaks need a study day by Sunday" in study_server.post_texts[-1]
    await study(risky[0], THIS_WEEK, 3, 4)
    await study_server.tick_at(THIS_WEEK + timedelta(days=5), "18:00")
    assert "How's your streak?" in study_server.post_texts[-1]


async def test_too_late_is_silence(study_server: StudyServer):
    """When the days left cannot keep the week any more, nobody hears about it."""
    ada = await personal(study_server, "ada")
    before = len(ada.dms)
    await study_server.tick_at(THIS_WEEK + timedelta(days=6), "18:00")
    assert len(ada.dms) == before


async def test_a_chain_of_one_is_not_worth_a_warning(study_server: StudyServer):
    """From two weeks on."""
    ada = await study_server.member("ada")
    await study(ada, MONDAY + timedelta(weeks=1), 0, 2, 5)
    await ada.slash("reminders", where="dm", time="18:00")
    assert await warnings(study_server, ada) == []


async def test_a_week_that_a_pause_touches_is_not_warned_of(study_server: StudyServer):
    """It can't end the streak."""
    ada = await personal(study_server, "ada")
    await study_server.store.plans.pause(ada.walk, Pause(THIS_WEEK, THIS_WEEK + timedelta(days=2)))
    assert await warnings(study_server, ada) == []


async def test_who_wants_no_reminders_gets_no_warning(study_server: StudyServer):
    """Off is off."""
    ada = await two_weeks(study_server, "ada")
    await ada.slash("reminders", where="off")
    assert await warnings(study_server, ada) == []
    assert study_server.posts == []


async def test_it_replaces_that_days_reminder(study_server: StudyServer):
    """At the member's own time, once, in place of the reminder."""
    ada = await personal(study_server, "ada", time="09:00")
    for weekday in range(1, 7):
        await study_server.tick_at(THIS_WEEK + timedelta(days=weekday), "09:00")
    assert len(ada.dms) == 2
    assert "Implementation/coding" in ada.dms[0]
    assert "2 study days by Sunday keep your 2 weeks (this uses 1 freeze)." in ada.dms[1]
    assert "Review + exercises" not in ada.dms[1]


async def test_a_missed_warning_does_not_stand_for_the_weeks(study_server: StudyServer):
    """Away on Friday evening: who studies that night and on Saturday is warned on Sunday, as if nothing was missed."""
    ada = await personal(study_server, "ada", freezes=0, time="17:00")
    await study_server.tick_at(THIS_WEEK + timedelta(days=3), "17:00")
    before = len(ada.dms)
    friday = THIS_WEEK + timedelta(days=4)
    await study_server.tick_at(friday, "23:00")
    await study(ada, THIS_WEEK, 4, 5)
    await study_server.tick_at(friday + timedelta(days=1), "17:00")
    assert len(ada.dms) == before
    await study_server.tick_at(friday + timedelta(days=2), "17:00")
    assert WORDS in ada.dms[-1]


@pytest.mark.parametrize("where", ["dm", "channel"])
async def test_only_a_warning_that_arrived_counts(study_server: StudyServer, where: str):
    """Discord was down for three hours on Friday: who studied since then is warned on Sunday."""
    ada = await two_weeks(study_server, "ada", freezes=0)
    await ada.slash("reminders", where=where)
    friday = THIS_WEEK + timedelta(days=4)
    study_server.env.inject_error("POST", "/channels/*/messages", status=500, times=None)
    for clock in ("18:00", "18:10", "19:30", "21:01"):
        await study_server.tick_at(friday, clock)
    study_server.heal()
    await study(ada, THIS_WEEK, 4, 5)
    await study_server.tick_at(friday + timedelta(days=2), "18:00")
    said = ada.dms if where == "dm" else study_server.post_texts
    assert [WORDS in text for text in said] == [True]


async def test_once_in_the_members_own_week(study_server: StudyServer):
    """Server Auckland, member New York: one warning a week by the member's weeks, and the next week again."""
    await study_server.set_up(zone="Pacific/Auckland")
    ada = await two_weeks(study_server, "ada", freezes=0)
    await ada.slash("reminders", zone="America/New_York")
    ada.zone = ZoneInfo("America/New_York")
    found: list[int] = []
    for day in range(14):
        before = await warned_weeks(study_server)
        await study_server.tick_at(THIS_WEEK + timedelta(days=day + 1), "18:00", "Pacific/Auckland")
        found += [day] if await warned_weeks(study_server) != before else []
        if day in (4, 5, 6):
            await study(ada, THIS_WEEK, day)
    assert found == [4, 11]
    assert await warned_weeks(study_server) == {(ada.id, THIS_WEEK), (ada.id, THIS_WEEK + timedelta(weeks=1))}


async def warned_weeks(server: StudyServer) -> frozenset[tuple[int, date]]:
    """Whom a warning has reached, and in which week of theirs."""
    return await server.store.deliveries.warned(server.guild.id, MONDAY, server.clock.now - timedelta(days=99))
