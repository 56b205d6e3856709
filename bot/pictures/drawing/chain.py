"""The chain: the last weeks in a row, each with how it was kept."""

from __future__ import annotations

from itertools import pairwise

from bot.pictures.drawing.canvas import INNER, WIDTH, Canvas
from bot.pictures.drawing.marks import snowflake, tick
from bot.pictures.lettering import Style
from bot.pictures.palette import AMBER, FAINT, GROUND, ICE, QUIET
from bot.study.achievements import KeptWeek
from bot.study.streak import MOST_FREEZES, WeekState
from bot.words import tr_n

_STEP, _LINK = 32, 11


def draw_chain(canvas: Canvas, y: float, kept: KeptWeek) -> None:
    """The links around the middle, and below them the freezes."""
    first = WIDTH / 2 - _STEP * (len(kept.chain) - 1) / 2
    links = [(first + number * _STEP, state) for number, state in enumerate(kept.chain)]
    for (x, state), (_, following) in pairwise(links):
        if _holds(state) and _holds(following):
            canvas.box(x, y - 2, _STEP, 4, AMBER)
    for x, state in links:
        if not _holds(state):
            canvas.ring(x, y, _LINK, FAINT, 2)
            continue
        canvas.disc(x, y, _LINK, ICE if state is WeekState.FROZEN else AMBER)
        if state is WeekState.FROZEN:
            snowflake(canvas, x, y, 8, GROUND)
        else:
            tick(canvas, x - 6, y - 6, 12, GROUND)
    canvas.text(WIDTH / 2, y + 29, _freezes(kept), Style.BODY, QUIET, anchor="m", room=INNER)


def _holds(state: WeekState) -> bool:
    return state in (WeekState.KEPT, WeekState.FROZEN)


def _freezes(kept: KeptWeek) -> str:
    freezes = tr_n("{number} freeze", "{number} freezes", kept.freezes)
    if kept.freezes == MOST_FREEZES:
        return freezes
    following = tr_n(
        "next freeze after {number} more week", "next freeze after {number} more weeks", kept.weeks_to_next_freeze
    )
    return f"{freezes} · {following}" if kept.freezes else following
