"""Where a member stands, in words and bars."""

from __future__ import annotations

from bot.pictures.labels import listed
from bot.study.calendar import CalendarWeek, DayMark, calendar
from bot.study.days import WEEKDAYS
from bot.study.progress import PhaseProgress, Progress
from bot.study.projects import ProjectState, projects
from bot.study.streak import WeekState
from bot.ui.screens.catchup import ending_lines, standing_line
from bot.ui.screens.layout import (
    Picture,
    Screen,
    bar,
    button,
    counted,
    duration,
    hours,
    lines,
    on_day,
    phase_colour,
    plain,
    press,
)
from bot.ui.screens.plan import scope_line
from bot.ui.screens.streak import streak_line

_MOST_PHASES = 12
_MOST_WEEKS = 26


def progress_screen(progress: Progress, picture: Picture | None = None, *, name: str | None = None) -> Screen:
    """The card and all it says in text; with a name it is a view for others, without controls."""
    phase = progress.current_phase
    number = progress.roadmap.number_of(phase) if phase else 1
    screen = Screen(
        f"-# {plain(progress.roadmap.title)}",
        f"## {week_line(progress)}" if name is None else f"## {plain(name)}\n**{week_line(progress)}**",
        standing_line(progress),
        scope_line(progress),
        f"{_bar(progress.done, progress.total, 10, picture)}**{progress.done} of {counted(progress.total, 'task')}**",
        colour=phase_colour(number),
    )
    screen.picture(picture)
    screen.part(lines(_phases(progress, picture)), _projects_line(progress))
    screen.part(streak_line(progress), _days_line(progress), _time_line(progress), lines(_ahead(progress)))
    if name is not None:
        return screen
    return screen.row(
        button("My week", press("week")),
        button("Streak", press("streak")),
        button("Checkpoint", press("checkpoint")),
        button("Share here", press("share")),
        button(
            "Hide from others" if progress.member.visible else "Let others look",
            press("visible", int(not progress.member.visible)),
        ),
    )


def week_line(progress: Progress) -> str:
    """ "Week 9 of 36", or when the plan starts or has ended."""
    if not progress.has_started:
        return f"Starts {on_day(progress.plan.starts_on, progress.member.zone)}"
    if progress.is_complete:
        whole = progress.total == len(progress.roadmap.tasks)
        return "Roadmap complete 🎉" if whole else "Your part of the roadmap is complete 🎉"
    if progress.plan.has_ended(progress.today):
        return f"All {counted(len(progress.plan.scope), 'week')} walked"
    return f"Week {progress.week} of {progress.roadmap.weeks_total}"


def _bar(done: int, total: int, cells: int, picture: Picture | None) -> str:
    """A bar in text, where no picture has a better one."""
    return "" if picture else f"{bar(done, total, cells)} "


def _phase_line(part: PhaseProgress, picture: Picture | None) -> str:
    """A phase with its bar and counts."""
    title = f"Phase {part.number} · {plain(part.phase.title)}"
    if part.total == 0:
        return f"▫️ {title}: not part of your plan"
    checkpoint = f" · checkpoint {part.items_done} of {part.items_total}" if part.items_total else ""
    done = " ✅" if part.is_complete else ""
    return f"{_bar(part.done, part.total, 6, picture)}{title}: {part.done} of {part.total}{done}{checkpoint}"


def _phases(progress: Progress, picture: Picture | None) -> list[str]:
    """The phases around the current one; the rest as a number, so that a long roadmap stays readable."""
    shown = [_phase_line(part, picture) for part in progress.phases_around(_MOST_PHASES)]
    if more := len(progress.phases) - len(shown):
        shown.append(f"… {counted(more, 'more phase')} in /roadmap")
    return shown


def _projects_line(progress: Progress) -> str:
    """The projects by what became of them: "🛠️ Projects: 1 and 2 done · 3 under way"."""
    found = projects(progress)
    by_state = {state: [part.number for part in found if part.state is state] for state in ProjectState}
    said = (f"{listed(numbers)} {state}" for state, numbers in by_state.items() if numbers)
    return f"🛠️ {'Project' if len(found) == 1 else 'Projects'}: {' · '.join(said)}" if found else ""


def _days_line(progress: Progress) -> str:
    """How many days were studied in each week, and which ones in this."""
    *before, now = calendar(progress).past
    shown = [_studied(week) for week in before[-_MOST_WEEKS:]]
    skipped = "the last " + counted(len(shown), "week") if len(before) > len(shown) else "from the first week on"
    days = [name for name, mark in zip(WEEKDAYS, now.days, strict=True) if mark is DayMark.STUDIED]
    this_week = f"🗓️ This week: {', '.join(days) if days else 'no study day yet'}"
    return f"{this_week}\n-# Study days a week, {skipped}: {', '.join(shown)}" if shown else this_week


def _studied(week: CalendarWeek) -> str:
    if week.is_paused and not week.studied:
        return "paused"
    return f"{week.studied} ❄️" if week.state is WeekState.FROZEN else str(week.studied)


def _time_line(progress: Progress) -> str:
    return (
        f"⏱️ {duration(progress.minutes_this_week)} logged this week of about {hours(progress.hours_planned)}"
        f" · {duration(progress.minutes_logged)} in all"
    )


def _ahead(progress: Progress) -> list[str]:
    zone = progress.member.zone
    said: list[str] = []
    if ahead := progress.next_milestone:
        milestone, day = ahead
        said.append(f"🏁 Next milestone: {plain(milestone.title)} · week {milestone.week} · by {on_day(day, zone)}")
    return [*said, *ending_lines(progress)]
