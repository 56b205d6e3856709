"""Looking at a picture: the patches of a colour that it has, measured in units."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageChops

from bot.pictures.drawing.canvas import SCALE, WIDTH
from bot.pictures.palette import Colour

_WHERE_NOTHING = [255, *[0] * 255]
_RUN = re.compile(rb"\xff+")


@dataclass(frozen=True, slots=True)
class Patch:
    """The box around connected pixels of one colour."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top


def opened(png: bytes) -> Image.Image:
    """A PNG of the right width."""
    image = Image.open(BytesIO(png))
    assert image.format == "PNG"
    assert image.width == round(WIDTH * SCALE)
    return image.convert("RGB")


def patches(image: Image.Image, colour: Colour) -> list[Patch]:
    """All patches of exactly this colour, from the top."""
    open_ones: list[list[tuple[int, int, int]]] = []
    done: list[Patch] = []
    for y, runs in enumerate(_rows(image, colour)):
        joined: list[list[tuple[int, int, int]]] = []
        for left, right in runs:
            touching = [one for one in open_ones + joined if _touches(one, y, left, right)]
            merged = [(y, left, right), *(run for one in touching for run in one)]
            joined = [one for one in joined if one not in touching] + [merged]
            open_ones = [one for one in open_ones if one not in touching]
        done += [_patch(one) for one in open_ones]
        open_ones = joined
    return sorted([*done, *map(_patch, open_ones)], key=lambda patch: (patch.top, patch.left))


def of_size(found: Iterable[Patch], width: tuple[float, float], height: tuple[float, float]) -> list[Patch]:
    """Those within a width and a height, in units."""
    return [p for p in found if width[0] <= p.width <= width[1] and height[0] <= p.height <= height[1]]


def count(image: Image.Image, colour: Colour) -> int:
    """How many pixels have exactly this colour."""
    return _mask(image, colour).histogram()[255]


def _mask(image: Image.Image, colour: Colour) -> Image.Image:
    """White where an image has a colour, black elsewhere."""
    bands = ImageChops.difference(image, Image.new("RGB", image.size, colour)).split()
    differs = ImageChops.lighter(ImageChops.lighter(bands[0], bands[1]), bands[2])
    return differs.point(_WHERE_NOTHING)  # pyright: ignore[reportUnknownMemberType]  # NumPy arrays too


def _rows(image: Image.Image, colour: Colour) -> Iterator[list[tuple[int, int]]]:
    """In each row of pixels, the runs of a colour."""
    is_it = _mask(image, colour)
    left, top, right, bottom = is_it.getbbox() or (0, 0, 0, 0)
    mask, width = is_it.crop((left, top, right, bottom)).tobytes(), right - left
    yield from ([] for _ in range(top))
    for y in range(bottom - top):
        row = mask[y * width : (y + 1) * width]
        yield [(left + run.start(), left + run.end()) for run in _RUN.finditer(row)]


def _touches(one: Sequence[tuple[int, int, int]], y: int, left: int, right: int) -> bool:
    return any(before in (y - 1, y) and first < right and left < last for before, first, last in one)


def _patch(runs: Sequence[tuple[int, int, int]]) -> Patch:
    ys = [y for y, _, _ in runs]
    return Patch(
        min(left for _, left, _ in runs) / SCALE,
        min(ys) / SCALE,
        max(right for _, _, right in runs) / SCALE,
        (max(ys) + 1) / SCALE,
    )
