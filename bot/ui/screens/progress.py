"""Where a member stands: the card with what it lacks, and all of it as text, in one order of facts."""

from __future__ import annotations

import discord

from bot.study.calendar import MOST_TOLD
from bot.study.snapshots.phases import PhaseCount
from bot.study.snapshots.progress import ProgressSnapshot
from bot.study.snapshots.status import Stage
from bot.ui.screens.chain import streak_in_full, streak_line, this_week
from bot.ui.screens.layout import Picture, Screen, button, lines, phase_colour, plain, press, task_words
from bot.ui.screens.plan import scope_line
from bot.ui.screens.standing import (
    ending_lines,
    finished_line,
    free_week_line,
    open_line,
    standing_line,
    week_line,
)
from bot.ui.screens.verbs import Verb
from bot.words import day_name, duration, hours, tr, tr_n
from bot.words.reviews import state_name
from bot.words.states import goes_on_line, open_from_before, projects_by_state
from bot.words.study_days import are_alike, day_names, days_by_week, planned_by_week


def progress_screen(
    progress: ProgressSnapshot, picture: Picture | None = None, *, name: str | None = None, is_shared: bool = False
) -> Screen:
    """The card and what it lacks, or all as text where there is none; with a name it is a view for others.

    `is_shared`: it can't be shared once more.
    """
    if picture is None:
        return progress_as_text(progress, name=name, is_shared=is_shared)
    screen = Screen(colour=_colour(progress))
    if name is not None:
        facts = (f"**{own_week_line(progress)}**", tasks_line(progress), streak_line(progress.chain))
        screen.say(f"## {plain(name)}\n{' · '.join(filter(None, facts))}")
    screen.picture(picture)
    if name is None:
        screen.say(lines(filter(None, _beside_the_card(progress))))
        _controls(screen, progress, is_shared, button(tr("As text"), press(Verb.PROGRESS_TEXT)))
    return screen.or_else(lambda: progress_as_text(progress, name=name, is_shared=is_shared))


def progress_as_text(progress: ProgressSnapshot, *, name: str | None = None, is_shared: bool = False) -> Screen:
    """All facts in words: pause, week and standing, tasks, the present phase, the streak, then what is to come."""
    card, week, standing = progress.card, own_week_line(progress), standing_line(progress.reason)
    is_paused = progress.reason.paused_until is not None
    tasks = tr_n("**{done} of {number} task**", "**{done} of {number} tasks**", card.total, done=card.done)
    screen = Screen(
        f"-# {plain(progress.roadmap_title)}",
        standing if is_paused else "",
        goes_on_line(card.status) if card.status.goes_on != card.status.week else "",
        f"## {week}" if name is None else f"## {plain(name)}\n**{week}**",
        "" if is_paused or card.status.stage is Stage.WAITING else standing,
        scope_line(progress.scope),
        tasks,
        colour=_colour(progress),
    )
    screen.part(lines(_present(progress, for_others=name is not None)))
    screen.part(streak_in_full(progress.chain), _days_line(progress), _time_line(progress))
    others = _other_phases(progress, for_others=name is not None)
    screen.part(lines(filter(None, (_milestone_line(progress), _projects_line(progress), *others))))
    screen.say(lines(ending_lines(card.ending)))
    if name is not None:
        return screen
    _controls(screen, progress, is_shared, button(tr("My progress"), press(Verb.PROGRESS)))
    return screen.row(
        button(tr("My streak"), press(Verb.STREAK)),
        button(tr("Checkpoint"), press(Verb.CHECKPOINT)) if progress.has_checkpoints else None,
        button(
            tr("Hide from others") if progress.is_visible else tr("Let others look"),
            press(Verb.VISIBLE, int(not progress.is_visible)),
        ),
    )


def own_week_line(progress: ProgressSnapshot) -> str:
    """The plan's own week, as the heading of a member's progress."""
    return week_line(progress.card.status, progress.card.ending)


def tasks_line(progress: ProgressSnapshot) -> str:
    """How many tasks are done."""
    card = progress.card
    return tr_n("{done} of {number} task", "{done} of {number} tasks", card.total, done=card.done)


def _beside_the_card(progress: ProgressSnapshot) -> list[str]:
    """What the card doesn't say: what to do next, and when it all ends."""
    reason = progress.reason
    if reason.finish:
        return [finished_line(reason.finish, reason)]
    if reason.total == 0:
        return [standing_line(reason)]
    if reason.paused_until:
        until = day_name(reason.paused_until, progress.today)
        return [
            tr("⏸️ **Paused until {day}.**", day=until),
            tr("Nothing is due, your streak is safe, and whatever you do still counts."),
        ]
    return [
        free_week_line(reason) if reason.is_free_week else _next_line(progress),
        open_line(reason) if reason.overdue else "" if reason.is_free_week else _week_line(progress),
        *ending_lines(progress.card.ending),
    ]


def _next_line(progress: ProgressSnapshot) -> str:
    """The task to go on with: the earliest that is due, as on the card."""
    task = progress.next_task
    if task is None:
        return ""
    return tr("Next task: **{task}**", task=task_words(task))


def _week_line(progress: ProgressSnapshot) -> str:
    """What the week still asks for; before the first one, when it begins."""
    if progress.card.status.stage is Stage.WAITING:
        return tr("Your plan starts {day}.", day=day_name(progress.card.ending.starts, progress.today))
    return f"🔥 {this_week(progress.chain)}" if progress.chain.weeks else this_week(progress.chain)


