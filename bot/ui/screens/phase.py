"""A phase in full: its goal, its blocks with their tasks, and its checkpoint; and the roadmap's weekly rhythm."""

from __future__ import annotations

from datetime import date

from bot.roadmap import Phase, Weeks
from bot.study.progress import Progress
from bot.ui.screens.layout import Screen, button, lines, phase_colour, plain, press, short
from bot.ui.screens.verbs import Verb
from bot.ui.screens.week import task_line
from bot.words import day_name, hours, tr, tr_n

MOST_LINES = 14
_LONGEST_LINE = 110
_LONGEST_SHOWN = 260


def phase_screen(progress: Progress, phase: Phase) -> Screen:
    """One phase in full: its goal, blocks with tasks, and its checkpoint."""
    part = next(part for part in progress.phases if part.phase.id == phase.id)
    dates = phase_dates((part.begins, part.ends) if part.begins and part.ends else None, progress.today)
    screen = Screen(
        tr("## Phase {number}: {title}", number=part.number, title=plain(phase.title))
        + f"\n{_in_weeks(phase.weeks)} · {dates}",
        tr("**Goal:** {goal}", goal=plain(phase.goal)) if phase.goal else "",
        tasks_done(part.done, part.total),
        colour=phase_colour(part.number),
    )
    for block in phase.blocks[:MOST_LINES]:
        tasks = [task_line(progress, task, _LONGEST_LINE) for task in block.tasks[:MOST_LINES]]
        more = len(block.tasks) - MOST_LINES
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
        titled(tr("Weekly rhythm"), lines(filter(None, (*rhythm, during_projects)))),
    )
    said = [f"{plain(a.question)}\n{plain(a.answer)}: `{a.command}`" for a in roadmap.adjustments]
    more = len(said) - MOST_LINES
    rest = tr_n("… {number} more adjustment", "… {number} more adjustments", more) if more > 0 else ""
    screen.part(titled(tr("Adjustments"), lines(filter(None, (*shown_lines(said), rest)))))
    return screen.row(button(tr("The whole road"), press(Verb.ROAD)), button(tr("My week"), press(Verb.WEEK)))


def _in_weeks(weeks: Weeks) -> str:
    """Weeks by their numbers, at the beginning of a line: "Weeks 3-4"."""
    return tr_n("Week {weeks}", "Weeks {weeks}", weeks.count, weeks=str(weeks))


def tasks_done(done: int, total: int) -> str:
    """How many tasks are done."""
    return tr_n("{done} of {number} task", "{done} of {number} tasks", total, done=done)


def phase_dates(dates: tuple[date, date] | None, today: date) -> str:
    """From when to when the plan walks a phase."""
    if dates is None:
        return tr("Not in your plan")
    first, last = dates
    return tr("{first} to {last}", first=day_name(first, today), last=day_name(last, today))


def titled(title: str, text: str) -> str:
    """A part of a screen below its title; nothing where there is nothing to say."""
    return f"### {title}\n{text}" if text else ""


def shown_lines(said: list[str]) -> list[str]:
    """As many lines as a screen has room for, none too long."""
    return [short(line, _LONGEST_SHOWN) for line in said[:MOST_LINES]]
