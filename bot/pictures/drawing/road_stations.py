"""What stands at the road: phases, blocks, checkpoints, flags, and where others are."""

from __future__ import annotations

from bot.pictures.drawing.canvas import RIGHT, Canvas, width_of, wrapped
from bot.pictures.drawing.marks import SQUARE, diamond, flag, here, not_in_plan, square
from bot.pictures.drawing.road_facts import Fact, Form, beside, count_of, draw_fact, width_of_fact
from bot.pictures.drawing.road_path import road_x
from bot.pictures.lettering import Style, label
from bot.pictures.palette import FAINT, GROUND, INK, QUIET, Colour, node_ahead, phase_colour
from bot.study.projects import ProjectState
from bot.study.snapshots.road import RoadBlock, RoadPhase, RoadProject
from bot.words import date_span, short_month, tr

LEFT = 88
"""Where the words begin."""

TITLE_LINE, BLOCK_LINE = 21.0, 19.0
"""How much higher a phase or a block is with a second line for its title."""

_NODE, _SMALL_NODE = 16.0, 13.0
_STATION = 7.5
_MOST_SQUARES = 3
_DIAMOND = 9.0
_GAP = 7.0
_MOST_DOTS = 2
_MOST_OTHERS = 99
_FLAG = 24.0
_BETWEEN = 8.0
"""Between a title and what stands at the right margin."""


def title_of(phase: RoadPhase) -> tuple[str, ...]:
    """A phase's title, in two lines where one has no room."""
    title = label(phase.title, tr("Phase {number}", number=phase.number))
    wide = width_of_fact(count_of(phase))
    return wrapped(title, Style.STRONG, RIGHT - LEFT - (wide + _GAP if wide else 0))


def title_of_block(block: RoadBlock) -> tuple[str, ...]:
    """A block's title, in two lines where one has no room."""
    title = label(block.title, tr("Week {weeks}", weeks=str(block.weeks)))
    room = RIGHT - LEFT - width_of_fact(beside(block)) - (_FLAG if block.flag else 0) - _BETWEEN
    return wrapped(title, Style.CHIP if block.is_here else Style.BODY, room)


def draw_phase(canvas: Canvas, y: float, phase: RoadPhase) -> None:
    """A phase with its dates, its count, its projects and its checkpoint."""
    _draw_node(canvas, y, phase, _NODE)
    _draw_others(canvas, y, phase.others)
    is_in = phase.total > 0
    title, count, marks = title_of(phase), count_of(phase), _marks_width(phase)
    draw_fact(canvas, y - 3, count, phase.number)
    lower = (len(title) - 1) * TITLE_LINE
    beside = not count and not lower and width_of(title[0], Style.STRONG) <= RIGHT - marks - _GAP - LEFT
    _draw_marks(canvas, y if beside else y + 14 + lower, phase)
    for line, text in enumerate(title):
        canvas.text(LEFT, y - 3 + line * TITLE_LINE, text, Style.STRONG, INK if is_in else QUIET)
    dates = date_span(*phase.dates) if phase.dates else "" if is_in else tr("not in your plan")
    canvas.text(LEFT, y + 19 + lower, dates, Style.BODY, QUIET, room=RIGHT - marks - _GAP - LEFT)


def draw_compact_phase(canvas: Canvas, y: float, phase: RoadPhase) -> None:
    """A phase of many in one line: done, open, how far, or in which month it begins."""
    _draw_node(canvas, y, phase, _SMALL_NODE)
    _draw_others(canvas, y, phase.others)
    fact = count_of(phase) or (Fact(short_month(phase.dates[0])) if phase.dates else None)
    draw_fact(canvas, y + 6, fact, phase.number)
    title = label(phase.title, tr("Phase {number}", number=phase.number))
    style = Style.CHIP if phase.done or phase.overdue else Style.BODY
    room = RIGHT - width_of_fact(fact) - LEFT - _BETWEEN
    canvas.text(LEFT, y + 6, title, style, INK if phase.total else QUIET, room=room)


def draw_block(canvas: Canvas, y: float, block: RoadBlock, phase: int) -> None:
    """A block of the present phase: done, open, where one is, or on which day it begins."""
    _draw_station(canvas, y, block, phase_colour(phase))
    _draw_others(canvas, y, block.others)
    fact = beside(block)
    draw_fact(canvas, y + 6, fact, phase)
    if block.flag:
        flag(canvas, RIGHT - width_of_fact(fact) - _FLAG, y - 10)
    is_loud = block.is_here or block.overdue
    style = Style.CHIP if block.is_here else Style.BODY
    for line, text in enumerate(title_of_block(block)):
        canvas.text(LEFT, y + 6 + line * BLOCK_LINE, text, style, INK if is_loud else QUIET)


def draw_checkpoint(canvas: Canvas, y: float, phase: RoadPhase) -> None:
    """The checkpoint at the end of the present phase."""
    shown, items = phase.items
    x = road_x(y)
    is_passed = shown == items
    canvas.disc(x, y, 12, GROUND)
    diamond(canvas, x, y, 11, phase_colour(phase.number) if is_passed else QUIET, filled=is_passed)
    canvas.text(LEFT, y + 6, tr("Checkpoint"), Style.BODY, QUIET)
    draw_fact(canvas, y + 6, Fact(tr("{done} of {total}", done=shown, total=items), Form.COUNT), phase.number)


def draw_more(canvas: Canvas, y: float, said: str) -> None:
    """A line for what is left out."""
    canvas.text(LEFT, y + 6, said, Style.BODY, QUIET, room=RIGHT - LEFT)


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
