"""One member's own way, from 6 months over 4 months, a pause and a focus back to the whole; each number by hand.

The 36 roadmap weeks have 70 tasks: phase 1 (weeks 1-8) 14, phase 2 (9-14) 12, phase 3 (15-22) 16,
phase 4 (23-30) 16, phase 5 (31-36) 12. An ordinary week takes 4 h and a project week 7 h.
Calendar weeks are counted from 0 here, as `week(0)` is the Monday of joining.
"""

from __future__ import annotations

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from bot.words import day_name
from tests.databases import ON_BOTH
from tests.study_server import MONDAY, Learner, Reply, StudyServer

DAY = timedelta(days=1)
BERLIN = ZoneInfo("Europe/Berlin")


def week(number: int) -> date:
    """The Monday of a calendar week, from 0."""
    return MONDAY + timedelta(weeks=number)


def by(day: date) -> str:
    """A date as a member sees it."""
    return day_name(day, MONDAY)


def says(reply: Reply, *facts: str) -> None:
    """Hold a private reply to its facts."""
    assert [fact for fact in facts if fact not in reply.text] == [], reply.text
    assert reply.private


async def study(learner: Learner, number: int) -> None:
    """An hour on Monday, Wednesday and Saturday of a calendar week."""
    for day in (0, 2, 5):
        await learner.at(week(number) + day * DAY).slash("done", minutes=60)


async def tick(learner: Learner, *blocks: str) -> None:
    """All tasks of these blocks."""
    for block in learner.server.roadmap.blocks:
        for task in block.tasks if block.id in blocks else ():
            await learner.slash("done", task=task.id)


