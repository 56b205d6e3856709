"""The chain of kept weeks, always shown with its reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.roadmap import Roadmap
from bot.sandbox.states import START, states
from bot.study.days import Outage
from bot.ui.screens.streak import streak_screen
from tests.on_screen import words_on
from tests.study_server import MONDAY, Learner, StudyServer


async def study(learner: Learner, week: int, *weekdays: int) -> None:
    """Log a session on weekdays (Monday 0) of a calendar week (from 0)."""
    for weekday in weekdays:
        await learner.at(MONDAY + timedelta(weeks=week, days=weekday)).slash("done", minutes=30)


async def test_the_streak_comes_with_its_reason(study_server: StudyServer):
    """Days of this week, when it ends, freezes, and the rule; without a streak there is no flame."""
    ada = await study_server.member("ada")
    reply = await ada.slash("streak")
    facts = ("Your first week: 0 of 3 days", "by Sunday", "1 freeze", "3 study days a week keep your streak")
    assert [fact for fact in facts if fact not in reply.text] == []
    assert "🔥" not in reply.text
    assert reply.private


def test_a_week_held_open_says_until_when(curriculum: Roadmap):
    """The bot was away over Tuesday 04:00: the end is another one; this week and the one before are told apart."""
    behind = states(curriculum)["behind"]
    away = Outage(behind.now - timedelta(days=2), behind.now - timedelta(hours=3))
    text = words_on(streak_screen(replace(behind, outages=(away,))))
    until = f"<t:{int((away.until + timedelta(hours=48)).timestamp())}:f>"
    assert f"I was away for a while, so last week takes entries until {until}. 2 more study days keep it" in text
    assert "⏳ this week so far · 0 of 3 days" in text
    assert "⏳ still open · 1 of 3 days · week of Monday 26 October" in text


def test_a_finished_roadmap_asks_for_nothing(curriculum: Roadmap):
    """Neither a day, nor a freeze, nor what keeps a streak; without one it says that all is finished."""
    finished = states(curriculum)["finished"]
    journal = finished.record.journal
    ticks = tuple(tick._replace(study_day=START) for tick in journal.ticks)
    at_once = replace(finished, record=replace(finished.record, journal=replace(journal, ticks=ticks, sessions=())))
    for progress, said in ((finished, "🔥 **37 weeks in a row**"), (at_once, "🏁 **Your roadmap is finished.**")):
        text = words_on(streak_screen(progress))
        assert said in text
        assert [word for word in ("freeze", "keeps", "more") if word in text] == []


async def test_a_running_streak_is_said_as_it_is(study_server: StudyServer):
    """With what the week still asks for, and by when."""
    ada = await study_server.member("ada")
    await study(ada, 0, 0, 2, 5)
    await study(ada, 1, 0)
    reply = await ada.slash("streak")
    facts = ("🔥 **1 week in a row**", "1 of 3 study days this week, 2 more by Sunday", "1 freeze")
    assert [fact for fact in facts if fact not in reply.text] == []
    assert "🔥 1 week · 2 more days by Sunday · 1 freeze" in (await ada.slash("undo", task="backprop")).text


async def test_more_days_than_asked_for_are_said_apart(study_server: StudyServer):
    """Never "4 of 3"."""
    ada = await study_server.member("ada")
    await study(ada, 0, 0, 1, 2, 3)
    reply = await ada.slash("streak")
    assert "3 of 3 ✓ and 1 more" in reply.text
    assert "4 of 3" not in reply.text
    assert "🔥 1 week · 3 of 3 ✓ and 1 more · 1 freeze" in (await ada.slash("undo", task="backprop")).text


async def test_any_three_days_keep_a_week(study_server: StudyServer):
    """They need not be Monday, Wednesday and Saturday."""
    ada = await study_server.member("ada")
    await study(ada, 0, 1, 3, 4)
    reply = await ada.slash("streak")
    assert "1 week in a row" in reply.text
    assert "3 of 3 ✓" in reply.text


async def test_a_checkpoint_item_makes_a_study_day(study_server: StudyServer):
    """Evidence counts as study, as ticks and sessions do."""
    ada = await study_server.member("ada")
    await ada.forge("rm:evidence:cp1-transformer", "https://x.example", answers_a_form=True)
    assert "1 of 3 days" in (await ada.slash("streak")).text


async def test_a_freeze_stands_in_for_one_missing_day(study_server: StudyServer):
    """Two days and one freeze keep a week once it closes; the freeze is spent, and the history says so."""
    ada = await study_server.member("ada")
    await study(ada, 0, 0, 2)
    before = await ada.at(MONDAY + timedelta(days=7)).slash("streak")
    assert "🔥" not in before.text
    assert "You can still log last week until Tuesday 04:00. 1 more study day keeps it" in before.text
    after = await ada.at(MONDAY + timedelta(days=8)).slash("streak")
    assert "🔥 **1 week in a row**" in after.text
    assert "0 freezes" in after.text
    assert "❄️ kept with a freeze · 2 of 3 days · week of Monday 2 March" in after.text


async def test_a_spent_freeze_is_told_once(study_server: StudyServer):
    """In the next private reply, whatever it is, and in no later one; what others see says nothing of it."""
    ada = await study_server.member("ada")
    await study(ada, 0, 0, 2)
    ada.at(MONDAY + timedelta(days=8))
    said = "Last week was 1 day short. A freeze covered it. None left · 1 week in a row"
    assert said not in (await ada.slash("progress", share=True)).text
    assert said in (await ada.slash("week")).text
    assert said not in (await ada.slash("week")).text


async def test_a_week_without_any_day_ends_the_chain_kindly(study_server: StudyServer):
    """No freeze is spent on it, and the words look ahead."""
    ada = await study_server.member("ada")
    await study(ada, 0, 0, 2, 5)
    reply = await ada.at(MONDAY + timedelta(days=15)).slash("streak")
    assert "🔥" not in reply.text
    assert "a new streak begins" in reply.text
    assert "1 freeze" in reply.text
    for harsh in ("lost", "fail", "broke", "missed", "sorry"):
        assert harsh not in reply.text.lower()


async def test_four_kept_weeks_earn_a_freeze(study_server: StudyServer):
    """The tick that keeps the fourth week says so."""
    ada = await study_server.member("ada")
    for week in range(3):
        await study(ada, week, 0, 2, 5)
    await study(ada, 3, 0, 2)
    reply = await ada.at(MONDAY + timedelta(weeks=3, days=5)).slash("done", task="backprop")
    assert "🔥 4 weeks" in reply.text
    assert "2 freezes" in reply.text
    assert "You earned a freeze" in reply.text


async def test_late_entries_save_a_week_until_it_closes(study_server: StudyServer):
    """On Monday evening yesterday can still be logged, and it keeps last week."""
    ada = await study_server.member("ada")
    await study(ada, 0, 0, 2)
    await ada.at(MONDAY + timedelta(days=7)).slash("done", minutes=30, day="yesterday")
    assert "🔥 **1 week in a row**" in (await ada.slash("streak")).text


async def test_taking_back_the_third_day_opens_the_week_again(study_server: StudyServer):
    """The streak is what the journal says, at any time."""
    ada = await study_server.member("ada")
    await study(ada, 0, 0, 2)
    ticked = await ada.at(MONDAY + timedelta(days=5)).slash("done", task="backprop")
    assert "🔥 1 week" in ticked.text
    undone = await ticked.press("Undo")
    assert "🔥" not in undone.text
    assert "2 of 3 days" in undone.text


async def test_moving_to_another_zone_moves_no_past_day(study_server: StudyServer):
    """Days are stored as they were; a flight changes nothing behind it."""
    ada = await study_server.member("ada")
    await study(ada, 0, 0, 2, 5)
    before = (await ada.journal()).study_days
    await ada.slash("reminders", zone="Pacific/Auckland")
    assert (await ada.journal()).study_days == before
    assert "🔥 **1 week in a row**" in (await ada.slash("streak")).text


async def test_undoing_in_a_closed_week_leaves_its_chain_alone(study_server: StudyServer):
    """The task is open again, and the study day stays history, as closed weeks don't change."""
    ada = await study_server.member("ada")
    for day, task in ((0, "backprop"), (2, "optimizers"), (5, "losses-regularization")):
        await ada.at(MONDAY + timedelta(days=day)).slash("done", task=task)
    ada.at(MONDAY + timedelta(days=9))
    assert "🔥 1 week" in (await ada.slash("undo", task="optimizers")).text
    assert "optimizers" not in await ada.done()
    assert "🔥 **1 week in a row**" in (await ada.slash("streak")).text
    await ada.slash("done", task="optimizers")
    assert "🔥 1 week" in (await ada.slash("undo", task="optimizers")).text


