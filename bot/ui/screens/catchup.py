"""Behind the plan: three ways on, each told before it is taken (§3)."""

from __future__ import annotations

import discord
from discord import ui

from bot.roadmap import Block
from bot.study.catchup import is_catching_up
from bot.study.days import week_of
from bot.study.progress import Progress
from bot.study.snapshots.ending import ending_of
from bot.study.snapshots.standing import reason_of
from bot.ui.screens.layout import QUIET, Screen, button, lines, plain, press, short, task_words
from bot.ui.screens.standing import ending_lines, standing_line
from bot.ui.screens.verbs import Verb
from bot.words import day_name, tr, tr_n

_MOST_OVERDUE = 5
LONGEST_NOTE = 300
_LONGEST_TITLE = 45
"""What Discord takes in the title of a form or the label of a field."""


def offer(screen: Screen) -> Screen:
    """A quiet line that there are ways to catch up, and the button to them where there is none yet."""
    screen.part(tr("-# Falling behind is fine. There are three ways forward, and you see what each one does first."))
    return screen if screen.leads_to(Verb.CATCHUP) else screen.row(button(tr("Ways to catch up…"), press(Verb.CATCHUP)))


def catchup_screen(progress: Progress) -> Screen:
    """What is overdue, five at most, and the three ways."""
    if not progress.overdue:
        reason = reason_of(progress)
        is_plain = not (reason.finish or reason.paused_until or reason.early or reason.is_free_week)
        more = "" if is_plain else tr("There's nothing to catch up on.")
        return Screen(standing_line(reason), more).row(
            button(tr("My week"), press(Verb.WEEK), discord.ButtonStyle.primary)
        )
    return (
        Screen(tr("## Catching up"), standing_line(reason_of(progress)), _some(progress), colour=QUIET)
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
    return Screen(said, standing_line(reason_of(progress)), lines(ending_lines(ending_of(progress)))).row(
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


def _block(block: Block) -> str:
    return tr("Week {weeks}: {title}", weeks=block.weeks, title=plain(block.title))
