"""A plan before and after a change: what it costs, told before anything changes (§3)."""

from __future__ import annotations

from collections.abc import Sequence

import discord
from discord import ui

from bot.study.pace import MANY_HOURS, Pace, change_monday, hours_span, is_more_than_the_source_says
from bot.study.plan import Pause
from bot.study.progress import Progress
from bot.study.words import counted
from bot.ui.screens.layout import CALM, Screen, bar, button, hours, lines, on_day, phase_colour, plain, press
from bot.ui.screens.week import block_name

MOST_PAUSED_DAYS = 56


def plan_screen(progress: Progress, presets: Sequence[tuple[Pace, str]]) -> Screen:
    """The plan as it is, with a preview of each preset a press away."""
    return (
        Screen("## Your plan", *_facts(progress), colour=_colour(progress))
        .part(
            "See what another pace would mean; nothing changes before you agree. "
            "`/pace finish_by:` takes a date, `phase:` starts later on, `focus:` keeps one phase and one project."
        )
        .row(*(button(pace.capitalize(), press("pace", token)) for pace, token in presets))
    )


def join_screen(after: Progress, zone: str, token: str, plain_token: str) -> Screen:
    """Somebody joins with a plan of their own: what it means, before they have joined."""
    return (
        Screen("## This would be your plan", *_facts(after), colour=_colour(after))
        .part(_honest(after))
        .row(
            button("Join with this plan", press("join", zone, token), discord.ButtonStyle.success),
            button("Join with the roadmap as written", press("join", zone, plain_token)),
        )
    )


def preview_screen(before: Progress, after: Progress, token: str) -> Screen:
    """What a change would bring, and the two ways on."""
    return (
        Screen("## This would be your plan", *_facts(after), colour=_colour(after))
        .part(_honest(after), _scope_change(before, after))
        .say("Your ticks, your streak and all weeks before this one stay as they are.")
        .row(
            button("Take this plan", press("pace-take", token, 0), discord.ButtonStyle.success),
            button("Leave it as it is", press("pace-keep")),
        )
    )


def sure_screen(after: Progress, token: str) -> Screen:
    """The second question, for a plan of more than ten hours a week."""
    return _sure(after, press("pace-take", token, 1), button("Leave it as it is", press("pace-keep")))


def join_sure_screen(after: Progress, zone: str, token: str, plain_token: str) -> Screen:
    """The same for somebody who joins with such a plan."""
    as_written = button("Join with the roadmap as written", press("join", zone, plain_token))
    return _sure(after, press("join", zone, token, 1), as_written)


def _sure(after: Progress, yes: str, otherwise: ui.Button[Screen]) -> Screen:
    most = hours_span(after)[1]
    return Screen(
        f"## {hours(most)} in the fullest weeks",
        f"That is more than {MANY_HOURS} hours a week beside everything else in your life. Are you sure?",
        colour=CALM,
    ).row(
        button(f"Yes, {hours(most)} a week", yes, discord.ButtonStyle.danger),
        otherwise,
    )


def changed_screen(progress: Progress) -> Screen:
    """The plan after a change."""
    return (
        Screen("## Your plan is changed", *_facts(progress), colour=_colour(progress))
        .say(f"It holds from {on_day(change_monday(progress), progress.member.zone)} on; change it again any time.")
        .row(button("My week", press("week"), discord.ButtonStyle.primary), button("My progress", press("progress")))
    )


def kept_screen(progress: Progress) -> Screen:
    """Nothing was changed."""
    return Screen("Nothing was changed.", *_facts(progress), colour=_colour(progress)).row(
        button("My week", press("week"), discord.ButtonStyle.primary)
    )


