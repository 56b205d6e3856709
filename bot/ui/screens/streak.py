"""The streak with its reason: always the same facts in the same order, and no word that shames (§4)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from discord.utils import format_dt

from bot.study.days import held_open_until, week_of
from bot.study.progress import Progress
from bot.study.snapshots.chain import chain_of
from bot.study.streak import KEPT_WEEKS_FOR_A_FREEZE, MOST_FREEZES, StudyWeek, WeekState, days_left, days_needed
from bot.ui.screens.chain import all_done, days_so_far, freeze_count
from bot.ui.screens.layout import Screen, button, lines, press
from bot.ui.screens.verbs import Verb
from bot.words import day_name, to_tr, tr, tr_n

_SHOWN_WEEKS = 3
_STATES = {
    WeekState.KEPT: to_tr("✅ kept"),
    WeekState.FROZEN: to_tr("❄️ kept with a freeze"),
    WeekState.NEUTRAL: to_tr("➖ doesn't count"),
    WeekState.OPEN: to_tr("⏳ still open"),
    WeekState.BROKEN: to_tr("🌱 not kept"),
}


def streak_screen(progress: Progress) -> Screen:
    """The chain, what the week asks for, the freezes, the rule, and the last weeks."""
    chain = progress.streak
    freezes = [] if progress.is_complete else [_freezes(progress)]
    screen = Screen(lines((_headline(progress), *_week_lines(progress), *freezes)), colour=0xF97316)
    last_week = _last_week(progress)
    screen.say(last_week)
    # What a pause means, and what last week still takes, have the room of a week each.
    most = _SHOWN_WEEKS - bool(progress.pause) - bool(last_week)
    shown = [week for week in chain.history[-most:] if week.days or week.target or week.is_touched]
    screen.part(lines(_week_line(progress, week) for week in reversed(shown)))
    screen.say("" if progress.is_complete else _rule(progress))
    return screen.row(button(tr("My week"), press(Verb.WEEK)), button(tr("My progress"), press(Verb.PROGRESS)))


def _headline(progress: Progress) -> str:
    chain, week = progress.streak, progress.streak.this_week
    if chain.weeks and week.target == 0 and not progress.is_complete:
        return tr_n("🔥 **{number} week in a row, resting**", "🔥 **{number} weeks in a row, resting**", chain.weeks)
    if progress.is_complete and not chain.weeks:
        return tr("🏁 **Your roadmap is finished.**")
    if chain.weeks:
        return tr_n("🔥 **{number} week in a row**", "🔥 **{number} weeks in a row**", chain.weeks)
    if not progress.has_started:
        day = day_name(progress.plan.starts_on, progress.today)
        return tr("**Your plan starts {day}.** Anything you do before then counts too.", day=day)
    if week.target == 0:
        return tr("**Your streak is on hold this week.**")
    return f"**{days_so_far(chain_of(progress))}**"


def _week_lines(progress: Progress) -> list[str]:
    """What this week asks for, below the headline."""
    chain, week = progress.streak, progress.streak.this_week
    if progress.is_complete:
        return [tr("Your roadmap is finished, so no week can break it.")] if chain.weeks else _longest(chain.longest)
    if pause := progress.pause:
        return [tr("Paused until {day}.", day=day_name(pause.until, progress.today)), _paused_week(week)]
    if week.target == 0 or not progress.has_started:
        return [tr("A free week: no study day is needed.")] if progress.is_free_week else []
    if week.missing == 0:
        return [all_done(week)]
    if chain.weeks:
        return [_running_week(progress, week)]
    return [_beginning_week(progress, week), *_longest(chain.longest)]


def _longest(weeks: int) -> list[str]:
    """The longest streak so far, where there was one."""
    return [tr_n("Your longest so far: {number} week.", "Your longest so far: {number} weeks.", weeks)] if weeks else []


def _running_week(progress: Progress, week: StudyWeek) -> str:
    """How far the week of a running streak is, and what keeps it."""
    left = days_left(week, progress.study_days, progress.today)
    if week.missing <= left:
        return tr_n(
            "{days} of {number} study day this week, {missing} more by Sunday",
            "{days} of {number} study days this week, {missing} more by Sunday",
            week.target,
            days=week.days,
            missing=week.missing,
        )
    needed = days_needed(week, progress.streak.freezes)
    if week.is_touched or needed > left:
        return tr_n(
            "{days} of {number} study day this week, any day counts",
            "{days} of {number} study days this week, any day counts",
            week.target,
            days=week.days,
        )
    if needed == 0:
        return tr_n(
            "{days} of {number} study day this week, freezes cover the rest",
            "{days} of {number} study days this week, freezes cover the rest",
            week.target,
            days=week.days,
        )
    so_far = tr_n(
        "{days} of {number} study day this week", "{days} of {number} study days this week", week.target, days=week.days
    )
    keeps = tr_n(
        "{number} more by Sunday, plus your freezes, keeps it",
        "{number} more by Sunday, plus your freezes, keep it",
        needed,
    )
    return f"{so_far} · {keeps}"


def _beginning_week(progress: Progress, week: StudyWeek) -> str:
    """What begins a streak, the first one or a new one."""
    chain = progress.streak
    left = days_left(week, progress.study_days, progress.today)
    needed = days_needed(week, chain.freezes)
    is_first = chain.longest == 0
    if week.missing <= left:
        if is_first:
            return tr("{missing} more by Sunday and your streak begins.", missing=week.missing)
        return tr("{missing} more by Sunday and a new streak begins.", missing=week.missing)
    if week.is_touched or needed > left:
        return tr("This week can't be kept any more. The next one starts on Monday.")
    freezes = freeze_count(week.missing - needed)
    if needed == 0:
        if is_first:
            return tr("{freezes} would cover the rest, and your streak begins.", freezes=freezes)
        return tr("{freezes} would cover the rest, and a new streak begins.", freezes=freezes)
    if is_first:
        return tr("{needed} more by Sunday and {freezes}, and your streak begins.", needed=needed, freezes=freezes)
    return tr("{needed} more by Sunday and {freezes}, and a new streak begins.", needed=needed, freezes=freezes)


def _paused_week(week: StudyWeek) -> str:
    """What a pause means for this week, whatever weekday it began on (§3)."""
    if week.target == 0:
        return tr("Nothing is due this week. It can't break your streak, and it costs no freeze.")
    if week.missing == 0:
        return tr("You've already kept this week.")
    return tr_n(
        "{number} study day, on any day, keeps this week. Otherwise it just doesn't count.",
        "{number} study days, on any days, keep this week. Otherwise it just doesn't count.",
        week.target,
    )


def _freezes(progress: Progress) -> str:
    chain = progress.streak
    number = chain.freezes
    if number == MOST_FREEZES:
        return tr_n("❄️ {number} freeze, the most you can have", "❄️ {number} freezes, the most you can have", number)
    is_new = chain_of(progress).is_first and number
    held = (
        tr_n("❄️ You start with {number} freeze", "❄️ You start with {number} freezes", number)
        if is_new
        else tr_n("❄️ {number} freeze", "❄️ {number} freezes", number)
    )
    return f"{held} · {_next_freeze(chain.weeks_to_next_freeze)}"


def _next_freeze(weeks: int) -> str:
    if weeks == KEPT_WEEKS_FOR_A_FREEZE:
        return tr_n("the next comes after {number} kept week", "the next comes after {number} kept weeks", weeks)
    return tr_n("the next comes after {number} more kept week", "the next comes after {number} more kept weeks", weeks)


def _rule(progress: Progress) -> str:
    """The rule in small print, for this week's target."""
    target = len(progress.plan.weekdays(week_of(progress.today)))
    if target == 7:
        days = tr("Studying every day keeps your streak. A tick or logged time makes a study day.")
    else:
        days = tr_n(
            "{number} study day a week keeps your streak, whichever day it is. A tick or logged time makes a "
            "study day.",
            "{number} study days a week keep your streak, whichever days they are. A tick or logged time makes "
            "a study day.",
            target,
        )
    if target == 1:
        cover = tr("If you miss it, a freeze covers it.")
    elif target == 2:
        cover = tr("If you miss one, a freeze covers it, as long as you studied at least once that week.")
    else:
        cover = tr("A freeze covers each day you miss, as long as you studied once that week and have enough of them.")
    earned = tr("You earn one for every {number} weeks you keep.", number=KEPT_WEEKS_FOR_A_FREEZE)
    return f"-# {days} {cover} {earned}"


