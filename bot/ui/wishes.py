"""Wishes for a plan: read from a command's options, and carried through buttons as a short token."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import compress

from discord import app_commands

from bot.roadmap import Phase, Project, Roadmap
from bot.study.letters import without_marks
from bot.study.naming import Names, begins_a_word
from bot.study.pace import Focus, NothingLeft, Pace, TooSoon, Wish, wished_segment
from bot.study.plan import Segment
from bot.study.progress import Progress
from bot.ui.inputs import MOST_CHOICES
from bot.ui.inputs.dates import read_day_ahead
from bot.ui.replies import Refusal
from bot.ui.router import STALE
from bot.ui.screens.layout import plain, short

WHOLE = "everything"
_LEAVE_FOCUS = "The whole roadmap: leave the focus"
_LONGEST_NAME = 100
_DEFAULT_FOCUS_PHASE = 3
_NONE = "-"


def read_wish(
    roadmap: Roadmap, today: date, preset: str | None, finish_by: str | None, phase: int | None, focus: str | None
) -> Wish:
    """What a command's options ask for. Raises Refusal."""
    if preset and finish_by:
        raise Refusal("Choose either a preset or a finish date: together they can't both hold.")
    chosen = phase_numbered(roadmap, phase) if phase is not None else None
    end = read_day_ahead(finish_by, today) if finish_by else None
    pace = Pace(preset) if preset else None
    if focus is None:
        return Wish(pace, end, start_at=chosen)
    project = _read_focus(roadmap, focus)
    if project is None:
        return Wish(pace, end, start_at=chosen, whole=chosen is None)
    number = min(_DEFAULT_FOCUS_PHASE, len(roadmap.phases))
    return Wish(pace, end, focus=Focus(chosen or roadmap.phases[number - 1], project))


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


def to_token(wish: Wish, roadmap: Roadmap) -> str:
    """A wish as the argument of a button: "4 months.-.3.p2.-"."""
    phase = wish.focus.phase if wish.focus else wish.start_at
    return ".".join(
        (
            str(list(Pace).index(wish.pace)) if wish.pace else _NONE,
            wish.finish_by.isoformat() if wish.finish_by else _NONE,
            str(roadmap.number_of(phase)) if phase else _NONE,
            str(roadmap.projects.index(wish.focus.project)) if wish.focus else _NONE,
            str(int(wish.whole)),
        )
    )


def from_token(token: str, roadmap: Roadmap) -> Wish:
    """The wish that a button carries. Raises Refusal for a stale or forged one."""
    try:
        pace, end, phase, project, whole = token.split(".")
        chosen = None if phase == _NONE else phase_numbered(roadmap, int(phase))
        focus = None if project == _NONE or chosen is None else Focus(chosen, roadmap.projects[int(project)])
        return Wish(
            None if pace == _NONE else list(Pace)[int(pace)],
            None if end == _NONE else date.fromisoformat(end),
            start_at=None if focus else chosen,
            focus=focus,
            whole=whole == "1",
        )
    except (ValueError, IndexError):
        raise Refusal(STALE) from None


def segment_of(progress: Progress, wish: Wish) -> Segment:
    """The segment that a wish begins. Raises Refusal when there is nothing to plan."""
    try:
        return wished_segment(progress, wish)
    except NothingLeft:
        raise Refusal(
            "Everything in that part of the roadmap is done already: there is nothing left to plan."
        ) from None
    except TooSoon:
        raise Refusal(
            f"No study week is left until then. Choose a finish date from {progress.today + timedelta(days=7)} on."
        ) from None


def phase_numbered(roadmap: Roadmap, number: int) -> Phase:
    """The phase of a number. Raises Refusal when there is none."""
    if not 1 <= number <= len(roadmap.phases):
        raise Refusal(
            f"This roadmap has {len(roadmap.phases)} phases: choose a number from 1 to {len(roadmap.phases)}."
        )
    return roadmap.phases[number - 1]
