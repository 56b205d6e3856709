"""A surface to draw on, in units: 600 of them are a picture's width, and each is two pixels, for sharp screens."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO

from PIL import Image, ImageChops, ImageDraw

from bot.pictures.lettering import Style, font
from bot.pictures.palette import GROUND, INK, Colour
from bot.study.text import beginning

SCALE = 2
WIDTH = 600
MARGIN = 24
INNER = WIDTH - 2 * MARGIN

_FINER = 4
"""How many times finer curves are drawn before they are smoothed."""


class Canvas:
    """An image that is drawn from shapes with smooth edges, and from text."""

    def __init__(self, height: float) -> None:
        self._image = Image.new("RGB", (WIDTH * SCALE, round(height * SCALE)), GROUND)

    def box(self, x: float, y: float, width: float, height: float, colour: Colour, radius: float = 0) -> None:
        """A filled rectangle with round corners."""
        left, top, wide, high = _pixels(x, y, width, height)
        if wide > 0 and high > 0:
            self._image.paste(colour, (left, top), _rounded(wide, high, _radius(radius, wide, high)))

    def frame(
        self, x: float, y: float, width: float, height: float, colour: Colour, radius: float = 0, line: float = 2
    ) -> None:
        """The outline of a rectangle with round corners, drawn inside of it."""
        left, top, wide, high = _pixels(x, y, width, height)
        thick = round(line * SCALE)
        outer = _rounded(wide, high, _radius(radius, wide, high))
        inner = Image.new("L", outer.size)
        if wide > 2 * thick and high > 2 * thick:
            inside = _radius(radius - line, wide - 2 * thick, high - 2 * thick)
            inner.paste(_rounded(wide - 2 * thick, high - 2 * thick, inside), (thick, thick))
        self._image.paste(colour, (left, top), ImageChops.subtract(outer, inner))

    def hatched(self, x: float, y: float, width: float, height: float, colour: Colour, radius: float = 0) -> None:
        """A rectangle with round corners, filled with slanted lines: there, but not counted."""
        left, top, wide, high = _pixels(x, y, width, height)
        if wide > 0 and high > 0:
            mask = _rounded(wide, high, _radius(radius, wide, high))
            self._image.paste(colour, (left, top), ImageChops.multiply(mask, _slanted_lines().crop((0, 0, wide, high))))

    def disc(self, x: float, y: float, radius: float, colour: Colour) -> None:
        """A filled circle around a point."""
        self.box(x - radius, y - radius, 2 * radius, 2 * radius, colour, radius)

    def shape(self, points: tuple[tuple[float, float], ...], colour: Colour) -> None:
        """A filled polygon."""
        xs, ys = [x for x, _ in points], [y for _, y in points]
        left, top, wide, high = _pixels(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
        fine = Image.new("L", ((wide + 1) * _FINER, (high + 1) * _FINER))
        moved = [((x * SCALE - left) * _FINER, (y * SCALE - top) * _FINER) for x, y in points]
        ImageDraw.Draw(fine).polygon(moved, fill=255)
        self._image.paste(colour, (left, top), fine.reduce(_FINER))

    def text(
        self, x: float, baseline: float, text: str, style: Style, colour: Colour = INK, *, anchor: str = "l"
    ) -> float:
        """A line of text on its baseline, from its left (l), middle (m) or right (r); returns its width."""
        width = width_of(text, style)
        start = x - {"l": 0.0, "m": width / 2, "r": width}[anchor]
        mask, left, top = _written(text, style)
        self._image.paste(colour, (round(start * SCALE) + left, round(baseline * SCALE) + top), mask)
        return width

    def png(self) -> bytes:
        """The picture as a file."""
        file = BytesIO()
        self._image.save(file, "PNG", compress_level=1)  # the rest would take three times as long for a sixth less
        return file.getvalue()


@lru_cache(maxsize=2048)
def width_of(text: str, style: Style) -> float:
    """How wide a line of text is, in units."""
    return font(style, SCALE).getlength(text) / SCALE


@lru_cache(maxsize=512)
def _written(text: str, style: Style) -> tuple[Image.Image, int, int]:
    """The mask of a line of text, and where it begins beside the start of its baseline; most labels come again."""
    face = font(style, SCALE)
    left, top, right, bottom = (round(edge) for edge in face.getbbox(text, anchor="ls"))
    mask = Image.new("L", (max(1, right - left), max(1, bottom - top)))
    ImageDraw.Draw(mask).text((-left, -top), text, fill=255, font=face, anchor="ls")
    return mask, left, top


def fitted(text: str, style: Style, room: float) -> str:
    """A text cut to so many units, between two words, with a sign of it."""
    if width_of(text, style) <= room:
        return text
    shortest, longest = 0, len(text)
    while shortest < longest:
        middle = (shortest + longest + 1) // 2
        if width_of(text[:middle].rstrip() + "…", style) <= room:
            shortest = middle
        else:
            longest = middle - 1
    return beginning(text, shortest)


def _pixels(x: float, y: float, width: float, height: float) -> tuple[int, int, int, int]:
    """A rectangle in whole pixels, its edges each rounded by itself so that neighbours meet."""
    left, top = round(x * SCALE), round(y * SCALE)
    return left, top, round((x + width) * SCALE) - left, round((y + height) * SCALE) - top


def _radius(radius: float, wide: int, high: int) -> int:
    return max(0, min(round(radius * SCALE), wide // 2, high // 2))


@lru_cache(maxsize=64)
def _rounded(wide: int, high: int, radius: int) -> Image.Image:
    """The mask of a rectangle with round corners."""
    mask = Image.new("L", (wide, high), 255)
    if radius:
        corner = _corner(radius)
        turned = (
            (corner, (0, 0)),
            (corner.transpose(Image.Transpose.FLIP_LEFT_RIGHT), (wide - radius, 0)),
            (corner.transpose(Image.Transpose.FLIP_TOP_BOTTOM), (0, high - radius)),
            (corner.transpose(Image.Transpose.ROTATE_180), (wide - radius, high - radius)),
        )
        for quarter, place in turned:
            mask.paste(quarter, place)
    return mask


@lru_cache(maxsize=64)
def _corner(radius: int) -> Image.Image:
    """The upper left quarter of a disc, smooth at its edge."""
    side = radius * _FINER
    fine = Image.new("L", (side, side))
    ImageDraw.Draw(fine).ellipse((0, 0, 2 * side, 2 * side), fill=255)
    return fine.reduce(_FINER)


@lru_cache(maxsize=1)
def _slanted_lines() -> Image.Image:
    """Slanted lines over a whole picture's width, to be cut to what is hatched."""
    step = 5 * SCALE
    tile = Image.new("L", (step * _FINER, step * _FINER))
    draw = ImageDraw.Draw(tile)
    for shift in (-step, 0, step):
        ends = ((shift * _FINER, step * _FINER), ((shift + step) * _FINER, 0))
        draw.line(ends, fill=255, width=round(1.5 * SCALE * _FINER))
    smooth = tile.reduce(_FINER)
    lines = Image.new("L", (WIDTH * SCALE, 120 * SCALE))
    for x in range(0, lines.width, step):
        for y in range(0, lines.height, step):
            lines.paste(smooth, (x, y))
    return lines
