"""The marks that several pictures share: a phase's number, a bar, a tick, a flag, a diamond."""

from __future__ import annotations

from bot.pictures.drawing.canvas import Canvas
from bot.pictures.lettering import Style
from bot.pictures.palette import GROUND, INK, QUIET, TRACK, Colour, mixed, phase_colour

CHIP = 22


def chip(canvas: Canvas, x: float, y: float, number: int, *, filled: bool = True) -> None:
    """A phase's number in a field of its colour; hollow when it is not part of the plan."""
    colour = phase_colour(number)
    if filled:
        canvas.box(x, y, CHIP, CHIP, colour, 6)
    else:
        canvas.frame(x, y, CHIP, CHIP, TRACK, 6, 2)
    canvas.text(x + CHIP / 2, y + 16, str(number), Style.CHIP, GROUND if filled else QUIET, anchor="m")


def bar(canvas: Canvas, x: float, y: float, width: float, share: float, colour: Colour, height: float = 12) -> None:
    """A track that is filled up to a share of it, from 0 to 1; a little that is done is always seen."""
    canvas.box(x, y, width, height, TRACK, height / 2)
    if share:
        canvas.box(x, y, max(height, width * share), height, colour, height / 2)


def tick(canvas: Canvas, x: float, y: float, size: float, colour: Colour) -> None:
    """A check mark in a square."""
    corners = ((0.0, 0.55), (0.16, 0.38), (0.38, 0.6), (0.84, 0.1), (1.0, 0.26), (0.38, 0.92))
    canvas.shape(tuple((x + size * across, y + size * down) for across, down in corners), colour)


def flag(canvas: Canvas, x: float, y: float, colour: Colour, times: float = 1) -> None:
    """A flag on its pole, 13 wide and 16 high, or so many times larger."""
    canvas.box(x, y, 2 * times, 16 * times, colour)
    canvas.shape(((x + 2 * times, y), (x + 13 * times, y + 4.5 * times), (x + 2 * times, y + 9 * times)), colour)


def diamond(canvas: Canvas, x: float, y: float, radius: float, colour: Colour) -> None:
    """A diamond around a point."""
    canvas.shape(((x - radius, y), (x, y - radius), (x + radius, y), (x, y + radius)), colour)


def hollow_flag(canvas: Canvas, x: float, y: float, colour: Colour) -> None:
    """The outline of a flag."""
    flag(canvas, x, y, colour)
    canvas.shape(((x + 3.2, y + 2.2), (x + 9, y + 4.5), (x + 3.2, y + 6.8)), GROUND)


def hollow_diamond(canvas: Canvas, x: float, y: float, radius: float, colour: Colour) -> None:
    """The outline of a diamond."""
    diamond(canvas, x, y, radius, colour)
    diamond(canvas, x, y, radius - 3, GROUND)


def here(canvas: Canvas, x: float, y: float, times: float = 1) -> None:
    """The ring that stands where one is."""
    canvas.disc(x, y, 13 * times, GROUND)
    canvas.disc(x, y, 10.5 * times, INK)
    canvas.disc(x, y, 5 * times, GROUND)


def unwalked(colour: Colour) -> Colour:
    """What lies ahead on a stretch, in the colour of its phase."""
    return mixed(colour, GROUND, 0.3)
