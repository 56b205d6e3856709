"""Behind the plan: three ways on, each told before it is taken (§3)."""

from __future__ import annotations

import discord
from discord import ui

from bot.roadmap import Block
from bot.study.catchup import is_catching_up
from bot.study.days import week_of
from bot.study.forecast import forecast
from bot.study.progress import Progress
from bot.study.segments import Segment
from bot.study.standing import blocks_behind, done_early, weeks_early
from bot.ui.screens.layout import QUIET, Screen, button, in_weeks, lines, plain, press, short, task_words
from bot.ui.screens.verbs import Verb
from bot.words import day_name, listed, tr, tr_n

_MOST_OVERDUE = 5
LONGEST_NOTE = 300
_LONGEST_TITLE = 45
"""What Discord takes in the title of a form or the label of a field."""


def standing_line(progress: Progress) -> str:
    """Behind, on track or ahead, with the reason."""
    if progress.is_complete:
        return finished_line(progress)
    if progress.total == 0:
        return tr("**Nothing in your plan is left in this roadmap.** `/pace` shows what there is now.")
    if pause := progress.pause:
        return tr("**Paused until {day}.** Nothing is due.", day=day_name(pause.until, progress.today))
    if progress.overdue:
        return open_line(progress)
    if early := done_early(progress):
        blocks = dict.fromkeys(block for task in early if (block := progress.roadmap.block_of(task.id)))
        return tr_n(
            "**Ahead:** {number} task from {weeks} done early.",
            "**Ahead:** {number} tasks from {weeks} done early.",
            len(early),
            weeks=_weeks(tuple(blocks)),
        )
    if progress.is_free_week:
        return free_week_line(progress)
    return tr("**On track:** nothing from earlier weeks is open.")


def open_line(progress: Progress) -> str:
    """What earlier weeks have left open."""
    return tr_n(
        "**{number} task** from {weeks} is still open.",
        "**{number} tasks** from {weeks} are still open.",
        len(progress.overdue),
        weeks=_weeks(blocks_behind(progress)),
    )


def finished_line(progress: Progress) -> str:
    """When the roadmap was finished, and how much earlier than planned (§3)."""
    finished = progress.finished_on
    if finished is None:
        return ""
    day = day_name(finished, progress.today)
    early = weeks_early(progress, finished)
    if not early:
        return tr("🏁 **Finished on {day}.** Nothing more is due. Well done.", day=day)
    return tr_n(
        "🏁 **Finished on {day}, {number} week early.** Nothing more is due. Well done.",
        "🏁 **Finished on {day}, {number} weeks early.** Nothing more is due. Well done.",
        early,
        day=day,
    )


def free_week_line(progress: Progress) -> str:
    """A week without a block, and what comes next (§1)."""
    if following := progress.next_block:
        block, monday = following
        return tr(
            "**A free week:** nothing is due. Next: {block} from {day}.",
            block=plain(block.title),
            day=day_name(monday, progress.today),
        )
    return tr("**A free week:** nothing is due.")


def ending_lines(progress: Progress) -> list[str]:
    """When the plan ends, and beside it when the present pace ends, once there is enough to tell."""
    if progress.is_complete:
        return []
    if progress.plan.has_ended(progress.today):
        said = [tr("📅 Your plan ended on {day}", day=day_name(progress.plan.ends_on, progress.today))]
    else:
        said = [tr("📅 Plan ends {day}", day=day_name(progress.plan.ends_on, progress.today)) + spread(progress)]
    if day := forecast(progress):
        said.append(tr("🔭 At your recent pace, you'll finish around {day}", day=day_name(day, progress.today)))
    return said


def spread(progress: Progress) -> str:
    """How the roadmap's weeks are spread over the calendar's, where it is not week by week."""
    segment = progress.plan.latest
    walked, weeks = len(segment.path), segment.steps
    if walked == weeks:
        return ""
    said = weeks_in_weeks(segment)
    return " · " + (tr("{weeks}, so one week may cover parts of two phases", weeks=said) if walked > weeks else said)


def weeks_in_weeks(segment: Segment) -> str:
    """How many weeks of the roadmap, and in how many of the calendar: "36 roadmap weeks in 26 calendar weeks"."""
    return tr(
        "{roadmap_weeks} in {calendar_weeks}",
        roadmap_weeks=tr_n("{number} roadmap week", "{number} roadmap weeks", len(segment.path)),
        calendar_weeks=tr_n("{number} calendar week", "{number} calendar weeks", segment.steps),
    )


def offer(screen: Screen) -> Screen:
    """A quiet line that there are ways to catch up, and the button to them where there is none yet."""
    screen.part(
        tr(
            "-# Falling behind is fine. You have three options, and you'll see what each one does before "
            "anything changes."
        )
    )
    return screen if screen.leads_to(Verb.CATCHUP) else screen.row(button(tr("Ways to catch up…"), press(Verb.CATCHUP)))


def catchup_screen(progress: Progress) -> Screen:
    """What is overdue, five at most, and the three ways."""
    if not progress.overdue:
        return Screen(standing_line(progress), tr("There's nothing to catch up on.")).row(
            button(tr("My week"), press(Verb.WEEK), discord.ButtonStyle.primary)
        )
    return (
        Screen(tr("## Catching up"), standing_line(progress), _some(progress), colour=QUIET)
        .part(
            lines(
                (
                    tr("**Shift** moves your plan: you get these weeks again, and it ends later."),
                    tr("**Catch up** adds one of these tasks to each study day."),
                    tr("**Skip** drops them, with a short reason. You can still tick them later."),
                )
            )
        )
        .row(
            button(tr("Shift…"), press(Verb.SHIFT)),
            button(tr("Stop catching up") if is_catching_up(progress) else tr("Catch up…"), press(Verb.ADD)),
            button(tr("Skip…"), press(Verb.SKIP)),
        )
    )