def _last_week(progress: Progress) -> str:
    """Last week, as long as it still takes entries and they would change something."""
    before = next((week for week in progress.streak.history[-2:-1] if week.state is WeekState.OPEN), None)
    if before is None or progress.is_complete:
        return ""
    if held := held_open_until(before.monday, progress.member.zone, progress.now, progress.outages):
        return tr_n(
            "I was away for a while, so last week takes entries until {until}. {number} more study day keeps it: "
            "`/done day:`",
            "I was away for a while, so last week takes entries until {until}. {number} more study days keep it: "
            "`/done day:`",
            before.missing,
            until=format_dt(held, "f"),
        )
    return tr_n(
        "You can still log last week until Tuesday 04:00. {number} more study day keeps it: `/done day:`",
        "You can still log last week until Tuesday 04:00. {number} more study days keep it: `/done day:`",
        before.missing,
    )


def freezes_spent(progress: Progress, weeks: Sequence[StudyWeek]) -> str:
    """Which weeks freezes kept, told once in the next private reply (§4)."""
    chain = progress.streak
    spent = sum(week.freezes_spent for week in weeks)
    short = _short_by(progress, weeks, spent)
    cover = tr_n("A freeze covered it.", "{number} freezes covered them.", spent)
    left = tr_n("{number} left", "{number} left", chain.freezes) if chain.freezes else tr("None left")
    row = tr_n("{number} week in a row", "{number} weeks in a row", chain.weeks)
    # A later week may have ended the streak since: then its length is no news of this one.
    return f"❄️ {short} {cover} {left} · {row}" if chain.weeks else f"❄️ {short} {cover} {left}"


