"""A plan before and after a change: what it costs, told before anything changes (§3)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import discord
from discord import ui

from bot.study.changes import RoadmapChanges
from bot.study.choices import Pause
from bot.study.pace import change_monday, hours_span, offered_paces, takes_more_than_promised
from bot.study.path import MANY_HOURS
from bot.study.pausing import planned_pauses
from bot.study.progress import Progress
from bot.study.snapshots.ending import ending_of
from bot.study.snapshots.scope import ScopeNames, scope_of
from bot.study.snapshots.standing import reason_of
from bot.ui.screens.layout import CALM, Screen, button, lines, phase_colour, plain, press
from bot.ui.screens.standing import finished_line, weeks_in_weeks
from bot.ui.screens.verbs import Verb
from bot.ui.screens.week import block_name
from bot.words import day_name, hours, listed, tr, tr_n
from bot.words.dates import short_day

_YES = discord.ButtonStyle.success


def plan_screen(progress: Progress) -> Screen:
    """The plan as it is, with a preview of each pace that makes sense a press away."""
    if progress.is_complete:
        return _finished_screen(progress)
    as_written = progress.plan.latest.choice.pace.weeks is None
    paces = [button(pace.name.capitalize(), press(Verb.PACE, pace.weeks)) for pace in offered_paces(progress)]
    return (
        Screen(
            tr("## Your plan"),
            *_breaks(progress, [progress.pause] if progress.pause else []),
            *_facts(progress),
            *_breaks(progress, planned_pauses(progress)),
            colour=_colour(progress),
        )
        .row(*(_cancel(progress, pause) for pause in planned_pauses(progress)[:5]))
        .part(tr("Try another pace: you'll see what it means, and nothing changes until you agree."), _ways(progress))
        .row(None if as_written else button(tr("As written"), press(Verb.PACE, 0)), *paces)
    )


def _finished_screen(progress: Progress) -> Screen:
    """The plan once all of it is done: it asks for nothing, and says how to go on where there is more."""
    screen = Screen(tr("## Your plan"), *_facts(progress), colour=_colour(progress))
    if scope_of(progress).is_whole:
        return screen
    return screen.part(
        tr("There's more in this roadmap, if you'd like to go on. You'll see what it means before anything changes."),
        _ways(progress),
    )


def _ways(progress: Progress) -> str:
    """What `/pace` takes: only what this roadmap has."""
    roadmap = progress.roadmap
    said = [tr("`/pace finish_by:` sets a finish date")]
    said += [tr("`phase:` skips ahead to a later phase")] if len(roadmap.phases) > 1 else []
    said += [tr("`focus:` keeps one phase and one project")] if roadmap.projects else []
    return " · ".join(said)


def _breaks(progress: Progress, pauses: Sequence[Pause]) -> list[str]:
    """Breaks with their days: the one under way stands before all else, those to come behind it."""
    return [
        tr(
            "⏸️ A break from {first} until {until}.",
            first=day_name(pause.first, progress.today),
            until=day_name(pause.until, progress.today),
        )
        for pause in pauses
    ]


def _cancel(progress: Progress, pause: Pause) -> ui.Button[Screen]:
    """The button that cancels a planned break; with several it names its first day."""
    several = len(planned_pauses(progress)) > 1
    return button(
        tr("Cancel the break from {day}", day=short_day(pause.first)) if several else tr("Cancel this break"),
        press(Verb.UNPAUSE, pause.first.isoformat()),
    )


def join_screen(after: Progress, number: int, ticks: Sequence[str] = (), *, news: str = "") -> Screen:
    """Somebody joins with a plan of their own, or with ticks: what it means, before they have joined."""
    plainly = tr("Join without the ticks") if ticks else tr("Join with the roadmap as written")
    return (
        Screen(news, *ticks, tr("## This would be your plan"), *_facts(after), colour=_colour(after))
        .part(_honest(after))
        .row(
            button(tr("Join with these ticks") if ticks else tr("Join with this plan"), press(Verb.JOIN, number), _YES),
            button(plainly, press(Verb.JOIN_PLAINLY, number)),
        )
    )


def preview_screen(before: Progress, after: Progress, number: int) -> Screen:
    """What a change would bring, and the two ways on."""
    return (
        Screen(tr("## This would be your plan"), *_facts(after), colour=_colour(after))
        .part(_honest(after), _scope_change(before, after))
        .say(tr("Your ticks, your streak and all weeks before this one stay as they are."))
        .row(
            button(tr("Use this plan"), press(Verb.PACE_TAKE, number, 0), discord.ButtonStyle.success),
            button(tr("Leave it as it is"), press(Verb.PACE_KEEP)),
        )
    )


def sure_screen(after: Progress, number: int) -> Screen:
    """The second question, for a plan of more than ten hours a week."""
    return _sure(after, press(Verb.PACE_TAKE, number, 1), button(tr("Leave it as it is"), press(Verb.PACE_KEEP)))


def join_sure_screen(after: Progress, number: int) -> Screen:
    """The same for somebody who joins with such a plan."""
    as_written = button(tr("Join with the roadmap as written"), press(Verb.JOIN_PLAINLY, number))
    return _sure(after, press(Verb.JOIN, number, 1), as_written)


def _sure(after: Progress, yes: str, otherwise: ui.Button[Screen]) -> Screen:
    most = hours_span(after)[1]
    return Screen(
        tr("## {hours} in the busiest weeks", hours=_over(most)),
        tr(
            "That's more than {many} hours a week on top of everything else in your life. Are you sure?",
            many=MANY_HOURS,
        ),
        colour=CALM,
    ).row(
        button(tr("Yes, {hours} a week", hours=_over(most)), yes, discord.ButtonStyle.danger),
        otherwise,
    )


def _over(most: float) -> str:
    """The hours that are asked about: never so rounded that they would not be more than ten."""
    said = hours(most)
    return hours(most, at_least=True) if said == hours(MANY_HOURS) else said


def changed_screen(progress: Progress) -> Screen:
    """The plan after a change."""
    return (
        Screen(tr("## Plan updated"), *_facts(progress), colour=_colour(progress))
        .say(
            tr(
                "It applies from {day}. You can change it again any time.",
                day=day_name(change_monday(progress), progress.today),
            )
        )
        .row(
            button(tr("My week"), press(Verb.WEEK), discord.ButtonStyle.primary),
            button(tr("My progress"), press(Verb.PROGRESS)),
        )
    )


def changed_roadmap(changes: RoadmapChanges, today: date) -> str:
    """What an edit of the roadmap means for a member's plan; nothing where it means nothing (§1)."""
    if not changes:
        return ""
    told = [tr("📝 **The roadmap was edited.**")]
    if changes.new:
        told.append(tr_n("{number} task is new in your plan.", "{number} tasks are new in your plan.", changes.new))
    if changes.gone:
        told.append(tr_n("{number} task was removed.", "{number} tasks were removed.", changes.gone))
    if changes.ticks_out_of_sight:
        told.append(
            tr_n(
                "You had ticked {number} task that was removed: your tick is kept in case the task comes back.",
                "You had ticked {number} tasks that were removed: your ticks are kept in case the tasks come back.",
                changes.ticks_out_of_sight,
            )
        )
    if changes.ends_on != changes.ended_on:
        told.append(
            tr(
                "Your plan now ends {day} instead of {before}.",
                day=day_name(changes.ends_on, today),
                before=day_name(changes.ended_on, today),
            )
        )
    return " ".join(told)


