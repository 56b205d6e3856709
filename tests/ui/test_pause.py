"""A break: neutral in plan and streak, limited, and ended at any time; what is done meanwhile counts."""

from __future__ import annotations

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.study.choices import Pause
from bot.words import day_name
from tests.databases import ON_BOTH
from tests.study_server import MONDAY, Learner, Reply, StudyServer

WEEK, DAY = timedelta(weeks=1), timedelta(days=1)
BERLIN = ZoneInfo("Europe/Berlin")


def week(number: int) -> date:
    """The Monday of a calendar week, from 0."""
    return MONDAY + number * WEEK


def says(reply: Reply, *facts: str) -> None:
    """Hold a private reply to its facts."""
    assert [fact for fact in facts if fact not in reply.text] == [], reply.text
    assert reply.private


async def pauses(learner: Learner) -> list[Pause]:
    """What is stored."""
    record = await learner.server.store.members.record(learner.server.guild.id, learner.id)
    return sorted(record.pauses, key=lambda pause: pause.first) if record else []


async def keep(learner: Learner, *weeks: int) -> None:
    """Study on the three days of these weeks."""
    for number in weeks:
        for day in (0, 2, 5):
            await learner.at(week(number) + day * DAY).slash("done", minutes=60)


@pytest.mark.parametrize("until", ["2026-03-16", "2 weeks", "14 days"])
async def test_two_weeks_off(study_server: StudyServer, until: str):
    """The plan ends two weeks later; 6 of 8 weeks are left; /week says so and brings the way back."""
    ada = await study_server.member("ada")
    paused = await ada.slash("pause", until=until)
    says(
        paused,
        f"Paused until {day_name(week(2), MONDAY)}",
        f"ends {day_name(week(38) - DAY, MONDAY)}",
        "pause 6 more weeks",
    )
    assert await pauses(ada) == [Pause(MONDAY, week(2))]
    for command in ("week", "progress"):
        shown = await ada.slash(command)
        says(shown, f"Paused until {day_name(week(2), MONDAY)}", "Nothing is due")
        assert "Resume now" in shown.labels


async def test_paused_weeks_are_neutral(study_server: StudyServer):
    """Two kept weeks, two paused, one kept: three in a row, and the plan is in week 4 (two weeks as if not there)."""
    ada = await study_server.member("ada")
    await keep(ada, 0, 1)
    await ada.at(week(2)).slash("pause", until="2 weeks")
    says(await ada.at(week(3)).slash("streak"), "🔥 **2 weeks in a row, resting**", "It can't break your streak")
    says(await ada.in_full(), "Week 3 of 36")
    await keep(ada, 4)
    says(await ada.slash("streak"), "🔥 **3 weeks in a row**")
    says(await ada.slash("streak"), "⏸️ paused · 0 days · week of " + day_name(week(3), MONDAY))
    says(await ada.in_full(), "Week 3 of 36")
    says(await ada.at(week(5)).in_full(), "Week 4 of 36")


async def test_work_in_a_pause_counts(study_server: StudyServer):
    """A tick is a tick, minutes are minutes, and the paused week stays neutral."""
    ada = await study_server.member("ada")
    await ada.slash("pause", until="2 weeks")
    says(await ada.slash("done", task="backprop", minutes=50), "1 of 14 tasks")
    shown = await ada.in_full()
    says(shown, "1 of 70 tasks", "50 min logged this week", "Paused until")
    assert "🔥" not in shown.text
    assert (await ada.journal()).study_days == {MONDAY}


async def test_no_reminder_in_a_pause(study_server: StudyServer):
    """The study channel stays silent for whoever rests."""
    ada = await study_server.member("ada")
    await ada.slash("pause", until="2 weeks")
    await study_server.tick_at(MONDAY, "18:00")
    await study_server.tick_at(week(1), "18:00")
    assert study_server.posts == []
    await study_server.tick_at(week(2), "18:00")
    assert len(study_server.posts) == 1


