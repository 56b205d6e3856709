"""What stands at the road: phases, blocks, checkpoints, flags, and where others are."""

from __future__ import annotations

from bot.pictures.drawing.canvas import RIGHT, Canvas, width_of
from bot.pictures.drawing.marks import SQUARE, diamond, flag, here, not_in_plan, square, tick
from bot.pictures.drawing.road_path import road_x
from bot.pictures.lettering import Style, label
from bot.pictures.palette import FAINT, GROUND, INK, QUIET, Colour, node_ahead, phase_colour
from bot.study.projects import ProjectState
from bot.study.snapshots.road import RoadBlock, RoadPhase, RoadProject
from bot.words import date_span, short_day_of_month, short_month, tr

LEFT = 88
"""Where the words begin."""

_NODE, _SMALL_NODE = 16.0, 13.0
_STATION = 7.5
_MOST_SQUARES = 3
_DIAMOND = 9.0
_GAP = 5.0
_MOST_DOTS = 2
_MOST_OTHERS = 99


def draw_phase(canvas: Canvas, y: float, phase: RoadPhase) -> None:
    """A phase with its dates, its count, its projects and its checkpoint."""
    _draw_node(canvas, y, phase, _NODE)
    _draw_others(canvas, y, phase.others)
    is_in = phase.total > 0
    title = label(phase.title, tr("Phase {number}", number=phase.number))
    wide = _draw_count(canvas, y - 3, phase)
    marks = _marks_width(phase)
    beside = not wide and width_of(title, Style.STRONG) <= RIGHT - marks - _GAP - LEFT
    _draw_marks(canvas, y if beside else y + 14, phase)
    room = RIGHT - LEFT - (marks + _GAP if beside else wide + _GAP if wide else 0)
    canvas.text(LEFT, y - 3, title, Style.STRONG, INK if is_in else QUIET, room=room)
    dates = date_span(*phase.dates) if phase.dates else "" if is_in else tr("not in your plan")
    canvas.text(LEFT, y + 19, dates, Style.BODY, QUIET, room=RIGHT - marks - _GAP - LEFT)


def draw_compact_phase(canvas: Canvas, y: float, phase: RoadPhase) -> None:
    """A phase of many in one line: done, open, how far, or in which month it begins."""
    _draw_node(canvas, y, phase, _SMALL_NODE)
    _draw_others(canvas, y, phase.others)
    wide = _draw_count(canvas, y + 6, phase)
    if not wide and phase.dates:
        wide = canvas.text(RIGHT, y + 6, short_month(phase.dates[0]), Style.BODY, QUIET, anchor="r")
    title = label(phase.title, tr("Phase {number}", number=phase.number))
    style = Style.CHIP if phase.done or phase.overdue else Style.BODY
    canvas.text(LEFT, y + 6, title, style, INK if phase.total else QUIET, room=RIGHT - wide - LEFT - 12)


def draw_block(canvas: Canvas, y: float, block: RoadBlock, phase: int) -> None:
    """A block of the present phase: done, open, where one is, or on which day it begins."""
    _draw_station(canvas, y, block, phase_colour(phase))
    _draw_others(canvas, y, block.others)
    is_done = block.counts and block.done == block.total
    said, style, colour = "", Style.BODY, QUIET
    if is_done:
        tick(canvas, RIGHT - 16, y - 8, 16, phase_colour(phase))
    elif block.overdue:
        said, style, colour = tr("{number} open", number=block.overdue), Style.CHIP, INK
    elif block.is_here and block.counts:
        said = tr("{done} of {total}", done=block.done, total=block.total)
    elif block.counts and block.begins:
        day = block.flag.day if block.flag and block.flag.day and block.flag.day >= block.begins else block.begins
        said = short_day_of_month(day)
    wide = 16.0 if is_done else canvas.text(RIGHT, y + 6, said, style, colour, anchor="r")
    if block.flag:
        wide += 24
        flag(canvas, RIGHT - wide, y - 10)
    is_loud = block.is_here or block.overdue
    title = label(block.title, tr("Week {weeks}", weeks=block.weeks))
    style = Style.CHIP if block.is_here else Style.BODY
    canvas.text(LEFT, y + 6, title, style, INK if is_loud else QUIET, room=RIGHT - wide - LEFT - 12)


def draw_checkpoint(canvas: Canvas, y: float, phase: RoadPhase) -> None:
    """The checkpoint at the end of the present phase."""
    shown, items = phase.items
    x = road_x(y)
    is_passed = shown == items
    canvas.disc(x, y, 12, GROUND)
    diamond(canvas, x, y, 11, phase_colour(phase.number) if is_passed else QUIET, filled=is_passed)
    canvas.text(LEFT, y + 6, tr("Checkpoint"), Style.BODY, QUIET)
    said = tr("{done} of {total}", done=shown, total=items)
    canvas.text(RIGHT, y + 6, said, Style.BODY, QUIET, anchor="r")


