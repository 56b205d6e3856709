"""Changing the plan: previewed with its honest price, asked about once more when it is a lot, and never the past."""

from __future__ import annotations

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.study.choices import Choice, Pace, Scope
from bot.words import day_name
from tests.databases import ON_BOTH
from tests.sentences import PREVIEW_GONE
from tests.study_server import MONDAY, Reply, StudyServer

WEEK, DAY = timedelta(weeks=1), timedelta(days=1)
BERLIN = ZoneInfo("Europe/Berlin")
AS_WRITTEN = Choice(MONDAY)


def ends(weeks: int) -> str:
    """How a plan says that it ends on the Sunday after so many calendar weeks."""
    return f"Ends {day_name(MONDAY + weeks * WEEK - DAY, MONDAY)}"


def says(reply: Reply, *facts: str) -> None:
    """Hold a private reply to its facts."""
    assert [fact for fact in facts if fact not in reply.text] == [], reply.text
    assert reply.private


# --- previews


@pytest.mark.parametrize(
    ("options", "facts"),
    [
        # 4 * 36 / 26 = 5.54 and 7 * 36 / 26 = 9.69: said in whole or half hours
        (
            {"preset": "6 months"},
            [ends(26), "36 roadmap weeks in 26 calendar weeks", "About 5.5 h a week", "9.5 h in project weeks"],
        ),
        # 4 * 36 / 17 = 8.47 and 7 * 36 / 17 = 14.82
        (
            {"preset": "4 months"},
            [ends(17), "in 17 calendar weeks", "About 8.5 h a week", "15 h in project weeks"],
        ),
        ({"finish_by": "2026-08-30"}, [ends(26), "in 26 calendar weeks"]),
        # on or before the date, never after: the Saturday before that Sunday leaves 25 whole weeks
        ({"finish_by": "2026-08-29"}, [ends(25), "in 25 calendar weeks"]),
        ({"finish_by": "2026-09-05"}, [ends(26), "in 26 calendar weeks"]),
        ({"phase": 2}, [ends(28), "28 weeks", "from Phase 2", "14 tasks no longer count", "of 56 tasks"]),
        (
            {"focus": "p2-mini-rlhf"},
            [
                ends(8),
                "8 weeks",
                "Focus:",
                "Phase 3",
                "Mini-RLHF",
                "54 tasks no longer count",
                "of 16 tasks",
            ],
        ),
        (
            {"focus": "p1-transformer", "phase": 5},
            # weeks 3-8 (11 tasks) and 31-36 (12 tasks): 12 weeks, project weeks all of them
            [ends(12), "12 weeks", "About 7 h a week", "47 tasks no longer count", "of 23 tasks"],
        ),
    ],
)
async def test_a_change_is_previewed(study_server: StudyServer, options: dict[str, object], facts: list[str]):
    """End, weeks, hours, what is due and what counts; nothing is stored before somebody agrees."""
    ada = await study_server.member("ada")
    shown = await ada.slash("pace", **options)
    says(shown, "This would be your plan", "This week", *facts)
    assert await ada.plan_choices() == (AS_WRITTEN,)
    kept = await shown.press("Leave it as it is")
    says(kept, "Nothing was changed", ends(36))
    assert await ada.plan_choices() == (AS_WRITTEN,)


@pytest.mark.parametrize("options", [{"preset": "as written"}, {"finish_by": "2026-11-08"}, {"focus": "everything"}])
async def test_a_choice_that_changes_nothing_says_so(study_server: StudyServer, options: dict[str, object]):
    """With the plan as it is, and without a button that would take it."""
    ada = await study_server.member("ada")
    shown = await ada.slash("pace", **options)
    says(shown, "already your plan", ends(36), "36 weeks", "About 4 h a week")
    says(shown, "7 h in project weeks")
    assert shown.labels == ["My week"]
    assert await ada.plan_choices() == (AS_WRITTEN,)


@pytest.mark.parametrize(("preset", "honest"), [("as written", False), ("6 months", False), ("4 months", True)])
async def test_two_or_three_more_hours_are_not_four_months(study_server: StudyServer, preset: str, honest: bool):
    """Where the source's extra hours don't carry a pace, it says what does."""
    shown = await (await study_server.member("ada")).slash("pace", preset=preset)
    assert ("suggests 2-3 more hours a week. That won't be enough" in shown.text) == honest
    assert ("expect 8.5 h to 15 h a week" in shown.text) == honest


