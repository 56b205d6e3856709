"""What the marks of the road mean: only those that are to be seen, in as many rows as they need."""

from __future__ import annotations

from collections.abc import Callable

from bot.pictures.drawing.canvas import MARGIN, WIDTH, Canvas, width_of
from bot.pictures.drawing.marks import diamond, flag, here, hollow_diamond, hollow_flag, unwalked
from bot.pictures.lettering import Style
from bot.pictures.palette import FAINT, INK, QUIET, TRACK, Colour, phase_colour
from bot.study.projects import ProjectState
from bot.study.snapshots.road import Road
from bot.words import tr

ROW = 24
_MARK = 26
_GAP = 20

Draw = Callable[[Canvas, float, float], None]
"""Draws a mark from a left edge on, around a middle line."""

Mark = tuple[str, Draw]
"""A word, and what draws its mark."""


def legend_rows(road: Road) -> list[list[Mark]]:
    """The marks in rows that fit between the margins."""
    rows: list[list[Mark]] = [[]]
    x = MARGIN
    for mark in _marks(road):
        width = _MARK + width_of(mark[0], Style.SMALL)
        if rows[-1] and x + width > WIDTH - MARGIN:
            rows.append([])
            x = MARGIN
        rows[-1].append(mark)
        x += width + _GAP
    return rows


def draw_legend(canvas: Canvas, y: float, road: Road) -> None:
    """The legend from `y` down."""
    for number, row in enumerate(legend_rows(road)):
        x, middle = float(MARGIN), y + number * ROW + ROW / 2
        for word, draw in row:
            draw(canvas, x, middle)
            x += _MARK + round(canvas.text(x + _MARK, middle + 5, word, Style.SMALL, QUIET)) + _GAP


def _marks(road: Road) -> list[Mark]:
    blocks = [block for stretch in road.stretches for block in stretch.blocks]
    states = {project.state for project in road.projects}
    seen = [week for week in road.milestones if any(s.first <= week <= s.last for s in road.stretches)]
    checkpoints = [stretch.items for stretch in road.stretches if stretch.items[1]]
    marks: tuple[tuple[bool, str, Draw], ...] = (
        (road.here is not None, tr("you"), lambda canvas, x, y: here(canvas, x + 10, y, 0.75)),
        (bool(road.others), tr("others"), lambda canvas, x, y: canvas.disc(x + 10, y, 3.5, QUIET)),
        (any(block.done for block in blocks), tr("done"), lambda canvas, x, y: _field(canvas, x, y, phase_colour(1))),
        (
            any(block.done < block.total for block in blocks if block.counts),
            tr("to come"),
            lambda canvas, x, y: _field(canvas, x, y, unwalked(phase_colour(1))),
        ),
        (
            not all(block.counts for block in blocks),
            tr("not in your plan"),
            lambda canvas, x, y: canvas.hatched(x, y - 6, 20, 12, FAINT, 3),
        ),
        (
            any(week in road.reached for week in seen),
            tr("milestone reached"),
            lambda canvas, x, y: flag(canvas, x + 4, y - 8, phase_colour(4)),
        ),
        (
            any(week not in road.reached for week in seen),
            tr("milestone"),
            lambda canvas, x, y: hollow_flag(canvas, x + 4, y - 8, phase_colour(4)),
        ),
        (
            any(shown == items for shown, items in checkpoints),
            tr("checkpoint complete"),
            lambda canvas, x, y: diamond(canvas, x + 10, y, 7, QUIET),
        ),
        (
            any(shown < items for shown, items in checkpoints),
            tr("checkpoint"),
            lambda canvas, x, y: hollow_diamond(canvas, x + 10, y, 7, QUIET),
        ),
        (ProjectState.DONE in states, tr("project done"), lambda canvas, x, y: _field(canvas, x, y, INK)),
        (
            ProjectState.OPEN in states,
            tr("project open"),
            lambda canvas, x, y: canvas.frame(x, y - 6, 20, 12, INK, 3, 1.5),
        ),
        (ProjectState.AHEAD in states, tr("project to come"), lambda canvas, x, y: _field(canvas, x, y, TRACK)),
    )
    return [(word, draw) for is_seen, word, draw in marks if is_seen]


def _field(canvas: Canvas, x: float, y: float, colour: Colour) -> None:
    canvas.box(x, y - 6, 20, 12, colour, 3)