def same_screen(progress: Progress) -> Screen:
    """A choice that changes nothing says so (§3)."""
    return Screen(tr("That's already your plan, so nothing changes."), *_facts(progress), colour=_colour(progress)).row(
        button(tr("My week"), press(Verb.WEEK), discord.ButtonStyle.primary)
    )


def kept_screen(progress: Progress) -> Screen:
    """Nothing was changed."""
    return Screen(tr("Nothing was changed."), *_facts(progress), colour=_colour(progress)).row(
        button(tr("My week"), press(Verb.WEEK), discord.ButtonStyle.primary)
    )


def resumed_screen(progress: Progress) -> Screen:
    """The end of a pause."""
    return Screen(
        tr("## Welcome back"),
        *_facts(progress),
        colour=_colour(progress),
    ).row(button(tr("My week"), press(Verb.WEEK), discord.ButtonStyle.primary))


def scope_line(scope: ScopeNames) -> str:
    """What counts: the whole roadmap, from a phase on, or the focus."""
    number, title = scope.phase or (0, "")
    phase = tr("Phase {number} · {title}", number=number, title=plain(title)) if scope.phase else ""
    if scope.is_focus:
        return tr("🎯 **Focus:** {parts}", parts=listed(filter(None, (phase, plain(scope.project)))))
    return tr("🎯 **Scope:** from {phase}", phase=phase) if phase else ""


