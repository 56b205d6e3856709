"""The ring: a piece for each phase of the plan, as long as its tasks are many, filled as far as they are done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import asin, cos, degrees, pi, radians, sin, sqrt

from bot.pictures.drawing.canvas import Canvas
from bot.pictures.palette import GROUND, INK, TRACK, Colour, ahead, phase_colour
from bot.study.snapshots.phases import PhaseCount

MOST_PIECES = 24
"""More phases are one piece."""

_MANY = 8
_GAP, _NARROW_GAP = 5.0, 3.5
_FIRST = 11.0
"""Degrees that a first tick fills: the round end."""
_LINE = 2.2
_STEP = 3.0


@dataclass(frozen=True, slots=True)
class Ring:
    """Where a ring lies, and how thick it is."""

    x: float
    y: float
    radius: float
    stroke: float

    @property
    def cap(self) -> float:
        """How many degrees a round end takes."""
        return degrees(asin(self.stroke / 2 / (self.radius - self.stroke / 2)))


def draw_ring(canvas: Canvas, ring: Ring, phases: Sequence[PhaseCount], present: int) -> None:
    """All phases from the top clockwise; `present` is the number of the phase one is in, 0 when all is done."""
    if len(phases) > MOST_PIECES:
        phases = (_as_one(phases, present),)
    for phase, (first, last) in zip(phases, _spans(phases), strict=True):
        begun = phase.done or phase.overdue or phase.number == present
        colour = phase_colour(phase.number)
        _draw_part(canvas, ring, first, last, ahead(colour) if begun else TRACK, (first, last))
        until = _until(ring, first, last, phase.done, phase.total)
        if phase.overdue:
            to = _until(ring, first, last, phase.done + phase.overdue, phase.total)
            _draw_part(canvas, ring, until, to, INK, (first, last))
            _draw_part(canvas, ring, until, to, GROUND, (first, last), _LINE)
        if phase.done:
            _draw_part(canvas, ring, first, until, colour, (first, last))


def closed_ring(canvas: Canvas, ring: Ring, colours: Sequence[Colour]) -> None:
    """A ring that is all done: a piece for each colour, or one without a gap."""
    if len(colours) == 1:
        canvas.disc(ring.x, ring.y, ring.radius, colours[0])
        canvas.disc(ring.x, ring.y, ring.radius - ring.stroke, GROUND)
        return
    gap = _GAP if len(colours) <= _MANY else _NARROW_GAP
    share = 360 / len(colours)
    for number, colour in enumerate(colours):
        first, last = number * share + gap / 2, (number + 1) * share - gap / 2
        _draw_part(canvas, ring, first, last, colour, (first, last))


def _as_one(phases: Sequence[PhaseCount], present: int) -> PhaseCount:
    done, total, overdue = (sum(getattr(one, part) for one in phases) for part in ("done", "total", "overdue"))
    return PhaseCount(present or phases[-1].number, "", done, total, overdue)


def _spans(phases: Sequence[PhaseCount]) -> list[tuple[float, float]]:
    """From where to where each piece goes, in degrees from the top: half by its tasks, and none too short to see."""
    if not phases:
        return []
    gap = _GAP if len(phases) <= _MANY else _NARROW_GAP
    room = 360 - gap * len(phases)
    least = min(16.0, room / len(phases))
    spare, tasks = room - least * len(phases), sum(phase.total for phase in phases)
    spans: list[tuple[float, float]] = []
    at = gap / 2
    for phase in phases:
        length = least + spare * phase.total / tasks
        spans.append((at, at + length))
        at += length + gap
    return spans


def _until(ring: Ring, first: float, last: float, count: int, total: int) -> float:
    """Up to where so many tasks of a piece go: a first one fills the round end, and only all of them the last one."""
    if count == 0:
        return first
    if count == total:
        return last
    return min(max(first + (last - first) * count / total, first + _FIRST), last - ring.cap * 0.6)


def _draw_part(
    canvas: Canvas,
    ring: Ring,
    first: float,
    last: float,
    colour: Colour,
    piece: tuple[float, float],
    inset: float = 0,
) -> None:
    """A part of a piece: round where the piece ends, else flat; `inset` units further in on all sides."""
    middle, half = ring.radius - ring.stroke / 2, ring.stroke / 2 - inset
    cap = min(ring.cap, (piece[1] - piece[0]) / 2)
    ends = (piece[0] + cap, piece[1] - cap)
    turned = degrees(inset / middle)
    begin = max(first + turned, ends[0] - cap * half / (ring.stroke / 2))
    end = min(last - turned, ends[1] + cap * half / (ring.stroke / 2))
    outer: list[tuple[float, float]] = []
    inner: list[tuple[float, float]] = []
    for angle in _angles(begin, end, cap):
        beyond = max(ends[0] - angle, angle - ends[1], 0) / cap * (ring.stroke / 2)
        thick = sqrt(max(0.0, half**2 - beyond**2))
        outer.append(_at(ring, middle + thick, angle))
        inner.append(_at(ring, middle - thick, angle))
    canvas.shape((*outer, *reversed(inner)), colour)


def _angles(first: float, last: float, cap: float) -> list[float]:
    """Angles from one to another, closer to each other near the ends, where a part may be round."""
    near = min(cap, (last - first) / 2)
    close = [near * (1 - cos(pi / 2 * step / 8)) for step in range(9)]
    steps = max(1, round((last - first - 2 * near) / _STEP))
    between = [first + near + (last - first - 2 * near) * step / steps for step in range(1, steps)]
    return [*(first + away for away in close), *between, *(last - away for away in reversed(close))]


def _at(ring: Ring, radius: float, angle: float) -> tuple[float, float]:
    return ring.x + radius * sin(radians(angle)), ring.y - radius * cos(radians(angle))
