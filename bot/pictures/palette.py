"""The colours of pictures and messages. The pictures bring their own dark ground, so they read the same on a
light and a dark Discord.

Text keeps a contrast of 4.5:1 with what is behind it; any six phases in a row, a day's depths, and what was kept by
a freeze can be told apart with every kind of colour vision; the tests calculate it all.
"""

from __future__ import annotations

Colour = tuple[int, int, int]


def _read(written: int) -> Colour:
    return written >> 16, written >> 8 & 255, written & 255


GROUND = _read(0x15181E)
RAISED = _read(0x20252E)
"""A field that lies on the ground."""
TRACK = _read(0x2E3541)
"""What a bar has not reached, and a day that has passed."""
FAINT = _read(0x3D4655)
"""Lines that are there when one looks for them."""
QUIET = _read(0xA4AEBD)
"""Text that can wait."""
INK = _read(0xF4F6F9)
"""Text that is read first."""
ICE = _read(0xB8E4FF)
"""A freeze, and a week that one has kept."""
AMBER = _read(0xF59E0B)
"""The streak, a study day done, a week kept; a flag."""
GLOW = _read(0xFDE047)
"""The inner flame."""

PHASES = tuple(map(_read, (0x3B82F6, 0x5EEAD4, 0xA5B4FC, 0xF59E0B, 0xEC4899, 0xFDE047)))


def phase_colour(number: int) -> Colour:
    """The colour of a phase by its number, from 1; the seventh has that of the first. 0 is for no phase."""
    return PHASES[(number - 1) % len(PHASES)] if number else QUIET


def mixed(colour: Colour, ground: Colour, share: float) -> Colour:
    """A colour laid thinly over a ground: `share` of it, from 0 to 1."""
    red, green, blue = (round(a * share + b * (1 - share)) for a, b in zip(colour, ground, strict=True))
    return red, green, blue


DEPTHS = tuple(mixed(PHASES[1], GROUND, share) for share in (0.46, 0.72, 1))
"""How much was done on a day, from little to much: darker to lighter, so that it is seen without colours too."""


def ahead(colour: Colour) -> Colour:
    """What lies ahead, in the colour of its phase."""
    return mixed(colour, GROUND, 0.3)


def node_ahead(colour: Colour) -> Colour:
    """A phase's place on the road that lies ahead; its number stands on it in white."""
    return mixed(colour, GROUND, 0.38)


def as_number(colour: Colour) -> int:
    """A colour as Discord writes it."""
    red, green, blue = colour
    return red << 16 | green << 8 | blue