def _facts(progress: Progress) -> list[str]:
    """Always the same facts in the same order: dates, hours, what is due now, what counts."""
    count = tr_n("{done} of {number} task", "{done} of {number} tasks", progress.total, done=progress.done)
    said = (
        _ending(progress),
        "" if progress.is_complete else _effort(progress),
        _due_now(progress),
        scope_line(scope_of(progress)),
        count,
    )
    return [lines(filter(None, said))]


def _ending(progress: Progress) -> str:
    """When the plan ends or has ended, and its length; once all is done, when that was."""
    reason = reason_of(progress)
    if reason.finish:
        return finished_line(reason.finish, reason)
    ending = ending_of(progress)
    day, weeks = day_name(ending.ends, ending.today), weeks_in_weeks(ending)
    if ending.is_over:
        return tr("📅 **Ended {day}:** {weeks}", day=day, weeks=weeks)
    return tr("📅 **Ends {day}:** {weeks}", day=day, weeks=weeks)


def _due_now(progress: Progress) -> str:
    """What this week brings, or the first one, or the one after a pause; nothing once all is done."""
    if progress.is_complete:
        return ""
    due = ", ".join(block_name(block) for block in progress.due_blocks) or tr("a free week")
    if not progress.has_started:
        return tr("📍 **First:** {blocks}", blocks=due)
    if progress.pause:
        return tr("📍 **After your break:** {blocks}", blocks=due)
    return tr("📍 **This week:** {blocks}", blocks=due)


def _effort(progress: Progress) -> str:
    ordinary, most = hours_span(progress)
    if most > ordinary:
        return tr("⏱️ **About {hours} a week**, {most} in project weeks", hours=hours(ordinary), most=hours(most))
    return tr("⏱️ **About {hours} a week**", hours=hours(ordinary))


def _honest(after: Progress) -> str:
    """Where the hours that the roadmap promises are not enough for the pace, say what is."""
    if not takes_more_than_promised(after):
        return ""
    ordinary, most = hours_span(after)
    normal = min(week.minutes for week in after.plan.latest.path) / 60
    chosen = next((pace for pace in after.roadmap.paces if pace.name == after.plan.latest.choice.pace.name), None)
    span = hours(ordinary) if most == ordinary else tr("{least} to {most}", least=hours(ordinary), most=hours(most))
    said = [
        tr(
            "**Realistically, expect {hours} a week.** "
            "As written, the roadmap takes {normal}, and more in project weeks.",
            hours=span,
            normal=hours(normal),
        )
    ]
    if chosen and chosen.extra_hours:
        said.append(
            tr(
                "For this pace the roadmap suggests {hours} more hours a week. That won't be enough.",
                hours=chosen.extra_hours,
            )
        )
    return " ".join(said)


def _scope_change(before: Progress, after: Progress) -> str:
    fewer = before.total - after.total
    if fewer > 0:
        return tr_n(
            "{number} task no longer counts. You can still find and tick it in /roadmap, and it counts again when you "
            "go back to the whole roadmap.",
            "{number} tasks no longer count. You can still find and tick them in /roadmap, and they count again when "
            "you go back to the whole roadmap.",
            fewer,
        )
    return tr_n("{number} task counts again.", "{number} tasks count again.", -fewer) if fewer else ""


def _colour(progress: Progress) -> int:
    phase = progress.current_phase
    return phase_colour(progress.roadmap.number_of(phase) if phase else 1)
