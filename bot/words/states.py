"""The names of states: where a plan and its member stand, what became of a week, a project, a day."""

from __future__ import annotations

from collections.abc import Sequence

from bot.study.achievements import AchievementKind, Reached
from bot.study.projects import ProjectState
from bot.study.snapshots.status import Stage, Status
from bot.study.standing import Standing
from bot.study.streak import WeekState
from bot.words.catalogue import to_tr, tr, tr_n
from bot.words.dates import short_date, short_day_of_month
from bot.words.lists import listed

_WEEKS = {WeekState.KEPT: to_tr("kept"), WeekState.FROZEN: to_tr("kept with a freeze")}


def stage_name(status: Status) -> str:
    """How far a plan is, as a heading: "Week 9 of 36"."""
    match status.stage:
        case Stage.COMPLETE:
            return tr("Roadmap complete")
        case Stage.OVER:
            return tr("Plan ended")
        case Stage.WAITING | Stage.UNDER_WAY:
            return tr("Week {week} of {weeks}", week=status.week, weeks=status.weeks)


def picture_heading(status: Status) -> str:
    """What stands largest above a card or a road: "Week 9 of 36", or that the plan rests, is over, or done."""
    if status.stage is Stage.COMPLETE:
        return tr("Finished")
    return tr("Paused") if status.standing is Standing.PAUSED else stage_name(status)


def standing_in_short(status: Status) -> tuple[str, ...]:
    """Where a member stands, beside the heading of a picture: in a few words, and in fewer where those don't fit."""
    day = short_day_of_month(status.day) if status.day else ""
    match status.standing:
        case Standing.DONE:
            return (short_date(status.day), day) if status.day else ("",)
        case Standing.PAUSED:
            return (tr("until {day}", day=day),)
        case Standing.WAITING:
            return tr("starts {day}", day=day), day
        case Standing.BEHIND:
            return tr("{number} still open", number=status.tasks), tr("{number} open", number=status.tasks)
        case Standing.AHEAD:
            return tr_n("{number} task ahead", "{number} tasks ahead", status.tasks), tr(
                "{number} ahead", number=status.tasks
            )
        case Standing.ON_TRACK:
            return (tr("On track"),)


def standing_name(status: Status) -> str:
    """Where a member stands, in the few words that a picture has room for."""
    day = short_date(status.day) if status.day else ""
    match status.standing:
        case Standing.DONE:
            return tr("Everything in your plan is done")
        case Standing.PAUSED:
            return tr("Paused until {day}", day=day)
        case Standing.WAITING:
            return tr("Starts {day}", day=day)
        case Standing.BEHIND:
            return tr_n("{number} task open from earlier weeks", "{number} tasks open from earlier weeks", status.tasks)
        case Standing.AHEAD:
            return tr_n("Ahead: {number} task done early", "Ahead: {number} tasks done early", status.tasks)
        case Standing.ON_TRACK:
            return tr("On track")


def goes_on_line(status: Status) -> str:
    """With which week a paused plan goes on; nothing of one that is not paused."""
    return tr("You continue with week {week}", week=status.goes_on) if status.goes_on else ""


def open_from_before(number: int) -> str:
    """How many tasks earlier weeks have left open in a part of the road; nothing where there are none."""
    return tr("{number} open from earlier weeks", number=number) if number else ""


def week_state_name(state: WeekState | None) -> str:
    """That a week was kept, and how; nothing about any other."""
    return tr(_WEEKS[state]) if state and state in _WEEKS else ""


def project_state_name(state: ProjectState) -> str:
    """How far a project is."""
    match state:
        case ProjectState.DONE:
            return tr("done")
        case ProjectState.OPEN:
            return tr("open")
        case ProjectState.AHEAD:
            return tr("to come")
        case ProjectState.OUT:
            return tr("not in your plan")


def projects_by_state(states: Sequence[ProjectState], first: int = 1) -> list[str]:
    """Projects, numbered from `first`, by their states: ["project 1 done", "projects 2 and 3 to come"]."""
    said: list[str] = []
    for state in dict.fromkeys(states):
        numbers = [number for number, other in enumerate(states, start=first) if other is state]
        said.append(_numbered(state, numbers))
    return said


def project_in_words(number: int, state: ProjectState) -> str:
    """A project by its number and state: "project 1 done"."""
    return _numbered(state, [number])


def _numbered(state: ProjectState, numbers: Sequence[int]) -> str:
    count, listing = len(numbers), listed(numbers)
    match state:
        case ProjectState.DONE:
            return tr_n("Project {numbers} done", "Projects {numbers} done", count, numbers=listing)
        case ProjectState.OPEN:
            return tr_n("Project {numbers} open", "Projects {numbers} open", count, numbers=listing)
        case ProjectState.AHEAD:
            return tr_n("Project {numbers} to come", "Projects {numbers} to come", count, numbers=listing)
        case ProjectState.OUT:
            return tr_n(
                "Project {numbers} not in your plan", "Projects {numbers} not in your plan", count, numbers=listing
            )


def goal_name(kind: AchievementKind, title: str, number: int = 0) -> str:
    """What there is to reach, in a list: "Phase 1 · Foundations"."""
    match kind:
        case AchievementKind.ROADMAP:
            return tr("Whole roadmap · {title}", title=title)
        case AchievementKind.PHASE:
            return tr("Phase {number} · {title}", number=number, title=title)
        case AchievementKind.MILESTONE:
            return tr("Milestone · {title}", title=title)
        case AchievementKind.STREAK:
            return tr_n("{number} week in a row", "{number} weeks in a row", number)


def achievement_name(reached: Reached) -> str:
    """What was reached, as a headline."""
    match reached.achievement.kind:
        case AchievementKind.ROADMAP:
            return tr("Roadmap complete")
        case AchievementKind.PHASE:
            return tr("Phase {number} complete", number=reached.number)
        case AchievementKind.MILESTONE:
            return tr("Milestone reached")
        case AchievementKind.STREAK:
            return tr_n("{number} week in a row", "{number} weeks in a row", reached.streak)


def achievement_facts(reached: Reached) -> tuple[str, ...]:
    """What it took: tasks, study days, and the streak, or the weeks while there is no streak to speak of."""
    if kept := reached.kept:
        days = tr_n(
            "{days} of {number} study day this week",
            "{days} of {number} study days this week",
            kept.target,
            days=min(kept.days, kept.target),
        )
        return days, tr_n("{number} freeze", "{number} freezes", kept.freezes)
    steady = (
        tr_n("a streak of {number} week", "a streak of {number} weeks", reached.streak)
        if reached.streak > 1
        else tr_n("{number} week", "{number} weeks", reached.weeks)
    )
    tasks = tr_n("{number} task", "{number} tasks", reached.tasks)
    facts = tasks, tr_n("{number} study day", "{number} study days", reached.study_days), steady
    if reached.achievement.kind is AchievementKind.MILESTONE:
        return tr("milestone of week {week}", week=reached.week), *facts
    return facts
