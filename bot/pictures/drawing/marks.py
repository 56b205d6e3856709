"""The marks that several pictures share, each always for the same thing."""

from __future__ import annotations

from math import cos, pi, sin

from bot.pictures.drawing.canvas import Canvas, Points
from bot.pictures.lettering import Style
from bot.pictures.palette import AMBER, GLOW, GROUND, ICE, INK, QUIET, RAISED, Colour, phase_colour
from bot.words import grouped

CHIP = 24
SQUARE = 22

Curve = tuple[tuple[float, float], tuple[float, float], tuple[float, float]]
"""The two handles and the end of a cubic curve; it begins where the last one ended."""

_STEPS = 12

_OUTER_FLAME: tuple[Curve, ...] = (
    ((0.60, 0.20), (0.96, 0.38), (0.96, 0.66)),
    ((0.96, 0.87), (0.76, 1), (0.5, 1)),
    ((0.24, 1), (0.04, 0.87), (0.04, 0.63)),
    ((0.04, 0.46), (0.15, 0.36), (0.21, 0.22)),
    ((0.25, 0.33), (0.31, 0.39), (0.39, 0.40)),
    ((0.36, 0.25), (0.42, 0.10), (0.56, 0)),
)
_INNER_FLAME: tuple[Curve, ...] = (
    ((0.57, 0.53), (0.80, 0.60), (0.80, 0.77)),
    ((0.80, 0.90), (0.67, 0.97), (0.5, 0.97)),
    ((0.33, 0.97), (0.20, 0.90), (0.20, 0.76)),
    ((0.20, 0.62), (0.45, 0.56), (0.53, 0.40)),
)
_FLAME_WIDTH = 0.84
_FLAME_NUMBERS = {1: Style.FLAME, 2: Style.FLAME_OF_TWO}


def chip(canvas: Canvas, x: float, y: float, number: int) -> None:
    """A phase's number in a field of its colour."""
    canvas.box(x, y, CHIP, CHIP, phase_colour(number), 7)
    canvas.text(x + CHIP / 2, y + 18, str(number), Style.CHIP, GROUND, anchor="m")


def tick(canvas: Canvas, x: float, y: float, size: float, colour: Colour) -> None:
    """A check mark in a square."""
    corners = ((0.0, 0.55), (0.15, 0.39), (0.38, 0.62), (0.85, 0.12), (1.0, 0.27), (0.38, 0.92))
    canvas.shape(tuple((x + size * across, y + size * down) for across, down in corners), colour)


def flag(canvas: Canvas, x: float, y: float, times: float = 1) -> None:
    """A flag on its pole, 16 wide and 18 high, or so many times larger."""
    canvas.box(x, y, 2.4 * times, 18 * times, AMBER, 1)
    canvas.shape(((x + 2 * times, y), (x + 16 * times, y + 5.5 * times), (x + 2 * times, y + 11 * times)), AMBER)


def diamond(canvas: Canvas, x: float, y: float, radius: float, colour: Colour, *, filled: bool = True) -> None:
    """A diamond around a point, or its outline."""
    canvas.shape(_diamond(x, y, radius), colour)
    if not filled:
        canvas.shape(_diamond(x, y, radius - 3), GROUND)


def _diamond(x: float, y: float, radius: float) -> Points:
    return ((x - radius, y), (x, y - radius), (x + radius, y), (x, y + radius))


def hollow(canvas: Canvas, x: float, y: float, size: float = 12) -> None:
    """What is open from earlier weeks: an empty place."""
    canvas.frame(x, y, size, size, INK, size / 3, 2.4)


def pause(canvas: Canvas, x: float, y: float) -> None:
    """Two bars, 12 wide and 13 high."""
    for bar in (0, 7):
        canvas.box(x + bar, y, 4.6, 13, INK, 1.5)


def snowflake(canvas: Canvas, x: float, y: float, radius: float, colour: Colour = ICE) -> None:
    """A freeze: six arms around a point, each with a branch."""
    thick = radius * 0.12
    for arm in range(3):
        angle = pi / 2 + arm * pi / 3
        canvas.shape(_line(x, y, angle, -radius, radius, thick), colour)
    for arm in range(6):
        angle = pi / 2 + arm * pi / 3
        knot = (x + radius * 0.5 * cos(angle), y + radius * 0.5 * sin(angle))
        for side in (-0.8, 0.8):
            canvas.shape(_line(*knot, angle + side, 0, radius * 0.42, thick * 0.9), colour)


def _line(x: float, y: float, angle: float, first: float, last: float, half: float) -> Points:
    """A line through a point at an angle, from one distance to another, so many units thick to each side."""
    across, down = half * sin(angle), half * cos(angle)
    ends = ((x + cos(angle) * away, y + sin(angle) * away) for away in (first, last))
    (x1, y1), (x2, y2) = ends
    return ((x1 + across, y1 - down), (x2 + across, y2 - down), (x2 - across, y2 + down), (x1 - across, y1 + down))


def flame(canvas: Canvas, middle: float, top: float, height: float, number: int | None = None) -> None:
    """The flame of a streak, so high, with its number of weeks in it."""
    left = middle - height * _FLAME_WIDTH / 2
    canvas.shape(_curved((0.56, 0), _OUTER_FLAME, left, top, height), AMBER)
    canvas.shape(_curved((0.53, 0.40), _INNER_FLAME, left, top, height), GLOW)
    if number is not None:
        said = grouped(number)
        style = _FLAME_NUMBERS.get(len(said), Style.FLAME_OF_THREE)
        canvas.text(middle, top + height - height * 15 / 92, said, style, GROUND, anchor="m")


def _curved(start: tuple[float, float], curves: tuple[Curve, ...], x: float, y: float, height: float) -> Points:
    """The points along cubic curves, in a box of a flame's form."""
    points: list[tuple[float, float]] = []
    before = start
    for one, other, end in curves:
        for step in range(_STEPS):
            t = step / _STEPS
            shares = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
            corners = (before, one, other, end)
            across = sum(share * corner[0] for share, corner in zip(shares, corners, strict=True))
            down = sum(share * corner[1] for share, corner in zip(shares, corners, strict=True))
            points.append((x + across * height * _FLAME_WIDTH, y + down * height))
        before = end
    return tuple(points)


def square(canvas: Canvas, x: float, y: float, number: int, *, filled: bool, line: Colour = INK) -> None:
    """A project's number: white when done, else an outline, white for what is open and grey for what is ahead."""
    if filled:
        canvas.box(x, y, SQUARE, SQUARE, INK, 6)
        canvas.text(x + SQUARE / 2, y + 17, str(number), Style.CHIP, GROUND, anchor="m")
    else:
        canvas.frame(x, y, SQUARE, SQUARE, line, 6, 2)
        canvas.text(x + SQUARE / 2, y + 17, str(number), Style.CHIP, INK if line == INK else QUIET, anchor="m")


def here(canvas: Canvas, x: float, y: float, radius: float, colour: Colour) -> None:
    """Where one is: a ring around what stands there."""
    canvas.disc(x, y, radius + 3, GROUND)
    canvas.disc(x, y, radius, INK)
    canvas.disc(x, y, radius - 3, GROUND)
    canvas.disc(x, y, radius - 5, colour)


def not_in_plan(canvas: Canvas, x: float, y: float, radius: float, number: int) -> None:
    """A phase's number that is not part of the plan."""
    canvas.disc(x, y, radius, RAISED)
    canvas.text(x, y + 6, str(number), Style.CHIP, QUIET, anchor="m")
