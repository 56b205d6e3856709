"""Behind, on track or ahead, said with the reason; and three ways on, each previewed before it is taken."""

from __future__ import annotations

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.study.catchup import is_catching_up
from bot.study.choices import Choice
from bot.study.progress import Progress
from bot.words import day_name
from tests.databases import ON_BOTH
from tests.study_server import MONDAY, Learner, Reply, StudyServer

WEEK, DAY = timedelta(weeks=1), timedelta(days=1)
BERLIN = ZoneInfo("Europe/Berlin")
OFFER = "Ways to catch up…"


def week(number: int) -> date:
    """The Monday of a calendar week, from 0."""
    return MONDAY + number * WEEK


def says(reply: Reply, *facts: str) -> None:
    """Hold a private reply to its facts."""
    assert [fact for fact in facts if fact not in reply.text] == [], reply.text
    assert reply.private


async def progress(learner: Learner) -> Progress:
    """Where a member stands now."""
    found = await learner.server.store.progress.of(learner.server.guild.id, learner.id, learner.server.clock.now)
    assert found is not None, "has not joined"
    return found


def button_of(reply: Reply, verb: str) -> str:
    """The custom id of the button that does something."""
    return next(custom_id for custom_id in reply.custom_ids if custom_id.startswith(f"rm:{verb}:"))


async def all_of(learner: Learner, *blocks: str) -> None:
    """Tick every task of these blocks."""
    for block in learner.server.roadmap.blocks:
        for task in block.tasks if block.id in blocks else ():
            await learner.slash("done", task=task.id)


# --- where one stands


async def test_behind_on_track_and_ahead_with_the_reason(study_server: StudyServer):
    """One sentence in /progress and /catchup."""
    ada = await study_server.member("ada")
    says(await ada.in_full(), "**On track:** nothing from earlier weeks is open.")
    await ada.slash("done", task="attention-paper")
    says(await ada.in_full(), "**Ahead:** 1 task from weeks 3-4 done early.")
    ada.at(week(2))
    says(await ada.in_full(), "**3 tasks** from weeks 1-2 are still open.")
    ada.at(week(4))
    says(await ada.slash("catchup"), "**5 tasks** from weeks 1-2 and 3-4 are still open.")
    await all_of(ada, "ml-fundamentals")
    await ada.slash("done", task="attention-video")
    says(await ada.slash("catchup"), "**1 task** from weeks 3-4 is still open.")


async def test_on_track_there_is_nothing_to_catch_up(study_server: StudyServer):
    """The command says so and leads on."""
    ada = await study_server.member("ada")
    shown = await ada.slash("catchup")
    says(shown, "On track", "nothing from earlier weeks is open")
    assert shown.labels == ["My week"]


@pytest.mark.parametrize("weeks", [4, 12, 30, 60])
async def test_never_more_than_five_overdue_tasks_are_listed(study_server: StudyServer, weeks: int):
    """However much is open, on the list and on each preview."""
    ada = (await study_server.member("ada")).at(week(weeks))
    shown = await ada.slash("catchup")
    assert shown.text.count("⬜") == 5
    assert "more task" in shown.text
    for label in ("Shift…", "Catch up…", "Skip…"):
        preview = await (await ada.slash("catchup")).press(label)
        assert preview.text.count("⬜") <= 5
        assert "catch" in (await preview.press("Back")).text.lower()


# --- the offer


async def test_the_offer_comes_once_in_14_days(study_server: StudyServer):
    """From one block behind, with /week or /progress, whichever is looked at first."""
    ada = await study_server.member("ada")
    assert OFFER not in (await ada.at(week(2) - DAY).slash("week")).labels
    assert OFFER in (await ada.at(week(2)).slash("week")).labels
    quiet = await ada.slash("progress")
    assert "Falling behind is fine" not in quiet.text
    assert quiet.labels[0] == OFFER
    assert OFFER not in (await ada.at(week(4) - DAY).slash("week")).labels
    offered = await ada.at(week(4)).slash("progress")
    assert "Falling behind is fine" in offered.text
    assert offered.labels.count(OFFER) == 1  # the way is there already
    says(await offered.press(OFFER), "Catching up", "Shift", "Skip")


