"""Where a member stands: the card with what it lacks, and all of it as text, in one order of facts."""

from __future__ import annotations

import discord

from bot.study.calendar import latest_weeks
from bot.study.catchup import is_catching_up
from bot.study.milestones import next_milestone
from bot.study.progress import PhaseProgress, Progress
from bot.study.projects import projects
from bot.study.review import Review
from bot.study.snapshots.phases import present_phase
from bot.study.submitting import review_of
from bot.ui.screens.catchup import ending_lines, finished_line, free_week_line, open_line, standing_line
from bot.ui.screens.layout import Picture, Screen, bar, button, lines, phase_colour, plain, press, task_words
from bot.ui.screens.plan import scope_line
from bot.ui.screens.streak import streak_line, this_week
from bot.ui.screens.verbs import Verb
from bot.words import day_name, duration, hours, tr, tr_n
from bot.words.alt_text import days_by_week
from bot.words.reviews import state_name
from bot.words.states import projects_by_state

_MOST_PHASES = 12
_MOST_WEEKS = 26


def progress_screen(
    progress: Progress, picture: Picture | None = None, *, name: str | None = None, is_shared: bool = False
) -> Screen:
    """The card and what it lacks, or all as text where there is none; with a name it is a view for others.

    `is_shared`: it can't be shared once more.
    """
    if picture is None:
        return progress_as_text(progress, name=name, is_shared=is_shared)
    screen = Screen(colour=_colour(progress))
    if name is not None:
        tasks = tr_n("{done} of {number} task", "{done} of {number} tasks", progress.total, done=progress.done)
        screen.say(f"## {plain(name)}\n**{week_line(progress)}** · {tasks} · {streak_line(progress)}")
    screen.picture(picture)
    if name is None:
        screen.say(lines(_beside_the_card(progress)))
        _controls(screen, progress, is_shared, button(tr("As text"), press(Verb.PROGRESS_TEXT)))
    return screen.or_else(lambda: progress_as_text(progress, name=name, is_shared=is_shared))


def progress_as_text(progress: Progress, *, name: str | None = None, is_shared: bool = False) -> Screen:
    """All facts in words: pause, week and standing, tasks, the present phase, the streak, then what is to come."""
    tasks = tr_n("**{done} of {number} task**", "**{done} of {number} tasks**", progress.total, done=progress.done)
    screen = Screen(
        f"-# {plain(progress.roadmap.title)}",
        f"## {week_line(progress)}" if name is None else f"## {plain(name)}\n**{week_line(progress)}**",
        standing_line(progress),
        scope_line(progress),
        f"{bar(progress.done, progress.total)} {tasks}",
        colour=_colour(progress),
    )
    screen.part(lines(_present(progress, for_others=name is not None)))
    screen.part(streak_line(progress), _days_line(progress), _time_line(progress))
    others = _other_phases(progress, for_others=name is not None)
    screen.part(lines(filter(None, (_milestone_line(progress), _projects_line(progress), *others))))
    screen.say(lines(ending_lines(progress)))
    if name is not None:
        return screen
    _controls(screen, progress, is_shared, button(tr("My progress"), press(Verb.PROGRESS)))
    return screen.row(
        button(tr("Streak"), press(Verb.STREAK)),
        button(tr("Checkpoint"), press(Verb.CHECKPOINT)) if progress.items else None,
        button(
            tr("Hide from others") if progress.member.visible else tr("Let others look"),
            press(Verb.VISIBLE, int(not progress.member.visible)),
        ),
    )


def _beside_the_card(progress: Progress) -> list[str]:
    """What the card doesn't say: what to do next, and when it all ends."""
    if progress.is_complete:
        return [finished_line(progress)]
    if progress.total == 0:
        return [standing_line(progress)]
    if pause := progress.pause:
        until = day_name(pause.until, progress.today)
        return [
            tr("⏸️ **Paused until {day}.**", day=until),
            tr("Nothing is due, your streak is safe, and whatever you do still counts."),
        ]
    return [
        free_week_line(progress) if progress.is_free_week else _next_line(progress),
        open_line(progress) if progress.overdue else _week_line(progress),
        *ending_lines(progress),
    ]


def _next_line(progress: Progress) -> str:
    """The task to go on with: the earliest that is due, as on the card."""
    tasks = (*progress.overdue, *progress.open_tasks)
    return tr("Next: **{task}**", task=task_words(tasks[0])) if tasks else ""


def _week_line(progress: Progress) -> str:
    """What the week still asks for; before the first one, when it begins."""
    if not progress.has_started:
        return tr("Your plan starts {day}.", day=day_name(progress.plan.starts_on, progress.today))
    return f"🔥 {this_week(progress)}" if progress.streak.weeks else this_week(progress)