def _short_by(progress: Progress, weeks: Sequence[StudyWeek], days: int) -> str:
    if len(weeks) > 1:
        which = tr_n("{number} week", "{number} weeks", len(weeks))
        return tr_n("{weeks} were {number} day short.", "{weeks} were {number} days short.", days, weeks=which)
    monday = weeks[0].monday
    if monday == week_of(progress.today) - timedelta(days=7):
        return tr_n("Last week was {number} day short.", "Last week was {number} days short.", days)
    return tr_n(
        "The week of {day} was {number} day short.",
        "The week of {day} was {number} days short.",
        days,
        day=day_name(monday, progress.today),
    )


def _week_line(progress: Progress, week: StudyWeek) -> str:
    """A week with its days; on a Monday last week is open as well, and this one says that it is this one."""
    if week.state is WeekState.OPEN and week.monday == week_of(progress.today):
        return tr("⏳ this week so far · {days}", days=_days_of(week))
    return tr(
        "{state} · {days} · week of {day}",
        state=_state(week),
        days=_days_of(week),
        day=day_name(week.monday, progress.today),
    )


def _state(week: StudyWeek) -> str:
    if week.is_touched and week.state is WeekState.NEUTRAL:
        return tr("⏸️ paused")
    if week.freezes_spent > 1:
        return tr_n("❄️ kept with {number} freeze", "❄️ kept with {number} freezes", week.freezes_spent)
    return tr(_STATES[week.state])


def _days_of(week: StudyWeek) -> str:
    if not week.target:
        return tr_n("{number} day", "{number} days", week.days)
    if more := max(0, week.days - week.target):
        return tr_n(
            "{target} of {number} day and {more} more",
            "{target} of {number} days and {more} more",
            week.target,
            target=week.target,
            more=more,
        )
    return tr_n("{days} of {number} day", "{days} of {number} days", week.target, days=week.days)