async def test_a_part_can_be_done_with_the_hours_of_the_source(study_server: StudyServer):
    """Phase 2, six ordinary weeks in its 28, is no more than written: no warning where none is due."""
    shown = await (await study_server.member("ada")).slash("pace", phase=2)
    assert "Realistically" not in shown.text


# --- taking it


async def test_six_months_are_taken_at_once(study_server: StudyServer):
    """9.7 hours are within ten: one press."""
    ada = await study_server.member("ada")
    taken = await (await ada.slash("pace", preset="6 months")).press("Use this plan")
    says(taken, "Plan updated", ends(26), "5.5 h a week")
    assert await ada.plan_choices() == (Choice(MONDAY, pace=Pace(26, "6 months")),)


async def test_more_than_ten_hours_are_asked_about_once_more(study_server: StudyServer):
    """The first press asks, "Leave it" leaves it, and the second yes takes it."""
    ada = await study_server.member("ada")
    asked = await (await ada.slash("pace", preset="4 months")).press("Use this plan")
    says(asked, "more than 10 hours a week", "15 h", "Are you sure?")
    assert await ada.plan_choices() == (AS_WRITTEN,)
    says(await asked.press("Leave it as it is"), "Nothing was changed")
    asked = await (await ada.slash("pace", preset="4 months")).press("Use this plan")
    says(await asked.press("Yes, 15 h a week"), "Plan updated", ends(17))
    assert await ada.plan_choices() == (Choice(MONDAY, pace=Pace(17, "4 months")),)


@ON_BOTH
async def test_the_presets_are_a_press_away(study_server: StudyServer):
    """`/pace` alone shows the plan as it is."""
    ada = await study_server.member("ada")
    shown = await ada.slash("pace")
    says(shown, "Your plan", ends(36), "nothing changes until you agree")
    assert shown.labels == ["6 months", "4 months"]
    for label, weeks in (("6 months", 26), ("4 months", 17)):
        says(await (await ada.slash("pace")).press(label), "This would be your plan", ends(weeks))
    await (await ada.slash("pace", preset="6 months")).press("Use this plan")
    faster = await ada.slash("pace")
    assert faster.labels[0] == "As written"
    says(await faster.press("As written"), "This would be your plan", ends(36))


@pytest.mark.parametrize(
    ("options", "labels"),
    [
        # 22 weeks are fewer than the 26 of "6 months", and 7 * 36 / 1 would be absurd
        ({"phase": 3}, ["4 months"]),
        ({"phase": 5}, []),
        ({"focus": "p2-mini-rlhf"}, []),
    ],
)
async def test_presets_that_make_no_sense_are_not_offered(
    study_server: StudyServer, options: dict[str, object], labels: list[str]
):
    """A named pace is for what is longer than it: it would be no faster."""
    ada = await study_server.member("ada")
    await (await ada.slash("pace", **options)).press("Use this plan")
    assert (await ada.slash("pace")).labels == labels


