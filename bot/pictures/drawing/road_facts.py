"""What stands at the right margin of the road: how far, how much is open, that it is done, or when it begins."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from bot.pictures.drawing.canvas import RIGHT, Canvas, width_of
from bot.pictures.drawing.marks import tick
from bot.pictures.lettering import Style
from bot.pictures.palette import INK, QUIET, RAISED, phase_colour
from bot.study.snapshots.road import RoadBlock, RoadPhase
from bot.words import short_day_of_month, tr

_PILL, _AROUND = 22.0, 8.0
_TICK = 16.0


class Form(Enum):
    """How a fact at the right margin looks, so that a count is never taken for a date."""

    DAY = auto()
    """Plain and quiet."""
    COUNT = auto()
    """In a pill."""
    OPEN = auto()
    """In a hollow one: all that is open is hollow."""
    DONE = auto()
    """A tick."""


@dataclass(frozen=True, slots=True)
class Fact:
    """What stands at the right margin."""

    said: str
    form: Form = Form.DAY


def count_of(phase: RoadPhase) -> Fact | None:
    """That a phase is done, how far it is, or how much is open where its blocks don't show it."""
    if phase.is_done:
        return Fact("", Form.DONE)
    if phase.overdue and not phase.blocks:
        return Fact(tr("{number} open", number=phase.overdue), Form.OPEN)
    if phase.done:
        return Fact(tr("{done} of {total}", done=phase.done, total=phase.total), Form.COUNT)
    return None


def beside(block: RoadBlock) -> Fact | None:
    """That a block is done, how much of it is open, how far it is, or on which day it begins."""
    if block.counts and block.done == block.total:
        return Fact("", Form.DONE)
    if block.overdue:
        return Fact(tr("{number} open", number=block.overdue), Form.OPEN)
    if block.is_here and block.counts:
        return Fact(tr("{done} of {total}", done=block.done, total=block.total), Form.COUNT)
    if block.counts and block.begins:
        day = block.flag.day if block.flag and block.flag.day and block.flag.day >= block.begins else block.begins
        return Fact(short_day_of_month(day))
    return None


def width_of_fact(fact: Fact | None) -> float:
    """How wide a fact is, in units."""
    if fact is None:
        return 0
    match fact.form:
        case Form.DONE:
            return _TICK
        case Form.DAY:
            return width_of(fact.said, Style.BODY)
        case Form.COUNT | Form.OPEN:
            return width_of(fact.said, Style.CHIP) + 2 * _AROUND


def draw_fact(canvas: Canvas, baseline: float, fact: Fact | None, phase: int) -> None:
    """A fact up to the right margin."""
    if fact is None:
        return
    wide = width_of_fact(fact)
    pill = (RIGHT - wide, baseline - 17, wide, _PILL)
    match fact.form:
        case Form.DONE:
            tick(canvas, RIGHT - _TICK, baseline - 14, _TICK, phase_colour(phase))
            return
        case Form.DAY:
            canvas.text(RIGHT, baseline, fact.said, Style.BODY, QUIET, anchor="r")
            return
        case Form.COUNT:
            canvas.box(*pill, RAISED, _PILL / 2)
        case Form.OPEN:
            canvas.frame(*pill, INK, _PILL / 2)
    canvas.text(RIGHT - _AROUND, baseline, fact.said, Style.CHIP, anchor="r")
