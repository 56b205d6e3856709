"""The plan as a file for a calendar, and what such a file can't do (§13)."""

from __future__ import annotations

import discord

from bot.study.progress import Progress
from bot.ui.screens.layout import Screen, button, press
from bot.ui.screens.verbs import Verb
from bot.words import day_name, tr, tr_n


def calendar_screen(progress: Progress, study_days: int, file: discord.File) -> Screen:
    """The file, and how to use it."""
    first, last = (day_name(day, progress.today) for day in (progress.plan.starts_on, progress.plan.ends_on))
    return (
        Screen(
            tr("## 🗓️ Your plan as a calendar"),
            tr_n(
                "{number} study day from {first} to {last}, with its activity, hours and block, plus your "
                "milestones and checkpoints. Breaks are left free.",
                "{number} study days from {first} to {last}, each with its activity, hours and block, plus "
                "your milestones and checkpoints. Breaks are left free.",
                study_days,
                first=first,
                last=last,
            ),
            tr(
                "**Import it into a calendar of its own.** When your plan changes, export and import it again: "
                "events that moved will move. A file can't take events back, so delete the ones you no longer "
                "need yourself."
            ),
        )
        .attach(file)
        .row(button(tr("My week"), press(Verb.WEEK)), button(tr("Change my pace"), press(Verb.PLAN)))
    )


def milestone_event(title: str) -> str:
    """What a milestone is called in a calendar."""
    return tr("Milestone: {title}", title=title)


def checkpoint_event(number: int, title: str) -> str:
    """What a phase's checkpoint is called in a calendar."""
    return tr("Checkpoint: phase {number} · {title}", number=number, title=title)
