"""Drawing an achievement: a badge in the colour of the phase, light and confetti."""

from __future__ import annotations

import hashlib
from math import cos, dist, pi, sin

from bot.pictures.drawing.canvas import MARGIN, WIDTH, Canvas, fitted
from bot.pictures.drawing.marks import flag, tick
from bot.pictures.lettering import Style, label
from bot.pictures.palette import GROUND, INK, PHASES, QUIET, RAISED, Colour, mixed, phase_colour
from bot.study.feats import FeatKind, Reached
from bot.words import grouped, tr, tr_n
from bot.words.states import achievement_name

_HEIGHT = 316
_BADGE = (132.0, 150.0)
_RADIUS = 62
_LIGHT = 112
_TEXT = 264
_PIECES = 46


def draw_achievement(reached: Reached) -> bytes:
    """The achievement as a PNG."""
    canvas = Canvas(_HEIGHT)
    colour = phase_colour(reached.number) if reached.number else PHASES[-1]
    _draw_rays(canvas, colour)
    _draw_confetti(canvas, reached)
    _draw_badge(canvas, reached, colour)
    room = WIDTH - MARGIN - _TEXT
    canvas.text(_TEXT, 108, fitted(achievement_name(reached), Style.TITLE, room), Style.TITLE)
    for row, line in enumerate(_broken(_title(reached), room)):
        canvas.text(_TEXT, 138 + 24 * row, line, Style.BODY, QUIET)
    facts = _facts(reached)
    step = room / len(facts)
    for column, (value, name) in enumerate(facts):
        x = _TEXT + column * step
        canvas.box(x, 206, step - 6, 66, RAISED, 8)
        canvas.text(x + 8, 240, grouped(value), Style.TITLE)
        canvas.text(x + 8, 260, fitted(name, Style.SMALL, step - 20), Style.SMALL, QUIET)
    return canvas.png()


def _title(reached: Reached) -> str:
    return label(
        reached.title, tr("Phase {number}", number=reached.number) if reached.number else tr("Every task in it")
    )


def _facts(reached: Reached) -> tuple[tuple[int, str], ...]:
    """What it took: tasks, study days, and the streak, or the weeks while there is no streak to speak of."""
    steady = (
        (reached.streak, tr("week streak"))
        if reached.streak > 1
        else (reached.weeks, tr_n("week", "weeks", reached.weeks))
    )
    return (
        (reached.tasks, tr_n("task", "tasks", reached.tasks)),
        (reached.study_days, tr_n("study day", "study days", reached.study_days)),
        steady,
    )


def _broken(text: str, room: float) -> list[str]:
    """A text on two lines at most."""
    words = text.split()
    first = ""
    while words and fitted(f"{first} {words[0]}".strip(), Style.BODY, room)[-1] != "…":
        first = f"{first} {words.pop(0)}".strip()
    if not first:
        return [fitted(text, Style.BODY, room)]
    return [first, fitted(" ".join(words), Style.BODY, room)] if words else [first]


def _draw_rays(canvas: Canvas, colour: Colour) -> None:
    """Light around the badge."""
    x, y = _BADGE
    for number in range(16):
        angle, half = number * pi / 8, pi / 32
        ends = ((x + _LIGHT * cos(angle + side), y + _LIGHT * sin(angle + side)) for side in (-half, half))
        canvas.shape(((x, y), *ends), mixed(colour, GROUND, 0.22))


def _draw_confetti(canvas: Canvas, reached: Reached) -> None:
    """Scraps in all colours of the phases, scattered by what is celebrated: the same for the same feat.

    They lie above and below, whole, and not on the light around the badge.
    """
    said = f"{reached.feat.key}/{reached.title}".encode()
    seed = hashlib.shake_128(said).digest(3 * _PIECES)
    for number in range(_PIECES):
        across, down, turn = seed[3 * number : 3 * number + 3]
        x = 12 + across / 255 * (WIDTH - 24)
        y = 12 + down / 255 * 44 if number % 3 else _HEIGHT - 32 + down / 255 * 20
        if dist((x, y), _BADGE) < _LIGHT + 8:
            continue
        angle = turn / 255 * pi
        corners = tuple(
            (x + 6 * cos(angle + side), y + 6 * sin(angle + side)) for side in (0.3, pi - 0.3, pi + 0.3, 2 * pi - 0.3)
        )
        canvas.shape(corners, mixed(PHASES[number % len(PHASES)], GROUND, 0.75))


def _draw_badge(canvas: Canvas, reached: Reached, colour: Colour) -> None:
    x, y = _BADGE
    canvas.disc(x, y, _RADIUS + 8, GROUND)
    canvas.disc(x, y, _RADIUS, colour)
    canvas.disc(x, y, _RADIUS - 7, mixed(INK, colour, 0.18))
    match reached.feat.kind:
        case FeatKind.PHASE:
            canvas.text(x, y + 23, str(reached.number), Style.HERO, GROUND, anchor="m")
        case FeatKind.MILESTONE:
            flag(canvas, x - 18, y - 26, GROUND, 3.2)
        case FeatKind.ROADMAP:
            tick(canvas, x - 32, y - 32, 64, GROUND)
