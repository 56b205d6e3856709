"""The whole road: phases, projects and milestones with this member's dates, and a phase in full."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

import discord

from bot.roadmap import Milestone, Phase, Roadmap, Weeks
from bot.study.days import week_of
from bot.study.milestones import is_in_scope, is_reached, next_milestone
from bot.study.progress import PhaseProgress, Progress
from bot.study.projects import ProjectProgress, ProjectState, projects
from bot.study.snapshots.phases import present_phase
from bot.ui.screens.catchup import finished_line, free_week_line, spread, standing_line
from bot.ui.screens.layout import (
    Picture,
    Screen,
    bar,
    button,
    in_weeks,
    lines,
    phase_colour,
    plain,
    press,
    short,
)
from bot.ui.screens.progress import week_line
from bot.ui.screens.verbs import Verb
from bot.ui.screens.week import task_line
from bot.words import day_name, hours, tr, tr_n
from bot.words.states import project_state_name

_MOST_LINES = 14
_LONGEST_LINE = 110
_LONGEST_SHOWN = 260


def road_screen(progress: Progress, others: Mapping[int, int] | None = None, picture: Picture | None = None) -> Screen:
    """The picture of the road and what it lacks, or all as text where there is none.

    `others` says how many of those who let others look are in a roadmap week.
    """
    if picture is None:
        return road_as_text(progress, others)
    screen = Screen(colour=_colour(progress)).picture(picture)
    screen.say(lines(filter(None, _beside_the_road(progress))), f"-# {_signs(progress, others or {})}")
    _choose_phase(screen, progress)
    screen.row(
        button(tr("My week"), press(Verb.WEEK), discord.ButtonStyle.primary),
        button(tr("As text"), press(Verb.ROAD_TEXT)),
    )
    return screen.or_else(lambda: road_as_text(progress, others))


def road_as_text(progress: Progress, others: Mapping[int, int] | None = None) -> Screen:
    """Phases, projects and milestones with this member's dates, and the source's closing line."""
    roadmap = progress.roadmap
    screen = Screen(
        f"## {plain(roadmap.title)}",
        f"{week_line(progress)} · {_tasks(progress.done, progress.total)}",
        standing_line(progress),
        _length(progress),
        _others(others or {}),
        colour=_colour(progress),
    )
    phases = _shown([_phase_line(progress, part) for part in progress.phases])
    screen.part(lines([*phases, _more_phases(len(progress.phases) - _MOST_LINES)]).strip())
    screen.part(_titled(tr("Milestones"), _milestones(progress)))
    screen.part(_titled(tr("Projects"), _projects(progress)))
    screen.say(f"*{roadmap.closing}*" if roadmap.closing else "")
    _choose_phase(screen, progress)
    return screen.row(
        button(tr("My week"), press(Verb.WEEK)),
        button(tr("My road"), press(Verb.ROAD, "picture")),
        button(_rhythm_label(roadmap), press(Verb.RHYTHM)),
    )


def _choose_phase(screen: Screen, progress: Progress) -> None:
    roadmap = progress.roadmap
    screen.choice(
        press(Verb.ROAD),
        tr("Look into a phase…"),
        [
            (phase.id, tr("Phase {number} · {title}", number=roadmap.number_of(phase), title=phase.title))
            for phase in roadmap.phases
        ],
    )


def _beside_the_road(progress: Progress) -> list[str]:
    """What the picture of the road doesn't say: until when the present block goes, and what comes next."""
    if progress.is_complete:
        return [finished_line(progress)]
    if pause := progress.pause:
        until = day_name(pause.until, progress.today)
        return [tr("⏸️ **Paused until {day}.** All dates wait with you.", day=until)]
    return [_now(progress), _next(progress), _open(progress)]


def _now(progress: Progress) -> str:
    """The block that is due, and until when; before the start when it begins, in a free week what comes."""
    if not progress.has_started:
        return tr("Your road begins {day}.", day=day_name(progress.plan.starts_on, progress.today))
    if progress.is_free_week:
        return free_week_line(progress)
    block = next(iter(progress.due_blocks), None)
    if block is None or progress.plan.has_ended(progress.today):
        return ""
    last = progress.plan.last_monday_of(block.id) or week_of(progress.today)
    day = day_name(last + timedelta(days=6), progress.today)
    return tr("Now: **{block}**, until {day}", block=plain(block.title), day=day)


def _next(progress: Progress) -> str:
    found = next_milestone(progress)
    if found is None:
        return ""
    milestone, day = found
    if day is None:
        return tr("Next: {milestone}", milestone=plain(milestone.title))
    return tr("Next: {milestone}, by {day}", milestone=plain(milestone.title), day=day_name(day, progress.today))