async def test_a_change_begins_this_monday_and_leaves_the_past(study_server: StudyServer):
    """On a Thursday of the seventh week: six weeks stay, 30 remain; ticks, streak and earlier dates are the same."""
    ada = await study_server.member("ada")
    for number in range(6):
        for day in (0, 2, 5):
            task = study_server.roadmap.tasks[number * 3 + day // 2]
            await ada.at(MONDAY + number * WEEK + day * DAY).slash("done", task=task.id)
    ada.at(MONDAY + 6 * WEEK + 3 * DAY)
    before, streak, done = await ada.in_full("roadmap"), await ada.slash("streak"), await ada.done()
    shown = await ada.slash("pace", preset="6 months")
    says(shown, "30 roadmap weeks in 26 calendar weeks", ends(32))
    says(await shown.press("Use this plan"), f"from {day_name(MONDAY + 6 * WEEK, MONDAY)}")
    assert await ada.plan_choices() == (AS_WRITTEN, Choice(MONDAY + 6 * WEEK, pace=Pace(26, "6 months")))
    assert (await ada.slash("streak")).text == streak.text
    assert await ada.done() == done
    assert day_name(MONDAY, MONDAY) in before.text
    assert day_name(MONDAY, MONDAY) in (await ada.in_full("roadmap")).text


async def test_a_second_change_in_a_week_takes_the_firsts_place(study_server: StudyServer):
    """Thinking again is free."""
    ada = await study_server.member("ada")
    for preset, pace in (("6 months", Pace(26, "6 months")), ("as written", Pace())):
        await (await ada.slash("pace", preset=preset)).press("Use this plan")
        assert await ada.plan_choices() == (Choice(MONDAY, pace=pace),)


async def test_pressing_twice_changes_once(study_server: StudyServer):
    """A press from an open preview, again: a calm sentence, and the plan stays as it was taken."""
    ada = await study_server.member("ada")
    shown = await ada.slash("pace", preset="6 months")
    token = next(custom_id for custom_id in shown.custom_ids if custom_id.startswith("rm:pace-take:"))
    says(await ada.forge(token), "Plan updated")
    says(await ada.forge(token), "Please open it again")
    assert await ada.plan_choices() == (Choice(MONDAY, pace=Pace(26, "6 months")),)


# --- what was shown is what is done


async def test_a_preview_gives_way_to_the_next(study_server: StudyServer):
    """Only what was shown last can be taken; nobody takes by mistake what stands further up."""
    ada = await study_server.member("ada")
    older = await ada.slash("pace", phase=3)
    newer = await ada.slash("pace", preset="6 months")
    says(await older.press("Use this plan"), PREVIEW_GONE)
    assert await ada.plan_choices() == (AS_WRITTEN,)
    says(await newer.press("Use this plan"), "Plan updated", ends(26))


@pytest.mark.parametrize(("clock", "taken"), [("11:59", True), ("12:00", False)])
async def test_a_preview_is_kept_for_a_day(study_server: StudyServer, clock: str, taken: bool):
    """Shown on Monday at noon, it can be taken until Tuesday noon."""
    ada = await study_server.member("ada")
    shown = await ada.slash("pace", preset="6 months")
    ada.at(MONDAY + DAY, clock)
    says(await shown.press("Use this plan"), "Plan updated" if taken else PREVIEW_GONE)
    assert (len(await ada.plan_choices()), (await ada.plan_choices())[0].pace.weeks) == (1, 26 if taken else None)


async def test_a_preview_of_last_week_is_shown_again(study_server: StudyServer):
    """Shown on Sunday evening and pressed on Monday: it would begin a week later, so nothing is done unseen."""
    ada = (await study_server.member("ada")).at(MONDAY + 6 * DAY, "20:00")
    shown = await ada.slash("pace", preset="6 months")
    says(shown, ends(26))
    ada.at(MONDAY + WEEK, "08:00")
    again = await shown.press("Use this plan")
    says(again, "This would be your plan", ends(27))
    assert await ada.plan_choices() == (AS_WRITTEN,)
    says(await again.press("Use this plan"), "Plan updated", ends(27))


async def test_a_preview_is_its_owners(study_server: StudyServer):
    """Somebody else's number takes nothing, whoever forges it."""
    ada, eve = await study_server.member("ada"), await study_server.member("eve")
    shown = await ada.slash("pace", preset="6 months")
    token = next(custom_id for custom_id in shown.custom_ids if custom_id.startswith("rm:pace-take:"))
    says(await eve.forge(token), "Please open it again")
    assert [await learner.plan_choices() for learner in (ada, eve)] == [(AS_WRITTEN,)] * 2


# --- scope


async def test_what_is_out_of_scope_can_be_seen_and_ticked_and_is_never_counted(study_server: StudyServer):
    """In focus on phase 3 a tick in phase 1 is kept beside the count, and counts when the focus is left."""
    ada = await study_server.member("ada")
    await (await ada.slash("pace", focus="p2-mini-rlhf")).press("Use this plan")
    says(await ada.slash("roadmap", phase=1), "Review backpropagation", "Weeks 1-8 · Not in your plan")
    says(await ada.slash("week", week=1), "Not part of your plan", "can still tick its tasks")
    says(await ada.slash("done", task="backprop"), "isn't in your plan")
    says(await ada.slash("done", task="ppo"), "1 of 16 tasks")
    says(await ada.in_full(), "1 of 16 tasks", "Phase 1 · Foundations: not in your plan", "Focus:")
    says(await ada.in_full("roadmap"), "1 of 16 tasks", "Not in your plan")
    shown = await ada.slash("pace", focus="everything")
    says(shown, "54 tasks count again", "2 of 70 tasks")
    await shown.press("Use this plan")
    says(await ada.in_full(), "2 of 70 tasks")


async def test_the_end_of_a_part_does_not_claim_the_whole(study_server: StudyServer):
    """Eight weeks in focus are walked, and then its 16 tasks done: the other 54 are not."""
    ada = await study_server.member("ada")
    await (await ada.slash("pace", focus="p2-mini-rlhf")).press("Use this plan")
    ada.at(MONDAY + 8 * WEEK)
    says(await ada.in_full(), "Plan ended")
    for task in [task for block in study_server.roadmap.phases[2].blocks for task in block.tasks]:
        await ada.slash("done", task=task.id)
    shown = await ada.in_full()
    says(shown, "16 of 16 tasks", "Your part of the roadmap is complete")
    assert "Roadmap complete" not in shown.text
    says(await ada.slash("pace", preset="as written"), "nothing left to plan")
    says(await ada.slash("pace", focus="everything"), "54 tasks count again")


async def test_a_finished_plan_asks_for_nothing(study_server: StudyServer):
    """When it was done stands in the place of hours and paces; a part that is done says that there is more."""
    ada = await study_server.member("ada")
    await (await ada.slash("pace", phase=5)).press("Use this plan")
    last = study_server.roadmap.phases[-1]
    await study_server.store.journals.tick(
        ada.walk, [task.id for block in last.blocks for task in block.tasks], MONDAY, study_server.clock.now
    )
    shown = await ada.slash("pace")
    says(shown, "Finished on Monday 2 March", "There's more in this roadmap", "`phase:`")
    assert "a week" not in shown.text
    await (await ada.slash("pace", phase=1)).press("Use this plan")
    says(await ada.slash("pace"), "a week", "Try another pace")
    await study_server.store.journals.tick(
        ada.walk, [task.id for task in study_server.roadmap.tasks], MONDAY, study_server.clock.now
    )
    shown = await ada.slash("pace")
    says(shown, "Finished on Monday 2 March", "70 of 70 tasks")
    assert [part for part in ("a week", "pace", "more in this") if part in shown.text] == []


async def test_a_plan_that_is_over_says_when_it_ended(study_server: StudyServer):
    """With tasks open, its last day lies behind."""
    ada = await study_server.member("ada")
    ada.at(MONDAY + timedelta(weeks=40))
    says(await ada.slash("pace"), "Ended Sunday 8 November:** 36 weeks")


async def test_focus_is_offered_by_project(study_server: StudyServer):
    """The projects, and the way out of a focus; typed words narrow it."""
    ada = await study_server.member("ada")
    ids = [project.id for project in study_server.roadmap.projects]
    assert await ada.offered("pace", "focus") == [*ids, "*"]
    assert await ada.offered("pace", "focus", "rlhf") == ["p2-mini-rlhf"]
    assert await ada.offered("start", "focus", "whole") == ["*"]


# --- what can't be done


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"preset": "4 months", "finish_by": "2026-08-30"}, "either a preset or a finish date"),
        ({"finish_by": "soon"}, "can't read “soon”"),
        ({"finish_by": "2026-03-02"}, "isn't in the future"),
        ({"finish_by": "0 weeks"}, "can't read “0 weeks”"),
        ({"phase": 6}, "5 phases"),
        ({"phase": 104, "focus": "p2-mini-rlhf"}, "5 phases"),
        ({"focus": "Knitting"}, "isn't a project in this roadmap"),
        ({"focus": "@everyone"}, "isn't a project in this roadmap"),
    ],
)
async def test_wishes_that_make_no_plan(study_server: StudyServer, options: dict[str, object], said: str):
    """Each is told in a sentence, and nothing changes."""
    ada = await study_server.member("ada")
    says(await ada.slash("pace", **options), said)
    assert await ada.plan_choices() == (AS_WRITTEN,)


