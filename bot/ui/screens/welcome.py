"""What somebody sees who has just joined, and what the bot can do."""

from __future__ import annotations

import discord

from bot.study.member import Server
from bot.study.pace import hours_span
from bot.study.progress import Progress
from bot.study.words import counted
from bot.ui.screens.layout import Screen, button, hours, on_day, phase_colour, plain, press, zone_now
from bot.ui.screens.plan import scope_line
from bot.ui.screens.settings import reminder_line
from bot.ui.screens.week import block_name


def invited_plan_screen(newcomer: Progress, server: Server, number: int) -> Screen:
    """What somebody who pressed *Join* would begin, before they have."""
    zone = newcomer.member.zone
    return Screen(
        f"## This would be your plan\n**{plain(newcomer.roadmap.title)}**",
        _plan_line(newcomer),
        f"🔔 **Reminders:** {reminder_line(newcomer, server)}",
        f"-# Your days follow the server's time zone ({zone_now(zone, newcomer.now)}). For your own, or for another "
        "pace, type `/start` with `zone:` or `pace:` instead.",
        colour=phase_colour(1),
    ).row(
        button("Start", press("join-plainly", number), discord.ButtonStyle.success),
        button("What can I do here?", press("help")),
    )


def welcome_screen(progress: Progress, server: Server | None, *, again: bool = False) -> Screen:
    """The plan in four lines: when, how much, what first, which reminders."""
    zone = progress.member.zone
    first = progress.due_blocks[0] if progress.due_blocks else None
    early = "" if progress.has_started else " Early is fine: what you do before the start counts too."
    due = "This week" if again and progress.has_started else "First"
    what_first = f"**{due}:** {block_name(first)}, {counted(len(first.tasks), 'task')}.{early}" if first else ""
    return Screen(
        f"## {'You are on the road already' if again else 'Welcome to the road'}\n**{plain(progress.roadmap.title)}**",
        _plan_line(progress),
        scope_line(progress),
        f"🔔 **Reminders:** {reminder_line(progress, server)}",
        what_first,
        "Another pace, or another part of the roadmap: `/pace`." if again else "",
        f"-# Your days follow your time zone ({zone_now(zone, progress.now)}) and end at 04:00.",
        colour=phase_colour(1),
    ).row(
        button("My week", press("week"), discord.ButtonStyle.primary),
        button("Reminders…", press("reminders")),
        button("What can I do here?", press("help")),
    )


def _plan_line(progress: Progress) -> str:
    """When, and how much."""
    plan, zone = progress.plan, progress.member.zone
    ordinary, most = hours_span(progress)
    effort = f"about {hours(ordinary)} a week" + (f", {hours(most)} in project weeks" if most > ordinary else "")
    return (
        f"📅 **Plan:** from {on_day(plan.starts_on, zone)} to {on_day(plan.ends_on, zone)}, "
        f"{counted(plan.latest.steps, 'week')}, {effort}."
    )


def help_screen(joined: bool) -> Screen:
    """The commands in the order a member needs them."""
    return Screen(
        "## How this works",
        "I walk you through a written study roadmap, one week at a time. "
        + ("You have joined already." if joined else "**Begin with `/start`.**"),
        "`/week` what is due this week, to tick off right there\n"
        "`/done` tick a task, with minutes and a note if you like\n"
        "`/undo` take a tick back\n"
        "`/focus` a study timer, alone or together; it logs its minutes\n"
        "`/progress` how far you are, for you alone or to share\n"
        "`/streak` your chain of kept weeks, and why it stands where it does\n"
        "`/checkpoint` the end of a phase: show what you can do\n"
        "`/roadmap` the whole road with your dates\n"
        "`/reminders` where, when and whether I remind you",
        "**Your own plan:** `/pace` faster, slower, from a later phase, or one phase only · `/pause` a break · "
        "`/catchup` when you are behind · `/calendar` your plan for your "
        "calendar · `/stuck` ask the others · `/mydata` take your data or be forgotten",
        "Everything is private unless you share it. For admins: `/admin setup` and `/admin doctor`.",
    ).row(
        button("My week", press("week"), discord.ButtonStyle.primary) if joined else None,
        button("My progress", press("progress")) if joined else None,
    )
