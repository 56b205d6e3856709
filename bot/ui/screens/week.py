"""One block of the roadmap: its tasks to tick, what goes with it, and the way to the weeks around it."""

from __future__ import annotations

import discord

from bot.roadmap import Block, Task
from bot.study.progress import Progress
from bot.study.words import counted
from bot.ui.screens.layout import QUIET, Screen, button, duration, hours, lines, on_day, phase_colour, plain, press


def block_name(block: Block) -> str:
    """A block as the source heads it: "Week 1-2: ML Fundamentals"."""
    return f"Week {block.weeks}: {plain(block.title)}"


def task_line(progress: Progress, task: Task) -> str:
    """A task with its box."""
    return f"✅ ~~{plain(task.text)}~~" if progress.has_done(task.id) else f"⬜ {plain(task.text)}"


def week_screen(progress: Progress, block: Block, *, shared: bool = False, news: str = "") -> Screen:
    """The block with its tasks, and below them what a tick just did.

    `shared` leaves the controls out, as it is for others to read.
    """
    phase = progress.roadmap.phase_of(block.id)
    number = progress.roadmap.number_of(phase) if phase else 0
    done = sum(1 for task in block.tasks if progress.has_done(task.id))
    screen = Screen(
        f"-# Phase {number} · {plain(phase.title)}" if phase else "",
        f"## {block_name(block)}\n{_when(progress, block)}",
        lines(task_line(progress, task) for task in block.tasks),
        colour=phase_colour(number) if phase else QUIET,
    )
    screen.part(_extras(progress, block))
    screen.part(f"**{done} of {counted(len(block.tasks), 'task')} done** · {_hours(progress, block)}", news)
    return screen if shared else _controls(screen, progress, block)


def _when(progress: Progress, block: Block) -> str:
    monday = progress.plan.monday_of(block.weeks.first)
    if monday is None:
        return "Not part of your plan. You can tick its tasks all the same."
    day = on_day(monday, progress.member.zone)
    if block in progress.due_blocks:
        return "Your block now." if progress.has_started else f"Your first block: it starts {day}."
    return f"In your plan from {day}."


def _extras(progress: Progress, block: Block) -> str:
    named = (("Resource", block.resource), ("Critical", block.critical), ("Deliverable", block.deliverable))
    said = [f"**{name}:** {plain(text)}" for name, text in named if text]
    projects = {project.id: project for week in block.weeks for project in progress.roadmap.projects_at(week)}
    said += [f"**Project:** {plain(p.title)} (weeks {p.weeks})" for p in projects.values()]
    return lines(said)


def _hours(progress: Progress, block: Block) -> str:
    if block not in progress.due_blocks:
        return f"about {hours(progress.roadmap.hours_in(block.weeks.first))} a week"
    planned = f"about {hours(progress.hours_planned)} this week"
    logged = progress.minutes_this_week
    return f"{planned}, {duration(logged)} logged" if logged else planned


def _controls(screen: Screen, progress: Progress, block: Block) -> Screen:
    open_tasks = [(task.id, task.text) for task in block.tasks if not progress.has_done(task.id)]
    screen.choice(press("tick", block.id), "Tick what you have done…", open_tasks, several=True)
    blocks = progress.roadmap.blocks
    at = blocks.index(block)
    before, after = (blocks[at - 1] if at else None), (blocks[at + 1] if at + 1 < len(blocks) else None)
    now = progress.due_blocks[0] if progress.due_blocks else None
    return screen.row(
        button(f"◀ Week {before.weeks}", press("week", before.id)) if before else None,
        button("My week now", press("week"), discord.ButtonStyle.primary) if now and now != block else None,
        button(f"Week {after.weeks} ▶", press("week", after.id)) if after else None,
        button("My progress", press("progress")),
    )
