"""A milestone's week and a phase's end in words: what the plan says of all, and how far its member is (§5)."""

from __future__ import annotations

from bot.roadmap import Roadmap
from bot.study.days import week_of
from bot.study.milestones import is_reached, tasks_to_go
from bot.study.occasions import Event, Occasion
from bot.study.progress import Progress
from bot.ui.screens.layout import plain
from bot.words import tr, tr_n


def notice_line(roadmap: Roadmap, occasion: Occasion, subject: str) -> str:
    """What this week is by the plan: for all to read."""
    if occasion is Occasion.MILESTONE:
        return tr("🏁 **Planned for this week:** {milestone}", milestone=plain(subject))
    return tr(
        "🎓 **Phase {number} ends this week:** what can you show for its checkpoint? `/checkpoint`",
        number=_number(roadmap, subject),
    )


def event_line(progress: Progress, event: Event) -> str:
    """What this week is, or the last one was, by a member's own plan: true for whoever is behind it as well."""
    is_this_week = event.day >= week_of(progress.today)
    if event.occasion is Occasion.MILESTONE:
        return _milestone(progress, event, is_this_week=is_this_week)
    number = _number(progress.roadmap, event.subject)
    if is_this_week:
        return tr(
            "🎓 **Phase {number} ends this week in your plan:** what can you show for its checkpoint? `/checkpoint`",
            number=number,
        )
    return tr(
        "🎓 **Phase {number} ended last week in your plan:** what can you show for its checkpoint? "
        "`/checkpoint phase:{number}`",
        number=number,
    )


def _milestone(progress: Progress, event: Event, *, is_this_week: bool) -> str:
    title = plain(event.subject)
    milestone = progress.plan.milestones.get(week_of(event.day))
    planned = (
        tr("🏁 **Planned for this week:** {milestone}", milestone=title)
        if is_this_week
        else tr("🏁 **Planned for last week:** {milestone}", milestone=title)
    )
    if milestone is None:
        return planned
    if is_reached(progress, milestone):
        return f"{planned} · {tr('already reached ✅')}"
    to_go = tasks_to_go(progress, milestone)
    return f"{planned} · {tr_n('{number} task to go', '{number} tasks to go', to_go)}" if to_go else planned


def _number(roadmap: Roadmap, phase_id: str) -> int:
    phase = roadmap.phase(phase_id)
    return roadmap.number_of(phase) if phase else 0
