"""Behind the plan: three ways on, each told before it is taken (§3)."""

from __future__ import annotations

import discord
from discord import ui

from bot.roadmap import Block
from bot.study.days import week_of
from bot.study.progress import Progress
from bot.study.standing import blocks_behind, done_early, forecast, is_catching_up
from bot.study.words import counted, listed
from bot.ui.screens.layout import QUIET, Screen, button, in_weeks, lines, on_day, plain, press, task_words

_MOST_OVERDUE = 5
LONGEST_NOTE = 300


def standing_line(progress: Progress) -> str:
    """Behind, on track or ahead, with the reason."""
    if progress.is_complete:
        return finished_line(progress)
    if progress.total == 0:
        return "**Nothing of your plan is left in this roadmap.** `/pace` shows what there is now."
    if pause := progress.pause:
        return f"**Paused until {on_day(pause.until, progress.member.zone)}.** Nothing is due."
    if overdue := len(progress.overdue):
        verb = "is" if overdue == 1 else "are"
        return f"**{counted(overdue, 'task')}** from {_weeks(blocks_behind(progress))} {verb} still open."
    if early := done_early(progress):
        blocks = dict.fromkeys(block for task in early if (block := progress.roadmap.block_of(task.id)))
        return f"**Ahead:** {counted(len(early), 'task')} from {_weeks(tuple(blocks))} done early."
    if progress.is_free_week:
        return free_week_line(progress)
    return "**On track:** nothing from earlier weeks is open."


def finished_line(progress: Progress) -> str:
    """When the roadmap was finished, and how much earlier than planned (§3)."""
    day = progress.finished_on
    if day is None:
        return ""
    early = (week_of(progress.plan.ends_on) - week_of(day)).days // 7
    said = f", {counted(early, 'week')} early" if early > 0 else ""
    return f"🏁 **Finished on {on_day(day, progress.member.zone)}{said}.** Nothing more is due. Well done."


def free_week_line(progress: Progress) -> str:
    """A week without a block, and what comes next (§1)."""
    if following := progress.next_block:
        block, monday = following
        return (
            f"**A free week:** nothing is due. Next: {plain(block.title)} from {on_day(monday, progress.member.zone)}."
        )
    return "**A free week:** nothing is due."


def ending_lines(progress: Progress) -> list[str]:
    """When the plan ends, and beside it when the present pace ends, once there is enough to tell."""
    zone = progress.member.zone
    if progress.is_complete:
        return []
    if progress.plan.has_ended(progress.today):
        said = [f"📅 The plan's last week was that of {on_day(progress.plan.ends_on, zone)}"]
    else:
        said = [f"📅 Plan ends {on_day(progress.plan.ends_on, zone)}{spread(progress)}"]
    if day := forecast(progress):
        said.append(f"🔭 At the pace of your last weeks you finish about {on_day(day, zone)}")
    return said


def spread(progress: Progress) -> str:
    """How the roadmap's weeks are spread over the calendar's, where it is not week by week."""
    segment = progress.plan.latest
    walked, weeks = len(segment.path), segment.steps
    if walked == weeks:
        return ""
    together = ", so a calendar week may hold parts of two phases" if walked > weeks else ""
    return f" · {counted(walked, 'week')} of roadmap in {counted(weeks, 'calendar week')}{together}"


def offer(screen: Screen) -> Screen:
    """A quiet line that there are ways to catch up."""
    return screen.part("-# Being behind is no drama. There are three ways on, and each shows first what it does.").row(
        button("Ways to catch up…", press("catchup"))
    )


def catchup_screen(progress: Progress) -> Screen:
    """What is overdue, five at most, and the three ways."""
    if not progress.overdue:
        return Screen(standing_line(progress), "There is nothing to catch up on.").row(
            button("My week", press("week"), discord.ButtonStyle.primary)
        )
    return (
        Screen("## Catching up", standing_line(progress), _some(progress), colour=QUIET)
        .part(
            "**Shift** moves the plan: these weeks come again, and the end moves later.\n"
            "**Catch up** adds one of these tasks to each study day.\n"
            "**Skip** lets them go, with a word why; you can still tick them later."
        )
        .row(
            button("Shift…", press("shift")),
            button("Stop catching up" if is_catching_up(progress) else "Catch up…", press("add")),
            button("Skip…", press("skip")),
        )
    )


def shift_preview(before: Progress, after: Progress, number: int) -> Screen:
    """What shifting would do."""
    zone = before.member.zone
    return Screen(
        "## Shift the plan?",
        f"This week becomes {', '.join(plain(f'Week {b.weeks}: {b.title}') for b in after.due_blocks)}.",
        f"📅 The end moves from {on_day(before.plan.ends_on, zone)} to {on_day(after.plan.ends_on, zone)}. "
        "Hours a week, ticks and streak stay as they are.",
    ).row(button("Shift the plan", press("shift-now", number), discord.ButtonStyle.success), _back())


def add_preview(progress: Progress, number: int) -> Screen:
    """What catching up would do."""
    overdue = len(progress.overdue)
    days = len(progress.plan.weekdays(week_of(progress.today)))
    return Screen(
        "## Catch up, one task at a time?",
        f"Each study day brings one of the {counted(overdue, 'overdue task')}, the oldest first, until "
        f"none is left: about {counted(-(-overdue // days), 'week')} at {counted(days, 'task')} a week.",
        "The plan's end stays. You find it in /week and in your direct messages; the channel never hears of it.",
    ).row(button("Catch up", press("add-now", number), discord.ButtonStyle.success), _back())


def skip_preview(progress: Progress, number: int) -> Screen:
    """What skipping would do."""
    left = progress.total - len(progress.overdue)
    return Screen(
        "## Let these tasks go?",
        _some(progress),
        f"They would no longer count: {progress.done} of {counted(left, 'task')} from then on. They stay in /roadmap, "
        "and ticking one makes it count again.",
    ).row(button("Skip with a note…", press("skip-note", number), discord.ButtonStyle.danger), _back())


def skip_modal(number: int) -> ui.Modal:
    """The form that takes the reason."""
    modal = ui.Modal(title="Skip what is overdue", custom_id=press("skip-now", number))
    field: ui.TextInput[ui.Modal] = ui.TextInput(max_length=LONGEST_NOTE, placeholder="I know this from my studies")
    label: ui.Label[ui.Modal] = ui.Label(text="Why, in a word", description="Only you see it.", component=field)
    modal.add_item(label)
    modal.stop()
    return modal


def caught_up_screen(progress: Progress, said: str) -> Screen:
    """After one of the three ways was taken."""
    return Screen(said, standing_line(progress), lines(ending_lines(progress))).row(
        button("My week", press("week"), discord.ButtonStyle.primary), button("My progress", press("progress"))
    )


def _back() -> ui.Button[Screen]:
    return button("Back", press("catchup"))


def _some(progress: Progress) -> str:
    overdue = progress.overdue
    said = [f"⬜ {task_words(task)}" for task in overdue[:_MOST_OVERDUE]]
    if rest := len(overdue) - _MOST_OVERDUE if len(overdue) > _MOST_OVERDUE else 0:
        said.append(f"… and {counted(rest, 'more task')}")
    return lines(said)


def _weeks(blocks: tuple[Block, ...]) -> str:
    """The weeks of some blocks in words: "weeks 3-4 and 5-6"."""
    if len(blocks) == 1:
        return in_weeks(blocks[0].weeks)
    if len(blocks) > 3:
        return f"weeks {blocks[0].weeks.first} to {blocks[-1].weeks.last}"
    return f"weeks {listed(block.weeks for block in blocks)}"
