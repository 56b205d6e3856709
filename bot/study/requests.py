"""What a member asks of their plan: kept by ids while it is shown, and what it can't be, said with what can (§3)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from bot.roadmap import NamedPace, Phase, Roadmap
from bot.study.days import week_of
from bot.study.letters import without_marks
from bot.study.pace import PlanRequest
from bot.study.progress import Progress


class PartGone(LookupError):
    """The roadmap no longer has a part of what was asked for."""


def pace_named(roadmap: Roadmap, name: str) -> NamedPace | None:
    """The faster pace of a name, in any letter case, with or without its marks."""
    return next((pace for pace in roadmap.paces if without_marks(pace.name) == without_marks(name)), None)


def focus_phase(roadmap: Roadmap) -> Phase:
    """The phase that a focus keeps when none is named: the roadmap's, or the middle one."""
    return roadmap.phase(roadmap.focus_phase or "") or roadmap.phases[len(roadmap.phases) // 2]


def first_finish(progress: Progress, weeks: int = 1) -> date:
    """The first Sunday by which a plan that is changed now could be done in so many weeks."""
    monday = max(week_of(progress.today), progress.record.choices[-1].monday)
    return monday + timedelta(weeks=weeks, days=-1)


def to_content(request: PlanRequest) -> dict[str, Any]:
    """A request as a preview keeps it: by ids."""
    return {
        "pace": request.pace.name if request.pace else None,
        "as_written": request.as_written,
        "finish_by": request.finish_by.isoformat() if request.finish_by else None,
        "phase": request.start_at.id if request.start_at else None,
        "focus": [part.id for part in request.focus] if request.focus else None,
        "whole": request.whole,
    }


def from_content(content: dict[str, Any], roadmap: Roadmap) -> PlanRequest:
    """The request that a preview keeps. Raises PartGone when the roadmap no longer has a part of it."""
    pace = next((pace for pace in roadmap.paces if pace.name == content["pace"]), None)
    phase = roadmap.phase(content["phase"]) if content["phase"] else None
    focus = None
    if content["focus"]:
        kept, project = roadmap.phase(content["focus"][0]), roadmap.project(content["focus"][1])
        focus = (kept, project) if kept and project else None
    if any(content[name] and not found for name, found in (("pace", pace), ("phase", phase), ("focus", focus))):
        raise PartGone
    return PlanRequest(
        pace,
        content["as_written"],
        date.fromisoformat(content["finish_by"]) if content["finish_by"] else None,
        phase,
        focus,
        content["whole"],
    )