def paused_screen(progress: Progress, pause: Pause, days_left: int) -> Screen:
    """A pause that was just set, with the way back."""
    zone = progress.member.zone
    return Screen(
        f"## Paused until {on_day(pause.until, zone)}",
        "These weeks count for nothing, in your plan and in your streak, and I stay quiet. "
        "What you do meanwhile counts all the same.",
        f"📅 Your plan now ends {on_day(progress.plan.ends_on, zone)}. "
        f"{counted(days_left, 'day')} of pause left on this roadmap.",
    ).row(button("Resume now", press("resume"), discord.ButtonStyle.success))


def offer_resume(screen: Screen, progress: Progress, pause: Pause | None = None) -> Screen:
    """The way back from a pause; with the pause, it is told as well."""
    if pause:
        screen.part(f"⏸️ **Paused until {on_day(pause.until, progress.member.zone)}.** Nothing is due.")
    return screen.row(button("Resume now", press("resume"), discord.ButtonStyle.success))


def resumed_screen(progress: Progress) -> Screen:
    """The end of a pause."""
    return Screen(
        "## Welcome back",
        *_facts(progress),
        colour=_colour(progress),
    ).row(button("My week", press("week"), discord.ButtonStyle.primary))


def scope_line(progress: Progress) -> str:
    """What counts: the whole roadmap, from a phase on, or the focus."""
    roadmap, plan = progress.roadmap, progress.plan
    if plan.focus:
        phase_id, _, project_id = plan.focus.partition("/")
        phase, project = roadmap.phase_of(phase_id), roadmap.project(project_id)
        if phase and project:
            return f"🎯 **Focus:** Phase {roadmap.number_of(phase)} · {plain(phase.title)} and {plain(project.title)}"
    first = min(plan.scope)
    if first > 1 and (phase := roadmap.phase_at(first)):
        return f"🎯 **Scope:** from Phase {roadmap.number_of(phase)} · {plain(phase.title)} on"
    return ""


def _facts(progress: Progress) -> list[str]:
    """Always the same facts in the same order: dates, hours, what is due now, what counts."""
    plan, zone = progress.plan, progress.member.zone
    latest = plan.latest
    ordinary, most = hours_span(progress)
    project = f", {hours(most)} in project weeks" if most > ordinary else ""
    spread = f"{counted(len(latest.path), 'week')} of roadmap in {counted(latest.weeks, 'calendar week')}"
    due = ", ".join(block_name(block) for block in progress.due_blocks)
    count = f"{bar(progress.done, progress.total)} {progress.done} of {counted(progress.total, 'task')} that count"
    return [
        lines(
            (
                f"📅 **Ends {on_day(plan.ends_on, zone)}:** {spread}",
                f"⏱️ **About {hours(ordinary)} a week**{project}",
                f"📍 **{'This week' if progress.has_started else 'First'}:** {due}",
                *filter(None, (scope_line(progress),)),
                count,
            )
        )
    ]


def _honest(after: Progress) -> str:
    """Where the source's "+2-3 hours" does not carry the pace, say what does."""
    if not is_more_than_the_source_says(after):
        return ""
    ordinary, most = hours_span(after)
    normal = min(after.roadmap.hours_in(week) for week in after.plan.latest.path)
    span = f"{hours(ordinary)}" if most == ordinary else f"{hours(ordinary)} to {hours(most)}"
    return (
        f"**Honestly:** 2-3 more hours a week don't carry this pace. It takes {span} a week, "
        f"where the roadmap as written takes {hours(normal)} and more in project weeks."
    )


def _scope_change(before: Progress, after: Progress) -> str:
    fewer = before.total - after.total
    if fewer > 0:
        return (
            f"{counted(fewer, 'task')} no longer {'counts' if fewer == 1 else 'count'}. "
            "You still find and tick them in /roadmap, and they come back when you leave this."
        )
    return f"{counted(-fewer, 'task')} {'counts' if fewer == -1 else 'count'} again." if fewer else ""


def _colour(progress: Progress) -> int:
    phase = progress.current_phase
    return phase_colour(progress.roadmap.number_of(phase) if phase else 1)
