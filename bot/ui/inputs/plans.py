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
from bot.study.requests import AS_WRITTEN, PartGone, first_finish, focus_phase, from_content, pace_named, pace_names
from bot.ui.inputs import MOST_CHOICES
from bot.ui.inputs.dates import read_day_ahead
from bot.ui.replies import Refusal
from bot.ui.router import STALE
from bot.ui.screens.layout import hours, on_day, plain, short

WHOLE = "everything"
_LEAVE_FOCUS = "The whole roadmap: leave the focus"
_LONGEST_NAME = 100


def read_request(
    roadmap: Roadmap, today: date, preset: str | None, finish_by: str | None, phase: int | None, focus: str | None
) -> PlanRequest:
    """What a command's options ask for. Raises Refusal."""
    if preset and finish_by:
        raise Refusal("Choose either a preset or a finish date: together they can't both hold.")
    chosen = phase_numbered(roadmap, phase) if phase is not None else None
    end = read_day_ahead(finish_by, today) if finish_by else None
    as_written = preset is not None and preset.strip().casefold() == AS_WRITTEN
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
    names = ", ".join(pace_names(roadmap))
    raise Refusal(f"This roadmap has no pace “{short(typed, 40)}”. Choose one of: {names}; or give a finish date.")


def pace_choices(roadmap: Roadmap, typed: str) -> list[app_commands.Choice[str]]:
    """The paces by name."""
    found = (name for name in pace_names(roadmap) if without_marks(typed) in without_marks(name))
    return [app_commands.Choice(name=name, value=name) for name in found]


def _read_focus(roadmap: Roadmap, typed: str) -> Project | None:
    """The project that a text names, None for the whole roadmap. Raises Refusal."""
    options = [(project, (project.id, project.title, _focus_name(project))) for project in roadmap.projects]
    names = Names[Project | None]([*options, (None, (WHOLE, _LEAVE_FOCUS))])
    titles = [without_marks(project.title) for project in roadmap.projects]
    begun = compress(roadmap.projects, begins_a_word(typed, titles))
    found = names.exactly(typed) or list(begun)
    if len(found) == 1:
        return found[0]
    said = f"“{plain(short(typed, 40))}”"
    reason = "fits several projects" if found else "is no project of this roadmap"
    raise Refusal(f"{said} {reason}. Type focus: and pick one from the list.")


def focus_choices(roadmap: Roadmap, typed: str) -> list[app_commands.Choice[str]]:
    """The projects to focus on, and the way out of a focus."""
    found = [app_commands.Choice(name=_focus_name(project), value=project.id) for project in roadmap.projects]
    found.append(app_commands.Choice(name=_LEAVE_FOCUS, value=WHOLE))
    return [choice for choice in found if without_marks(typed) in without_marks(choice.name)][:MOST_CHOICES]


def _focus_name(project: Project) -> str:
    weeks = f" (weeks {project.weeks})"
    return short(project.title, _LONGEST_NAME - len(weeks)) + weeks


def asked_before(content: dict[str, Any], roadmap: Roadmap) -> PlanRequest:
    """The request that a preview keeps. Raises Refusal when the roadmap no longer has a part of it."""
    try:
        return from_content(content, roadmap)
    except PartGone:
        raise Refusal(
            "The roadmap has changed, and a part of that plan is gone. Type /pace to see what there is now."
        ) from None


def choice_for(progress: Progress, request: PlanRequest) -> Choice:
    """The choice that a request comes to. Raises Refusal when it can't be planned."""
    try:
        return requested_choice(progress, request)
    except NothingLeft:
        raise Refusal(
            "Everything in that part of the roadmap is done already: there is nothing left to plan."
        ) from None
    except TooSoon:
        raise Refusal(
            "No whole study week is left until then. Choose a finish date from "
            f"{on_day(first_finish(progress), progress.member.zone)} on."
        ) from None
    except TooMuch as error:
        earliest = first_finish(progress, error.least_weeks)
        raise Refusal(
            f"That would take {hours(error.hours, at_least=True)} a week, more than anybody keeps up. "
            f"A finish date from {on_day(earliest, progress.member.zone)} on works: `/pace finish_by:{earliest}`."
        ) from None


def phase_numbered(roadmap: Roadmap, number: int) -> Phase:
    """The phase of a number. Raises Refusal when there is none."""
    if not 1 <= number <= len(roadmap.phases):
        raise Refusal(
            f"This roadmap has {len(roadmap.phases)} phases: choose a number from 1 to {len(roadmap.phases)}."
        )
    return roadmap.phases[number - 1]


def pace_of_weeks(roadmap: Roadmap, weeks: int) -> NamedPace:
    """The named pace of so many weeks, which a button carries. Raises Refusal when there is none any more."""
    if pace := next((pace for pace in roadmap.paces if pace.weeks == weeks), None):
        return pace
    raise Refusal(STALE)
