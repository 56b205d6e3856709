"""The plan as a file for a calendar, and what such a file can't do (§13)."""

from __future__ import annotations

import discord

from bot.study.progress import Progress
from bot.ui.screens.layout import Screen, button, press
from bot.words import day_name, tr, tr_n


def calendar_screen(progress: Progress, study_days: int, file: discord.File) -> Screen:
    """The file, and how to use it."""
    first, last = (day_name(day, progress.today) for day in (progress.plan.starts_on, progress.plan.ends_on))
    return (
        Screen(
            tr("## 🗓️ Your plan as a calendar"),
            tr_n(
                "{number} study day from {first} to {last}, with its activity, hours and block, plus your milestones "
                "and checkpoints. Breaks stay free.",
                "{number} study days from {first} to {last}, each with its activity, hours and block, plus your "
                "milestones and checkpoints. Breaks stay free.",
                study_days,
                first=first,
                last=last,
            ),
            tr(
                "**Import it into a calendar of its own.** A file can't take events back: when your plan changes, "
                "export and import again. What moved moves along; what fell away stays until you delete it there."
            ),
        )
        .attach(file)
        .row(button(tr("My week"), press("week")), button(tr("Change my pace"), press("plan")))
    )
