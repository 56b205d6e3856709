"""The whole road: phases, projects and milestones with this member's dates, and a phase in full."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from bot.roadmap import Milestone, Phase
from bot.study.milestones import is_in_scope, is_reached
from bot.study.progress import PhaseProgress, Progress
from bot.study.projects import ProjectState, projects
from bot.study.words import counted
from bot.ui.screens.catchup import spread, standing_line
from bot.ui.screens.layout import Picture, Screen, bar, button, hours, lines, on_day, phase_colour, plain, press, short
from bot.ui.screens.progress import week_line
from bot.ui.screens.week import task_line

_MOST_LINES = 14
_LONGEST_LINE = 110


def road_screen(progress: Progress, others: Mapping[int, int] | None = None, picture: Picture | None = None) -> Screen:
    """Phases, projects and milestones with this member's dates, and the source's closing line.

    `others` says how many of those who let others look are in a roadmap week.
    """
    roadmap = progress.roadmap
    screen = Screen(
        f"## {plain(roadmap.title)}",
        f"{week_line(progress)} · {progress.done} of {counted(progress.total, 'task')}",
        standing_line(progress),
        _length(progress),
    )
    screen.picture(picture).say(_others(others or {}))
    screen.part(_some([_phase_line(progress, part) for part in progress.phases], "phase"))
    screen.part(_titled("Projects", _some(_projects(progress), "project")))
    screen.part(_titled("Milestones", _some(_milestones(progress), "milestone")))
    screen.say(f"*{roadmap.closing}*" if roadmap.closing else "")
    return screen.choice(
        press("road"),
        "Look into a phase…",
        [(phase.id, f"Phase {roadmap.number_of(phase)} · {phase.title}") for phase in roadmap.phases],
    ).row(button("My week", press("week")), button("Rhythm and adjustments", press("rhythm")))


def rhythm_screen(progress: Progress) -> Screen:
    """What the roadmap assumes, its week, and the source's adjustments with the commands that apply them."""
    roadmap = progress.roadmap
    rhythm = [f"**{row.day}** {plain(row.activity)}, {hours(row.hours)}" for row in roadmap.rhythm]
    during_projects = f"During project phases: {roadmap.project_hours} h a week." if roadmap.projects else ""
    screen = Screen(
        f"## {plain(roadmap.title)}",
        plain(roadmap.assumption) if roadmap.assumption else "",
        _titled("Weekly rhythm", lines(filter(None, (*rhythm, during_projects)))),
    )
    said = [f"{plain(a.question)}\n{plain(a.answer)}: `{a.command}`" for a in roadmap.adjustments]
    screen.part(_titled("Adjustments", _some(said, "adjustment")))
    return screen.row(button("The whole road", press("road")), button("My week", press("week")))


def phase_screen(progress: Progress, phase: Phase) -> Screen:
    """One phase in full: its goal, blocks with tasks, and its checkpoint."""
    part = next(part for part in progress.phases if part.phase.id == phase.id)
    screen = Screen(
        f"## Phase {part.number}: {plain(phase.title)}\nWeeks {phase.weeks} · {_span(progress, part)}",
        f"**Goal:** {plain(phase.goal)}" if phase.goal else "",
        f"{bar(part.done, part.total)} {part.done} of {counted(part.total, 'task')}",
        colour=phase_colour(part.number),
    )
    for block in phase.blocks[:_MOST_LINES]:
        tasks = [task_line(progress, task, _LONGEST_LINE) for task in block.tasks[:_MOST_LINES]]
        more = f"\n… {counted(len(block.tasks) - _MOST_LINES, 'more task')}" if len(block.tasks) > _MOST_LINES else ""
        screen.say(f"**Week {block.weeks}: {plain(block.title)}**\n{lines(tasks)}{more}")
    screen.choice(
        press("pick-week"),
        "Open a week…",
        [(block.id, f"Week {block.weeks}: {block.title}") for block in phase.blocks],
    )
    return screen.row(
        button("Checkpoint", press("checkpoint", phase.id)) if phase.checkpoint else None,
        button("The whole road", press("road")),
    )