async def test_undoing_in_an_open_week_takes_the_day_back(study_server: StudyServer):
    """While a week takes late entries, it also takes corrections."""
    ada = await study_server.member("ada")
    await ada.slash("done", task="backprop")
    assert "0 of 3 days" in (await ada.slash("undo", task="backprop")).text


async def test_what_a_tick_earned_is_told_once(study_server: StudyServer):
    """The first tick, a block, a kept week: not again when the tick is taken back and ticked once more."""
    ada = await study_server.member("ada")
    told = [(await ada.slash("done", task="backprop")).text]
    await ada.slash("undo", task="backprop")
    told.append((await ada.slash("done", task="backprop")).text)
    await ada.at(MONDAY + timedelta(days=1)).slash("done", task="optimizers")
    for _ in range(2):
        told.append((await ada.at(MONDAY + timedelta(days=2)).slash("done", task="losses-regularization")).text)
        await ada.slash("undo", task="losses-regularization")
    said = (
        "That's your first one done.",
        "A freeze covers a study day you miss.",
        "**ML Fundamentals** is done, 11 days early.",
        "Your first week is kept.",
    )
    assert [[sentence in text for sentence in said] for text in told] == [
        [True, True, False, False],
        [False, False, False, False],
        [False, False, True, True],
        [False, False, False, False],
    ]
