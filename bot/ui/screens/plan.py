"""A plan before and after a change: what it costs, told before anything changes (§3)."""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

import discord
from discord import ui

from bot.study.changes import RoadmapChanges
from bot.study.choices import Pause
from bot.study.pace import change_monday, hours_span, offered_paces, takes_more_than_promised
from bot.study.path import MANY_HOURS
from bot.study.pausing import PauseEffect, planned_pauses
from bot.study.progress import Progress
from bot.study.words import counted
from bot.ui.screens.layout import CALM, Screen, bar, button, hours, lines, on_day, phase_colour, plain, press
from bot.ui.screens.week import block_name

_YES = discord.ButtonStyle.success


def plan_screen(progress: Progress) -> Screen:
    """The plan as it is, with a preview of each pace that makes sense a press away."""
    as_written = progress.plan.latest.choice.pace.weeks is None
    paces = [button(pace.name.capitalize(), press("pace", pace.weeks)) for pace in offered_paces(progress)]
    return (
        Screen("## Your plan", *_facts(progress), *_planned(progress), colour=_colour(progress))
        .row(*(_cancel(progress, pause) for pause in planned_pauses(progress)[:5]))
        .part(f"See what another pace would mean; nothing changes before you agree. {_ways(progress)}")
        .row(None if as_written else button("As written", press("pace", 0)), *paces)
    )


def _ways(progress: Progress) -> str:
    """What `/pace` takes: only what this roadmap has."""
    roadmap = progress.roadmap
    said = ["`/pace finish_by:` takes a date"]
    said += ["`phase:` skips ahead to a later phase"] if len(roadmap.phases) > 1 else []
    said += ["`focus:` keeps one phase and one project"] if roadmap.projects else []
    return f"{', '.join(said)}."


def _planned(progress: Progress) -> list[str]:
    """The breaks under way and to come."""
    zone = progress.member.zone
    pauses = [*([progress.pause] if progress.pause else []), *planned_pauses(progress)]
    return [f"⏸️ A break from {on_day(pause.first, zone)} until {on_day(pause.until, zone)}." for pause in pauses]


def _cancel(progress: Progress, pause: Pause) -> ui.Button[Screen]:
    """The button that cancels a planned break; with several it names its first day."""
    several = len(planned_pauses(progress)) > 1
    return button(
        f"Cancel the break of {pause.first:%d %B}" if several else "Cancel this break",
        press("unpause", pause.first.isoformat()),
    )


def join_screen(after: Progress, number: int, ticks: Sequence[str] = ()) -> Screen:
    """Somebody joins with a plan of their own, or with ticks: what it means, before they have joined."""
    plainly = "Join without the ticks" if ticks else "Join with the roadmap as written"
    return (
        Screen(*ticks, "## This would be your plan", *_facts(after), colour=_colour(after))
        .part(_honest(after))
        .row(
            button("Join with these ticks" if ticks else "Join with this plan", press("join", number), _YES),
            button(plainly, press("join-plainly", number)),
        )
    )


def preview_screen(before: Progress, after: Progress, number: int) -> Screen:
    """What a change would bring, and the two ways on."""
    return (
        Screen("## This would be your plan", *_facts(after), colour=_colour(after))
        .part(_honest(after), _scope_change(before, after))
        .say("Your ticks, your streak and all weeks before this one stay as they are.")
        .row(
            button("Take this plan", press("pace-take", number, 0), discord.ButtonStyle.success),
            button("Leave it as it is", press("pace-keep")),
        )
    )


def sure_screen(after: Progress, number: int) -> Screen:
    """The second question, for a plan of more than ten hours a week."""
    return _sure(after, press("pace-take", number, 1), button("Leave it as it is", press("pace-keep")))


def join_sure_screen(after: Progress, number: int) -> Screen:
    """The same for somebody who joins with such a plan."""
    as_written = button("Join with the roadmap as written", press("join-plainly", number))
    return _sure(after, press("join", number, 1), as_written)


def _sure(after: Progress, yes: str, otherwise: ui.Button[Screen]) -> Screen:
    most = hours_span(after)[1]
    return Screen(
        f"## {_over(most)} in the fullest weeks",
        f"That is more than {MANY_HOURS} hours a week beside everything else in your life. Are you sure?",
        colour=CALM,
    ).row(
        button(f"Yes, {_over(most)} a week", yes, discord.ButtonStyle.danger),
        otherwise,
    )


def _over(most: float) -> str:
    """The hours that are asked about: never so rounded that they would not be more than ten."""
    said = hours(most)
    return hours(most, at_least=True) if said == hours(MANY_HOURS) else said


def changed_screen(progress: Progress) -> Screen:
    """The plan after a change."""
    return (
        Screen("## Your plan is changed", *_facts(progress), colour=_colour(progress))
        .say(f"It holds from {on_day(change_monday(progress), progress.member.zone)} on; change it again any time.")
        .row(button("My week", press("week"), discord.ButtonStyle.primary), button("My progress", press("progress")))
    )


