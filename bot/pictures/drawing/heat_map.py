"""The heat map: a column for each week, a cell for each day, deeper the more was done, and under it what was kept."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from bot.pictures.drawing.canvas import MARGIN, Canvas
from bot.pictures.drawing.marks import flag
from bot.pictures.lettering import Style
from bot.pictures.palette import AMBER, DEPTHS, FAINT, ICE, INK, QUIET, TRACK
from bot.study.calendar import Calendar, CalendarWeek, DayMark
from bot.study.streak import WeekState
from bot.words import month_name, weekday_letter

_LEFT = MARGIN + 26
_PITCH, _CELL = 14, 12
_COLUMNS = 21
_APART = 3
"""Columns between the names of two months, so that they have room."""


def draw_heat_map(canvas: Canvas, y: float, calendar: Calendar, *, ends: bool) -> None:
    """The map from the baseline of its months down; `ends`: the plan ends with its last week."""
    for column, month in named_months([week.monday for week in calendar.weeks]):
        canvas.text(_LEFT + column * _PITCH, y, month_name(month), Style.BODY, QUIET)
    top = y + 9
    for row in named_rows(calendar):
        canvas.text(MARGIN, top + row * _PITCH + _CELL, weekday_letter(row), Style.BODY, QUIET)
    for column, week in enumerate(calendar.weeks):
        _draw_week(canvas, _LEFT + column * _PITCH, top, week, calendar.today)
    if ends and len(calendar.weeks) < _COLUMNS:
        flag(canvas, _LEFT + len(calendar.weeks) * _PITCH + 2, top + 3 * _PITCH - 4)


def named_rows(calendar: Calendar) -> list[int]:
    """The weekdays that have their letter beside them: one's own study days, of two neighbours the first."""
    named: list[int] = []
    for weekday in sorted(calendar.weekdays):
        if not named or weekday > named[-1] + 1:
            named.append(weekday)
    return named


def named_months(mondays: list[date]) -> list[tuple[int, int]]:
    """Over which columns a month is named: where it begins, or where the map does if there is room."""
    begin = [
        (column, (monday + timedelta(days=6)).month)
        for column, monday in enumerate(mondays)
        if (monday + timedelta(days=6)).day <= 7
    ]
    if mondays and (not begin or begin[0][0] >= _APART):
        begin.insert(0, (0, mondays[0].month))
    return [*_with_room(begin)]


def _with_room(months: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Those that don't run into the one before, or out of the picture."""
    last = -_APART
    for column, month in months:
        if column - last >= _APART and column <= _COLUMNS - 2:
            yield column, month
            last = column


def _draw_week(canvas: Canvas, x: float, top: float, week: CalendarWeek, today: date) -> None:
    for row, (mark, depth) in enumerate(zip(week.days, week.depths, strict=True)):
        y = top + row * _PITCH
        _draw_day(canvas, x, y, mark, depth)
        if week.monday + timedelta(days=row) == today:
            canvas.frame(x - 2, y - 2, _CELL + 4, _CELL + 4, INK, 5, 2)
    if week.state in (WeekState.KEPT, WeekState.FROZEN):
        canvas.box(x, top + 7 * _PITCH + 2, _CELL, 4, AMBER if week.state is WeekState.KEPT else ICE, 2)


def _draw_day(canvas: Canvas, x: float, y: float, mark: DayMark, depth: int) -> None:
    middle = _CELL / 2
    match mark:
        case DayMark.STUDIED:
            canvas.box(x, y, _CELL, _CELL, DEPTHS[max(depth, 1) - 1], 3)
        case DayMark.FREE:
            canvas.box(x, y, _CELL, _CELL, TRACK, 3)
        case DayMark.PAUSED:
            canvas.box(x + 1, y + middle - 1, _CELL - 2, 2, FAINT, 1)
        case DayMark.DUE:
            canvas.disc(x + middle, y + middle, 2.4, FAINT)
        case DayMark.AHEAD:
            canvas.disc(x + middle, y + middle, 1.2, FAINT)
