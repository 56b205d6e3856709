"""One block of the roadmap: its tasks to tick, what goes with it, and the way to the weeks around it."""

from __future__ import annotations

from datetime import timedelta

import discord

from bot.roadmap import Block, Task
from bot.study.days import week_of
from bot.study.progress import Progress
from bot.study.standing import catchup_task
from bot.study.words import counted
from bot.ui.screens.catchup import free_week_line
from bot.ui.screens.layout import (
    QUIET,
    Screen,
    button,
    duration,
    hours,
    in_weeks,
    lines,
    on_day,
    phase_colour,
    plain,
    press,
    task_words,
)
from bot.ui.screens.pages import Page, page_of

_ROOM = 2000
"""Characters for a page of tasks; the rest of a message is for what goes with them."""


def block_name(block: Block) -> str:
    """A block as the source heads it: "Week 1-2: ML Fundamentals"."""
    return f"Week {block.weeks}: {plain(block.title)}"


def task_line(progress: Progress, task: Task, longest: int | None = None) -> str:
    """A task with its box, its words cut to a length where there is one."""
    text = task_words(task, longest)
    return f"✅ ~~{text}~~" if progress.has_done(task.id) else f"⬜ {text}"


def weeks_block(progress: Progress) -> Block:
    """The block that is due, or the next one."""
    following = (progress.next_block[0],) if progress.next_block else ()
    return next(iter((*progress.due_blocks, *following, *progress.roadmap.blocks)))


def week_screen(progress: Progress, block: Block, page: int = 0, *, news: str = "") -> Screen:
    """The block with its tasks, and below them what a tick just did."""
    phase = progress.roadmap.phase_of(block.id)
    number = progress.roadmap.number_of(phase) if phase else 0
    done = sum(1 for task in block.tasks if progress.has_done(task.id))
    said = [task_line(progress, task) for task in block.tasks]
    shown = page_of(said, page, _ROOM)
    screen = Screen(
        f"-# Phase {number} · {plain(phase.title)}" if phase and len(progress.roadmap.phases) > 1 else "",
        _first_line(progress),
        f"## {block_name(block)}\n{_when(progress, block)}",
        lines(said[shown.first : shown.end]),
        f"-# {shown.said}" if shown.said else "",
        colour=phase_colour(number) if phase else QUIET,
    )
    late = catchup_task(progress) if _is_due(progress, block) else None
    screen.part(f"↩️ **Catching up:** {task_words(late)}" if late else "", _extras(progress, block))
    screen.part(f"**{done} of {counted(len(block.tasks), 'task')} done** · {_hours(progress, block)}", news)
    return _controls(screen, progress, block, shown)


def _first_line(progress: Progress) -> str:
    """What comes before all else: a pause, or a free week."""
    if pause := progress.pause:
        return f"⏸️ **Paused until {on_day(pause.until, progress.member.zone)}.** Nothing is due."
    return free_week_line(progress) if progress.is_free_week else ""


def _when(progress: Progress, block: Block) -> str:
    zone, mondays = progress.member.zone, progress.plan.mondays_of(block.id)
    if not mondays or not progress.is_in_scope(block):
        return "Not part of your plan. You can tick its tasks all the same."
    if _is_due(progress, block):
        if not progress.has_started:
            return f"Your first tasks: they start {on_day(mondays[0], zone)}."
        if monday := progress.goes_on:
            return f"It goes on {on_day(monday, zone)}; what you tick until then counts already."
        sunday = on_day(week_of(progress.today) + timedelta(days=6), zone)
        return f"Week {progress.week_number} of {progress.plan.total_weeks} · until Sunday {sunday}"
    return f"In your plan from {on_day(mondays[0], zone)}."


def _is_due(progress: Progress, block: Block) -> bool:
    """Whether a block is worked on this calendar week."""
    return any(due.id == block.id for due in progress.due_blocks)


def _extras(progress: Progress, block: Block) -> str:
    named = (("Resource", block.resource), ("Critical", block.critical), ("Deliverable", block.deliverable))
    said = [f"**{name}:** {plain(text)}" for name, text in named if text]
    projects = {project.id: project for week in block.weeks for project in progress.roadmap.projects_at(week)}
    said += [f"**Project:** {plain(p.title)} ({in_weeks(p.weeks)})" for p in projects.values()]
    return lines(said)


def _hours(progress: Progress, block: Block) -> str:
    if not _is_due(progress, block):
        return f"about {hours(progress.roadmap.hours_in(block.weeks.first))} a week"
    logged = progress.minutes_this_week
    if progress.pause:
        return f"{duration(logged)} logged this week"
    planned = f"about {hours(progress.hours_planned)} this week"
    return f"{planned}, {duration(logged)} logged" if logged else planned


def _controls(screen: Screen, progress: Progress, block: Block, shown: Page) -> Screen:
    on_page = block.tasks[shown.first : shown.end]
    open_tasks = [(task.id, task.text) for task in on_page if not progress.has_done(task.id)]
    screen.choice(press("tick", block.id, shown.number, 0), "Tick what you have done…", open_tasks, several=True)
    screen.row(
        button("◀ Tasks before", press("week", block.id, shown.number - 1)) if shown.number else None,
        button("More tasks ▶", press("week", block.id, shown.number + 1)) if shown.number + 1 < shown.pages else None,
    )
    blocks = progress.roadmap.blocks
    at = [one.id for one in blocks].index(block.id)
    before, after = (blocks[at - 1] if at else None), (blocks[at + 1] if at + 1 < len(blocks) else None)
    now = progress.due_blocks[0] if progress.due_blocks else None
    return screen.row(
        button(f"◀ Week {before.weeks}", press("week", before.id)) if before else None,
        button("My week now", press("week"), discord.ButtonStyle.primary) if now and now.id != block.id else None,
        button(f"Week {after.weeks} ▶", press("week", after.id)) if after else None,
        button("My progress", press("progress")),
    )
