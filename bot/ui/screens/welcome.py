"""What somebody sees who has just joined, and what the bot can do."""

from __future__ import annotations

import discord

from bot.study.member import Server
from bot.study.pace import hours_span
from bot.study.progress import Progress
from bot.ui.screens.layout import Screen, button, lines, on_day, phase_colour, plain, press, zone_now
from bot.ui.screens.plan import scope_line
from bot.ui.screens.settings import reminder_line
from bot.ui.screens.week import block_name
from bot.words import hours, tr, tr_n


def invited_plan_screen(newcomer: Progress, server: Server, number: int) -> Screen:
    """What somebody who pressed *Join* would begin, before they have."""
    zone = newcomer.member.zone
    return Screen(
        f"{tr('## This would be your plan')}\n**{plain(newcomer.roadmap.title)}**",
        _plan_line(newcomer),
        tr("🔔 **Reminders:** {when}", when=reminder_line(newcomer, server)),
        tr(
            "-# Your days follow the server's time zone ({zone}). To use your own, or another pace, type "
            "`/start` with `zone:` or `pace:` instead.",
            zone=zone_now(zone, newcomer.now),
        ),
        colour=phase_colour(1),
    ).row(
        button(tr("Start"), press("join-plainly", number), discord.ButtonStyle.success),
        button(tr("What can I do here?"), press("help")),
    )


def welcome_screen(progress: Progress, server: Server | None, *, again: bool = False, several: bool = False) -> Screen:
    """The plan in four lines: when, how much, what first, which reminders; `several`: there are other roadmaps."""
    zone = progress.member.zone
    heading = tr("## You've already joined") if again else tr("## Welcome aboard")
    screen = Screen(
        f"{heading}\n**{plain(progress.roadmap.title)}**",
        _plan_line(progress),
        scope_line(progress),
        tr("🔔 **Reminders:** {when}", when=reminder_line(progress, server)),
        _what_first(progress, again=again),
        tr("For another pace or part of the roadmap: `/pace`.") if again else "",
        tr("For another roadmap: `/start roadmap:`. This one waits for you.") if several else "",
        tr("-# Your days follow your time zone ({zone}) and end at 04:00.", zone=zone_now(zone, progress.now)),
        colour=phase_colour(1),
    )
    if not again and progress.due_blocks:
        first = progress.due_blocks[0]
        open_tasks = [(task.id, task.text) for task in first.tasks if not progress.has_done(task.id)]
        screen.choice(press("tick", first.id, 0, 0), tr("Tick your first task…"), open_tasks)
    return screen.row(
        button(tr("My week"), press("week"), discord.ButtonStyle.primary),
        button(tr("Reminders…"), press("reminders")),
        button(tr("What can I do here?"), press("help")),
    )


def _what_first(progress: Progress, *, again: bool) -> str:
    """The block to begin with, or this week's; that one can begin before the start."""
    if not progress.due_blocks:
        return ""
    first = progress.due_blocks[0]
    name, tasks = block_name(first), tr_n("{number} task", "{number} tasks", len(first.tasks))
    if again and progress.has_started:
        return tr("**This week:** {block}, {tasks}.", block=name, tasks=tasks)
    begins = tr("**First:** {block}, {tasks}.", block=name, tasks=tasks)
    early = tr("You can start early: what you do before then counts too.")
    return begins if progress.has_started else f"{begins} {early}"


def _plan_line(progress: Progress) -> str:
    """When, and how much."""
    plan, zone = progress.plan, progress.member.zone
    ordinary, most = hours_span(progress)
    dates = {"first": on_day(plan.starts_on, zone), "last": on_day(plan.ends_on, zone)}
    if most > ordinary:
        return tr_n(
            "📅 **Plan:** from {first} to {last}, {number} week, about {hours} a week, {most} in project weeks.",
            "📅 **Plan:** from {first} to {last}, {number} weeks, about {hours} a week, {most} in project weeks.",
            plan.latest.steps,
            hours=hours(ordinary),
            most=hours(most),
            **dates,
        )
    return tr_n(
        "📅 **Plan:** from {first} to {last}, {number} week, about {hours} a week.",
        "📅 **Plan:** from {first} to {last}, {number} weeks, about {hours} a week.",
        plan.latest.steps,
        hours=hours(ordinary),
        **dates,
    )


def help_screen(joined: bool) -> Screen:
    """The commands in the order a member needs them."""
    what = tr("I take you through a study roadmap, one week at a time.")
    begin = tr("You've already joined.") if joined else tr("**Begin with `/start`.**")
    return Screen(
        tr("## How this works"),
        f"{what} {begin}",
        lines(
            (
                tr("`/week` what's due this week, to tick off right there"),
                tr("`/done` tick a task, with minutes and a note if you like"),
                tr("`/undo` take a tick back"),
                tr("`/log` what you did, to correct or remove it"),
                tr("`/focus` a study timer, alone or together; it logs its minutes"),
                tr("`/progress` how far you are, just for you or to share"),
                tr("`/streak` your weeks in a row, and what keeps them going"),
                tr("`/checkpoint` the end of a phase: show what you can do"),
                tr("`/review` read what others have shown, where your server does that"),
                tr("`/roadmap` the whole roadmap with your dates"),
                tr("`/reminders` where, when and whether I remind you"),
            )
        ),
        " · ".join(
            (
                tr("**Your own plan:** `/pace` faster, slower, from a later phase, or just one phase"),
                tr("`/pause` take a break"),
                tr("`/catchup` when you're behind"),
                tr("`/calendar` your plan as calendar events"),
                tr("`/stuck` ask the others for help"),
                tr("`/mydata` download your data or delete it"),
            )
        ),
        lines(
            (
                tr(
                    "**Another roadmap:** `/start roadmap:` if this server has several; the one you leave waits "
                    "for you."
                ),
                tr("`/start ticks:` brings over what you ticked in your own copy."),
            )
        ),
        " ".join(
            (
                tr("Everything is private unless you share it."),
                tr("For admins: `/admin setup` and `/admin doctor`."),
            )
        ),
    ).row(
        button(tr("My week"), press("week"), discord.ButtonStyle.primary) if joined else None,
        button(tr("My progress"), press("progress")) if joined else None,
    )


def which_zone() -> str:
    """Somebody joins where no time zone is known."""
    return tr(
        "Which time zone are you in? Type `/start zone:` and your city, such as Berlin, and pick it from the list."
    )


def which_roadmap_for_ticks() -> str:
    """Somebody brings ticks where there are several roadmaps."""
    return tr("Which roadmap are the ticks for? Add roadmap: and pick one.")


def change_before_ticks() -> str:
    """Somebody brings ticks for a roadmap that they are not on."""
    return tr("Switch to that roadmap first, then bring your ticks with `/start ticks:`.")


def roadmap_changed() -> str:
    """The roadmap changed while somebody looked at what their ticks come to."""
    return tr("The roadmap has changed since then. Type `/start` again, with your file.")


def plan_out_of_date() -> str:
    """A plan that was shown is no longer kept."""
    return tr("That plan was shown more than a day ago, or another one after it. Type `/start` to see it again.")
