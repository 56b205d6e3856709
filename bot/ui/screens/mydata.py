"""What is stored about a member: to take along, or to be forgotten."""

from __future__ import annotations

import discord

from bot.ui.screens.layout import CALM, Screen, button, press

BACKUPS = "Backups, and copies made before an update, hold what was there for at most 35 days."


def export_screen(files: list[discord.File]) -> Screen:
    """The files, and what is in them: the rows, the roadmap that is walked, and those that are parked."""
    what = "your roadmap as a Markdown checklist" if len(files) < 3 else "each of your roadmaps as a Markdown checklist"
    screen = Screen(
        "## Your data",
        f"Everything stored about you in this server as JSON, and {what} with your ticks and the ids of its tasks: "
        "it can be imported again.",
    )
    for file in files:
        screen.attach(file)
    return screen


def forget_screen() -> Screen:
    """The question before everything is deleted."""
    return Screen(
        "## Forget everything about you here?",
        "Your plan, ticks, sessions, evidence, questions and settings in this server are deleted at once and can't be "
        "brought back. What you wrote in threads stays until you delete it there. "
        f"`/mydata export` gives you a copy first.\n-# {BACKUPS}",
        colour=CALM,
    ).row(
        button("Delete everything", press("forget"), discord.ButtonStyle.danger),
        button("Keep it", press("progress")),
    )


def forgotten_screen() -> Screen:
    """After everything was deleted."""
    return Screen(
        "Everything about you in this server is deleted. Should you come back one day: `/start`. All the best!",
        f"-# {BACKUPS}",
    )
