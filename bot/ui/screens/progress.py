"""Where a member stands, in words and bars."""

from __future__ import annotations

from bot.study.calendar import latest_weeks
from bot.study.milestones import next_milestone
from bot.study.progress import PhaseProgress, Progress
from bot.study.projects import projects
from bot.study.review import Review
from bot.study.submitting import review_of
from bot.ui.screens.catchup import ending_lines, standing_line
from bot.ui.screens.layout import Picture, Screen, bar, button, lines, on_day, phase_colour, plain, press
from bot.ui.screens.plan import scope_line
from bot.ui.screens.streak import streak_line
from bot.words import duration, hours, tr, tr_n
from bot.words.alt_text import days_by_week
from bot.words.reviews import state_name
from bot.words.states import projects_by_state

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
    tasks = tr_n("**{done} of {number} task**", "**{done} of {number} tasks**", progress.total, done=progress.done)
    screen = Screen(
        f"-# {plain(progress.roadmap.title)}",
        f"## {week_line(progress)}" if name is None else f"## {plain(name)}\n**{week_line(progress)}**",
        standing_line(progress),
        scope_line(progress),
        f"{_bar(progress.done, progress.total, 10, picture)}{tasks}",
        colour=phase_colour(number),
    )
    screen.picture(picture)
    screen.part(lines(_phases(progress, picture, for_others=name is not None)), _projects_line(progress))
    screen.part(streak_line(progress), _days_line(progress), _time_line(progress), lines(_ahead(progress)))
    if name is None:
        screen = _controls(screen, progress, is_shared)
    return screen.or_else(lambda: progress_screen(progress, name=name, is_shared=is_shared)) if picture else screen


def _controls(screen: Screen, progress: Progress, is_shared: bool) -> Screen:
    return screen.row(
        button(tr("My week"), press("week")),
        button(tr("Streak"), press("streak")),
        button(tr("Checkpoint"), press("checkpoint")) if progress.items else None,
        button(tr("Shared") if is_shared else tr("Share here"), press("share"), off=is_shared),
        button(
            tr("Hide from others") if progress.member.visible else tr("Let others look"),
            press("visible", int(not progress.member.visible)),
        ),
    )


def week_line(progress: Progress) -> str:
    """ "Week 9 of 36", or when the plan starts or has ended."""
    if not progress.has_started:
        return tr("Starts {day}", day=on_day(progress.plan.starts_on, progress.member.zone))
    if progress.is_complete:
        whole = progress.total == len(progress.roadmap.tasks)
        return tr("Roadmap complete 🎉") if whole else tr("Your part of the roadmap is complete 🎉")
    if progress.plan.has_ended(progress.today):
        return tr("Plan ended")
    return tr("Week {week} of {weeks}", week=progress.week_number, weeks=progress.plan.total_weeks)


def _bar(done: int, total: int, cells: int, picture: Picture | None) -> str:
    """A bar in text, where no picture has a better one."""
    return "" if picture else f"{bar(done, total, cells)} "


def _phase_line(part: PhaseProgress, picture: Picture | None, review: Review | None) -> str:
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
    return f"{_bar(part.done, part.total, 6, picture)}{' · '.join(said)}"


def _phases(progress: Progress, picture: Picture | None, *, for_others: bool) -> list[str]:
    """The phases around the current one; the rest as a number, so that a long roadmap stays readable."""
    reviews = {} if for_others else {part.phase.id: review_of(progress, part.phase.id) for part in progress.phases}
    shown = [_phase_line(part, picture, reviews.get(part.phase.id)) for part in progress.phases_around(_MOST_PHASES)]
    if more := len(progress.phases) - len(shown):
        shown.append(tr_n("… {number} more phase in /roadmap", "… {number} more phases in /roadmap", more))
    return shown


def _projects_line(progress: Progress) -> str:
    """The projects by what became of them: "🛠️ Projects 1 and 2 done · project 3 open"."""
    said = " · ".join(projects_by_state([part.state for part in projects(progress)]))
    return f"🛠️ {said[0].upper()}{said[1:]}" if said else ""


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


def _ahead(progress: Progress) -> list[str]:
    return [*filter(None, (_milestone_line(progress),)), *ending_lines(progress)]


def _milestone_line(progress: Progress) -> str:
    ahead = next_milestone(progress)
    if ahead is None:
        return ""
    milestone, day = ahead
    said = tr("🏁 Next milestone: {title} · week {week}", title=plain(milestone.title), week=milestone.week)
    return tr("{milestone} · by {day}", milestone=said, day=on_day(day, progress.member.zone)) if day else said