async def test_the_offer_is_never_shown_to_others(study_server: StudyServer):
    """A shared screen carries none, and the offer is not used up by it."""
    ada = (await study_server.member("ada")).at(week(2))
    for command in ("week", "progress"):
        assert OFFER not in (await ada.slash(command, share=True)).labels
    assert OFFER in (await ada.slash("week")).labels


# --- shift


@ON_BOTH
async def test_shift(study_server: StudyServer):
    """At week 5 with weeks 3-4 open: the preview says two weeks later, and until the yes nothing changes."""
    ada = await study_server.member("ada")
    await all_of(ada, "ml-fundamentals")
    ada.at(week(4))
    preview = await (await ada.slash("catchup")).press("Shift…")
    says(preview, "Week 3-4", f"ends {day_name(week(38) - DAY, MONDAY)} instead of {day_name(week(36) - DAY, MONDAY)}")
    assert await ada.plan_choices() == (Choice(MONDAY),)
    says(await ada.in_full(), "Week 5 of 36", "are still open")
    shifted = await preview.press("Shift the plan")
    says(shifted, "Plan shifted", "On track", day_name(week(38) - DAY, MONDAY))
    assert await ada.plan_choices() == (Choice(MONDAY), Choice(week(4), again=("transformers-deep-dive",)))
    says(await ada.in_full(), "Week 5 of 38", "3 of 70 tasks")
    assert "attention-paper" in (await ada.slash("week")).options


async def test_shifting_twice_is_calm(study_server: StudyServer):
    """After the first there is nothing overdue any more."""
    ada = (await study_server.member("ada")).at(week(4))
    preview = await (await ada.slash("catchup")).press("Shift…")
    button = button_of(preview, "shift-now")
    await preview.press("Shift the plan")
    says(await ada.forge(button), "Nothing is overdue any more")
    assert len(await ada.plan_choices()) == 2


async def test_a_shift_that_would_be_another_is_shown_again(study_server: StudyServer):
    """Previewed for three tasks of one block, pressed after a second one is over: nothing is done unseen.

    On the Sunday two weeks come again before the 33 that are left from there; on Monday four before 32.
    """
    ada = (await study_server.member("ada")).at(week(4) - DAY, "20:00")
    preview = await (await ada.slash("catchup")).press("Shift…")
    says(preview, "Week 1-2", day_name(week(38) - DAY, MONDAY))
    ada.at(week(4), "08:00")
    again = await preview.press("Shift the plan")
    says(again, "Shift your plan?", "Week 1-2", day_name(week(40) - DAY, MONDAY))
    assert len(await ada.plan_choices()) == 1
    says(await again.press("Shift the plan"), "Plan shifted", day_name(week(40) - DAY, MONDAY))
    assert (await ada.plan_choices())[-1].again == ("ml-fundamentals", "transformers-deep-dive")


# --- catch up


async def test_catching_up_adds_one_task_to_each_study_day_until_done(study_server: StudyServer):
    """The oldest open one in /week, and never in the channel; when the last is ticked it ends by itself."""
    ada = await study_server.member("ada")
    await ada.at(week(1)).slash("done", minutes=30)
    preview = await (await ada.at(week(2)).slash("catchup")).press("Catch up…")
    says(preview, "one of your 3 overdue tasks", "about 1 week at 3 tasks a week")
    assert not is_catching_up(await progress(ada))
    says(await preview.press("Catch up"), "Each study day now adds one overdue task")
    tasks = ["backprop", "optimizers", "losses-regularization"]
    for day, task in zip((0, 2, 5), tasks, strict=True):
        await study_server.tick_at(week(2) + day * DAY, "18:00")
        text = next(t.text for t in study_server.roadmap.tasks if t.id == task)
        assert "↩️" not in study_server.post_texts[-1]
        assert f"↩️ **Catching up:** {text}" in (await ada.slash("week")).text.replace("\\", "")
        await ada.slash("done", task=task)
    assert not is_catching_up(await progress(ada))
    assert "↩️" not in (await ada.at(week(3)).slash("week")).text


async def test_catching_up_in_direct_messages(study_server: StudyServer):
    """The note has it too."""
    ada = await study_server.member("ada")
    await ada.at(week(1)).slash("done", minutes=30)
    await ada.at(week(2)).slash("reminders", where="dm")
    await (await (await ada.slash("catchup")).press("Catch up…")).press("Catch up")
    await study_server.tick_at(week(2), "18:00")
    assert "Catching up: Review backpropagation, gradient descent" in ada.dms[-1]