async def test_resuming_on_the_same_day_is_as_if_nothing_was(study_server: StudyServer):
    """The pause is gone, and its days are there to take again."""
    ada = await study_server.member("ada")
    paused = await ada.slash("pause", until="2 weeks")
    back = await paused.press("Resume now")
    says(back, "Welcome back", day_name(week(36) - DAY, MONDAY))
    assert await pauses(ada) == []
    assert "Resume now" not in (await ada.slash("week")).labels


@ON_BOTH
async def test_resuming_early_keeps_what_was_paused(study_server: StudyServer):
    """Four weeks asked for, back on the Wednesday of the second: one whole week was paused, and one was touched."""
    ada = await study_server.member("ada")
    await ada.slash("pause", until="4 weeks")
    back = await (await ada.at(week(1) + 2 * DAY).slash("week")).press("Resume now")
    says(back, f"Ends {day_name(week(37) - DAY, MONDAY)}")
    assert await pauses(ada) == [Pause(MONDAY, week(1) + 2 * DAY)]
    says(await ada.slash("streak"), "Your first week: 0 of 2 days")
    # until next Wednesday: this week is touched already, the next one is touched by its Monday
    says(await ada.slash("pause", until="1 week"), "pause 5 more weeks")


async def test_a_pause_can_be_given_another_end(study_server: StudyServer):
    """Asked for again it is the same pause, longer or shorter."""
    ada = await study_server.member("ada")
    for until, left in (("2 weeks", 6), ("4 weeks", 4), ("1 week", 7)):
        says(await ada.slash("pause", until=until), f"pause {left} more weeks")
        assert len(await pauses(ada)) == 1


async def test_eight_weeks_in_all(study_server: StudyServer):
    """Eight touched weeks, not nine; what is used is used, and the refusal names the last day that can be had."""
    ada = await study_server.member("ada")
    says(await ada.slash("pause", until="57 days"), "8 weeks of breaks", f"{day_name(week(8), MONDAY)} at the latest")
    assert await pauses(ada) == []
    # 30 days end on a Wednesday: four weeks wait, and the fifth is touched by its Monday
    says(await ada.slash("pause", until="30 days"), "waits for 4 weeks", "pause 3 more weeks")
    ada.at(week(10))
    says(await ada.slash("pause", until="27 days"), f"{day_name(week(13), MONDAY)} at the latest")
    says(await ada.slash("pause", until="21 days"), "That's all the breaks that a roadmap allows.")
    ada.at(week(20))
    says(await ada.slash("pause", until="1 day"), "used all 8 weeks of breaks", "/pace")
    assert len(await pauses(ada)) == 2


@pytest.mark.parametrize(
    ("weekday", "said"),
    # the study days are Monday, Wednesday and Saturday
    [
        (0, "Your plan waits for 1 week"),
        (1, "1 study day, on any day, keeps the week of"),
        (2, "1 study day, on any day, keeps the week of"),
        (3, "2 study days, on any days, keep the week of"),
        (4, "2 study days, on any days, keep the week of"),
        (5, "2 study days, on any days, keep the week of"),
    ],
)
async def test_a_pause_may_begin_on_any_weekday(study_server: StudyServer, weekday: int, said: str):
    """For the rest of the week: its unpaused study days keep it, and without them it breaks nothing and costs none."""
    ada = await study_server.member("ada")
    await keep(ada, 0)
    ada.at(week(1) + weekday * DAY)
    paused = await ada.slash("pause", until=f"{week(2) + 2 * DAY}")
    says(paused, f"Paused until {day_name(week(2) + 2 * DAY, MONDAY)}")
    says(paused, said)
    says(await ada.at(week(3) + DAY).slash("streak"), "🔥 **1 week in a row**", "1 freeze")


async def test_a_pause_from_sunday_on_touches_no_week_before(study_server: StudyServer):
    """No study day of that week is left to pause: it closes as any other."""
    ada = await study_server.member("ada")
    await keep(ada, 0)
    ada.at(week(1) + 6 * DAY)
    says(await ada.slash("pause", until=f"{week(2) + 2 * DAY}"), "pause 7 more weeks")
    says(await ada.at(week(3) + DAY).slash("streak"), "🌱 not kept · 0 of 3 days", "1 freeze")


