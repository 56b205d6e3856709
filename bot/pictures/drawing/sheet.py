"""A sheet of many pictures side by side, each as wide as Discord shows it on a phone, on its light and dark grounds."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO

from PIL import Image, ImageDraw

from bot.pictures.lettering import Style, font

PHONE = 300
"""How wide a picture is on a phone of 390 points, in a message's container."""

_COLUMNS = 6
_GAP = 24
_CAPTION = 28
_GROUNDS = ((0xFF, 0xFF, 0xFF), (0x31, 0x33, 0x38))
_INKS = ((0x31, 0x33, 0x38), (0xF2, 0xF3, 0xF5))


def phone_sheet(pictures: Mapping[str, bytes]) -> bytes:
    """The pictures by name, at one pixel a point, from the shortest column on; a PNG."""
    images = {name: _small(png) for name, png in pictures.items()}
    tops = [_GAP] * _COLUMNS
    places: list[tuple[str, int, int]] = []
    for name, image in images.items():
        column = tops.index(min(tops))
        places.append((name, column, tops[column]))
        tops[column] += _CAPTION + image.height + _GAP
    step = PHONE + 2 * _GAP
    sheet = Image.new("RGB", (_COLUMNS * step, max(tops)))
    draw = ImageDraw.Draw(sheet)
    for column in range(_COLUMNS):
        draw.rectangle((column * step, 0, (column + 1) * step, sheet.height), _GROUNDS[column % 2])
    for name, column, top in places:
        x = column * step + _GAP
        draw.text((x, top), name, _INKS[column % 2], font(Style.BODY, 1))
        sheet.paste(images[name], (x, top + _CAPTION))
    file = BytesIO()
    sheet.save(file, "PNG")
    return file.getvalue()


def _small(png: bytes) -> Image.Image:
    image = Image.open(BytesIO(png))
    size = (PHONE, round(image.height * PHONE / image.width))
    return image.resize(size, Image.Resampling.LANCZOS)  # pyright: ignore[reportUnknownMemberType]  # NumPy arrays too