def _controls(screen: Screen, progress: Progress, is_shared: bool, other: discord.ui.Button[Screen]) -> Screen:
    """The ways on; `other` leads from the card to its text, and back."""
    is_behind = progress.overdue and not progress.pause and not is_catching_up(progress)
    return screen.row(
        button(tr("Choose…"), press(Verb.CATCHUP), discord.ButtonStyle.primary) if is_behind else None,
        button(
            tr("My week"),
            press(Verb.WEEK),
            discord.ButtonStyle.secondary if is_behind else discord.ButtonStyle.primary,
        ),
        button(tr("Done"), press(Verb.DONE)) if not progress.is_complete else None,
        button(tr("Shared") if is_shared else tr("Share here"), press(Verb.SHARE), off=is_shared),
        other,
    )


def week_line(progress: Progress) -> str:
    """ "Week 9 of 36", or when the plan starts or has ended."""
    if not progress.has_started:
        return tr("Starts {day}", day=day_name(progress.plan.starts_on, progress.today))
    if progress.is_complete:
        whole = progress.total == len(progress.roadmap.tasks)
        return tr("Roadmap complete 🎉") if whole else tr("Your part of the roadmap is complete 🎉")
    if progress.plan.has_ended(progress.today):
        return tr("Plan ended")
    return tr("Week {week} of {weeks}", week=progress.week_number, weeks=progress.plan.total_weeks)


def _colour(progress: Progress) -> int:
    phase = present_phase(progress) or progress.current_phase
    return phase_colour(progress.roadmap.number_of(phase) if phase else 1)


def _present(progress: Progress, *, for_others: bool) -> list[str]:
    """The present phase, and the task to go on with."""
    phase = present_phase(progress)
    part = progress.phase_progress(phase.id) if phase else None
    if part is None:
        return []
    review = None if for_others else review_of(progress, part.phase.id)
    return [_phase_line(part, review), "" if for_others else _next_line(progress)]


def _phase_line(part: PhaseProgress, review: Review | None) -> str:
    """A phase with its bar and counts."""
    title = tr("Phase {number} · {title}", number=part.number, title=plain(part.phase.title))
    if part.total == 0:
        return tr("▫️ {phase}: not in your plan", phase=title)
    said = [tr("{phase}: {done} of {total}", phase=title, done=part.done, total=part.total)]
    if part.is_complete:
        said[0] += " ✅"
    if part.items_total:
        said.append(tr("checkpoint {done} of {total}", done=part.items_done, total=part.items_total))
    if review:
        said.append(state_name(review))
    return f"{bar(part.done, part.total, 6)} {' · '.join(said)}"


def _other_phases(progress: Progress, *, for_others: bool) -> list[str]:
    """The phases around the current one; the rest as a number, so that a long roadmap stays readable."""
    present, around = present_phase(progress), progress.phases_around(_MOST_PHASES)
    others = [part for part in around if not present or part.phase.id != present.id]
    shown = [_phase_line(part, None if for_others else review_of(progress, part.phase.id)) for part in others]
    if more := len(progress.phases) - len(around):
        shown.append(tr_n("… {number} more phase in /roadmap", "… {number} more phases in /roadmap", more))
    return shown


def _projects_line(progress: Progress) -> str:
    """The projects by what became of them: "🛠️ Projects 1 and 2 done · Project 3 open"."""
    said = " · ".join(projects_by_state([part.state for part in projects(progress)]))
    return f"🛠️ {said}" if said else ""


def _days_line(progress: Progress) -> str:
    """Which days were studied, this week and week by week."""
    *before, now = latest_weeks(progress, _MOST_WEEKS + 2)  # one more than is shown tells that there are more
    so_far = days_by_week([now]) if now.studied or now.is_paused else tr("no study day yet")
    said = [tr("🗓️ This week: {days}", days=so_far)]
    if shown := before[-_MOST_WEEKS:]:
        days = days_by_week(shown)
        said.append(
            tr_n(
                "-# Study days in the last {number} week: {days}",
                "-# Study days in the last {number} weeks: {days}",
                len(shown),
                days=days,
            )
            if len(before) > len(shown)
            else tr("-# Study days since the first week: {days}", days=days)
        )
    return lines(said)


def _time_line(progress: Progress) -> str:
    logged, in_all = duration(progress.minutes_this_week), duration(progress.minutes_logged)
    if progress.pause or progress.is_complete or progress.is_free_week:
        return tr("⏱️ {logged} logged this week · {in_all} in all", logged=logged, in_all=in_all)
    return tr(
        "⏱️ {logged} logged this week of about {planned} · {in_all} in all",
        logged=logged,
        planned=hours(progress.hours_planned),
        in_all=in_all,
    )


def _milestone_line(progress: Progress) -> str:
    ahead = next_milestone(progress)
    if ahead is None:
        return ""
    milestone, day = ahead
    title = plain(milestone.title)
    if day is None:
        return tr("⚑ Next milestone: {title}", title=title)
    return tr("⚑ Next milestone: {title}, by {day}", title=title, day=day_name(day, progress.today))
