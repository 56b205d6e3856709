"""Drawing an achievement: an emblem, what it is, and what it took; confetti only for a phase and the whole roadmap."""

from __future__ import annotations

import hashlib
from math import cos, exp, pi, sin

from bot.pictures.drawing.canvas import INNER, MARGIN, WIDTH, Canvas, largest
from bot.pictures.drawing.chain import draw_chain
from bot.pictures.drawing.marks import flame, tick
from bot.pictures.drawing.ring import Ring, closed_ring
from bot.pictures.lettering import Style, drawable, label
from bot.pictures.palette import AMBER, GLOW, GROUND, INK, PHASES, QUIET, TRACK, Colour, ahead, mixed, phase_colour
from bot.study.achievements import AchievementKind, Reached
from bot.words import grouped, tr, tr_n
from bot.words.states import achievement_name

_HEIGHT = 300
_MIDDLE = WIDTH / 2
_EMBLEM = 88.0
_TITLE, _WORDS = 194, 217
_FACTS = 257
_PIECES = 20
_SIDE = 92
_RAYS = 24


def draw_achievement(reached: Reached) -> bytes:
    """The achievement as a PNG."""
    canvas = Canvas(_HEIGHT)
    match reached.achievement.kind:
        case AchievementKind.PHASE:
            _draw_phase(canvas, reached)
        case AchievementKind.MILESTONE:
            _draw_hill(canvas, phase_colour(reached.number))
        case AchievementKind.STREAK:
            _draw_fire(canvas, reached.streak)
        case AchievementKind.ROADMAP:
            _draw_sun(canvas, reached)
    title, words = _words(reached)
    style = largest(title, (Style.TITLE, Style.FACT, Style.STRONG), INNER)
    canvas.text(_MIDDLE, _TITLE, title, style, anchor="m", room=INNER)
    canvas.text(_MIDDLE, _WORDS, words, Style.BODY, QUIET, anchor="m", room=INNER)
    if reached.kept:
        draw_chain(canvas, _FACTS, reached.kept)
    else:
        _draw_facts(canvas, reached)
    return canvas.png()


def _words(reached: Reached) -> tuple[str, str]:
    """The largest line and the one below it."""
    name = achievement_name(reached)
    match reached.achievement.kind:
        case AchievementKind.PHASE:
            title = drawable(reached.title)
            return (title, name) if title else (name, "")
        case AchievementKind.MILESTONE:
            title = label(reached.title, tr("Week {week}", week=reached.week))
            return title.partition(" (")[0], tr("Milestone of week {week}", week=reached.week)
        case AchievementKind.ROADMAP:
            return name, label(reached.title, tr("Every task in it"))
        case AchievementKind.STREAK:
            return name, _days(reached)


def _days(reached: Reached) -> str:
    kept = reached.kept
    if kept is None:
        return ""
    return tr_n(
        "{days} of {number} study day this week",
        "{days} of {number} study days this week",
        kept.target,
        days=min(kept.days, kept.target),
    )


def _draw_facts(canvas: Canvas, reached: Reached) -> None:
    """What it took, side by side."""
    steady = (
        (reached.streak, tr("week streak"))
        if reached.streak > 1
        else (reached.weeks, tr_n("week", "weeks", reached.weeks))
    )
    facts = [
        (reached.tasks, tr_n("task", "tasks", reached.tasks)),
        (reached.study_days, tr_n("study day", "study days", reached.study_days)),
        steady,
    ]
    shown = [(value, name) for value, name in facts if value]
    step = INNER / max(1, len(shown))
    for column, (value, name) in enumerate(shown):
        middle = MARGIN + (column + 0.5) * step
        canvas.text(middle, _FACTS, grouped(value), Style.FACT, anchor="m", room=step - 8)
        canvas.text(middle, _FACTS + 23, name, Style.BODY, QUIET, anchor="m", room=step - 8)
        if column:
            canvas.box(MARGIN + column * step - 0.5, _FACTS - 18, 1, 42, TRACK)