async def test_a_finish_date_before_the_plan_starts(study_server: StudyServer):
    """Joined on a Friday for Monday: this Sunday leaves no week."""
    ada = study_server.newcomer("ada").at(MONDAY + 4 * DAY)
    await ada.slash("start")
    says(
        await ada.slash("pace", finish_by="2026-03-08"),
        "There isn't a whole study week before then",
        "Choose ",
        day_name(date(2026, 3, 15), MONDAY),
    )


async def test_more_than_twenty_five_hours_are_refused(study_server: StudyServer):
    """7 * 36 / 10 = 25.2 h are, with what would do: 7 * 36 / 25 = 10.08, so eleven weeks, after one more question."""
    ada = await study_server.member("ada")
    says(await ada.slash("pace", finish_by="2026-05-16"), "25.5 h a week", "works: `/pace finish_by:2026-05-17`")
    assert await ada.plan_choices() == (AS_WRITTEN,)
    asked = await (await ada.slash("pace", finish_by="2026-05-17")).press("Use this plan")
    says(asked, "23 h", "Are you sure?")
    says(await asked.press("Yes, 23 h a week"), "Plan updated", ends(11))
    assert await ada.plan_choices() == (Choice(MONDAY, pace=Pace(11, finish_by=date(2026, 5, 17))),)


