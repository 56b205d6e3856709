"""What a member asks of their plan, read from a command's options; what can't be is refused with what can."""

from __future__ import annotations

from datetime import date
from itertools import compress
from typing import Any

from discord import app_commands

from bot.roadmap import NamedPace, Phase, Project, Roadmap
from bot.study.choices import Choice
from bot.study.letters import without_marks
from bot.study.naming import Names, begins_a_word
from bot.study.pace import NothingLeft, PlanRequest, TooMuch, TooSoon, requested_choice
from bot.study.progress import Progress
from bot.study.requests import PartGone, first_finish, focus_phase, from_content, pace_named
from bot.ui.inputs import MOST_CHOICES
from bot.ui.inputs.dates import read_day_ahead
from bot.ui.replies import Refusal
from bot.ui.router import STALE
from bot.ui.screens.plan_refusals import (
    as_written_name,
    focus_name,
    leave_focus_name,
    no_projects,
    no_such_pace,
    no_such_phase,
    nothing_left,
    part_gone,
    preset_or_date,
    too_much,
    too_soon,
    unclear_project,
)

AS_WRITTEN = "as_written"
"""In place of a pace's name: the roadmap as it is."""

WHOLE = "*"
"""In place of a project: the whole roadmap. No id looks like it."""
_WHOLE_BEFORE = "everything"
"""What it was before; a project may have this id."""


def read_request(
    roadmap: Roadmap, today: date, preset: str | None, finish_by: str | None, phase: int | None, focus: str | None
) -> PlanRequest:
    """What a command's options ask for. Raises Refusal."""
    if preset and finish_by:
        raise Refusal(preset_or_date())
    chosen = phase_numbered(roadmap, phase) if phase is not None else None
    end = read_day_ahead(finish_by, today) if finish_by else None
    as_written = preset is not None and without_marks(preset) in (AS_WRITTEN, without_marks(as_written_name()))
    pace = read_pace(roadmap, preset) if preset and not as_written else None
    if focus is None:
        return PlanRequest(pace, as_written, end, start_at=chosen)
    project = _read_focus(roadmap, focus)
    if project is None:
        return PlanRequest(pace, as_written, end, start_at=chosen, whole=chosen is None)
    return PlanRequest(pace, as_written, end, focus=(chosen or focus_phase(roadmap), project))


def read_pace(roadmap: Roadmap, typed: str) -> NamedPace:
    """A pace by its name. Raises Refusal."""
    if found := pace_named(roadmap, typed):
        return found
    raise Refusal(no_such_pace(roadmap, typed, (as_written_name(), *(pace.name for pace in roadmap.paces))))


def pace_choices(roadmap: Roadmap, typed: str) -> list[app_commands.Choice[str]]:
    """The paces by name."""
    named = [(as_written_name(), AS_WRITTEN), *((pace.name, pace.name) for pace in roadmap.paces)]
    return [
        app_commands.Choice(name=name, value=value)
        for name, value in named
        if without_marks(typed) in without_marks(name)
    ]


def _read_focus(roadmap: Roadmap, typed: str) -> Project | None:
    """The project that a text names, None for the whole roadmap. Raises Refusal."""
    options = [(project, (project.id, project.title, focus_name(project))) for project in roadmap.projects]
    leave = leave_focus_name()
    whole = (WHOLE, leave) if roadmap.project(_WHOLE_BEFORE) else (WHOLE, leave, _WHOLE_BEFORE)
    names = Names[Project | None]([*options, (None, whole)])
    titles = [without_marks(project.title) for project in roadmap.projects]
    begun = compress(roadmap.projects, begins_a_word(typed, titles))
    found = names.exactly(typed) or list(begun)
    if len(found) == 1:
        return found[0]
    if not found and not roadmap.projects:
        raise Refusal(no_projects())
    raise Refusal(unclear_project(typed, fits_several=bool(found)))


def focus_choices(roadmap: Roadmap, typed: str) -> list[app_commands.Choice[str]]:
    """The projects to focus on, and the way out of a focus."""
    found = [app_commands.Choice(name=focus_name(project), value=project.id) for project in roadmap.projects]
    if found or len(roadmap.phases) > 1:
        found.append(app_commands.Choice(name=leave_focus_name(), value=WHOLE))
    return [choice for choice in found if without_marks(typed) in without_marks(choice.name)][:MOST_CHOICES]


def asked_before(content: dict[str, Any], roadmap: Roadmap) -> PlanRequest:
    """The request that a preview keeps. Raises Refusal when the roadmap no longer has a part of it."""
    try:
        return from_content(content, roadmap)
    except PartGone:
        raise Refusal(part_gone()) from None


def choice_for(progress: Progress, request: PlanRequest) -> Choice:
    """The choice that a request comes to. Raises Refusal when it can't be planned."""
    try:
        return requested_choice(progress, request)
    except NothingLeft:
        raise Refusal(nothing_left()) from None
    except TooSoon:
        raise Refusal(too_soon(first_finish(progress), progress.today)) from None
    except TooMuch as error:
        earliest = first_finish(progress, error.least_weeks)
        raise Refusal(too_much(error.hours, earliest, progress.today)) from None


def phase_numbered(roadmap: Roadmap, number: int) -> Phase:
    """The phase of a number. Raises Refusal when there is none."""
    if not 1 <= number <= len(roadmap.phases):
        raise Refusal(no_such_phase(len(roadmap.phases)))
    return roadmap.phases[number - 1]


def pace_of_weeks(roadmap: Roadmap, weeks: int) -> NamedPace:
    """The named pace of so many weeks, which a button carries. Raises Refusal when there is none any more."""
    if pace := next((pace for pace in roadmap.paces if pace.weeks == weeks), None):
        return pace
    raise Refusal(STALE)