def _open(progress: Progress) -> str:
    """What the hollow places on the road are."""
    number = len(progress.overdue)
    if not number:
        return ""
    return tr_n(
        "White rings: **{number} task** from earlier weeks is open.",
        "White rings: **{number} tasks** from earlier weeks are open.",
        number,
    )


def _signs(progress: Progress, others: Mapping[int, int]) -> str:
    """What the marks of the road mean, as far as there are any."""
    signs = [tr("◇ checkpoint")] if progress.items else []
    signs += [tr("⚑ milestone")] if progress.roadmap.milestones else []
    signs += [tr("▢ project")] if progress.roadmap.projects else []
    signs += [tr("● others on this road")] if others else []
    return " · ".join(signs)


def _colour(progress: Progress) -> int:
    phase = present_phase(progress) or progress.current_phase
    return phase_colour(progress.roadmap.number_of(phase) if phase else 1)


def _rhythm_label(roadmap: Roadmap) -> str:
    return tr("Rhythm and adjustments") if roadmap.adjustments else tr("Rhythm")


def rhythm_screen(progress: Progress) -> Screen:
    """What the roadmap assumes, its week, and the source's adjustments with the commands that apply them."""
    roadmap = progress.roadmap
    rhythm = [f"**{row.day}** {plain(row.activity)}, {hours(row.hours)}" for row in roadmap.rhythm]
    during_projects = (
        tr("During project phases: {hours} h a week.", hours=str(roadmap.project_hours)) if roadmap.projects else ""
    )
    screen = Screen(
        f"## {plain(roadmap.title)}",
        plain(roadmap.assumption) if roadmap.assumption else "",
        _titled(tr("Weekly rhythm"), lines(filter(None, (*rhythm, during_projects)))),
    )
    said = [f"{plain(a.question)}\n{plain(a.answer)}: `{a.command}`" for a in roadmap.adjustments]
    more = len(said) - _MOST_LINES
    rest = tr_n("… {number} more adjustment", "… {number} more adjustments", more) if more > 0 else ""
    screen.part(_titled(tr("Adjustments"), lines(filter(None, (*_shown(said), rest)))))
    return screen.row(button(tr("The whole road"), press(Verb.ROAD)), button(tr("My week"), press(Verb.WEEK)))


def phase_screen(progress: Progress, phase: Phase) -> Screen:
    """One phase in full: its goal, blocks with tasks, and its checkpoint."""
    part = next(part for part in progress.phases if part.phase.id == phase.id)
    screen = Screen(
        tr("## Phase {number}: {title}", number=part.number, title=plain(phase.title))
        + f"\n{_in_weeks(phase.weeks)} · {_span(progress, part)}",
        tr("**Goal:** {goal}", goal=plain(phase.goal)) if phase.goal else "",
        f"{bar(part.done, part.total)} {_tasks(part.done, part.total)}",
        colour=phase_colour(part.number),
    )
    for block in phase.blocks[:_MOST_LINES]:
        tasks = [task_line(progress, task, _LONGEST_LINE) for task in block.tasks[:_MOST_LINES]]
        more = len(block.tasks) - _MOST_LINES
        rest = tr_n("… {number} more task", "… {number} more tasks", more) if more > 0 else ""
        title = tr("**Week {weeks}: {title}**", weeks=str(block.weeks), title=plain(block.title))
        screen.say(lines(filter(None, (title, *tasks, rest))))
    screen.choice(
        press(Verb.PICK_WEEK),
        tr("Open a week…"),
        [(block.id, tr("Week {weeks}: {title}", weeks=str(block.weeks), title=block.title)) for block in phase.blocks],
    )
    return screen.row(
        button(tr("Checkpoint"), press(Verb.CHECKPOINT, phase.id)) if phase.checkpoint else None,
        button(tr("The whole road"), press(Verb.ROAD)),
    )


def _in_weeks(weeks: Weeks) -> str:
    """Weeks by their numbers, at the beginning of a line: "Weeks 3-4"."""
    return tr_n("Week {weeks}", "Weeks {weeks}", weeks.count, weeks=str(weeks))


def _tasks(done: int, total: int) -> str:
    return tr_n("{done} of {number} task", "{done} of {number} tasks", total, done=done)


def _length(progress: Progress) -> str:
    """From when to when the plan goes, and how the roadmap's weeks are spread where it is not week by week."""
    plan = progress.plan
    dates = tr(
        "📅 {first} to {last}",
        first=day_name(plan.starts_on, progress.today),
        last=day_name(plan.ends_on, progress.today),
    )
    return f"{dates}{spread(progress)}"


def _others(others: Mapping[int, int]) -> str:
    """Where others are: "👥 On the road with you: 2 in week 5 · 1 in week 9"."""
    said = [tr("{number} in week {week}", number=count, week=week) for week, count in sorted(others.items())]
    return tr("👥 On the road with you: {others}", others=" · ".join(said)) if said else ""