def draw_more(canvas: Canvas, y: float, said: str) -> None:
    """A line for what is left out."""
    canvas.text(LEFT, y + 6, said, Style.BODY, QUIET, room=RIGHT - LEFT)


def _draw_count(canvas: Canvas, baseline: float, phase: RoadPhase) -> float:
    """That a phase is done, how far it is, or how much is open where its blocks don't show it; returns the width."""
    if phase.is_done:
        tick(canvas, RIGHT - 16, baseline - 14, 16, phase_colour(phase.number))
        return 16
    if phase.overdue and not phase.blocks:
        return canvas.text(RIGHT, baseline, tr("{number} open", number=phase.overdue), Style.CHIP, INK, anchor="r")
    if phase.done:
        said = tr("{done} of {total}", done=phase.done, total=phase.total)
        return canvas.text(RIGHT, baseline, said, Style.BODY, QUIET, anchor="r")
    return 0


def _draw_node(canvas: Canvas, y: float, phase: RoadPhase, radius: float) -> None:
    x, colour = road_x(y), phase_colour(phase.number)
    is_begun = bool(phase.done or phase.overdue or any(block.is_here for block in phase.blocks))
    if not phase.total:
        not_in_plan(canvas, x, y, radius, phase.number)
        return
    if phase.is_here:
        canvas.disc(x, y, radius + 6, GROUND)
        canvas.disc(x, y, radius + 4, INK)
        canvas.disc(x, y, radius + 1.5, GROUND)
    if phase.overdue and not phase.blocks:
        canvas.disc(x, y, radius, INK)
        canvas.disc(x, y, radius - 2.4, GROUND)
        ink = INK
    else:
        canvas.disc(x, y, radius, colour if is_begun else node_ahead(colour))
        ink = GROUND if is_begun else INK
    canvas.text(x, y + 6, str(phase.number), Style.CHIP, ink, anchor="m")


def _draw_station(canvas: Canvas, y: float, block: RoadBlock, colour: Colour) -> None:
    x = road_x(y)
    if block.is_here:
        here(canvas, x, y, 12, GROUND if block.overdue else colour)
        return
    canvas.disc(x, y, _STATION + 2, GROUND)
    if block.overdue:
        canvas.ring(x, y, _STATION, INK, 2.4)
    elif block.counts:
        canvas.disc(x, y, _STATION, colour if block.done == block.total else node_ahead(colour))
    else:
        canvas.ring(x, y, _STATION, FAINT, 2)


def _projects(phase: RoadPhase) -> tuple[tuple[RoadProject, ...], str]:
    """The projects that are shown, and how many more there are."""
    found = tuple(one for one in phase.projects if one.state is not ProjectState.OUT) if phase.total else ()
    more = len(found) - _MOST_SQUARES
    return (found[: _MOST_SQUARES - 1], f"+{more + 1}") if more > 0 else (found, "")


def _has_diamond(phase: RoadPhase) -> bool:
    """Whether the checkpoint stands beside the phase: below the present one it has its own row."""
    return bool(phase.items[1] and phase.total and not phase.blocks)


def _marks_width(phase: RoadPhase) -> float:
    shown, more = _projects(phase)
    widths = [float(SQUARE)] * len(shown)
    if more:
        widths.append(width_of(more, Style.BODY))
    if _has_diamond(phase):
        widths.append(2 * _DIAMOND)
    return sum(widths) + 7 * max(0, len(widths) - 1)


def _draw_marks(canvas: Canvas, y: float, phase: RoadPhase) -> None:
    """Projects and checkpoint, up to the right margin."""
    shown, more = _projects(phase)
    x = RIGHT - _marks_width(phase)
    for project in shown:
        line = INK if project.state is ProjectState.OPEN else FAINT
        square(canvas, x, y - SQUARE / 2, project.number, filled=project.state is ProjectState.DONE, line=line)
        x += SQUARE + 7
    if more:
        x += canvas.text(x, y + 6, more, Style.BODY, QUIET) + 7
    if _has_diamond(phase):
        is_passed = phase.items[0] == phase.items[1]
        colour = phase_colour(phase.number) if is_passed else QUIET
        diamond(canvas, RIGHT - _DIAMOND, y, _DIAMOND, colour, filled=is_passed)


def _draw_others(canvas: Canvas, y: float, count: int) -> None:
    """A quiet dot for one or two of the others, else a dot and their number."""
    if count > _MOST_DOTS:
        canvas.disc(8, y, 3, QUIET)
        canvas.text(13, y + 6, str(min(count, _MOST_OTHERS)), Style.BODY, QUIET)
        return
    for number in range(count):
        canvas.disc(25 - 9 * number, y, 3, QUIET)
