"""The road itself: a winding strip, its surface done, open, ahead, or not in the plan."""

from __future__ import annotations

from dataclasses import dataclass
from math import pi, sin

from bot.pictures.drawing.canvas import Canvas
from bot.pictures.palette import GROUND, INK, RAISED, Colour, ahead

_MIDDLE, _SWAY, _TURN = 57.0, 8.0, 150.0
_FIRST = 89.0
_WIDTH, _EDGE = 9.0, 2.2
_STEP = 6.0


@dataclass(frozen=True, slots=True)
class Surface:
    """A stretch of the road from one height to another: how much of it is done, and how much is still open."""

    top: float
    bottom: float
    colour: Colour
    done: float = 0
    overdue: float = 0
    counts: bool = True


def road_x(y: float) -> float:
    """Where the road is at a height."""
    return _MIDDLE + _SWAY * sin(2 * pi * (y - _FIRST) / _TURN)


def draw_surface(canvas: Canvas, surface: Surface) -> None:
    """A stretch: full where it is done, two white edges where it is open, thin where it is ahead."""
    length = surface.bottom - surface.top
    done = surface.top + length * surface.done
    until = done + length * surface.overdue
    _strip(canvas, surface.top, surface.bottom, ahead(surface.colour) if surface.counts else RAISED)
    if surface.done:
        _strip(canvas, surface.top, done, surface.colour)
    if surface.overdue:
        _strip(canvas, done, until, INK)
        _strip(canvas, done, until, GROUND, _WIDTH - 2 * _EDGE)


def _strip(canvas: Canvas, top: float, bottom: float, colour: Colour, width: float = _WIDTH) -> None:
    steps = max(1, round((bottom - top) / _STEP))
    ys = [top + (bottom - top) * step / steps for step in range(steps + 1)]
    left = tuple((road_x(y) - width / 2, y) for y in ys)
    right = tuple((road_x(y) + width / 2, y) for y in reversed(ys))
    canvas.shape((*left, *right), colour)