def _length(progress: Progress) -> str:
    """From when to when the plan goes, and how the roadmap's weeks are spread where it is not week by week."""
    plan, zone = progress.plan, progress.member.zone
    return f"📅 {on_day(plan.starts_on, zone)} to {on_day(plan.ends_on, zone)}{spread(progress)}"


def _others(others: Mapping[int, int]) -> str:
    """Where others are: "👥 On the road with you: 2 in week 5 · 1 in week 9"."""
    said = [f"{count} in week {week}" for week, count in sorted(others.items())]
    return f"👥 On the road with you: {' · '.join(said)}" if said else ""


def _phase_line(progress: Progress, part: PhaseProgress) -> str:
    current = progress.current_phase
    here = "📍 " if current and part.phase.id == current.id and progress.has_started else ""
    title = f"{here}**Phase {part.number} · {plain(part.phase.title)}** (weeks {part.phase.weeks})"
    if not part.total:
        return f"{title}\nnot in your plan"
    checkpoint = f" · checkpoint {part.items_done} of {part.items_total}" if part.items_total else ""
    return f"{title}\n{_span(progress, part)} · {part.done} of {part.total}{checkpoint}{_begun(progress, part)}"


def _begun(progress: Progress, part: PhaseProgress) -> str:
    """The blocks of a phase that is begun: which are done, and how far the others are."""
    if not 0 < part.done < part.total:
        return ""
    counts = [
        (block.weeks, [progress.has_done(task.id) for task in block.tasks if progress.counts(task.id)])
        for block in part.phase.blocks
        if progress.is_in_scope(block)
    ]
    done = [str(weeks) for weeks, ticks in counts if ticks and all(ticks)]
    said = [f"weeks {', '.join(done)} done"] if done else []
    said += [f"weeks {weeks}: {sum(ticks)} of {len(ticks)}" for weeks, ticks in counts if 0 < sum(ticks) < len(ticks)]
    return f"\n-# {' · '.join(said)}"


def _span(progress: Progress, part: PhaseProgress) -> str:
    zone = progress.member.zone
    if part.begins is None or part.ends is None:
        return "not in your plan"
    return f"{on_day(part.begins, zone)} to {on_day(part.ends, zone)}"


def _projects(progress: Progress) -> list[str]:
    return [
        f"{part.number}. {plain(part.project.title)} (weeks {part.project.weeks}), {part.state}"
        f"{_by(progress, part.project.weeks.last) if part.state is not ProjectState.OUT else ''}"
        for part in projects(progress)
    ]


def _milestones(progress: Progress) -> list[str]:
    return [
        f"Week {milestone.week}: {plain(milestone.title)}{_when(progress, milestone)}"
        for milestone in progress.roadmap.milestones
    ]


def _when(progress: Progress, milestone: Milestone) -> str:
    if not is_in_scope(progress, milestone):
        return ", not in your plan"
    return ", reached ✅" if is_reached(progress, milestone) else _by(progress, milestone.week)


def _by(progress: Progress, week: int) -> str:
    day = last_day(progress, week)
    return f", by {on_day(day, progress.member.zone)}" if day else ""


def last_day(progress: Progress, week: int) -> date | None:
    """The Sunday of the calendar week in which the plan walks a roadmap week."""
    monday = progress.plan.monday_of_week(week)
    return monday + timedelta(days=6) if monday else None


def _titled(title: str, text: str) -> str:
    return f"### {title}\n{text}" if text else ""


def _some(said: list[str], what: str) -> str:
    rest = len(said) - _MOST_LINES
    cut = [short(line, 260) for line in said[:_MOST_LINES]]
    return lines([*cut, f"… {counted(rest, f'more {what}')}"] if rest > 0 else cut)