def shift_preview(before: Progress, after: Progress, number: int) -> Screen:
    """What shifting would do."""
    return Screen(
        tr("## Shift your plan?"),
        tr("This week becomes {blocks}.", blocks=", ".join(map(_block, after.due_blocks))),
        tr(
            "📅 Your plan ends {day} instead of {before}. Your hours a week, ticks and streak stay the same.",
            day=day_name(after.plan.ends_on, after.today),
            before=day_name(before.plan.ends_on, before.today),
        ),
    ).row(button(tr("Shift the plan"), press(Verb.SHIFT_NOW, number), discord.ButtonStyle.success), _back())


def add_preview(progress: Progress, number: int) -> Screen:
    """What catching up would do."""
    overdue = len(progress.overdue)
    days = len(progress.plan.weekdays(week_of(progress.today)))
    added = tr_n(
        "Your next study day adds your {number} overdue task.",
        "Each study day adds one of your {number} overdue tasks, oldest first, until none are left.",
        overdue,
    )
    lasts = tr_n(
        "That takes about {number} week at {tasks} a week.",
        "That takes about {number} weeks at {tasks} a week.",
        -(-overdue // days),
        tasks=tr_n("{number} task", "{number} tasks", days),
    )
    return Screen(
        tr("## Catch up, one task at a time?"),
        f"{added} {lasts}" if overdue > 1 else added,
        tr(
            "Your plan still ends on the same day. The extra task shows up in /week and in your direct messages, "
            "never in the channel."
        ),
    ).row(button(tr("Catch up"), press(Verb.ADD_NOW, number), discord.ButtonStyle.success), _back())


def skip_preview(progress: Progress, number: int) -> Screen:
    """What skipping would do."""
    overdue = len(progress.overdue)
    kept = tr_n(
        "It would no longer count. It stays in /roadmap, and ticking it makes it count again.",
        "They would no longer count. They stay in /roadmap, and ticking one makes it count again.",
        overdue,
    )
    left = tr_n(
        "You'd then have {done} of {number} task done.",
        "You'd then have {done} of {number} tasks done.",
        progress.total - overdue,
        done=progress.done,
    )
    return Screen(tr_n("## Skip this task?", "## Skip these tasks?", overdue), _some(progress), f"{kept} {left}").row(
        button(tr("Skip with a note…"), press(Verb.SKIP_NOTE, number), discord.ButtonStyle.danger), _back()
    )


def skip_modal(number: int) -> ui.Modal:
    """The form that takes the reason."""
    modal = ui.Modal(title=short(tr("Skip overdue tasks"), _LONGEST_TITLE), custom_id=press(Verb.SKIP_NOW, number))
    field: ui.TextInput[ui.Modal] = ui.TextInput(max_length=LONGEST_NOTE, placeholder=tr("I know this already"))
    label: ui.Label[ui.Modal] = ui.Label(
        text=short(tr("Why are you skipping them?"), _LONGEST_TITLE),
        description=tr("Only you can see this."),
        component=field,
    )
    modal.add_item(label)
    modal.stop()
    return modal


def shifted_line() -> str:
    """After the plan was shifted."""
    return tr("**Plan shifted.**")


def catching_up_line(*, on: bool) -> str:
    """After catching up was switched on or off."""
    if on:
        return tr("**Each study day now adds one overdue task** until none are left.")
    return tr("**Catching up is off.** You get this week's tasks only.")


def skipped_line(tasks: int) -> str:
    """After tasks were skipped."""
    return tr_n(
        "**{number} task skipped.** Ticking it makes it count again.",
        "**{number} tasks skipped.** Ticking one makes it count again.",
        tasks,
    )


def nothing_to_skip() -> str:
    """None of the tasks that were shown is still open."""
    return tr("Those tasks have been done since, so there's nothing left to skip.")


def nothing_overdue() -> str:
    """There is nothing left to catch up on."""
    return tr("Nothing is overdue any more. You're on track.")


def caught_up_screen(progress: Progress, said: str) -> Screen:
    """After one of the three ways was taken."""
    return Screen(said, standing_line(progress), lines(ending_lines(progress))).row(
        button(tr("My week"), press(Verb.WEEK), discord.ButtonStyle.primary),
        button(tr("My progress"), press(Verb.PROGRESS)),
    )


def _back() -> ui.Button[Screen]:
    return button(tr("Back"), press(Verb.CATCHUP))


def _some(progress: Progress) -> str:
    overdue = progress.overdue
    said = [f"⬜ {task_words(task)}" for task in overdue[:_MOST_OVERDUE]]
    if rest := len(overdue) - _MOST_OVERDUE if len(overdue) > _MOST_OVERDUE else 0:
        said.append(tr_n("… and {number} more task", "… and {number} more tasks", rest))
    return lines(said)


def _weeks(blocks: tuple[Block, ...]) -> str:
    """The weeks of some blocks in words: "weeks 3-4 and 5-6"."""
    if len(blocks) == 1:
        return in_weeks(blocks[0].weeks)
    if len(blocks) > 3:
        return tr("weeks {first} to {last}", first=blocks[0].weeks.first, last=blocks[-1].weeks.last)
    return tr("weeks {weeks}", weeks=listed(block.weeks for block in blocks))


def _block(block: Block) -> str:
    return tr("Week {weeks}: {title}", weeks=block.weeks, title=plain(block.title))
