"""Asking for help on a task: the form, the question others see, and what its author sees."""

from __future__ import annotations

from collections.abc import Sequence

import discord
from discord import ui

from bot.roadmap import Task
from bot.study.progress import Progress
from bot.study.questions import Question
from bot.ui.screens.layout import CALM, Screen, button, lines, phase_colour, phase_name, plain, press, short, task_words
from bot.ui.screens.verbs import Verb
from bot.ui.screens.week import block_name
from bot.words import tr

LONGEST_QUESTION = 1500
_LONGEST_THREAD_NAME = 100


def question_modal(task: Task) -> ui.Modal:
    """The form that asks what is hard."""
    modal = ui.Modal(title=tr("What are you stuck on?"), custom_id=press(Verb.ASK, task.id))
    modal.add_item(ui.TextDisplay(f"**{plain(task.text)}**"))
    field: ui.TextInput[ui.Modal] = ui.TextInput(
        style=discord.TextStyle.paragraph,
        max_length=LONGEST_QUESTION,
        placeholder=tr("What did you try, and where does it stop making sense?"),
    )
    label: ui.Label[ui.Modal] = ui.Label(
        text=tr("Your question"), description=tr("Everyone in this server will see it."), component=field
    )
    modal.add_item(label)
    modal.stop()
    return modal


def thread_name(task: Task) -> str:
    """The name of a question's thread."""
    return short(tr("Stuck: {task}", task=task.text), _LONGEST_THREAD_NAME)


def question_screen(progress: Progress, task: Task, question: str, helpers: Sequence[int]) -> Screen:
    """The question with the task's context, as everybody sees it."""
    block = progress.roadmap.block_of(task.id)
    phase = progress.roadmap.phase_of(task.id)
    context = [
        f"-# {phase_name(progress.roadmap.number_of(phase), phase)}" if phase else "",
        f"-# {block_name(block)}" if block else "",
        tr("-# Resource: {text}", text=plain(block.resource)) if block and block.resource else "",
    ]
    screen = Screen(
        tr("## {task}\n{member} is stuck and asks:", task=task_words(task), member=f"<@{progress.member.user_id}>"),
        plain(question),
        lines(filter(None, context)),
        colour=phase_colour(progress.roadmap.number_of(phase)) if phase else CALM,
    )
    if helpers:
        named = ", ".join(f"<@{user}>" for user in helpers)
        screen.part(tr("You finished this and offered to help: {members}", members=named))
    return screen.row(
        button(tr("Unstuck"), press(Verb.UNSTUCK, task.id, progress.member.user_id), discord.ButtonStyle.success)
    )


def solved_screen(task: Task | None, user_id: int) -> Screen:
    """The question when its author is unstuck; its task may have left the roadmap."""
    about = plain(task.text) if task else tr("A task that's no longer in the roadmap")
    said = tr("✅ **{task}**\n{member} is unstuck. Thanks, everyone!", task=about, member=f"<@{user_id}>")
    return Screen(said, colour=0x22C55E)


def asked_screen(task: Task, asked: Question, note: str) -> Screen:
    """What the author sees after asking."""
    channel = f"<#{asked.channel_id}>"
    said = (
        tr("Your question about **{task}** is in {channel}.", task=task_words(task), channel=channel),
        note,
        tr("Press **Unstuck**, here or there, once it's solved."),
    )
    unsure = (
        tr(
            "I was cut off while posting your question about **{task}** in {channel}.",
            task=plain(task.text),
            channel=channel,
        ),
        tr(
            "Look there first. If it isn't there, press **Unstuck** and ask again. "
            "If it is, press **Unstuck** once it's solved."
        ),
    )
    return Screen(*(said if asked.is_certain else unsure)).row(
        button(tr("Unstuck"), press(Verb.UNSTUCK, task.id, asked.user_id), discord.ButtonStyle.success),
        button(tr("My week"), press(Verb.WEEK)),
    )
