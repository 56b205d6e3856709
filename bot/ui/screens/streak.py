"""The streak with its reason: always the same facts in the same order, and no word that shames (§4)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from bot.study.days import week_of
from bot.study.progress import Progress
from bot.study.streak import KEPT_WEEKS_FOR_A_FREEZE, MOST_FREEZES, StudyWeek, WeekState, days_left, days_needed
from bot.study.words import counted
from bot.ui.screens.layout import Screen, button, lines, on_day, press

_SHOWN_WEEKS = 8

_SAID = {
    WeekState.KEPT: "✅ kept",
    WeekState.FROZEN: "❄️ kept with a freeze",
    WeekState.NEUTRAL: "➖ doesn't count",
    WeekState.OPEN: "⏳ still open",
    WeekState.BROKEN: "🌱 not kept",
}


def streak_line(progress: Progress) -> str:
    """The streak in one line: "🔥 6 weeks · 2 more days by Sunday · 1 freeze"; never a flame with 0 (§4)."""
    chain = progress.streak
    flame = f"🔥 {counted(chain.weeks, 'week')}" if chain.weeks else ""
    said = [flame, this_week(progress), f"{counted(chain.freezes, 'freeze')}" if chain.freezes else ""]
    return " · ".join(filter(None, said))


def this_week(progress: Progress) -> str:
    """What this week still asks for: "2 more days by Sunday", "3 of 3 ✓ and 1 more", "Your first week: 1 of 3 days"."""
    chain, week = progress.streak, progress.streak.this_week
    if progress.is_complete:
        return "finished"
    if week.target == 0:
        return "a free week" if progress.is_free_week else "paused, it waits for you"
    if week.missing == 0:
        more = week.days - week.target
        return f"{week.target} of {week.target} ✓" + (f" and {more} more" if more else "")
    if not chain.weeks:
        whose = "Your first week" if chain.longest == 0 and progress.week_number == 1 else "This week"
        return f"{whose}: {week.days} of {counted(week.target, 'day')}"
    return _still_to_come(progress, week)


def _still_to_come(progress: Progress, week: StudyWeek) -> str:
    """The days that are missing, as far as the week still has so many; else what keeps it with freezes."""
    left = days_left(week, progress.journal.study_days, progress.today)
    needed = days_needed(week, progress.streak.freezes)
    if week.missing <= left:
        return f"{counted(week.missing, 'more day')} by Sunday"
    if week.is_touched or needed > left:
        return f"{week.days} of {counted(week.target, 'day')} this week"
    spent = counted(min(progress.streak.freezes, week.missing - needed), "freeze")
    if needed == 0:
        return f"{week.days} of {counted(week.target, 'day')}, {spent} would cover the rest"
    return f"{counted(needed, 'more day')} by Sunday and {spent}"


def streak_screen(progress: Progress) -> Screen:
    """The chain, what the week asks for, the freezes, the rule, and the last weeks."""
    chain = progress.streak
    screen = Screen(lines((_headline(progress), *_week_lines(progress), _freezes(progress))), colour=0xF97316)
    screen.say(_rule(progress))
    screen.say(_last_week(progress))
    shown = [week for week in chain.history[-_SHOWN_WEEKS:] if week.days or week.target or week.is_touched]
    screen.part(lines(_week_line(progress, week) for week in reversed(shown)))
    return screen.row(button("My week", press("week")), button("My progress", press("progress")))


def _headline(progress: Progress) -> str:
    chain, week = progress.streak, progress.streak.this_week
    resting = ", resting" if chain.weeks and week.target == 0 and not progress.is_complete else ""
    if chain.weeks:
        return f"🔥 **{counted(chain.weeks, 'week')} in a row{resting}**"
    if not progress.has_started:
        return (
            f"**Your plan starts {on_day(progress.plan.starts_on, progress.member.zone)}.** What you do before counts."
        )
    if week.target == 0:
        return "**Your streak rests this week.**"
    whose = "Your first week" if chain.longest == 0 and progress.week_number == 1 else "This week"
    return f"**{whose}: {week.days} of {counted(week.target, 'day')}**"


def _week_lines(progress: Progress) -> list[str]:
    """What this week asks for, below the headline."""
    chain, week = progress.streak, progress.streak.this_week
    if progress.is_complete:
        return ["Your roadmap is finished, so no week can break it."]
    if pause := progress.pause:
        return [_paused_week(week), f"Paused until {on_day(pause.until, progress.member.zone)}."]
    if week.target == 0 or not progress.has_started:
        return ["A free week: it asks for no study day."] if progress.is_free_week else []
    if week.missing == 0:
        more = week.days - week.target
        return [f"{week.target} of {week.target} ✓" + (f" and {more} more" if more else "")]
    left = days_left(week, progress.journal.study_days, progress.today)
    if chain.weeks:
        return [f"{week.days} of {counted(week.target, 'study day')} this week, {_missing(progress, week)}"]
    longest = [f"Your longest so far: {counted(chain.longest, 'week')}."] if chain.longest else []
    begin = "your streak begins" if chain.longest == 0 else "a new streak begins"
    if week.missing <= left:
        return [f"{week.missing} more by Sunday and {begin}.", *longest]
    needed = days_needed(week, chain.freezes)
    if week.is_touched or needed > left:
        return ["This week can't be kept any more. The next one starts on Monday.", *longest]
    spent = counted(week.missing - needed, "freeze")
    if needed == 0:
        return [f"{spent} would cover the rest, and {begin}.", *longest]
    return [f"{needed} more by Sunday and {spent}, and {begin}.", *longest]


def _missing(progress: Progress, week: StudyWeek) -> str:
    left = days_left(week, progress.journal.study_days, progress.today)
    if week.missing <= left:
        return f"{week.missing} more by Sunday"
    if not week.is_touched and days_needed(week, progress.streak.freezes) <= left:
        return "freezes cover what is missing" if week.days else "one day and your freezes keep it"
    return "any day counts"


def _paused_week(week: StudyWeek) -> str:
    """What a pause means for this week, whatever weekday it began on (§3)."""
    if week.target == 0:
        return "Nothing is due this week. It can't break your streak, and it costs no freeze."
    if week.missing == 0:
        return "This week is kept already."
    days = f"{counted(week.target, 'study day')} {'keeps' if week.target == 1 else 'keep'}"
    return f"{days} this week, on any day; otherwise the week just doesn't count."


def _freezes(progress: Progress) -> str:
    chain = progress.streak
    if chain.freezes == MOST_FREEZES:
        return f"❄️ {counted(chain.freezes, 'freeze')}, the most there can be"
    next_one = f"next after {counted(chain.weeks_to_next_freeze, 'more kept week')}"
    if chain.longest == 0 and chain.freezes:
        return f"❄️ {counted(chain.freezes, 'freeze')} is already yours · {next_one}"
    return f"❄️ {counted(chain.freezes, 'freeze')} · {next_one}"


def _rule(progress: Progress) -> str:
    target = len(progress.plan.weekdays(week_of(progress.today)))
    days = "Study days all week" if target == 7 else f"{counted(target, 'study day')} a week"
    where = "" if target == 7 else ", on any day" if target == 1 else ", on any days"
    alone = "" if target == 1 else " with at least one study day"
    cover = (
        f"If a day is missing when a week{alone} ends, a freeze covers it"
        if target <= 2
        else f"If days are missing when a week{alone} ends, each takes a freeze, as long as there are enough for all"
    )
    return (
        f"-# {days} {'keeps' if target == 1 else 'keep'} your streak{where}: a tick or logged time makes one. {cover}. "
        f"Every {KEPT_WEEKS_FOR_A_FREEZE} kept weeks earn one."
    )


def _last_week(progress: Progress) -> str:
    """Last week, as long as it still takes entries and they would change something."""
    before = next((week for week in progress.streak.history[-2:-1] if week.state is WeekState.OPEN), None)
    if before is None:
        return ""
    missing = counted(before.missing, "study day")
    verb = "keeps" if before.missing == 1 else "keep"
    return f"Last week takes late entries until Tuesday 04:00. {missing} from it {verb} it: `/done day:`"


def freezes_spent(progress: Progress, weeks: Sequence[StudyWeek]) -> str:
    """Which weeks freezes kept, told once in the next private reply (§4)."""
    chain = progress.streak
    spent = sum(week.freezes_spent for week in weeks)
    cover = "a freeze" if spent == 1 else counted(spent, "freeze")
    last = len(weeks) == 1 and weeks[0].monday == week_of(progress.today) - timedelta(days=7)
    short = f"{counted(spent, 'day')} short; {cover} covered it"
    said = f"Last week was {short}." if last else f"{_weeks_of(progress, weeks)} {short}."
    left = f"{chain.freezes} left" if chain.freezes else "None left"
    return f"❄️ {said} {left}, {counted(chain.weeks, 'week')} in a row."


def _weeks_of(progress: Progress, weeks: Sequence[StudyWeek]) -> str:
    if len(weeks) == 1:
        return f"The week of {on_day(weeks[0].monday, progress.member.zone)} was"
    return f"{counted(len(weeks), 'week')} were"


def _week_line(progress: Progress, week: StudyWeek) -> str:
    days = f"{min(week.days, week.target) if week.target else week.days} of {counted(week.target, 'day')}"
    more = f" and {week.days - week.target} more" if week.target and week.days > week.target else ""
    if not week.target:
        days, more = counted(week.days, "day"), ""
    said = "⏸️ paused" if week.is_touched and week.state is WeekState.NEUTRAL else _SAID[week.state]
    if week.freezes_spent > 1:
        said = f"❄️ kept with {week.freezes_spent} freezes"
    return f"{said} · {days}{more} · week of {on_day(week.monday, progress.member.zone)}"
