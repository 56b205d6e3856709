"""Asking for help on a task: the form, the question others see, and what its author sees."""

from __future__ import annotations

from collections.abc import Sequence

import discord
from discord import ui

from bot.roadmap import Task
from bot.study.progress import Progress
from bot.study.questions import Question
from bot.ui.screens.layout import CALM, Screen, button, lines, phase_colour, plain, press, short

LONGEST_QUESTION = 1500
_LONGEST_THREAD_NAME = 100


def question_modal(task: Task) -> ui.Modal:
    """The form that asks what is hard."""
    modal = ui.Modal(title="What is hard?", custom_id=press("ask", task.id))
    modal.add_item(ui.TextDisplay(f"**{plain(task.text)}**"))
    field: ui.TextInput[ui.Modal] = ui.TextInput(
        style=discord.TextStyle.paragraph,
        max_length=LONGEST_QUESTION,
        placeholder="What did you try, and where does it stop making sense?",
    )
    label: ui.Label[ui.Modal] = ui.Label(
        text="Your question", description="Everybody in this server will see it.", component=field
    )
    modal.add_item(label)
    modal.stop()
    return modal


def thread_name(task: Task) -> str:
    """The name of a question's thread."""
    return short(f"Stuck: {task.text}", _LONGEST_THREAD_NAME)


def question_screen(progress: Progress, task: Task, question: str, helpers: Sequence[int]) -> Screen:
    """The question with the task's context, as everybody sees it."""
    block = progress.roadmap.block_of(task.id)
    phase = progress.roadmap.phase_of(task.id)
    context = [
        f"-# Phase {progress.roadmap.number_of(phase)} · {plain(phase.title)}" if phase else "",
        f"-# Week {block.weeks}: {plain(block.title)}" if block else "",
        f"-# Resource: {plain(block.resource)}" if block and block.resource else "",
    ]
    screen = Screen(
        f"## {plain(task.text)}\n<@{progress.member.user_id}> is stuck and asks:",
        plain(question),
        lines(filter(None, context)),
        colour=phase_colour(progress.roadmap.number_of(phase)) if phase else CALM,
    )
    if helpers:
        screen.part(f"You finished this and offered to help: {', '.join(f'<@{user}>' for user in helpers)}")
    return screen.row(
        button("Unstuck", press("unstuck", task.id, progress.member.user_id), discord.ButtonStyle.success)
    )


def solved_screen(task: Task, user_id: int) -> Screen:
    """The question when its author is unstuck."""
    return Screen(f"✅ **{plain(task.text)}**\n<@{user_id}> is unstuck. Thank you all.", colour=0x22C55E)


def asked_screen(task: Task, asked: Question, note: str) -> Screen:
    """What the author sees after asking."""
    said = (
        f"Your question about **{plain(task.text)}** stands in <#{asked.channel_id}>.",
        note,
        "Press **Unstuck**, here or there, when it is solved.",
    )
    unsure = (
        f"Your question about **{plain(task.text)}** was on its way to <#{asked.channel_id}> when I was cut off.",
        "Look there first. If it isn't there, press **Unstuck** and ask again; "
        "if it is, press **Unstuck** when it is solved.",
    )
    return Screen(*(said if asked.is_certain else unsure)).row(
        button("Unstuck", press("unstuck", task.id, asked.user_id), discord.ButtonStyle.success),
        button("My week", press("week")),
    )
