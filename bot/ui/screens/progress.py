"""Where a member stands, in words and bars."""

from __future__ import annotations

from bot.pictures.labels import projects_in_words
from bot.study.calendar import calendar, days_in_words
from bot.study.milestones import next_milestone
from bot.study.progress import PhaseProgress, Progress
from bot.study.projects import projects
from bot.study.words import counted
from bot.ui.screens.catchup import ending_lines, standing_line
from bot.ui.screens.layout import (
    Picture,
    Screen,
    bar,
    button,
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


def progress_screen(
    progress: Progress, picture: Picture | None = None, *, name: str | None = None, is_shared: bool = False
) -> Screen:
    """The card and all it says in text; with a name it is a view for others, without controls.

    `is_shared`: it can't be shared once more.
    """
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
    if name is None:
        screen = _controls(screen, progress, is_shared)
    return screen.or_else(lambda: progress_screen(progress, name=name, is_shared=is_shared)) if picture else screen


def _controls(screen: Screen, progress: Progress, is_shared: bool) -> Screen:
    return screen.row(
        button("My week", press("week")),
        button("Streak", press("streak")),
        button("Checkpoint", press("checkpoint")),
        button("Shared" if is_shared else "Share here", press("share"), off=is_shared),
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
        return "Plan over"
    return f"Week {progress.week_number} of {progress.plan.total_weeks}"


def _bar(done: int, total: int, cells: int, picture: Picture | None) -> str:
    """A bar in text, where no picture has a better one."""
    return "" if picture else f"{bar(done, total, cells)} "


def _phase_line(part: PhaseProgress, picture: Picture | None) -> str:
    """A phase with its bar and counts."""
    title = f"Phase {part.number} · {plain(part.phase.title)}"
    if part.total == 0:
        return f"▫️ {title}: not in your plan"
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
    """The projects by what became of them: "🛠️ Projects 1 and 2 done · project 3 open"."""
    said = projects_in_words([part.state for part in projects(progress)])
    return f"🛠️ {' · '.join(said)}" if said else ""


def _days_line(progress: Progress) -> str:
    """Which days were studied, this week and week by week."""
    *before, now = calendar(progress).past
    shown = before[-_MOST_WEEKS:]
    since = f"in the last {counted(len(shown), 'week')}" if len(before) > len(shown) else "from the first week on"
    so_far = days_in_words([now]) if now.studied or now.is_paused else "no study day yet"
    this_week = f"🗓️ This week: {so_far}"
    return f"{this_week}\n-# Study days {since}: {days_in_words(shown)}" if shown else this_week


def _time_line(progress: Progress) -> str:
    planned = (
        ""
        if progress.pause or progress.is_complete or progress.is_free_week
        else f" of about {hours(progress.hours_planned)}"
    )
    return (
        f"⏱️ {duration(progress.minutes_this_week)} logged this week{planned}"
        f" · {duration(progress.minutes_logged)} in all"
    )


def _ahead(progress: Progress) -> list[str]:
    said: list[str] = []
    if ahead := next_milestone(progress):
        milestone, day = ahead
        by = f" · by {on_day(day, progress.member.zone)}" if day else ""
        said.append(f"🏁 Next milestone: {plain(milestone.title)} · week {milestone.week}{by}")
    return [*said, *ending_lines(progress)]