async def test_a_pause_from_a_later_day(study_server: StudyServer):
    """Told with its weeks before it begins, shown by /pace, and cancelled with a button of its own."""
    ada = await study_server.member("ada")
    planned = await ada.slash("pause", until=f"{week(4)}", **{"from": f"{week(2)}"})
    says(planned, f"A break from {day_name(week(2), MONDAY)}", f"You're back on {day_name(week(4), MONDAY)}")
    says(planned, "waits for 2 weeks", f"ends {day_name(week(38) - DAY, MONDAY)}", "pause 6 more weeks")
    assert await pauses(ada) == [Pause(week(2), week(4))]
    assert "Resume now" not in (await ada.slash("week")).labels
    shown = await ada.slash("pace")
    says(shown, f"A break from {day_name(week(2), MONDAY)} until {day_name(week(4), MONDAY)}")
    says(await shown.press("Cancel this break"), f"Ends {day_name(week(36) - DAY, MONDAY)}")
    assert await pauses(ada) == []
    says(await planned.press("Cancel this break"), "already begun or was cancelled")


async def test_a_break_that_takes_the_place_of_another_says_so(study_server: StudyServer):
    """Typed over one that was planned; its day of return is said once."""
    ada = await study_server.member("ada")
    await ada.slash("pause", until=f"{week(4)}", **{"from": f"{week(2)}"})
    longer = await ada.slash("pause", until=f"{week(3)}")
    says(longer, f"It replaces your break from {day_name(week(2), MONDAY)} until {day_name(week(4), MONDAY)}.")
    assert longer.text.count(day_name(week(3), MONDAY)) == 1
    assert await pauses(ada) == [Pause(MONDAY, week(3))]


async def test_resuming_leaves_a_planned_break(study_server: StudyServer):
    """Only the one under way ends."""
    ada = await study_server.member("ada")
    await ada.slash("pause", until=f"{week(6)}", **{"from": f"{week(5)}"})
    paused = await ada.slash("pause", until="1 week")
    await paused.press("Resume now")
    assert await pauses(ada) == [Pause(week(5), week(6))]


async def test_a_break_without_a_study_day_is_none(study_server: StudyServer):
    """From Thursday to Saturday there is nothing to pause."""
    ada = await study_server.member("ada")
    says(await ada.slash("pause", until="2026-03-07", **{"from": "2026-03-05"}), "nothing to pause")
    assert await pauses(ada) == []


@pytest.mark.parametrize(
    "until", ["", "soon", "yesterday", "2026-03-02", "2026-03-01", "0 days", "0 weeks", "-3 days", "2026-02-30"]
)
async def test_days_that_make_no_pause(study_server: StudyServer, until: str):
    """A sentence that says what to write; nothing is stored."""
    ada = await study_server.member("ada")
    reply = await ada.slash("pause", until=until)
    assert "day" in reply.text
    assert "reference" not in reply.text
    assert reply.private
    assert await pauses(ada) == []


async def test_mondays_are_offered(study_server: StudyServer):
    """From next Monday to eight weeks ahead."""
    ada = (await study_server.member("ada")).at(MONDAY + 3 * DAY)
    offered = await ada.offered("pause", "until")
    assert offered == [f"{week(number)}" for number in (1, 2, 3, 4, 6, 8)]
    assert await ada.offered("pause", "until", "2 weeks") == [f"{week(2)}"]
    assert await ada.offered("pause", "until", "6 Mar") == [f"{week(0) + 4 * DAY}"], "and not the 16th"


async def test_the_last_monday_that_is_offered_can_be_had(study_server: StudyServer):
    """Eight weeks from a Monday are eight."""
    ada = await study_server.member("ada")
    says(
        await ada.slash("pause", until=(await ada.offered("pause", "until"))[-1]),
        "That's all the breaks that a roadmap allows.",
    )


async def test_resume_without_a_pause_is_calm(study_server: StudyServer):
    """An old button, pressed after the pause has ended by itself, changes nothing."""
    ada = await study_server.member("ada")
    paused = await ada.slash("pause", until="1 week")
    ada.at(week(3))
    says(await paused.press("Resume now"), "not on a break")
    assert await pauses(ada) == [Pause(MONDAY, week(1))]