def changed_roadmap(changes: RoadmapChanges, zone: ZoneInfo) -> str:
    """What an edit of the roadmap means for a member's plan; nothing where it means nothing (§1)."""
    if not changes:
        return ""
    said = [
        f"{counted(changes.new, 'task')} {'is' if changes.new == 1 else 'are'} new in your plan" if changes.new else "",
        f"{counted(changes.gone, 'task')} {'has' if changes.gone == 1 else 'have'} gone" if changes.gone else "",
    ]
    told = [", ".join(filter(None, said)).capitalize() + "." if any(said) else ""]
    if changes.ticks_out_of_sight:
        told.append(_kept_ticks(changes.ticks_out_of_sight))
    if changes.ends_on != changes.ended_on:
        told.append(f"Your plan now ends {on_day(changes.ends_on, zone)} (before: {on_day(changes.ended_on, zone)}).")
    return " ".join(["📝 **The roadmap was edited.**", *filter(None, told)])


def _kept_ticks(out_of_sight: int) -> str:
    if out_of_sight == 1:
        return "One tick of yours was for a task that has gone: it is kept, in case the task comes back."
    return f"{out_of_sight} ticks of yours were for tasks that have gone: they are kept, in case the tasks come back."


def same_screen(progress: Progress) -> Screen:
    """A choice that changes nothing says so (§3)."""
    return Screen("That is your plan already, so nothing changes.", *_facts(progress), colour=_colour(progress)).row(
        button("My week", press("week"), discord.ButtonStyle.primary)
    )


def kept_screen(progress: Progress) -> Screen:
    """Nothing was changed."""
    return Screen("Nothing was changed.", *_facts(progress), colour=_colour(progress)).row(
        button("My week", press("week"), discord.ButtonStyle.primary)
    )


def paused_screen(progress: Progress, effect: PauseEffect) -> Screen:
    """A pause that was just set: what it does to each kind of week it lies in, and the way back (§3)."""
    zone, pause = progress.member.zone, effect.pause
    begun = pause.covers(progress.today)
    title = f"Paused until {on_day(pause.until, zone)}" if begun else f"A break from {on_day(pause.first, zone)}"
    return Screen(
        f"## {title}",
        lines((f"You are back on {on_day(pause.until, zone)}.", *_paused_weeks(progress, effect))),
        "Whatever you do meanwhile still counts." + (" I stay quiet until then." if begun else ""),
        f"📅 Your plan ends {on_day(progress.plan.ends_on, zone)}. "
        f"Breaks can touch {counted(effect.left, 'more week')} of this roadmap.",
    ).row(_way_back(progress, pause))


def _paused_weeks(progress: Progress, effect: PauseEffect) -> list[str]:
    """What the weeks of a pause mean for plan and streak, whatever weekday it begins and ends on."""
    said: list[str] = []
    if effect.waiting:
        waits = "waits" if len(effect.waiting) == 1 else "wait"
        said.append(
            f"⏸️ {counted(len(effect.waiting), 'week')} {waits}: nothing is due, your streak can't break, and no freeze "
            "is spent."
        )
    for monday in effect.touched:
        left = len(progress.plan.unpaused_days(monday))
        said.append(
            f"{counted(left, 'study day')} {'keeps' if left == 1 else 'keep'} the week of "
            f"{on_day(monday, progress.member.zone)}, on any day; otherwise that week just doesn't count."
        )
    return said


def _way_back(progress: Progress, pause: Pause) -> ui.Button[Screen]:
    if pause.covers(progress.today):
        return button("Resume now", press("resume"), discord.ButtonStyle.success)
    return button("Cancel this break", press("unpause", pause.first.isoformat()))


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
    if focus := progress.focus:
        phase, project = focus
        kept = [f"Phase {roadmap.number_of(phase)} · {plain(phase.title)}"] if phase else []
        return f"🎯 **Focus:** {' and '.join([*kept, *([plain(project.title)] if project else [])])}"
    if phase := roadmap.phase(plan.scope.phase or ""):
        return f"🎯 **Scope:** from Phase {roadmap.number_of(phase)} · {plain(phase.title)} on"
    return ""


def _facts(progress: Progress) -> list[str]:
    """Always the same facts in the same order: dates, hours, what is due now, what counts."""
    plan, zone = progress.plan, progress.member.zone
    latest = plan.latest
    ordinary, most = hours_span(progress)
    project = f", {hours(most)} in project weeks" if most > ordinary else ""
    spread = f"{counted(len(latest.path), 'week')} of roadmap in {counted(latest.steps, 'calendar week')}"
    due = ", ".join(block_name(block) for block in progress.due_blocks) or "a free week"
    count = f"{bar(progress.done, progress.total)} {progress.done} of {counted(progress.total, 'task')}"
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
    """Where the hours that the roadmap promises are not enough for the pace, say what is."""
    if not takes_more_than_promised(after):
        return ""
    ordinary, most = hours_span(after)
    normal = min(week.minutes for week in after.plan.latest.path) / 60
    chosen = next((pace for pace in after.roadmap.paces if pace.name == after.plan.latest.choice.pace.name), None)
    promised = (
        f"{chosen.extra_hours} more hours a week are not enough for this pace. "
        if chosen and chosen.extra_hours
        else ""
    )
    span = f"{hours(ordinary)}" if most == ordinary else f"{hours(ordinary)} to {hours(most)}"
    return (
        f"**Honestly:** {promised}It takes {span} a week, "
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
