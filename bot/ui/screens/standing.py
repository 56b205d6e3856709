"""Where a plan and its member stand, in one line each: behind, on track or ahead, and when it all ends (§3)."""

from __future__ import annotations

from collections.abc import Sequence

from bot.roadmap import Weeks
from bot.study.snapshots.ending import Ending
from bot.study.snapshots.standing import Finish, Reason
from bot.study.snapshots.status import Stage, Status
from bot.ui.screens.layout import in_weeks, plain
from bot.words import day_name, listed, tr, tr_n

_MOST_NAMED = 3
"""Weeks of more blocks are told as from the first to the last."""


def week_line(status: Status, ending: Ending) -> str:
    """ "Week 9 of 36", or when the plan starts or has ended."""
    match status.stage:
        case Stage.WAITING:
            starts = day_name(ending.starts, ending.today)
            return tr_n("Starts {day} · {number} week", "Starts {day} · {number} weeks", status.weeks, day=starts)
        case Stage.COMPLETE if status.is_whole:
            return tr("Roadmap complete 🎉")
        case Stage.COMPLETE:
            return tr("Your part of the roadmap is complete 🎉")
        case Stage.OVER:
            return tr("Plan ended")
        case Stage.UNDER_WAY:
            return tr("Week {week} of {weeks}", week=status.week, weeks=status.weeks)


def standing_line(reason: Reason) -> str:
    """Behind, on track or ahead, with the reason."""
    if reason.finish:
        return finished_line(reason.finish, reason)
    if reason.total == 0:
        return tr("**Nothing in your plan is left in this roadmap.** `/pace` shows what there is now.")
    if reason.paused_until:
        return tr("**Paused until {day}.** Nothing is due.", day=day_name(reason.paused_until, reason.today))
    if reason.overdue:
        return open_line(reason)
    if reason.early:
        return tr_n(
            "**Ahead:** {number} task from {weeks} done early.",
            "**Ahead:** {number} tasks from {weeks} done early.",
            reason.early,
            weeks=_weeks(reason.early_in),
        )
    if reason.is_free_week:
        return free_week_line(reason)
    return tr("**On track:** nothing from earlier weeks is open.")


def open_line(reason: Reason) -> str:
    """What earlier weeks have left open."""
    return tr_n(
        "**{number} task** from {weeks} is still open.",
        "**{number} tasks** from {weeks} are still open.",
        reason.overdue,
        weeks=_weeks(reason.overdue_in),
    )


def finished_line(finish: Finish, reason: Reason) -> str:
    """When the roadmap was finished, and how much earlier than planned."""
    day = day_name(finish.day, reason.today)
    if not finish.weeks_early:
        return tr("🏁 **Finished on {day}.** Nothing more is due. Well done.", day=day)
    return tr_n(
        "🏁 **Finished on {day}, {number} week early.** Nothing more is due. Well done.",
        "🏁 **Finished on {day}, {number} weeks early.** Nothing more is due. Well done.",
        finish.weeks_early,
        day=day,
    )


def free_week_line(reason: Reason) -> str:
    """A week without a block, and what comes next (§1)."""
    if following := reason.next_block:
        return tr(
            "**A free week:** nothing is due. Next: {block} from {day}.",
            block=plain(following.title),
            day=day_name(following.monday, reason.today),
        )
    return tr("**A free week:** nothing is due.")


def ending_lines(ending: Ending) -> list[str]:
    """When the plan ends, and beside it when the present pace ends, once there is enough to tell."""
    if ending.is_complete:
        return []
    day = day_name(ending.ends, ending.today)
    said = [tr("📅 Your plan ended on {day}", day=day) if ending.is_over else tr("📅 Plan ends {day}", day=day)]
    if not ending.is_over:
        said[0] += spread(ending)
    if ending.forecast:
        finish = day_name(ending.forecast, ending.today)
        said.append(tr("🔭 At your recent pace, you'll finish around {day}", day=finish))
    return said


def spread(ending: Ending) -> str:
    """How the roadmap's weeks are spread over the calendar's, where it is not week by week."""
    if ending.roadmap_weeks == ending.calendar_weeks:
        return ""
    said = weeks_in_weeks(ending)
    is_denser = ending.roadmap_weeks > ending.calendar_weeks
    return " · " + (tr("{weeks}, so one week may cover parts of two phases", weeks=said) if is_denser else said)


def weeks_in_weeks(ending: Ending) -> str:
    """How many weeks of the roadmap, and in how many of the calendar where they differ: "36 roadmap weeks in 26 …"."""
    if ending.roadmap_weeks == ending.calendar_weeks:
        return tr_n("{number} week", "{number} weeks", ending.calendar_weeks)
    return tr(
        "{roadmap_weeks} in {calendar_weeks}",
        roadmap_weeks=tr_n("{number} roadmap week", "{number} roadmap weeks", ending.roadmap_weeks),
        calendar_weeks=tr_n("{number} calendar week", "{number} calendar weeks", ending.calendar_weeks),
    )


def _weeks(weeks: Sequence[Weeks]) -> str:
    """The weeks of some blocks in words: "weeks 3-4 and 5-6"."""
    if len(weeks) == 1:
        return in_weeks(weeks[0])
    if len(weeks) > _MOST_NAMED:
        return tr("weeks {first} to {last}", first=weeks[0].first, last=weeks[-1].last)
    return tr("weeks {weeks}", weeks=listed(map(str, weeks)))
