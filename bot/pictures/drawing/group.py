"""Drawing a server's week: a dot for each member on a day, or columns where they are many, and three sums."""

from __future__ import annotations

from datetime import timedelta

from bot.pictures.drawing.canvas import INNER, MARGIN, RIGHT, Canvas, width_of
from bot.pictures.lettering import Style
from bot.pictures.palette import INK, PHASES, QUIET, TRACK
from bot.study.group import GroupWeek
from bot.words import date_span, grouped, tr, tr_n, weekday_letter

_HEIGHT = 300
_FLOOR = 188.0
_TALLEST = 100.0
_MOST_DOTS = 6
_DOT, _PITCH = 8.5, 20.0
_STEP = INNER / 7
_WIDE = 27.0
_LINE = 226


def draw_group(week: GroupWeek) -> bytes:
    """The week as a PNG."""
    canvas = Canvas(_HEIGHT)
    dates = date_span(week.monday, week.monday + timedelta(days=6))
    canvas.text(RIGHT, 46, dates, Style.BODY, QUIET, anchor="r")
    canvas.text(MARGIN, 46, tr("Our week"), Style.TITLE, room=INNER - width_of(dates, Style.BODY) - 12)
    for column, number in enumerate(week.days):
        _draw_day(canvas, column, number, week)
    canvas.box(MARGIN, _LINE, INNER, 1, TRACK)
    facts = [
        (week.active, tr_n("studied", "studied", week.active)),
        (week.tasks, tr_n("task", "tasks", week.tasks)),
        (week.chains, tr_n("week kept", "weeks kept", week.chains)),
    ]
    shown = [(number, name) for number, name in facts if number]
    step = INNER / max(1, len(shown))
    for place, (number, name) in enumerate(shown):
        middle = MARGIN + (place + 0.5) * step
        canvas.text(middle, _LINE + 36, grouped(number), Style.FACT, anchor="m", room=step - 8)
        canvas.text(middle, _LINE + 58, name, Style.BODY, QUIET, anchor="m", room=step - 8)
    return canvas.png()


def _draw_day(canvas: Canvas, column: int, number: int, week: GroupWeek) -> None:
    """The members who studied on a day: dots as long as every day's can be counted at a glance."""
    day = week.monday + timedelta(days=column)
    middle = MARGIN + (column + 0.5) * _STEP
    if not number:
        canvas.disc(middle, _FLOOR - _DOT, 3 if day <= week.today else 1.5, TRACK)
    elif max(week.days) <= _MOST_DOTS:
        for dot in range(number):
            canvas.disc(middle, _FLOOR - _DOT - dot * _PITCH, _DOT, PHASES[1])
    else:
        height = max(10, _TALLEST * number / max(week.days))
        canvas.box(middle - _WIDE / 2, _FLOOR - height, _WIDE, height, PHASES[1], 6)
        canvas.text(middle, _FLOOR - height - 7, grouped(number), Style.CHIP, anchor="m", room=_STEP)
    is_study_day = column in week.weekdays
    canvas.text(
        middle,
        _FLOOR + 24,
        weekday_letter(column),
        Style.CHIP if is_study_day else Style.BODY,
        INK if is_study_day else QUIET,
        anchor="m",
    )
