"""The colours, by calculation: readable text, and phases that every kind of colour vision can tell apart."""

from __future__ import annotations

from itertools import combinations
from math import copysign, dist

import pytest

from bot.pictures.palette import (
    AMBER,
    DEPTHS,
    GLOW,
    GROUND,
    ICE,
    INK,
    PHASES,
    QUIET,
    RAISED,
    Colour,
    ahead,
    as_number,
    mixed,
    node_ahead,
    phase_colour,
)

VISIONS = {
    "common": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.01182, 0.04294, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.3039)),
}
"""How linear light is seen, at the full strength of each deficiency (Machado, Oliveira and Fernandes, 2009)."""

CLEARLY_APART = 0.1
"""In OKLab, about five times the least difference that can be seen; Okabe and Ito's well-known eight come to 0.076."""

TEXTS = [
    (INK, GROUND),
    (QUIET, GROUND),
    (ICE, GROUND),
    (QUIET, RAISED),
    (GROUND, INK),
    (GROUND, AMBER),
    (GROUND, GLOW),
    *((GROUND, colour) for colour in PHASES),
    *((INK, node_ahead(colour)) for colour in PHASES),
    *((INK, mixed(colour, GROUND, 0.2)) for colour in PHASES),
]
"""Every colour of text with every colour that it stands on."""


def linear(colour: Colour) -> tuple[float, ...]:
    shares = [part / 255 for part in colour]
    return tuple(share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares)


def luminance(colour: Colour) -> float:
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Colour, other: Colour) -> float:
    """As WCAG 2 has it."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def seen(colour: Colour, vision: str) -> tuple[float, ...]:
    """A colour in OKLab as somebody with this vision sees it."""
    light = linear(colour)
    red, green, blue = (
        min(1.0, max(0.0, sum(a * b for a, b in zip(row, light, strict=True)))) for row in VISIONS[vision]
    )
    cones = (
        0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue,
        0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue,
        0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue,
    )
    long, middle, short = (copysign(abs(cone) ** (1 / 3), cone) for cone in cones)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


@pytest.mark.parametrize(("text", "behind"), TEXTS)
def test_text_is_readable(text: Colour, behind: Colour) -> None:
    """At least 4.5:1, as WCAG asks of text of every size."""
    assert contrast(text, behind) >= 4.5


@pytest.mark.parametrize("colour", [*PHASES, *DEPTHS, ICE, INK, AMBER, GLOW])
def test_marks_are_seen(colour: Colour) -> None:
    """At least 3:1, as WCAG asks of what is not text."""
    assert contrast(colour, GROUND) >= 3


@pytest.mark.parametrize("vision", VISIONS)
def test_phases_can_be_told_apart(vision: str) -> None:
    """Any two of six phases in a row, with every kind of colour vision."""
    distances = {pair: dist(seen(pair[0], vision), seen(pair[1], vision)) for pair in combinations(PHASES, 2)}
    assert min(distances.values()) >= CLEARLY_APART, min(distances, key=lambda pair: distances[pair])


@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize(
    ("one", "other"),
    [(DEPTHS[0], DEPTHS[1]), (DEPTHS[1], DEPTHS[2]), (AMBER, ICE), *((colour, ahead(colour)) for colour in PHASES)],
)
def test_what_means_different_things_in_one_place_can_be_told_apart(one: Colour, other: Colour, vision: str) -> None:
    """The depths of a day, kept from frozen, done from ahead: with every kind of colour vision."""
    assert dist(seen(one, vision), seen(other, vision)) >= CLEARLY_APART


@pytest.mark.parametrize("colour", PHASES)
def test_done_is_told_from_ahead_in_grey(colour: Colour) -> None:
    """By lightness alone, at 3:1."""
    assert contrast(colour, ahead(colour)) >= 3


def test_the_seventh_phase_has_the_colour_of_the_first() -> None:
    """Colours come round again, so that neighbours always differ."""
    assert [phase_colour(n) for n in range(1, 14)] == [*PHASES, *PHASES, PHASES[0]]
    assert phase_colour(0) not in PHASES


def test_discord_is_told_the_same_colours() -> None:
    """The line beside a message has the phase's colour."""
    assert as_number((0x12, 0xAB, 0xFF)) == 0x12ABFF