def _controls(screen: Screen, progress: ProgressSnapshot, is_shared: bool, other: discord.ui.Button[Screen]) -> Screen:
    """The ways on; `other` leads from the card to its text, and back."""
    is_behind = progress.reason.overdue and not progress.reason.paused_until and not progress.is_catching_up
    return screen.row(
        button(tr("Ways to catch up…"), press(Verb.CATCHUP), discord.ButtonStyle.primary) if is_behind else None,
        *_to_do(progress, is_primary=not is_behind),
        button(tr("Shared") if is_shared else tr("Share here"), press(Verb.SHARE), off=is_shared),
        other,
    )


def _to_do(progress: ProgressSnapshot, *, is_primary: bool) -> list[discord.ui.Button[Screen]]:
    """The ways to the week and to a tick; once all is done, the way to what was."""
    style = discord.ButtonStyle.primary if is_primary else discord.ButtonStyle.secondary
    if progress.reason.finish:
        return [button(tr("My log"), press(Verb.LOG, 0), style)]
    return [button(tr("My week"), press(Verb.WEEK), style), button(tr("Tick a task…"), press(Verb.DONE))]


def _colour(progress: ProgressSnapshot) -> int:
    return phase_colour(progress.card.colour)


def _present(progress: ProgressSnapshot, *, for_others: bool) -> list[str]:
    """The present phase, and the task to go on with."""
    present = progress.card.present
    if present is None:
        return []
    return [_phase_line(present.count, for_others=for_others), "" if for_others else _next_line(progress)]


def _phase_line(phase: PhaseCount, *, for_others: bool) -> str:
    """A phase with its counts; where its review stands is for its member alone."""
    title = tr("Phase {number} · {title}", number=phase.number, title=plain(phase.title))
    if phase.total == 0:
        return tr("{phase}: not in your plan", phase=title)
    said = [tr("{phase}: {done} of {total}", phase=title, done=phase.done, total=phase.total)]
    if phase.is_complete:
        said[0] += " ✅"
    said += filter(None, [open_from_before(phase.overdue)])
    shown, items = phase.items
    if items:
        said.append(tr("checkpoint {done} of {total}", done=shown, total=items))
    if phase.review and not for_others:
        said.append(state_name(*phase.review))
    return " · ".join(said)


def _other_phases(progress: ProgressSnapshot, *, for_others: bool) -> list[str]:
    """The phases around the current one; the rest as a number, so that a long roadmap stays readable."""
    present = progress.card.present.count.number if progress.card.present else 0
    others = (phase for phase in progress.card.phases if phase.number != present)
    shown = [_phase_line(phase, for_others=for_others) for phase in others]
    if more := progress.more_phases:
        shown.append(tr_n("… {number} more phase in /roadmap", "… {number} more phases in /roadmap", more))
    return shown


def _projects_line(progress: ProgressSnapshot) -> str:
    """The projects by what became of them: "🛠️ Projects 1 and 2 done · Project 3 open"."""
    said = " · ".join(projects_by_state(progress.card.projects))
    return f"🛠️ {said}" if said else ""


def _days_line(progress: ProgressSnapshot) -> str:
    """Which days were studied and are planned, this week and week by week, and where the weeks begin."""
    *before, now = progress.card.calendar.latest
    so_far = days_by_week([now]) if now.studied or now.is_paused else tr("no study day yet")
    due = progress.card.calendar.still_due
    this_week = tr("🗓️ This week: {days}", days=so_far)
    said = [f"{this_week} · {tr('still planned: {days}', days=day_names(due))}" if due else this_week]
    if shown := before[2 - MOST_TOLD :]:
        first = day_name(shown[0].monday, progress.today)
        said.append(tr("-# Study days week by week from {day}: {days}", day=first, days=days_by_week(shown)))
    return lines(filter(None, (*said, _planned(progress), _shades(progress))))


def _planned(progress: ProgressSnapshot) -> str:
    """The study days of the weeks to come, as far as the picture goes."""
    coming = progress.card.calendar.coming
    if not coming or progress.reason.finish:
        return ""
    days = planned_by_week(coming)
    if are_alike(coming):
        return tr_n(
            "-# Planned next week: {days}",
            "-# Planned in each of the next {number} weeks: {days}",
            len(coming),
            days=days,
        )
    return tr("-# Planned in the next {number} weeks: {days}", number=len(coming), days=days)


def _shades(progress: ProgressSnapshot) -> str:
    """What the shades of the picture's days mean, once there are any."""
    if not progress.card.study_days:
        return ""
    return tr("-# In the picture, a day is brighter the more you did. `/log` tells what.")


def _time_line(progress: ProgressSnapshot) -> str:
    """The time that was logged, and on how many days there was any study."""
    if not (number := progress.card.study_days):
        return _logged(progress)
    return f"{_logged(progress)} · {tr_n('{number} study day', '{number} study days', number)}"


def _logged(progress: ProgressSnapshot) -> str:
    time = progress.time
    logged, in_all = duration(time.this_week), duration(time.in_all)
    if time.planned_hours is None:
        return tr("⏱️ {logged} logged this week · {in_all} in all", logged=logged, in_all=in_all)
    return tr(
        "⏱️ {logged} logged this week of about {planned} · {in_all} in all",
        logged=logged,
        planned=hours(time.planned_hours),
        in_all=in_all,
    )


def _milestone_line(progress: ProgressSnapshot) -> str:
    milestone = progress.card.milestone
    if milestone is None:
        return ""
    title = plain(milestone.title)
    if milestone.day is None:
        return tr("⚑ Next milestone: {title}", title=title)
    return tr("⚑ Next milestone: {title}, by {day}", title=title, day=day_name(milestone.day, progress.today))
