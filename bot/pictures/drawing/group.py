"""Drawing a server's week: a column for each day, and three sums beside them."""

from __future__ import annotations

from datetime import timedelta

from bot.pictures.drawing.canvas import MARGIN, WIDTH, Canvas
from bot.pictures.lettering import Style
from bot.pictures.palette import FAINT, INK, QUIET, RAISED, TRACK, phase_colour
from bot.study.group import GroupWeek
from bot.words import date_span, grouped, tr, tr_n, weekday_name

_HEIGHT = 316
_CHART = 348
_FLOOR = 254
_TALLEST = 124
_STEP = _CHART / 7


def draw_group(week: GroupWeek) -> bytes:
    """The week as a PNG."""
    canvas = Canvas(_HEIGHT)
    canvas.text(MARGIN, 50, tr("The week in this server"), Style.TITLE)
    dates = date_span(week.monday, week.monday + timedelta(days=6))
    studied = tr_n("{number} member studied, by day", "{number} members studied, by day", week.active)
    canvas.text(MARGIN, 76, f"{dates} · {studied}", Style.BODY, QUIET)
    for column, number in enumerate(week.days):
        _draw_day(canvas, column, number, week)
    facts = (
        (week.tasks, tr_n("task done", "tasks done", week.tasks)),
        (week.checkpoints, tr_n("checkpoint passed", "checkpoints passed", week.checkpoints)),
        (week.chains, tr_n("chain kept", "chains kept", week.chains)),
    )
    for row, (number, name) in enumerate(facts):
        y = 96 + row * 66
        x = MARGIN + _CHART + 16
        canvas.box(x, y, WIDTH - MARGIN - x, 58, RAISED, 8)
        canvas.text(x + 14, y + 32, grouped(number), Style.TITLE)
        canvas.text(x + 14, y + 50, name, Style.SMALL, QUIET)
    return canvas.png()


def _draw_day(canvas: Canvas, column: int, number: int, week: GroupWeek) -> None:
    """A column for a day with the number of members who studied on it."""
    day = week.monday + timedelta(days=column)
    x, width = MARGIN + column * _STEP, _STEP - 10
    middle = x + width / 2
    height = max(10, _TALLEST * number / max(1, *week.days)) if number else 4
    ahead = day > week.today
    if ahead:
        canvas.hatched(x, _FLOOR - 12, width, 12, FAINT, 3)
    else:
        canvas.box(x, _FLOOR - height, width, height, phase_colour(2) if number else TRACK, 6 if number else 2)
    if number:
        canvas.text(middle, _FLOOR - height - 8, grouped(number), Style.STRONG, anchor="m")
    today = day == week.today
    canvas.text(
        middle,
        _FLOOR + 24,
        weekday_name(column, short=True),
        Style.CHIP if today else Style.SMALL,
        INK if today else QUIET,
        anchor="m",
    )