async def test_catching_up_can_be_stopped(study_server: StudyServer):
    """The same button, one press."""
    ada = (await study_server.member("ada")).at(week(2))
    await (await (await ada.slash("catchup")).press("Catch up…")).press("Catch up")
    assert OFFER not in (await ada.slash("week")).labels
    says(await (await ada.slash("catchup")).press("Stop catching up"), "this week's tasks only")
    assert not is_catching_up(await progress(ada))


@pytest.mark.parametrize("way", ["shift", "skip"])
async def test_another_way_ends_catching_up(study_server: StudyServer, way: str):
    """Nothing is overdue any more, so a later week that slips is offered the three ways anew."""
    ada = (await study_server.member("ada")).at(week(2))
    await (await (await ada.slash("catchup")).press("Catch up…")).press("Catch up")
    if way == "shift":
        await (await (await ada.slash("catchup")).press("Shift…")).press("Shift the plan")
    else:
        await (await (await (await ada.slash("catchup")).press("Skip…")).press("Skip with a note…")).write("known")
    assert not is_catching_up(await progress(ada))
    assert OFFER in (await ada.at(week(6)).slash("week")).labels


# --- skip


async def test_skip(study_server: StudyServer):
    """The preview counts, the form asks why, and then they count no longer, until one is ticked all the same."""
    ada = (await study_server.member("ada")).at(week(2))
    await ada.slash("done", task="backprop")
    preview = await (await ada.slash("catchup")).press("Skip…")
    says(preview, "Optimization algorithms", "Loss functions", "1 of 68 tasks done")
    form = await preview.press("Skip with a note…")
    assert "Why are you skipping them" in str(form.result.modal)
    says(await ada.in_full(), "1 of 70 tasks")
    says(await form.write("known from work"), "2 tasks skipped", "On track")
    says(await ada.in_full(), "1 of 68 tasks", "Phase 1 · Foundations: 1 of 12")
    says(await ada.slash("roadmap", phase=1), "Optimization algorithms")
    journal = await ada.journal()
    assert {(skip.task_id, skip.note) for skip in journal.skips} == {
        ("optimizers", "known from work"),
        ("losses-regularization", "known from work"),
    }
    says(await ada.slash("done", task="optimizers"), "2 of 13 tasks")
    says(await ada.in_full(), "2 of 69 tasks")


async def test_skipping_is_no_study_day(study_server: StudyServer):
    """Letting go keeps no week."""
    ada = (await study_server.member("ada")).at(week(2))
    await (await (await (await ada.slash("catchup")).press("Skip…")).press("Skip with a note…")).write("known")
    assert (await ada.journal()).study_days == frozenset()
    assert len((await ada.journal()).skips) == 3


async def test_what_was_shown_is_skipped(study_server: StudyServer):
    """A block that was over only after the preview is not let go with it, nor what was ticked since."""
    ada = (await study_server.member("ada")).at(week(4) - DAY, "20:00")
    form = await (await (await ada.slash("catchup")).press("Skip…")).press("Skip with a note…")
    await ada.slash("done", task="backprop")
    ada.at(week(4), "08:00")
    says(await form.write("known"), "2 tasks skipped", "from weeks 3-4 are still open")
    assert {skip.task_id for skip in (await ada.journal()).skips} == {"optimizers", "losses-regularization"}


@pytest.mark.parametrize("custom_id", ["rm:skip-now:1", "rm:skip-now", "rm:skip-now:x", "rm:skip-now:-1"])
async def test_what_was_not_shown_is_not_skipped(study_server: StudyServer, custom_id: str):
    """A forged form lets nothing go."""
    ada = (await study_server.member("ada")).at(week(2))
    says(await ada.forge(custom_id, "known", answers_a_form=True), "pen")
    assert (await ada.journal()).skips == ()


async def test_what_was_caught_up_meanwhile_is_not_skipped(study_server: StudyServer):
    """The form was open while the tasks were ticked: a calm sentence."""
    ada = (await study_server.member("ada")).at(week(2))
    form = await (await (await ada.slash("catchup")).press("Skip…")).press("Skip with a note…")
    await all_of(ada, "ml-fundamentals")
    says(await form.write("known"), "Nothing is overdue any more")
    assert (await ada.journal()).skips == ()


# --- the forecast, the last weeks, late logging, minutes