def _phase_line(progress: Progress, part: PhaseProgress) -> str:
    current = progress.current_phase
    here = "📍 " if current and part.phase.id == current.id and progress.has_started else ""
    title = here + tr(
        "**Phase {number} · {title}** ({weeks})",
        number=part.number,
        title=plain(part.phase.title),
        weeks=in_weeks(part.phase.weeks),
    )
    if not part.total:
        return f"{title}\n{tr('Not in your plan')}"
    said = [_span(progress, part), tr("{done} of {total}", done=part.done, total=part.total)]
    if part.items_total:
        said.append(tr("checkpoint {done} of {total}", done=part.items_done, total=part.items_total))
    return f"{title}\n{' · '.join(said)}{_begun(progress, part)}"


def _begun(progress: Progress, part: PhaseProgress) -> str:
    """The blocks of a phase that is begun: which are done, and how far the others are."""
    if not 0 < part.done < part.total:
        return ""
    counts = [
        (str(block.weeks), [progress.has_done(task.id) for task in block.tasks if progress.counts(task.id)])
        for block in part.phase.blocks
        if progress.is_in_scope(block)
    ]
    done = [weeks for weeks, ticks in counts if ticks and all(ticks)]
    said = [tr("weeks {weeks} done", weeks=", ".join(done))] if done else []
    said += [
        tr("weeks {weeks}: {done} of {total}", weeks=weeks, done=sum(ticks), total=len(ticks))
        for weeks, ticks in counts
        if 0 < sum(ticks) < len(ticks)
    ]
    return f"\n-# {' · '.join(said)}"


def _span(progress: Progress, part: PhaseProgress) -> str:
    if part.begins is None or part.ends is None:
        return tr("Not in your plan")
    return tr(
        "{first} to {last}", first=day_name(part.begins, progress.today), last=day_name(part.ends, progress.today)
    )


def _projects(progress: Progress) -> str:
    said = [_project_line(progress, part) for part in projects(progress)]
    more = len(said) - _MOST_LINES
    rest = tr_n("… {number} more project", "… {number} more projects", more) if more > 0 else ""
    return lines(filter(None, (*_shown(said), rest)))


def _project_line(progress: Progress, part: ProjectProgress) -> str:
    """A project with its state, and while it isn't done with the day by which the plan wants it."""
    number, title, weeks = part.number, plain(part.project.title), in_weeks(part.project.weeks)
    state = project_state_name(part.state)
    is_ahead = part.state in (ProjectState.OPEN, ProjectState.AHEAD)
    if is_ahead and (day := _last_day_in_words(progress, part.project.weeks.last)):
        return tr(
            "{number}. {title} ({weeks}), {state}, due by {day}",
            number=number,
            title=title,
            weeks=weeks,
            state=state,
            day=day,
        )
    return tr("{number}. {title} ({weeks}), {state}", number=number, title=title, weeks=weeks, state=state)


def _milestones(progress: Progress) -> str:
    said = [_milestone_line(progress, milestone) for milestone in progress.roadmap.milestones]
    more = len(said) - _MOST_LINES
    rest = tr_n("… {number} more milestone", "… {number} more milestones", more) if more > 0 else ""
    return lines(filter(None, (*_shown(said), rest)))


def _milestone_line(progress: Progress, milestone: Milestone) -> str:
    """A milestone: whether it is reached, or by when it will be, if the plan walks its week."""
    week, title = milestone.week, plain(milestone.title)
    if not is_in_scope(progress, milestone):
        return tr("Week {week}: {title}, not in your plan", week=week, title=title)
    if is_reached(progress, milestone):
        return tr("Week {week}: {title}, reached ✅", week=week, title=title)
    if day := _last_day_in_words(progress, week):
        return tr("Week {week}: {title}, by {day}", week=week, title=title, day=day)
    return tr("Week {week}: {title}", week=week, title=title)


def _last_day_in_words(progress: Progress, week: int) -> str:
    """The day by which the plan has walked a roadmap week; nothing when it doesn't walk it."""
    day = last_day(progress, week)
    return day_name(day, progress.today) if day else ""


def last_day(progress: Progress, week: int) -> date | None:
    """The Sunday of the calendar week in which the plan walks a roadmap week."""
    monday = progress.plan.monday_of_week(week)
    return monday + timedelta(days=6) if monday else None


def _more_phases(more: int) -> str:
    return tr_n("… {number} more phase", "… {number} more phases", more) if more > 0 else ""


def _titled(title: str, text: str) -> str:
    return f"### {title}\n{text}" if text else ""


def _shown(said: list[str]) -> list[str]:
    return [short(line, _LONGEST_SHOWN) for line in said[:_MOST_LINES]]
