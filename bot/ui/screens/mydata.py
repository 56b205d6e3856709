"""What is stored about a member: to take along, or to be forgotten."""

from __future__ import annotations

import discord

from bot.ui.screens.layout import CALM, Screen, button, press
from bot.ui.screens.verbs import Verb
from bot.words import tr


def export_screen(files: list[discord.File]) -> Screen:
    """The files, and what is in them: the rows, the roadmap that is walked, and those that are parked."""
    if len(files) < 3:
        said = tr(
            "Everything stored about you in this server as JSON, and your roadmap as a Markdown checklist "
            "with your ticks and task ids, ready to import again."
        )
    else:
        said = tr(
            "Everything stored about you in this server as JSON, and each of your roadmaps as a Markdown checklist "
            "with your ticks and task ids, ready to import again."
        )
    screen = Screen(tr("## Your data"), said)
    for file in files:
        screen.attach(file)
    return screen


def forget_screen() -> Screen:
    """The question before everything is deleted."""
    return Screen(
        tr("## Forget everything about you here?"),
        tr(
            "Your plan, ticks, sessions, evidence, questions and settings in this server will be deleted right away "
            "and can't be restored. What you wrote in threads stays until you delete it there. "
            "To keep a copy, use `/mydata export` first."
        )
        + f"\n-# {_backups()}",
        colour=CALM,
    ).row(
        button(tr("Delete everything"), press(Verb.FORGET), discord.ButtonStyle.danger),
        button(tr("Keep it"), press(Verb.PROGRESS)),
    )


def forgotten_screen() -> Screen:
    """After everything was deleted."""
    return Screen(
        tr("Everything about you in this server has been deleted. If you ever come back, use `/start`. All the best!"),
        f"-# {_backups()}",
    )


def _backups() -> str:
    return tr("Backups, and copies made before an update, keep what was there for up to 35 days.")