async def test_the_forecast_stands_beside_the_plans_end(study_server: StudyServer):
    """Nothing before two kept weeks; then six weeks' worth in two, and 30 left at three a week: ten weeks from here."""
    ada = await study_server.member("ada")
    await all_of(ada, "ml-fundamentals", "transformers-deep-dive", "transformer-implementation")
    for number in (0, 1):
        for day in (0, 2, 5):
            await ada.at(week(number) + day * DAY).slash("done", minutes=60)
        if number == 0:
            assert "At your recent pace" not in (await ada.in_full()).text
    shown = await ada.at(week(2) + DAY).in_full()
    says(shown, f"Plan ends {day_name(week(36) - DAY, MONDAY)}", "**Ahead:**")
    says(shown, f"At your recent pace, you'll finish around {day_name(week(12) - DAY, MONDAY)}")


async def test_a_slow_start_is_told_as_it_is(study_server: StudyServer):
    """One of three tasks in two weeks, worth two thirds of a week: 106 more weeks for what is left."""
    ada = await study_server.member("ada")
    await ada.slash("done", task="backprop")
    for number in (0, 1):
        for day in (0, 2, 5):
            await ada.at(week(number) + day * DAY).slash("done", minutes=60)
    shown = await ada.at(week(2) + DAY).in_full()
    says(shown, "are still open", f"At your recent pace, you'll finish around {day_name(week(108) - DAY, MONDAY)}")


async def test_on_track_the_plan_is_the_forecast(study_server: StudyServer):
    """Nothing overdue and nothing of a later block done: "on track" and a later date never stand together."""
    ada = await study_server.member("ada")
    for number, block in enumerate(study_server.roadmap.blocks[:4]):
        for calendar_week in (2 * number, 2 * number + 1):
            for day in (0, 2, 5):
                await ada.at(week(calendar_week) + day * DAY).slash("done", minutes=60)
            shown = await ada.in_full()
            says(shown, "**On track:**", f"Plan ends {day_name(week(36) - DAY, MONDAY)}")
            assert "At your recent pace" not in shown.text
        await all_of(ada, block.id)


async def test_the_last_weeks_of_the_chain(study_server: StudyServer):
    """The newest first, each with its days and what became of it."""
    ada = await study_server.member("ada")
    for number in (0, 1, 2, 3, 5):
        for day in (0, 2, 5):
            await ada.at(week(number) + day * DAY).slash("done", minutes=30)
    shown = await ada.at(week(6) + DAY).slash("streak")
    assert "⏳ this week so far · 0 of 3 days" in shown.text
    lines = [line for line in shown.text.splitlines() if "· week of" in line]
    kept, broken = "✅ kept · 3 of 3 days", "🌱 not kept · 0 of 3 days"
    expected = [f"{said} · week of {day_name(week(5 - number), MONDAY)}" for number, said in enumerate((kept, broken))]
    assert lines == expected


async def test_late_logging_keeps_an_open_week_and_not_a_closed_one(study_server: StudyServer):
    """Until Monday night last week takes an entry, and the chain has it at once; on Tuesday it is closed."""
    ada = await study_server.member("ada")
    for day in (0, 2):
        await ada.at(week(0) + day * DAY).slash("done", minutes=30)
    ada.at(week(1))
    assert "🔥" not in (await ada.slash("streak")).text
    says(await ada.slash("done", minutes=30, day="2026-03-07"), "🔥 1 week")
    says(await ada.slash("streak"), "🔥 **1 week in a row**", "✅ kept · 3 of 3 days")
    ada.at(week(1) + DAY)
    days = (await ada.journal()).study_days
    says(await ada.slash("done", minutes=30, day="2026-03-08"), "closed", "today")
    assert (await ada.journal()).study_days == days


async def test_minutes_are_in_progress_and_in_week(study_server: StudyServer):
    """45 min with a task and 90 min without: 2 h 15 min of about 4 h; last week's only in the sum."""
    ada = await study_server.member("ada")
    await ada.slash("done", task="backprop", minutes=45)
    await ada.at(MONDAY + 2 * DAY).slash("done", minutes=90)
    says(await ada.slash("week"), "2 h 15 min of about 4 h")
    says(await ada.in_full(), "2 h 15 min logged this week of about 4 h", "2 h 15 min in all")
    ada.at(week(1))
    says(await ada.in_full(), "0 min logged this week of about 4 h", "2 h 15 min in all")
