"""Drawing the road: a station for each phase, the present one unfolded into its blocks (decision 0029)."""

from __future__ import annotations

from bot.pictures.drawing.canvas import RIGHT, Canvas
from bot.pictures.drawing.heading import draw_heading
from bot.pictures.drawing.marks import flag
from bot.pictures.drawing.road_path import Surface, draw_surface, road_x
from bot.pictures.drawing.road_stations import (
    BLOCK_LINE,
    LEFT,
    TITLE_LINE,
    draw_block,
    draw_checkpoint,
    draw_compact_phase,
    draw_more,
    draw_phase,
    title_of,
    title_of_block,
)
from bot.pictures.lettering import Style
from bot.pictures.palette import QUIET, phase_colour
from bot.study.snapshots.road import Road, RoadBlock, RoadPhase
from bot.words import short_date, tr, tr_n

_TOP = 64.5
_MOST_ROOMY = 7
_PHASE, _COMPACT = 49.0, 32.0
_BLOCK = 28.0
_AROUND_BLOCKS = 6.0
_FINISH = 46.0


def draw_road(road: Road) -> bytes:
    """The road as a PNG, as high as it needs."""
    roomy = len(road.phases) <= _MOST_ROOMY
    row = _PHASE if roomy else _COMPACT
    canvas = Canvas(_TOP + _height(road, row) + _FINISH)
    draw_heading(canvas, road.status)
    y = _TOP
    if road.before:
        said = tr_n("{number} earlier phase", "{number} earlier phases", road.before)
        draw_more(canvas, y + _BLOCK / 2, said)
        y += _BLOCK
    tops: list[float] = []
    for phase in road.phases:
        tops.append(y)
        y += _own_height(phase, row) + _blocks_height(phase)
    finish = y + (_BLOCK if road.after else 0) + 20
    ends = [*tops[1:], finish - row / 2]
    for phase, top, end in zip(road.phases, tops, ends, strict=True):
        for surface in _surfaces(phase, top + row / 2, end + row / 2, row):
            draw_surface(canvas, surface)
    for phase, top in zip(road.phases, tops, strict=True):
        (draw_phase if roomy else draw_compact_phase)(canvas, top + row / 2, phase)
        _draw_blocks(canvas, top + _own_height(phase, row) + _AROUND_BLOCKS, phase)
    if road.after:
        said = tr_n("{number} more phase", "{number} more phases", road.after)
        draw_more(canvas, y + _BLOCK / 2, said)
    flag(canvas, road_x(finish) - 3, finish - 10)
    canvas.text(LEFT, finish + 6, short_date(road.ends), Style.CHIP)
    canvas.text(RIGHT, finish + 6, tr("finish"), Style.BODY, QUIET, anchor="r")
    return canvas.png()


def _height(road: Road, row: float) -> float:
    more = bool(road.before) + bool(road.after)
    return sum(_own_height(phase, row) + _blocks_height(phase) for phase in road.phases) + more * _BLOCK


def _own_height(phase: RoadPhase, row: float) -> float:
    """How high a phase is without its blocks: where there is room, its title may take two lines."""
    return row + (len(title_of(phase)) - 1) * TITLE_LINE if row == _PHASE else row


def _block_height(block: RoadBlock) -> float:
    return _BLOCK + (len(title_of_block(block)) - 1) * BLOCK_LINE


def _blocks_height(phase: RoadPhase) -> float:
    """How high the blocks of a phase are, with what stands for those left out, and its checkpoint."""
    if not phase.blocks:
        return 0
    others = bool(phase.before) + bool(phase.after) + bool(phase.items[1])
    return sum(map(_block_height, phase.blocks)) + others * _BLOCK + 2 * _AROUND_BLOCKS


def _draw_blocks(canvas: Canvas, top: float, phase: RoadPhase) -> None:
    if not phase.blocks:
        return
    y = top + _BLOCK / 2
    if phase.before:
        draw_more(canvas, y, tr("… {number} earlier", number=phase.before))
        y += _BLOCK
    for block in phase.blocks:
        draw_block(canvas, y, block, phase.number)
        y += _block_height(block)
    if phase.after:
        draw_more(canvas, y, tr("… {number} more", number=phase.after))
        y += _BLOCK
    if phase.items[1]:
        draw_checkpoint(canvas, y, phase)


def _surfaces(phase: RoadPhase, top: float, end: float, row: float) -> list[Surface]:
    """The road from a phase to the next one: in one piece, or block by block."""
    colour = phase_colour(phase.number)
    if not phase.blocks:
        total = phase.total or 1
        return [Surface(top, end, colour, phase.done / total, phase.overdue / total, counts=phase.total > 0)]
    first = top + _own_height(phase, row) - row / 2 + _AROUND_BLOCKS + _BLOCK / 2
    is_begun = bool(phase.done or phase.overdue or any(block.is_here for block in phase.blocks))
    found = [Surface(top, first, colour, done=float(is_begun))]
    y = first
    if phase.before:
        found.append(Surface(y, y + _BLOCK, colour, done=float(is_begun)))
        y += _BLOCK
    for block in phase.blocks:
        total = block.total or 1
        end_of_block = y + _block_height(block)
        found.append(Surface(y, end_of_block, colour, block.done / total, block.overdue / total, counts=block.counts))
        y = end_of_block
    if phase.after:
        found.append(Surface(y, y + _BLOCK, colour))
        y += _BLOCK
    shown, items = phase.items
    found.append(Surface(y, end, colour, done=float(0 < items == shown)))
    return found