@ON_BOTH
async def test_a_plan_of_ones_own_from_the_first_day_to_the_last_change(study_server: StudyServer):
    """Joining in 6 months, week 9 after six weeks, 4 months, a break of two weeks, a focus, and everything again."""
    ada = study_server.newcomer("ada")

    # Joining in 6 months: 36 weeks in 26. 4 * 36 / 26 = 5.54 h and 7 * 36 / 26 = 9.69 h, to the half.
    shown = await ada.slash("start", pace="6 months")
    says(shown, "36 roadmap weeks in 26 calendar weeks", f"Ends {by(week(26) - DAY)}")
    says(shown, "About 5.5 h a week", "9.5 h in project weeks", "0 of 70 tasks")
    await shown.press("Join with this plan")

    # Six weeks of three study days each, phase 1 done: all six are kept, the fourth earned a freeze.
    for number in range(6):
        await study(ada, number)
    await tick(ada, "ml-fundamentals", "transformers-deep-dive", "transformer-implementation", "scaling-laws")

    # Calendar week 6: 6 * 36 // 26 = 8, so that path[8] = week 9 is due; phase 1 is over and done.
    ada.at(week(6))
    shown = await ada.in_full()
    says(shown, "Week 7 of 26", "On track", "14 of 70 tasks", "🔥 6 weeks · 3 more days by Sunday · 2 freezes")
    says(shown, "18 h in all", f"Plan ends {by(week(26) - DAY)}")
    # Nothing is overdue and nothing of a later block is done: the plan's end is the forecast, and said once.
    assert "At your recent pace" not in shown.text
    says(await ada.slash("week"), "## LLM Architectures")

    # 4 months from here: weeks 9 to 36, 28 weeks, in 17. 4 * 28 / 17 = 6.59 h and 7 * 28 / 17 = 11.53 h.
    shown = await ada.slash("pace", preset="4 months")
    says(shown, "28 roadmap weeks in 17 calendar weeks", f"Ends {by(week(23) - DAY)}")
    says(shown, "About 6.5 h a week", "11.5 h in project weeks", "14 of 70 tasks")
    # 11.53 - 7 = 4.53 h more than written, which is more than three.
    says(shown, "expect 6.5 h to 11.5 h a week")
    sure = await shown.press("Use this plan")
    says(sure, "11.5 h in the busiest weeks", "Are you sure?")
    says(await sure.press("Yes, 11.5 h a week"), "Plan updated", f"from {by(week(6))}")
    # 6 weeks walked and 17 to come.
    says(await ada.in_full(), "Week 7 of 23", "🔥 6 weeks", "2 freezes")
    await study(ada, 6)
    await tick(ada, "llm-architectures")

    # Calendar week 7 would bring path[1 * 28 // 17] = week 10. Paused for two weeks, week 10 comes in week 9.
    ada.at(week(7))
    says(await ada.in_full(), "Week 8 of 23", "18 of 70 tasks", "🔥 7 weeks")
    says(await ada.slash("week"), "## LLM Architectures")
    paused = await ada.slash("pause", until="2 weeks")
    says(paused, f"Paused until {by(week(9))}", f"ends {by(week(25) - DAY)}", "pause 6 more weeks")
    ada.at(week(8) + 3 * DAY)
    says(await ada.slash("streak"), "🔥 **7 weeks in a row, resting**", "2 freezes")

    # Back: nothing was lost and nothing is late.
    ada.at(week(9))
    says(await ada.in_full(), "Week 8 of 23", "On track", "🔥 7 weeks · 3 more days by Sunday")
    await study(ada, 9)

    # Calendar week 10 is step 2: 2 * 28 // 17 = 3, path[3] = week 12. The eighth kept week earned the third freeze.
    ada.at(week(10))
    says(await ada.in_full(), "Week 9 of 23", "On track", "🔥 8 weeks", "3 freezes", "18 of 70 tasks")
    says(await ada.slash("week"), "Training Infrastructure")

    # Focus on phase 3 with project 2 (weeks 17-18, inside it): 16 tasks, none done; 8 weeks as written.
    shown = await ada.slash("pace", focus="p2-mini-rlhf")
    says(shown, "8 weeks", f"Ends {by(week(18) - DAY)}", "About 4 h a week")
    says(shown, "7 h in project weeks", "54 tasks no longer count", "0 of 16 tasks")
    await shown.press("Use this plan")
    # 6 weeks, 2 unpaused ones and 8 to come.
    says(await ada.in_full(), "Week 9 of 16", "0 of 16 tasks", "Focus:", "🔥 8 weeks")
    says(await ada.slash("week"), "## RLHF Fundamentals")
    await study(ada, 10)
    await study(ada, 11)
    await tick(ada, "rlhf-fundamentals")

    # Two weeks later: path[2] = week 17, in project 2; 15 and 16 are walked and done. Ten weeks kept.
    ada.at(week(12))
    shown = await ada.in_full()
    says(await ada.slash("week"), "## Constitutional AI")
    says(shown, "Week 11 of 16", "On track", "4 of 16 tasks", "about 7 h", "🔥 10 weeks", "3 freezes")

    # Everything again: walked are 1-11 (8 in six months, 9-11 in three steps of four months) and 15-16.
    # Left: 12-14 and 17-36, 23 weeks as written from week 12 on: the last one is week 34.
    shown = await ada.slash("pace", focus="everything")
    says(shown, "23 weeks", f"Ends {by(week(35) - DAY)}")
    says(shown, "54 tasks count again", "22 of 70 tasks", "About 4 h a week")
    says(shown, "This week", "Week 11-12")
    await shown.press("Use this plan")
    shown = await ada.in_full()
    # 14 of phase 1, 4 of phase 2, 4 of phase 3; block 11-12 is not over, since week 12 lies ahead.
    # 6 + 2 + 2 weeks are behind, and 23 to come.
    says(shown, "Week 11 of 33", "22 of 70 tasks", "On track", "🔥 10 weeks", f"Plan ends {by(week(35) - DAY)}")
    says(shown, "Phase 1 · Foundations: 14 of 14", "LLM Engineering: 4 of 12", "Alignment & Safety: 4 of 16")
    assert "Focus:" not in shown.text
    # 6 + 1 + 1 + 2 weeks of three hours.
    says(shown, "30 h in all")