def _draw_phase(canvas: Canvas, reached: Reached) -> None:
    """The ring of a phase, closed, with its number and a tick."""
    colour = phase_colour(reached.number)
    _draw_rays(canvas, ahead(colour))
    _draw_confetti(canvas, reached)
    closed_ring(canvas, Ring(_MIDDLE, _EMBLEM, 58, 12), [colour])
    canvas.disc(_MIDDLE, _EMBLEM, 40, mixed(colour, GROUND, 0.2))
    canvas.text(_MIDDLE, _EMBLEM + 18, str(reached.number), Style.HERO, anchor="m")
    canvas.disc(_MIDDLE + 44, _EMBLEM + 40, 21, GROUND)
    canvas.disc(_MIDDLE + 44, _EMBLEM + 40, 17, colour)
    tick(canvas, _MIDDLE + 35, _EMBLEM + 31, 18, GROUND)


def _draw_sun(canvas: Canvas, reached: Reached) -> None:
    """All phases round a sun."""
    _draw_rays(canvas, mixed(GLOW, GROUND, 0.4))
    _draw_confetti(canvas, reached)
    colours = [phase_colour(number) for number in reached.phases] or [GLOW]
    closed_ring(canvas, Ring(_MIDDLE, _EMBLEM, 61, 11), colours if len(colours) <= _RAYS else [GLOW])
    canvas.disc(_MIDDLE, _EMBLEM, 41, GLOW)
    tick(canvas, _MIDDLE - 24, _EMBLEM - 23, 48, GROUND)


def _draw_rays(canvas: Canvas, colour: Colour) -> None:
    """Short rays around the emblem."""
    for number in range(_RAYS):
        angle = number * 2 * pi / _RAYS
        across, down = cos(angle), sin(angle)
        corners = ((66, -4), (78, -5), (78, 5), (66, 4))
        canvas.shape(
            tuple(
                (_MIDDLE + far * across - side * down, _EMBLEM + far * down + side * across) for far, side in corners
            ),
            colour,
        )


def _draw_fire(canvas: Canvas, weeks: int) -> None:
    """The flame in its light."""
    canvas.disc(_MIDDLE, _EMBLEM + 4, 78, mixed(AMBER, GROUND, 0.09))
    canvas.disc(_MIDDLE, _EMBLEM + 4, 60, mixed(AMBER, GROUND, 0.16))
    flame(canvas, _MIDDLE, _EMBLEM - 66, 122, weeks)


def _draw_hill(canvas: Canvas, colour: Colour) -> None:
    """A flag on a hill, and the steps up."""
    floor = 162.0
    for middle, height, width in ((92, 56, 46), (300, 40, 40)):
        canvas.shape(_hill(middle, height, width, floor), mixed(INK, GROUND, 0.1))
    canvas.shape(_hill(_MIDDLE + 10, 76, 50, floor), mixed(colour, GROUND, 0.34))
    top = floor - 76
    canvas.box(_MIDDLE + 8, top - 58, 4, 60, INK, 2)
    canvas.shape(((_MIDDLE + 12, top - 56), (_MIDDLE + 60, top - 40), (_MIDDLE + 12, top - 24)), AMBER)
    for step in range(8):
        x = _MIDDLE - 72 + step * 10
        y = floor - 76 * exp(-(((x - _MIDDLE - 10) / 50) ** 2)) + 5
        canvas.disc(x, y, 2 + step * 0.16, INK)


def _hill(middle: float, height: float, width: float, floor: float) -> tuple[tuple[float, float], ...]:
    """A hill's outline, from foot to foot."""
    xs = [middle - 2.4 * width + 4.8 * width * step / 48 for step in range(49)]
    slope = [(min(max(x, 0), WIDTH), floor - height * exp(-(((x - middle) / width) ** 2))) for x in xs]
    return (*slope, (slope[-1][0], floor), (slope[0][0], floor))


def _draw_confetti(canvas: Canvas, reached: Reached) -> None:
    """Scraps in all colours at both sides of the emblem, never over words; the same for the same achievement."""
    said = f"{reached.achievement.key}/{reached.title}".encode()
    seed = hashlib.shake_128(said).digest(2 * _PIECES)
    for number in range(_PIECES):
        across, turn = seed[2 * number], seed[2 * number + 1]
        row, on_the_left = divmod(number, 2)
        x = 16 + across / 255 * (_SIDE - 24)
        y = 14 + row * 14.5 + turn % 7
        angle = turn / 255 * pi
        corners = tuple(
            ((x if on_the_left else WIDTH - x) + 7 * cos(angle + side), y + 7 * sin(angle + side))
            for side in (0.36, pi - 0.36, pi + 0.36, 2 * pi - 0.36)
        )
        canvas.shape(corners, mixed(PHASES[number % len(PHASES)], GROUND, 0.85))
