"""The streak with its reason: always the same facts in the same order, and no word that shames (§4)."""

from __future__ import annotations

from bot.study.days import closes_at
from bot.study.progress import Progress
from bot.study.streak import FIRST_FREEZES, KEPT_WEEKS_FOR_A_FREEZE, MOST_FREEZES, StudyWeek, WeekState
from bot.study.words import counted
from bot.ui.screens.layout import Screen, button, lines, on_day, press, until

_SHOWN_WEEKS = 8

_SAID = {
    WeekState.KEPT: "✅ kept",
    WeekState.FROZEN: "❄️ kept with a freeze",
    WeekState.NEUTRAL: "➖ doesn't count",
    WeekState.OPEN: "⏳ still open",
    WeekState.BROKEN: "🌱 new start after it",
}


def streak_line(progress: Progress) -> str:
    """The streak in one line: "🔥 6 weeks · 2 of 3 days this week · closes in 4 days · 1 freeze"."""
    chain = progress.streak
    week = chain.this_week
    this_week = (
        f"{week.days} of {counted(week.target, 'day')} this week"
        if week.target
        else f"{counted(week.days, 'day')} this paused week"
    )
    return " · ".join(
        (
            f"🔥 {counted(chain.weeks, 'week')}",
            this_week,
            f"closes {until(closes_at(week.monday, progress.member.zone))}",
            counted(chain.freezes, "freeze"),
        )
    )


def streak_reason(progress: Progress) -> str:
    """What the streak asks for next, in one sentence."""
    chain = progress.streak
    week = chain.this_week
    missing = week.target - week.days
    if not progress.has_started:
        return (
            f"Your plan starts {on_day(progress.plan.starts_on, progress.member.zone)}. What you do before counts too."
        )
    if week.target == 0:
        return "This week is paused: it counts for nothing, and your chain waits for you."
    if missing <= 0:
        return f"This week is kept: {counted(chain.weeks, 'week')} in a row."
    if week.days and missing <= chain.freezes:
        return (
            f"{counted(missing, 'more study day')} {'keeps' if missing == 1 else 'keep'} this week; "
            f"if it stays at {week.days}, {counted(missing, 'freeze')} would keep it for you."
        )
    return f"{counted(missing, 'more study day')} this week {'keeps' if missing == 1 else 'keep'} it. Any day counts."


def streak_screen(progress: Progress) -> Screen:
    """The chain, its last weeks, its rule, the freezes and when the week closes."""
    chain = progress.streak
    weeks = chain.history[-_SHOWN_WEEKS:]
    earn = (
        f"You have the most there can be ({MOST_FREEZES})."
        if chain.freezes == MOST_FREEZES
        else f"The next one is earned after {counted(chain.weeks_to_next_freeze, 'more kept week')}."
    )
    screen = Screen(f"## Your streak\n{streak_line(progress)}", streak_reason(progress), colour=0xF97316)
    screen.part(lines(_week_line(progress, week) for week in reversed(weeks)))
    screen.part(
        f"**The rule.** A day counts when you tick or log anything on it. {_target(progress)} on any days keep a "
        "week. A week takes late entries until Tuesday 04:00, then it is closed.",
        f"**Freezes.** {counted(chain.freezes, 'freeze')} left. {earn} A freeze stands in for one missing day of a "
        f"week with at least one study day. You start with {FIRST_FREEZES} and earn one for every "
        f"{KEPT_WEEKS_FOR_A_FREEZE} kept weeks.",
    )
    return screen.row(button("My week", press("week")), button("My progress", press("progress")))


def _target(progress: Progress) -> str:
    return counted(len(set(progress.roadmap.rhythm_weekdays)), "study day")


def _week_line(progress: Progress, week: StudyWeek) -> str:
    days = f"{week.days} of {counted(week.target, 'day')}" if week.target else counted(week.days, "day")
    said = "⏸️ paused" if week.target == 0 else _SAID[week.state]
    if week.freezes_spent > 1:
        said = f"❄️ kept with {week.freezes_spent} freezes"
    return f"{said} · {days} · week of {on_day(week.monday, progress.member.zone)}"
