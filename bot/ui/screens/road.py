"""The whole road: phases, projects and milestones with this member's dates, and a phase in full."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from bot.roadmap import Milestone, Phase
from bot.study.milestones import is_in_scope, is_reached
from bot.study.progress import PhaseProgress, Progress
from bot.study.projects import ProjectProgress, ProjectState, projects
from bot.ui.screens.catchup import spread, standing_line
from bot.ui.screens.layout import Picture, Screen, bar, button, lines, on_day, phase_colour, plain, press, short
from bot.ui.screens.progress import week_line
from bot.ui.screens.week import task_line
from bot.words import hours, tr, tr_n
from bot.words.states import project_state_name

_MOST_LINES = 14
_LONGEST_LINE = 110
_LONGEST_SHOWN = 260


def road_screen(progress: Progress, others: Mapping[int, int] | None = None, picture: Picture | None = None) -> Screen:
    """Phases, projects and milestones with this member's dates, and the source's closing line.

    `others` says how many of those who let others look are in a roadmap week.
    """
    roadmap = progress.roadmap
    screen = Screen(
        f"## {plain(roadmap.title)}",
        f"{week_line(progress)} · {_tasks(progress.done, progress.total)}",
        standing_line(progress),
        _length(progress),
    )
    screen.picture(picture).say(_others(others or {}))
    phases = _shown([_phase_line(progress, part) for part in progress.phases])
    screen.part(lines([*phases, _more_phases(len(progress.phases) - _MOST_LINES)]).strip())
    screen.part(_titled(tr("Projects"), _projects(progress)))
    screen.part(_titled(tr("Milestones"), _milestones(progress)))
    screen.say(f"*{roadmap.closing}*" if roadmap.closing else "")
    return screen.choice(
        press("road"),
        tr("Look into a phase…"),
        [
            (phase.id, tr("Phase {number} · {title}", number=roadmap.number_of(phase), title=phase.title))
            for phase in roadmap.phases
        ],
    ).row(button(tr("My week"), press("week")), button(tr("Rhythm and adjustments"), press("rhythm")))


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
    return screen.row(button(tr("The whole road"), press("road")), button(tr("My week"), press("week")))


def phase_screen(progress: Progress, phase: Phase) -> Screen:
    """One phase in full: its goal, blocks with tasks, and its checkpoint."""
    part = next(part for part in progress.phases if part.phase.id == phase.id)
    screen = Screen(
        tr("## Phase {number}: {title}", number=part.number, title=plain(phase.title))
        + f"\n{tr('Weeks {weeks}', weeks=str(phase.weeks))} · {_span(progress, part)}",
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
        press("pick-week"),
        tr("Open a week…"),
        [(block.id, tr("Week {weeks}: {title}", weeks=str(block.weeks), title=block.title)) for block in phase.blocks],
    )
    return screen.row(
        button(tr("Checkpoint"), press("checkpoint", phase.id)) if phase.checkpoint else None,
        button(tr("The whole road"), press("road")),
    )


def _tasks(done: int, total: int) -> str:
    return tr_n("{done} of {number} task", "{done} of {number} tasks", total, done=done)


def _length(progress: Progress) -> str:
    """From when to when the plan goes, and how the roadmap's weeks are spread where it is not week by week."""
    plan, zone = progress.plan, progress.member.zone
    dates = tr("📅 {first} to {last}", first=on_day(plan.starts_on, zone), last=on_day(plan.ends_on, zone))
    return f"{dates}{spread(progress)}"


def _others(others: Mapping[int, int]) -> str:
    """Where others are: "👥 On the road with you: 2 in week 5 · 1 in week 9"."""
    said = [tr("{number} in week {week}", number=count, week=week) for week, count in sorted(others.items())]
    return tr("👥 On the road with you: {others}", others=" · ".join(said)) if said else ""


def _phase_line(progress: Progress, part: PhaseProgress) -> str:
    current = progress.current_phase
    here = "📍 " if current and part.phase.id == current.id and progress.has_started else ""
    title = here + tr(
        "**Phase {number} · {title}** (weeks {weeks})",
        number=part.number,
        title=plain(part.phase.title),
        weeks=str(part.phase.weeks),
    )
    if not part.total:
        return f"{title}\n{tr('not in your plan')}"
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
    zone = progress.member.zone
    if part.begins is None or part.ends is None:
        return tr("not in your plan")
    return tr("{first} to {last}", first=on_day(part.begins, zone), last=on_day(part.ends, zone))


def _projects(progress: Progress) -> str:
    said = [_project_line(progress, part) for part in projects(progress)]
    more = len(said) - _MOST_LINES
    rest = tr_n("… {number} more project", "… {number} more projects", more) if more > 0 else ""
    return lines(filter(None, (*_shown(said), rest)))


def _project_line(progress: Progress, part: ProjectProgress) -> str:
    said = tr(
        "{number}. {title} (weeks {weeks}), {state}",
        number=part.number,
        title=plain(part.project.title),
        weeks=str(part.project.weeks),
        state=project_state_name(part.state),
    )
    return said if part.state is ProjectState.OUT else _by(progress, said, part.project.weeks.last)


def _milestones(progress: Progress) -> str:
    said = [_milestone_line(progress, milestone) for milestone in progress.roadmap.milestones]
    more = len(said) - _MOST_LINES
    rest = tr_n("… {number} more milestone", "… {number} more milestones", more) if more > 0 else ""
    return lines(filter(None, (*_shown(said), rest)))


def _milestone_line(progress: Progress, milestone: Milestone) -> str:
    said = tr("Week {week}: {title}", week=milestone.week, title=plain(milestone.title))
    if not is_in_scope(progress, milestone):
        return tr("{milestone}, not in your plan", milestone=said)
    if is_reached(progress, milestone):
        return tr("{milestone}, reached ✅", milestone=said)
    return _by(progress, said, milestone.week)


def _by(progress: Progress, said: str, week: int) -> str:
    """What is ahead, and by when, if the plan walks its week."""
    day = last_day(progress, week)
    return tr("{what}, by {day}", what=said, day=on_day(day, progress.member.zone)) if day else said


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
