"""A surface to draw on, in units: 360 of them are a picture's width, about one for each point of a phone's screen.

A unit is two and a half pixels, which a phone with three pixels to the point shows sharply (decision 0029).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from io import BytesIO

from PIL import Image, ImageChops, ImageDraw

from bot.pictures.lettering import Style, font
from bot.pictures.palette import GROUND, INK, Colour
from bot.study.text import beginning

SCALE = 2.5
WIDTH = 360
MARGIN = 20
INNER = WIDTH - 2 * MARGIN
RIGHT = WIDTH - MARGIN

_FINER = 3
"""How many times finer curves are drawn before they are smoothed."""

_GREYS = 4
"""Steps between letter and ground: nobody sees more, and the files are a third smaller."""

Points = tuple[tuple[float, float], ...]


class Canvas:
    """An image that is drawn from shapes with smooth edges, and from text."""

    def __init__(self, height: float) -> None:
        self._image = Image.new("RGB", (round(WIDTH * SCALE), round(height * SCALE)), GROUND)

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

    def disc(self, x: float, y: float, radius: float, colour: Colour) -> None:
        """A filled circle around a point."""
        self.box(x - radius, y - radius, 2 * radius, 2 * radius, colour, radius)

    def ring(self, x: float, y: float, radius: float, colour: Colour, line: float = 2) -> None:
        """The outline of a circle around a point, drawn inside of it."""
        self.frame(x - radius, y - radius, 2 * radius, 2 * radius, colour, radius, line)

    def shape(self, points: Points, colour: Colour) -> None:
        """A filled polygon."""
        left, top = min(x for x, _ in points), min(y for _, y in points)
        moved = tuple((round(x - left, 2), round(y - top, 2)) for x, y in points)
        self._image.paste(colour, (round(left * SCALE), round(top * SCALE)), _polygon(moved))

    def text(
        self,
        x: float,
        baseline: float,
        text: str,
        style: Style,
        colour: Colour = INK,
        *,
        anchor: str = "l",
        room: float | None = None,
    ) -> float:
        """A line of text on its baseline, from its left (l), middle (m) or right (r), cut to its room; returns its
        width.
        """
        text = fitted(text, style, room) if room is not None else text
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
    stepped = mask.point(_IN_STEPS)  # pyright: ignore[reportUnknownMemberType]  # NumPy arrays too
    return stepped, left, top


_IN_STEPS = [round(round(grey / 255 * _GREYS) / _GREYS * 255) for grey in range(256)]


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


def wrapped(text: str, style: Style, room: float, most: int = 2) -> tuple[str, ...]:
    """A text in as many lines as it needs, `most` at most, of so many units; the last one is cut between two words."""
    if width_of(text, style) <= room or most == 1:
        return (fitted(text, style, room),)
    words = text.split()
    fits = next((n for n in range(len(words) - 1, 0, -1) if width_of(" ".join(words[:n]), style) <= room), 0)
    if not fits:
        return (fitted(text, style, room),)
    return (" ".join(words[:fits]), *wrapped(" ".join(words[fits:]), style, room, most - 1))


def largest(text: str, styles: Sequence[Style], room: float) -> Style:
    """The first style in which a text has room; the last one where it has none in any."""
    return next((style for style in styles if width_of(text, style) <= room), styles[-1])


def _pixels(x: float, y: float, width: float, height: float) -> tuple[int, int, int, int]:
    """A rectangle in whole pixels, its edges each rounded by itself so that neighbours meet."""
    left, top = round(x * SCALE), round(y * SCALE)
    return left, top, round((x + width) * SCALE) - left, round((y + height) * SCALE) - top


def _radius(radius: float, wide: int, high: int) -> int:
    return max(0, min(round(radius * SCALE), wide // 2, high // 2))


@lru_cache(maxsize=256)
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


@lru_cache(maxsize=256)
def _polygon(points: Points) -> Image.Image:
    """The mask of a polygon whose box begins at 0, smooth at its edges; most shapes come again."""
    wide, high = (max(axis) for axis in zip(*points, strict=True))
    size = (round(wide * SCALE) + 1, round(high * SCALE) + 1)
    fine = Image.new("L", (size[0] * _FINER, size[1] * _FINER))
    ImageDraw.Draw(fine).polygon([(x * SCALE * _FINER, y * SCALE * _FINER) for x, y in points], fill=255)
    return fine.reduce(_FINER)


@lru_cache(maxsize=64)
def _corner(radius: int) -> Image.Image:
    """The upper left quarter of a disc, smooth at its edge."""
    side = radius * _FINER
    fine = Image.new("L", (side, side))
    ImageDraw.Draw(fine).ellipse((0, 0, 2 * side, 2 * side), fill=255)
    return fine.reduce(_FINER)