@pytest.mark.parametrize(("preset", "said"), [("6 Months", "This would be your plan"), ("warp", "has no pace “warp”")])
async def test_paces_go_by_their_names(study_server: StudyServer, preset: str, said: str):
    """In any case of letters; another one is told which there are. Typing offers them."""
    ada = await study_server.member("ada")
    says(await ada.slash("pace", preset=preset), said)
    assert await ada.offered("pace", "preset") == ["as_written", "6 months", "4 months"]
    assert await ada.offered("start", "pace", "4") == ["4 months"]


# --- joining with a plan of one's own


@pytest.mark.parametrize(
    ("options", "choice", "weeks", "facts"),
    [
        (
            {"pace": "4 months"},
            Choice(MONDAY, pace=Pace(17, "4 months")),
            17,
            ["15 h in project weeks", "won't be enough"],
        ),
        ({"phase": 3}, Choice(MONDAY, Scope("alignment-safety")), 22, ["of 44 tasks", "from Phase 3"]),
        (
            {"phase": 2, "pace": "6 months"},
            Choice(MONDAY, Scope("llm-engineering"), Pace(26, "6 months")),
            26,
            ["28 roadmap weeks in 26 calendar weeks"],
        ),
        (
            {"focus": "p4-agent-framework"},
            Choice(MONDAY, Scope("alignment-safety", "p4-agent-framework")),
            12,
            ["Agent Framework", "of 24 tasks"],
        ),
    ],
)
async def test_joining_with_a_plan_of_ones_own(
    study_server: StudyServer, options: dict[str, object], choice: Choice, weeks: int, facts: list[str]
):
    """Previewed before anything is stored, then joined with; a second press joins nobody twice."""
    ada = study_server.newcomer("ada")
    shown = await ada.slash("start", **options)
    says(shown, "This would be your plan", ends(weeks), *facts)
    assert await ada.plan_choices() == ()
    button = next(custom_id for custom_id in shown.custom_ids if custom_id.startswith("rm:join:"))
    joined = await shown.press("Join with this plan")
    if "Are you sure?" in joined.text:
        assert await ada.plan_choices() == ()
        joined = await joined.press("Yes, 15 h a week")
    says(joined, "Welcome aboard", day_name(MONDAY + weeks * WEEK - DAY, MONDAY))
    assert await ada.plan_choices() == (choice,)
    says(await ada.forge(button), "already joined")
    assert await ada.plan_choices() == (choice,)


async def test_joining_with_many_hours_is_asked_about_once_more(study_server: StudyServer):
    """More than ten hours a week: nobody joins before the second yes, and the way back is the roadmap as written."""
    ada = study_server.newcomer("ada")
    asked = await (await ada.slash("start", pace="4 months")).press("Join with this plan")
    says(asked, "more than 10 hours a week", "Are you sure?")
    assert await ada.plan_choices() == ()
    says(await asked.press("Join with the roadmap as written"), "Welcome aboard")
    assert await ada.plan_choices() == (AS_WRITTEN,)


async def test_joining_as_written_after_all(study_server: StudyServer):
    """The preview's other button."""
    ada = study_server.newcomer("ada", "Asia/Kathmandu")
    shown = await ada.slash("start", pace="4 months", zone="Asia/Kathmandu")
    await shown.press("Join with the roadmap as written")
    assert await ada.plan_choices() == (AS_WRITTEN,)
    assert (await ada.settings()).zone.key == "Asia/Kathmandu"


async def test_a_member_who_starts_again_keeps_their_plan(study_server: StudyServer):
    """`/start` with another pace shows the plan that is; /pace changes it."""
    ada = await study_server.member("ada")
    says(await ada.slash("start", pace="4 months"), "already joined")
    assert await ada.plan_choices() == (AS_WRITTEN,)


async def test_a_plan_that_starts_next_monday_is_changed_before_it_starts(study_server: StudyServer):
    """One choice, from its Monday on; the preview says what comes first."""
    ada = study_server.newcomer("ada").at(MONDAY + 4 * DAY)
    await ada.slash("start")
    shown = await ada.slash("pace", phase=2)
    says(shown, "First:", "Week 9-10")
    await shown.press("Use this plan")
    assert await ada.plan_choices() == (Choice(date(2026, 3, 9), Scope("llm-engineering")),)
