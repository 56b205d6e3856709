"""What somebody sees who has just joined, and what the bot can do."""

from __future__ import annotations

import discord

from bot.study.member import Server
from bot.study.pace import hours_span, offered_paces
from bot.study.progress import Progress
from bot.study.snapshots.scope import scope_of
from bot.ui.screens.layout import Screen, button, lines, phase_colour, plain, press, zone_now
from bot.ui.screens.plan import scope_line
from bot.ui.screens.settings import posts_miss_you, reminder_line
from bot.ui.screens.verbs import Verb
from bot.ui.screens.week import block_name
from bot.words import day_name, hours, listed_or, tr, tr_n


def invited_plan_screen(
    newcomer: Progress, server: Server, number: int, *, several: bool = False, news: str = ""
) -> Screen:
    """What somebody who pressed *Join* would begin, before they have; `several`: there are other roadmaps."""
    zone = newcomer.member.zone
    return Screen(
        news,
        f"{tr('## This would be your plan')}\n**{plain(newcomer.roadmap.title)}**",
        plan_line(newcomer),
        tr("🔔 **Reminders:** {when}", when=reminder_line(newcomer, server)),
        posts_miss_you(newcomer, server),
        tr(
            "-# Your days follow the server's time zone ({zone}). To use your own, or another pace, type "
            "`/start` with `zone:` or `pace:` instead.",
            zone=zone_now(zone, newcomer.now),
        ),
        tr("-# There are other roadmaps here, too: `/start roadmap:`.") if several else "",
        colour=phase_colour(1),
    ).row(
        button(tr("Start"), press(Verb.JOIN_PLAINLY, number), discord.ButtonStyle.success),
        button(tr("What can I do here?"), press(Verb.HELP)),
    )


def welcome_screen(
    progress: Progress, server: Server | None, *, again: bool = False, several: bool = False, news: str = ""
) -> Screen:
    """The plan in four lines: when, how much, what first, which reminders; `several`: there are other roadmaps.

    `news` is how the zone was understood, or what of the command changes nothing.
    """
    zone = progress.member.zone
    heading = tr("## You've already joined") if again else tr("## Welcome aboard")
    screen = Screen(
        f"{heading}\n**{plain(progress.roadmap.title)}**",
        news,
        plan_line(progress),
        scope_line(scope_of(progress)),
        tr("🔔 **Reminders:** {when}", when=reminder_line(progress, server)),
        posts_miss_you(progress, server),
        _what_first(progress, again=again),
        tr("For another pace or part of the roadmap: `/pace`.") if again else _shorter(progress),
        tr("For another roadmap: `/start roadmap:`. This one waits for you.") if several else "",
        ""
        if again
        else tr("-# Your days follow your time zone ({zone}) and end at 04:00.", zone=zone_now(zone, progress.now)),
        colour=phase_colour(1),
    )
    if not again and progress.due_blocks:
        first = progress.due_blocks[0]
        open_tasks = [(task.id, task.text) for task in first.tasks if not progress.has_done(task.id)]
        screen.choice(press(Verb.TICK, first.id, 0, 0), tr("Tick your first task…"), open_tasks)
    return screen.row(
        button(tr("My week"), press(Verb.WEEK), discord.ButtonStyle.primary),
        button(tr("Reminders…"), press(Verb.REMINDERS)),
        button(tr("What can I do here?"), press(Verb.HELP)),
    )


def unchanged_line(progress: Progress, *, asks_for_zone: bool, asks_for_plan: bool = False) -> str:
    """That `/start` changes neither the zone nor the plan of a member who has joined, and what does."""
    said = (
        tr(
            "ℹ️ Your time zone is still {zone}. To change it, use `/reminders zone:`.",
            zone=zone_now(progress.member.zone, progress.now),
        )
        if asks_for_zone
        else "",
        tr("ℹ️ Your plan hasn't changed. To change it, use `/pace`.") if asks_for_plan else "",
    )
    return lines(filter(None, said))


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


def _shorter(progress: Progress) -> str:
    """The paces that take less time, as a roadmap's name may promise one of them."""
    if names := [pace.name for pace in offered_paces(progress)]:
        return tr("-# Shorter: {paces}, with `/pace`.", paces=listed_or(names))
    return ""


def plan_line(progress: Progress) -> str:
    """When, and how much."""
    plan = progress.plan
    ordinary, most = hours_span(progress)
    dates = {"first": day_name(plan.starts_on, progress.today), "last": day_name(plan.ends_on, progress.today)}
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
