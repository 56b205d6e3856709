"""Letters: one typeface in two weights and a few sizes, none below 16 units, and what it can't draw."""

from __future__ import annotations

import unicodedata
from enum import Enum
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

_JOINERS = "\N{ZERO WIDTH JOINER}\N{VARIATION SELECTOR-16}"
_FONTS = Path(__file__).parent / "fonts"


class Style(Enum):
    """The type scale: weight and size, in units."""

    HERO = ("Inter-Bold.otf", 50)
    """The number in the ring, a phase's number in an achievement."""
    FIRST = ("Inter-Bold.otf", 40)
    """A fact that stands alone, while there is no streak."""
    FLAME = ("Inter-Bold.otf", 36)
    LARGE = ("Inter-Bold.otf", 34)
    """In place of HERO, for a number of four figures."""
    FLAME_OF_TWO = ("Inter-Bold.otf", 31)
    TITLE = ("Inter-Bold.otf", 26)
    FACT = ("Inter-Bold.otf", 24)
    FLAME_OF_THREE = ("Inter-Bold.otf", 22)
    STRONG = ("Inter-Bold.otf", 18)
    CHIP = ("Inter-Bold.otf", 16)
    BODY = ("Inter-Medium.otf", 16)


@lru_cache(maxsize=32)
def font(style: Style, scale: float) -> ImageFont.FreeTypeFont:
    """The font of a style at so many pixels a unit."""
    file, size = style.value
    return ImageFont.truetype(_FONTS / file, size * scale)


def drawable(text: str) -> str | None:
    """A text as the typeface can draw it, without emoji; None when it holds words that it can't."""
    kept = "".join(character for character in text if not _is_emoji(character))
    words = " ".join(kept.split())
    has_words = any(unicodedata.category(character)[0] in "LN" for character in words)
    return words if has_words and all(map(_has_glyph, words)) else None


def label(title: str, otherwise: str) -> str:
    """A title as it can be drawn, or what stands for it, such as "Phase 3"."""
    return drawable(title) or otherwise


def _is_emoji(character: str) -> bool:
    """Signs without which a title still says the same: symbols, and what joins and colours them."""
    if character in _JOINERS:
        return True
    return not _has_glyph(character) and unicodedata.category(character) in ("So", "Sk", "Me", "Cf", "Cn")


@lru_cache(maxsize=4096)
def _has_glyph(character: str) -> bool:
    """Whether the typeface has a shape of its own for a character, other than the box for missing ones."""
    return character.isspace() or _shape(character) != _shape("\U0010fffd")


def _shape(character: str) -> bytes:
    image = Image.new("L", (32, 32))
    ImageDraw.Draw(image).text((8, 4), character, fill=255, font=font(Style.BODY, 1))
    return image.tobytes()
