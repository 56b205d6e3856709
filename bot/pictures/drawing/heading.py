"""What stands above card and road: the plan's own week, and where its member stands."""

from __future__ import annotations

from bot.pictures.drawing.canvas import MARGIN, RIGHT, Canvas, fitted, width_of
from bot.pictures.drawing.marks import hollow, pause, tick
from bot.pictures.lettering import Style
from bot.pictures.palette import INK, PHASES, QUIET, Colour
from bot.study.snapshots.status import Status
from bot.study.standing import Standing
from bot.words.states import picture_heading, standing_in_short

_BASELINE = 46
_SIGN = 20
_WELL: Colour = PHASES[1]


def draw_heading(canvas: Canvas, status: Status) -> None:
    """The first line."""
    wide = canvas.text(MARGIN, _BASELINE, picture_heading(status), Style.TITLE, room=RIGHT - MARGIN - 100)
    room = RIGHT - MARGIN - wide - _SIGN - 12
    said = next(
        (words for words in standing_in_short(status) if width_of(words, Style.BODY) <= room),
        fitted(standing_in_short(status)[-1], Style.BODY, room),
    )
    is_plain = status.standing in (Standing.ON_TRACK, Standing.AHEAD, Standing.WAITING)
    canvas.text(RIGHT, _BASELINE, said, Style.BODY, QUIET if is_plain else INK, anchor="r")
    x = RIGHT - width_of(said, Style.BODY) - _SIGN
    match status.standing:
        case Standing.BEHIND:
            hollow(canvas, x + 1, _BASELINE - 12)
        case Standing.PAUSED:
            pause(canvas, x, _BASELINE - 12)
        case Standing.DONE:
            tick(canvas, x - 2, _BASELINE - 14, 16, _WELL)
        case Standing.WAITING:
            canvas.ring(x + 7, _BASELINE - 6, 5.5, QUIET, 2)
        case Standing.ON_TRACK | Standing.AHEAD:
            canvas.disc(x + 8, _BASELINE - 6, 5, _WELL)
